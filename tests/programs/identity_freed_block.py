# The block of a dead object is handed to the next of its size.
class Small:
    pass


first = object()
place = id(first)
del first
second = object()
print(id(second) == place)
third = object()
print(id(third) == place, id(third) != id(second))
print(id(object()) == id(object()))

a = []
place = id(a)
del a
b = []
print(id(b) == place)
c = 1.5 + len(b)
place = id(c)
del c
d = 2.5 + len(b)
print(id(d) == place)

s = Small()
place = id(s)
s = None
t = Small()
print(id(t) == place)

one, two, three = [], [], []
places = [id(one), id(two), id(three)]
del one, two, three
x, y, z = [], [], []
print([places.index(id(x)), places.index(id(y)), places.index(id(z))])


def local():
    inside = {}
    return id(inside)


print(local() == local())
