# References that results, slices and iterators hold.
import sys

x = object()


def held():
    return sys.getrefcount(x)


items = [x] * 5
print(held())
part = items[1:4]
print(held(), sys.getrefcount(part))
it = iter(items)
print(sys.getrefcount(items), sys.getrefcount(it))
next(it)
got = next(it)
print(held())
for _ in it:
    pass
print(sys.getrefcount(items), list(it))
r = reversed(items)
print(sys.getrefcount(items))
r = None
m = map(id, items)
print(sys.getrefcount(items))
z = zip(items, items)
print(sys.getrefcount(items))
first = next(z)
print(held(), sys.getrefcount(first))
m = z = first = None
print(held(), sys.getrefcount(items))
d = {"a": x}
view = d.values()
print(sys.getrefcount(d), held(), sys.getrefcount(view))
pair = d.popitem()
print(held(), sys.getrefcount(pair))
k, v = pair
print(held())
got = k = v = pair = None
print(held())
a, *b = items
print(held(), sys.getrefcount(b))
s = sorted(items, key=id)
print(held(), max(items, key=id) is x, held())
bound = items.append
print(sys.getrefcount(items))
bound(x)
print(held())
