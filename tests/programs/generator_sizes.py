# A generator's size: its frame's locals and stack are in it.
import sys

def empty():
    yield

def three(a, b, c):
    yield a

def stack():
    x = yield 1
    yield (x, x, x, [x, x, (yield)])

def loops(items):
    for item in items:
        for other in item:
            yield other

def delegates(items):
    yield from items

def guarded():
    try:
        with open as o:
            yield o
    except ValueError as e:
        yield e
    finally:
        yield

def closure():
    number = 1
    def inner():
        yield number
    return inner

for function, arguments in ((empty, 0), (three, 3), (stack, 0), (loops, 1), (delegates, 1), (guarded, 0), (closure(), 0)):
    it = function(*[None] * arguments)
    print(function.__name__, sys.getsizeof(it), function.__code__.co_stacksize, function.__code__.co_nlocals)
it = empty()
before = sys.getsizeof(it)
next(it)
print(sys.getsizeof(it) == before)
list(it)
print(sys.getsizeof(it) == before)
print(sys.getsizeof(x for x in ()))
print(sys.getsizeof((x, y) for x in () for y in x if x))
