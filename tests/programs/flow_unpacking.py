# Taking things apart.
a, b = 1, 2
a, b = b, a
print(a, b)
(c, d), e = (3, 4), 5
[f, g] = "xy"
print(c, d, e, f, g)
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "ab"
head, *tail = [1]
print(start, end, head, tail)
x, (y, *z), w = 1, (2, 3, 4), 5
print(x, y, z, w)
for name, (low, high) in [("a", (1, 2)), ("b", (3, 4))]:
    print(name, low, high, end="; ")
print([*range(3), *"ab"], (*[1], 2), {*[1, 1, 2]}, {**{"a": 1}, "b": 2, **{"a": 3}})
items = [0, 1, 2]
items[0], items[2] = items[2], items[0]
print(items)
i = 0
i, items[i] = 1, "set"
print(i, items)
p = q = r = []
p.append(1)
print(q, r)
(single,) = [7]
print(single)
d = {"k": 1, "l": 2}
k, l = d
print(k, l, *d.values())
for attempt in [[1], [1, 2, 3], 5, [], "abc", {1, 2, 3}]:
    try:
        a, b = attempt
    except (ValueError, TypeError) as error:
        print(attempt, "->", type(error).__name__, error)
try:
    a, *b, c = [1]
except ValueError as error:
    print(error)


def pair():
    return 1, [2, 3]


one, (two, three) = pair()
print(one, two, three, pair()[1][0])
