# Marks of a class: averages, the median, a histogram.
marks = {"Ann": [90, 85, 77], "Bob": [60, 70], "Cid": [], "Dan": [100, 100, 99, 98], "Eve": [55, 45, 65]}


def mean(numbers):
    return sum(numbers) / len(numbers) if numbers else None


def median(numbers):
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def deviation(numbers):
    average = mean(numbers)
    return (sum([(n - average) ** 2 for n in numbers]) / len(numbers)) ** 0.5


for name, values in marks.items():
    average = mean(values)
    print(f"{name:4}", "no marks" if average is None else f"{average:6.2f} {min(values)}-{max(values)} {deviation(values):.4f}")
everything = [mark for values in marks.values() for mark in values]
print(len(everything), mean(everything), median(everything), median(everything[:-1]))
buckets = {}
for mark in everything:
    low = mark // 10 * 10
    buckets[low] = buckets.get(low, 0) + 1
for low in sorted(buckets):
    print(f"{low:>3} {'*' * buckets[low]}")
ranking = sorted([(mean(v), n) for n, v in marks.items() if v], reverse=True)
for place, (average, name) in enumerate(ranking, 1):
    print(place, name, round(average, 1))
best, *others, worst = ranking
print(best[1], len(others), worst[1])
print(mean(marks["Cid"]) + 1)
