# Slices of text, tuples, lists and ranges.
s = "glasshouse"
print(s[0], s[-1], s[2:5], s[:3], s[3:], s[-3:], s[:-3], s[::2], s[::-1], s[1:8:3], s[8:1:-2], s[5:2], s[100:], s[-100:3], s[:])
l = list(range(10))
print(l[2:5], l[::3], l[::-1], l[-1:], l[:-1], l[7:2:-1], l[slice(1, 4)], l[slice(None, None, -2)])
t = tuple(l)
print(t[1:3], t[5:1:-1], t[:0], t[-2:])
r = range(0, 100, 7)
print(r, r[2], r[-1], r[1:4], r[::-1], len(r), 49 in r, 50 in r, r.index(21), r.count(3), list(r[10:]), r == range(0, 99, 7))
l[2:4] = ["x", "y", "z"]
print(l)
l[:0] = [-1]
l[len(l) :] = ["end"]
print(l)
l[::4] = [0, 0, 0, 0]
print(l)
del l[1:8]
print(l)
del l[::2]
print(l)
l[:] = []
print(l, s[True], s[False:True])
for action in [lambda: s[10], lambda: s["a"], lambda: s[1.0], lambda: s[::0], lambda: t[9:99][5], lambda: l[0], lambda: r[99], lambda: s[:"a"]]:
    try:
        print(action())
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    s[0] = "G"
except TypeError as error:
    print(error)
try:
    t[0] = 1
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
try:
    l[1:2] = 5
except TypeError as error:
    print(error)
print(slice(1, 5, 2), slice(3).stop, slice(1, 2) == slice(1, 2), slice(-3, None).indices(10))
