# Dicts grow when two thirds of the table are used; str keys need less room.
import sys


def growth(keys):
    d = {}
    sizes = []
    for key in keys:
        size = sys.getsizeof(d)
        if not sizes or sizes[-1][1] != size:
            sizes.append((len(d), size))
        d[key] = None
    return sizes


print(growth(range(1500)))
print(growth([str(i) for i in range(1500)]))
print(sys.getsizeof({}), sys.getsizeof(dict()), sys.getsizeof({1: 1}), sys.getsizeof({"a": 1}))
print(sys.getsizeof({"a": 1, 2: 2}), sys.getsizeof(dict(a=1, b=2)), sys.getsizeof({(1, 2): 3}))
d = {i: i for i in range(100)}
for i in range(99):
    del d[i]
print(len(d), sys.getsizeof(d))
d["new"] = 1
print(len(d), sys.getsizeof(d))
print(sys.getsizeof(dict(d)), sys.getsizeof(d.copy()))
d.clear()
print(len(d), sys.getsizeof(d))
