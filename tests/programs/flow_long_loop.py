# Enough steps to be a real program.
import sys

total, n = 0, 0
while n < 30000:
    n += 1
    if n % 3 == 0:
        continue
    total += n * n % 7
print(total)
items = []
for i in range(20000):
    items.append(i * i % 1013)
print(len(items), sys.getsizeof(items), sum(items), len(set(items)), max(items))
counts = {}
for item in items:
    counts[item % 10] = counts.get(item % 10, 0) + 1
print(sorted(counts.items()))
text = ""
for i in range(2000):
    text += str(i)
print(len(text), text[-8:], text.count("99"), hash(text))
grid = [[(x * y) % 10 for x in range(60)] for y in range(60)]
print(sum([sum(row) for row in grid]), grid[7][:12])


def collatz(n):
    length = 1
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        length += 1
    return length


print(max([(collatz(n), n) for n in range(1, 1500)]))
