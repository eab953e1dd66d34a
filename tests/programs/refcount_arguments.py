# Arguments collected by *args and **kwargs.
import sys


def star(*args):
    return sys.getrefcount(args[0]), sys.getrefcount(args)


def named(**kwargs):
    return sys.getrefcount(kwargs["k"]), sys.getrefcount(kwargs)


def both(first, *rest, key=None, **others):
    return (
        sys.getrefcount(first),
        [sys.getrefcount(r) for r in rest],
        sys.getrefcount(key),
        [sys.getrefcount(others[name]) for name in others],
    )


x = []
print(star(x), star([]))
print(named(k=x), named(k=[]))
y, z, u = [], [], []
print(both(x, y, y, key=z, other=u))
items = [x, y]
print(star(*items), sys.getrefcount(x))
options = {"k": x}
print(named(**options), sys.getrefcount(x))
print(sys.getrefcount(items), sys.getrefcount(options))
