# Generator expressions: the first iterable is evaluated at once, the rest later.
def source(name):
    print("source", name)
    return [1, 2, 3]

lazy = (print("element", x) or x * 10 for x in source("outer"))
print("made")
print(next(lazy))
print(list(lazy))
two = ((x, y) for x in source("a") for y in source("b") if x != y)
print("made two")
print(next(two))
print(list(two))
try:
    (x for x in 3)
except TypeError as error:
    print(error)
late = (x for x in [1] for y in 3)
try:
    next(late)
except TypeError as error:
    print("late:", error)
value = "changed before use"
free = (value for _ in range(2))
value = "changed after"
print(list(free))

class Body:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    lazily = (i * 3 for i in items)

print(list(Body.lazily))

def outer(limit):
    offset = 100
    result = (i + offset for i in range(limit) if i % 2)
    offset = 200
    return result

print(list(outer(6)))
print(sum(x for x in range(5)), max((x * -1 for x in range(5)), default=None), any(x > 3 for x in range(5)))
print(dict((k, v) for k, v in zip("ab", (1, 2))), set(c for c in "hello") == set("hello"))
nested = ((y for y in range(x)) for x in range(4))
print([list(part) for part in nested])
total = 0
counted = (total := total + x for x in (1, 2, 3))
print(list(counted), total)
print(list(x for x in (y for y in (z for z in range(4)) if y) if x > 1))
functions = list((lambda: n) for n in range(3))
print([f() for f in functions])
print([*(i for i in range(3)), *(j for j in "ab")])
g = (i for i in range(3))
print(2 in g, list(g))
data = [1, 2, 3]
over = (d for d in data)
data.append(4)
print(list(over))
print(type(lambda: (yield)).__name__, type((lambda: (yield))()).__name__)
