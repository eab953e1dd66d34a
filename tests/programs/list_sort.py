# Sorting is stable, by key, and refuses what has no order.
people = [("Ann", 31), ("Bob", 25), ("Cid", 31), ("Dan", 25)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: p[1], reverse=True))
print(sorted(people, key=lambda p: (-p[1], p[0])))
words = "the Quick brown fox Jumps".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len))
numbers = [5, 3.5, True, -2, 10**20, 0]
numbers.sort()
print(numbers)
try:
    sorted([1, "a"])
except TypeError as error:
    print(error)
try:
    sorted([None, 1])
except TypeError as error:
    print(error)
print(sorted({"b": 1, "a": 2}), sorted("hello"), sorted([[2], [1, 5], [1]]))
calls = []


def key(x):
    calls.append(x)
    return -x


print(sorted([1, 3, 2], key=key), calls)
items = [3, 1, 2]


def spy(x):
    return len(items), x


try:
    items.sort(key=spy)
    print(items)
    print(sorted(range(20), key=lambda x: (x * 7) % 11))
except ValueError as error:
    print(error)


class Card:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        compared.append((self.rank, other.rank))
        return self.rank < other.rank


compared = []
cards = sorted([Card(r) for r in [4, 1, 3, 2]])
print([c.rank for c in cards], compared)
