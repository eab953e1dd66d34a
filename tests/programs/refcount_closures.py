# A cell holds the object that a closure sees.
import sys


def outer():
    value = []

    def inner():
        return sys.getrefcount(value)

    print("outer", sys.getrefcount(value))
    print("inner", inner())
    return inner


kept = outer()
print("kept", kept())


def make():
    value = object()

    def get():
        return value

    def count():
        return sys.getrefcount(value)

    return get, count


get, count = make()
print(count(), sys.getrefcount(get()))
same = get()
print(count(), sys.getrefcount(same))
get = None
print(count())


def loop():
    functions = []
    for i in [[], []]:
        functions.append(lambda: sys.getrefcount(i))
    return [f() for f in functions]


print(loop())
print(sys.getrefcount(outer), sys.getrefcount(kept))
