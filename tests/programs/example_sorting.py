# Sorting by hand, counted.
def bubble(items):
    items, swaps = items[:], 0
    for end in range(len(items) - 1, 0, -1):
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
                swaps += 1
    return items, swaps


def insertion(items):
    result = []
    for item in items:
        place = len(result)
        while place > 0 and result[place - 1] > item:
            place -= 1
        result.insert(place, item)
    return result


def quick(items):
    if len(items) < 2:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def merge(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge(items[:middle]), merge(items[middle:])
    result, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            result.append(left[i])
            i += 1
        else:
            result.append(right[j])
            j += 1
    return result + left[i:] + right[j:]


def search(items, wanted):
    low, high, steps = 0, len(items), 0
    while low < high:
        steps += 1
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return (low if low < len(items) and items[low] == wanted else None), steps


numbers, seed = [], 42
for _ in range(40):
    seed = (seed * 1103515245 + 12345) % 2**31
    numbers.append(seed % 100)
print(numbers)
print(bubble(numbers)[1], bubble([1, 2, 3]), bubble([]))
expected = sorted(numbers)
print(bubble(numbers)[0] == expected, insertion(numbers) == expected, quick(numbers) == expected, merge(numbers) == expected)
print(search(expected, expected[13]), search(expected, 101), search([], 1))
print(expected, insertion(["pear", "apple", "fig"]))
