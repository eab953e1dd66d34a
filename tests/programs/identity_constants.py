# Equal constants of one program are one object.
a = 1000
b = 1000
print(a is b)
c = 1.5
d = 1.5
print(c is d)
t = (1, "x", 2.5)
u = (1, "x", 2.5)
print(t is u)


def f():
    return 1000, (1, "x", 2.5), 1.5


def g():
    return 1000


print(f()[0] is a, f()[0] is g(), f()[1] is t, f()[2] is c)
print(f() is f())
e = 10 * 100
print(e is a)
h = a + 0
print(h is a, h == a)
zero, negative = 0.0, -0.0
print(zero is negative, zero == negative)
one, yes, real = 1, True, 1.0
print(one is yes, one == yes == real, one is real)
empty, nothing = (), ()
print(empty is nothing, tuple([]) is empty, (1, 2)[5:] is empty)
