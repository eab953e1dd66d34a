# References from local names: 3.14 lends a local to a call instead of giving it a reference.
import sys


def names():
    x = []
    print("one name", sys.getrefcount(x))
    y = x
    print("two names", sys.getrefcount(x))
    z = [x, x]
    print("and a list that holds it twice", sys.getrefcount(x))
    del y
    print("one name less", sys.getrefcount(x))
    z.pop()
    print("once in the list", sys.getrefcount(x))
    z = None
    print("alone again", sys.getrefcount(x))


def temporaries():
    print(sys.getrefcount([]), sys.getrefcount(object()))
    print(sys.getrefcount([1, 2, 3]))
    a, b = [], []
    a, b = b, a
    print(sys.getrefcount(a), sys.getrefcount(b))


def rebound():
    a = object()
    for _ in range(3):
        b = a
        print(sys.getrefcount(a), end=" ")
    b = a = object()
    print(sys.getrefcount(a))


names()
temporaries()
rebound()
