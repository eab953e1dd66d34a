# Objects that come back as themselves, and those that do not.
t = (1, 2, [3])
print(tuple(t) is t, t[:] is t, t + () is t, t * 1 is t)
l = [1, 2]
print(list(l) is l, l[:] is l, l + [] is l, l * 1 is l)
s = "some text here"
print(str(s) is s, s[:] is s, s + "" is s, s.title() is s)
f = 12.5
print(float(f) is f, +f is f, f * 1 is f)
n = 10**30
print(int(n) is n, +n is n, n + 0 is n, n * 1 is n, abs(n) is n)
d = {1: 2}
print(dict(d) is d, d.copy() is d)
a = b = []
b += [1]
print(a is b, a)
b = b + [2]
print(a is b, a, b)
text = more = "abc"
more += "d"
print(text is more, text, more)
print(True is (1 < 2), (1 == 1) is True, (not []) is True)
items = [0] * 3
rows = [[]] * 3
print(items[0] is items[2], rows[0] is rows[2])
print(max(rows, key=len) is rows[0], sorted(rows)[0] is rows[0], rows.copy()[1] is rows[1])
print((lambda: 0) is (lambda: 0), print is print, int is type(5))
