# close(): GeneratorExit at the yield, and what comes of it.
def careful(name):
    try:
        print(name, "starts")
        yield 1
        yield 2
    except GeneratorExit:
        print(name, "is closed")
        raise
    finally:
        print(name, "cleans up")

it = careful("a")
print(it.close())
it = careful("b")
next(it)
print(it.close())
print(it.close())
print(next(it, "ended"))

def swallows():
    try:
        yield 1
    except GeneratorExit:
        pass

it = swallows()
next(it)
print(it.close())

def returns():
    try:
        yield 1
    except GeneratorExit:
        return "result"

it = returns()
next(it)
print(it.close())
it = returns()
print(list(it), it.close())

def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield "no"

it = ignores()
next(it)
try:
    it.close()
except RuntimeError as error:
    print(error)
print(next(it, "over"))

def fails():
    try:
        yield 1
    finally:
        1 / 0

it = fails()
next(it)
try:
    it.close()
except ZeroDivisionError as error:
    print(error, repr(error.__context__))

def raises_other():
    try:
        yield
    except GeneratorExit as exit:
        raise ValueError("instead") from exit

it = raises_other()
next(it)
try:
    it.close()
except ValueError as error:
    print(error, repr(error.__cause__))

def outer():
    try:
        yield from careful("inner")
    finally:
        print("outer done")

it = outer()
next(it)
it.close()

class Closable:
    def __init__(self):
        self.left = 3
    def __iter__(self):
        return self
    def __next__(self):
        self.left -= 1
        return self.left
    def close(self):
        print("Closable.close")

def delegates(to):
    try:
        yield from to
    except GeneratorExit:
        print("exit in the delegating one")
        raise

it = delegates(Closable())
print(next(it))
it.close()
it = delegates([1, 2])
print(next(it))
it.close()

class BadClose(Closable):
    def close(self):
        raise LookupError("bad close")

it = delegates(BadClose())
next(it)
try:
    it.close()
except LookupError as error:
    print("out:", error)

for it in (careful("loop") for _ in range(2)):
    for value in it:
        break
    it.close()

def locals_die():
    class Noisy:
        def __del__(self):
            print("local dies")
    noisy = Noisy()
    yield noisy.__class__.__name__
    yield 2

it = locals_die()
print(next(it))
it.close()
print("closed")
it = locals_die()
print(next(it))
del it
print("deleted")
