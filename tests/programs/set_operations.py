# Algebra of sets, with their orders.
a, b = {1, 2, 3, 4, 5}, {4, 5, 6, 40, 50}
print(a | b, a & b, a - b, b - a, a ^ b)
print(a.union([9, 10], (11,)), a.intersection(range(3)), a.difference([1], [2]), a.symmetric_difference([5, 6]))
print({1, 2} <= a, {1, 2} < {1, 2}, a >= {5}, a.isdisjoint({9}), {1}.issubset([1, 2]), a.issuperset([7]))
c = a.copy()
c |= {100}
c &= {1, 2, 100, 200}
print(c)
c -= {1}
c ^= {2, 3}
print(c)
c.update("xy", [7])
print(len(c), 7 in c, "x" in c)
c.discard("nothing")
try:
    c.remove("nothing")
except KeyError as error:
    print("KeyError", error)
print(set() == {*()}, set(), len({0, 0.0, False}))
print({x % 7 for x in range(50)}, {w[0] for w in ["ant", "bee", "ape"]})
try:
    a | [1]
except TypeError as error:
    print(error)
print(a == {5, 4, 3, 2, 1}, a != b, sorted(a | b, reverse=True))
empty = {}
print(type(empty).__name__, type(set()).__name__, bool(set()))
seen, twice = set(), []
for n in [3, 1, 3, 2, 1]:
    if n in seen:
        twice.append(n)
    seen.add(n)
print(twice)
