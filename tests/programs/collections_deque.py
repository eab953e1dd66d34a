# deque: both ends, bounds, rotation, search, errors, sizes of its blocks.
import sys
from collections import deque


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], d[2], bool(d), bool(deque()))
print(d.pop(), d.popleft(), d)
d.extend("ab")
d.extendleft("xy")
print(d, "a" in d, "z" in d, d.count(2), d.index("a"))
d.rotate(2)
print(d)
d.rotate(-3)
print(d)
d.rotate()
print(d)
d.insert(1, "in")
d.insert(-1, "near end")
d.insert(100, "last")
d.insert(-100, "first")
print(d)
d.remove("in")
del d[0]
d[0] = "set"
d.reverse()
print(d, list(reversed(d)))
b = deque(range(5), maxlen=3)
print(b, b.maxlen, d.maxlen)
b.append(9)
print(b)
b.appendleft(8)
print(b)
b.extend([1, 2])
print(b, b + deque([7]), b * 2, 2 * deque([1]))
b += [5]
print(b)
b *= 2
print(b, deque("ab", 0), deque([], None))
attempt(lambda: deque().pop())
attempt(lambda: deque().popleft())
attempt(lambda: d[50])
attempt(lambda: d["a"])
attempt(lambda: d[0:1])
attempt(lambda: d.remove("none"))
attempt(lambda: d.index("none"))
attempt(lambda: d.index(2, 4))
attempt(lambda: b.insert(0, 1))
attempt(lambda: deque([1], -1))
attempt(lambda: deque([1], "x"))
attempt(lambda: deque(5))
attempt(lambda: deque([1], 2, 3))
attempt(lambda: deque([1]) + [2])
attempt(lambda: deque([1]) * "x")
attempt(lambda: hash(deque()))
attempt(lambda: deque() < 3)
attempt(lambda: d.append())
attempt(lambda: d.append(1, 2))
attempt(lambda: d.rotate("x"))
attempt(lambda: d.nothing)
attempt(lambda: setattr(b, "maxlen", 3))
print(deque([1, 2]) == deque([1, 2]), deque([1]) != deque([2]), deque([1, 2]) < deque([1, 3]), deque([1]) == [1])
c = d.copy()
print(c == d, c is d, type(c).__name__)


def changing():
    q = deque([1, 2, 3])
    for item in q:
        q.append(item)


attempt(changing)
q = deque([1])
q.append(q)
print(q)
print([sys.getsizeof(deque(range(n))) for n in (0, 1, 32, 33, 64, 96, 97, 200, 1000)])
w = deque(range(100))
sizes = set()
for _ in range(100):
    w.popleft()
    w.append(0)
    sizes.add(sys.getsizeof(w))
print(sorted(sizes))


class Recent(deque):
    def __init__(self, *items, most):
        super().__init__(items, most)
        self.label = "recent"

    def append(self, item):
        super().append(f"<{item}>")


r = Recent("a", "b", most=2)
r.append("c")
print(r, r.label, isinstance(r, deque), len(r), r == deque(["b", "<c>"]), type(r).__mro__[1].__name__)
it = iter(deque("abc"))
print(next(it), it.__length_hint__(), list(it), type(it).__name__, type(reversed(deque())).__name__)
breadth = deque([(0, "root")])
order = []
tree = {"root": ["a", "b"], "a": ["c"], "b": [], "c": []}
while breadth:
    depth, node = breadth.popleft()
    order.append((depth, node))
    for child in tree[node]:
        breadth.append((depth + 1, child))
print(order)
