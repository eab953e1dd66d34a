# PEP 479: a StopIteration that leaves a generator is a RuntimeError.
def raises(error):
    yield 1
    raise error

for error in (StopIteration, StopIteration("value"), StopAsyncIteration("async"), GeneratorExit, KeyboardInterrupt):
    try:
        print(list(raises(error)))
    except BaseException as caught:
        print(repr(caught), repr(caught.__cause__), repr(caught.__context__), caught.__suppress_context__)

def from_next():
    it = iter([1, 2])
    while True:
        yield next(it)

try:
    for value in from_next():
        print(value)
except RuntimeError as error:
    print(error, "|", repr(error.__cause__))

def inner():
    raise StopIteration("inner")
    yield

def outer():
    try:
        yield from inner()
    except RuntimeError as error:
        print("outer sees", error)
        yield "recovered"

print(list(outer()))
bad = (next(iter(())) for _ in range(2))
try:
    next(bad)
except RuntimeError as error:
    print(error)

class Sub(StopIteration):
    pass

def sub():
    yield
    raise Sub("sub")

it = sub()
next(it)
try:
    next(it)
except RuntimeError as error:
    print(repr(error.__cause__))
print(next(it, "ended"))

def handles():
    try:
        raise StopIteration("handled inside")
    except StopIteration as stop:
        yield stop.value

print(list(handles()))
it = sub()
try:
    it.throw(StopIteration("thrown before the start"))
except (RuntimeError, StopIteration) as error:
    print(repr(error))
print(list(map(lambda f: f, (x for x in range(2)))))
try:
    list(map(lambda x: next(iter([])), [1]))
    print("map ends")
except RuntimeError as error:
    print(error)
