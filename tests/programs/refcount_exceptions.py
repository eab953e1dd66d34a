# A caught exception keeps the frames it passed, and what they hold, alive.
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("freed", self.name)


def fail(name):
    noisy = Noisy(name)
    raise ValueError(name)


try:
    fail("first")
except ValueError as error:
    print("caught", error)
print("after the handler")

try:
    fail("second")
except ValueError:
    print("caught without a name")
print("after")

kept = None
try:
    fail("third")
except ValueError as error:
    kept = error
print("kept", kept)
kept = None
print("dropped")

x = []
try:
    raise KeyError(x)
except KeyError as error:
    print(sys.getrefcount(x), sys.getrefcount(error))
print(sys.getrefcount(x))
try:
    error
except NameError as problem:
    print(problem)
