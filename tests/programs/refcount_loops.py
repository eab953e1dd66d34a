# The loop variable and the iterator hold references too.
import sys


def over_list():
    items = [[], []]
    return [sys.getrefcount(items)] + [sys.getrefcount(item) for item in items]


def statement():
    counts = []
    items = [[], [], []]
    for item in items:
        counts.append(sys.getrefcount(item))
        counts.append(sys.getrefcount(items))
    counts.append(sys.getrefcount(item))
    return counts


def consuming():
    items = [[], [], []]
    counts = []
    while items:
        item = items.pop()
        counts.append(sys.getrefcount(item))
    return counts


def pairs():
    counts = []
    for a, b in [([], []), ([], [])]:
        counts.append((sys.getrefcount(a), sys.getrefcount(b)))
    for i, a in enumerate([[], []]):
        counts.append((i, sys.getrefcount(a)))
    for a, b in zip([[]], [[]]):
        counts.append((sys.getrefcount(a), sys.getrefcount(b)))
    return counts


print(over_list())
print(statement())
print(consuming())
print(pairs())
for item in [[], []]:
    print(sys.getrefcount(item), end=" ")
print(sys.getrefcount(item))
table = {"a": [], "b": []}
for key, value in table.items():
    print(key, sys.getrefcount(value))
print([sys.getrefcount(value) for value in table.values()])
