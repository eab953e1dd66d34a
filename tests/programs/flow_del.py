# del takes names, items, slices and attributes away.
a, b = [1, 2, 3, 4, 5], {"x": 1, "y": 2}
del a[0]
del a[-1], b["x"]
print(a, b)
del a[1:]
print(a)
c = a
del a
print(c)
try:
    print(a)
except NameError as error:
    print(error)
for action in ["list", "dict", "name", "slice", "str", "attribute"]:
    try:
        if action == "list":
            del c[10]
        elif action == "dict":
            del b["zzz"]
        elif action == "name":
            del nothing
        elif action == "slice":
            del c[5:9]
            print("slices never fail")
        elif action == "str":
            s = "abc"
            del s[0]
        else:
            del s.length
    except (IndexError, KeyError, NameError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Thing:
    kind = "thing"

    def __init__(self):
        self.part = "part"

    def __delitem__(self, key):
        print("delete", key)


t = Thing()
del t.part
del t["key"], t[1:2]
print(hasattr(t, "part"), t.kind)
t.kind = "own"
del t.kind
print(t.kind)
try:
    del t.kind
except AttributeError as error:
    print(error)


def local():
    x = 1
    del x
    x = 2
    return x


print(local())
d = {i: i for i in range(5)}
for key in [1, 3]:
    del d[key]
print(d)
m = [[1, 2], [3, 4]]
del m[0][1], m[1][:]
print(m)
