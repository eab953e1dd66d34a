# Lists, sets and dicts by comprehension.
x = "kept"
print([x * x for x in range(6)], x)
print([n for n in range(20) if n % 2 if n % 3], [(a, b) for a in range(3) for b in "xy" if a != 1])
print({n % 3 for n in range(10)}, {w: len(w) for w in ["a", "bb"]}, {k: v for v, k in enumerate("abc")})
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row])
print([a + b for a, b in zip([1, 2], [3, 4])], [first for first, *_ in ["abc", "de"]])
print([f(3) for f in [lambda v: v + 1, lambda v: v * 2]], [i if i % 2 else -i for i in range(5)])


def scale(items, factor):
    return [item * factor for item in items]


print(scale([1, 2], 3), scale("ab", 2))
functions = [lambda: i for i in range(3)]
print([f() for f in functions])
print([[j for j in range(i)] for i in range(4)], [i for i in range(5) if i not in [j * 2 for j in range(3)]])
order = []


def note(value):
    order.append(value)
    return value


print({note("k" + str(i)): note("v" + str(i)) for i in range(2)}, order)
print([c for c in "hello world" if c in "aeiou"], sum([i for i in range(101)]), max([len(w) for w in "a bcd ef".split()]))


class Table:
    size = 3
    rows = [i for i in range(size)]


print(Table.rows)
try:
    print([1 / n for n in [2, 1, 0]])
except ZeroDivisionError as error:
    print(error)
print([x for x in [1, 2, 3] if x > 1][0], len([None for _ in range(1000)]), [] == [x for x in []])
