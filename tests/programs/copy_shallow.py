# A shallow copy shares what is inside.
import copy
import sys

inner = [1, 2]
original = [inner, "text", (inner,), {"k": inner}]
for made in [copy.copy(original), original[:], list(original), original.copy(), [*original]]:
    print(made == original, made is original, [made[i] is original[i] for i in range(4)], sys.getsizeof(made))
print(sys.getrefcount(inner))
shallow = copy.copy(original)
shallow.append(1)
shallow[0].append(3)
print(original, len(shallow))
d = {"a": inner}
e = copy.copy(d)
f = dict(d)
e["b"] = 1
e["a"].append(4)
print(d, e, f)
s = {1, 2}
u = copy.copy(s)
u.add(3)
print(s, u)
t = (inner, 1)
print(copy.copy(t) is t, copy.copy("abc") is not None, copy.copy(5), copy.copy(None))


class Point:
    def __init__(self, x):
        self.x = x


p = Point(inner)
q = copy.copy(p)
print(q is p, q.x is p.x, type(q) is Point, q.__dict__ == p.__dict__)
q.x = 0
print(p.x, copy.copy(Point) is Point)
