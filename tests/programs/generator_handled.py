# Each generator has its own exception that is being handled.
import sys

def now():
    return sys.exc_info()[0]

def asks():
    yield now()
    try:
        raise KeyError("own")
    except KeyError:
        yield now()
        yield now()
    yield now()

it = asks()
print(now(), next(it), now())
try:
    raise ValueError("outside")
except ValueError:
    print(now(), next(it), now())
print(now(), next(it), now())
try:
    raise TypeError("other")
except TypeError:
    print(next(it), now())
print(next(it, "ended"), now())

def reraises():
    try:
        yield
    except ZeroDivisionError:
        yield "handling"
        raise

it = reraises()
next(it)
print(it.throw(ZeroDivisionError("first")))
try:
    try:
        raise LookupError("around")
    except LookupError:
        next(it)
except ZeroDivisionError as error:
    print("reraised", error, repr(error.__context__))

def bare():
    yield
    raise

it = bare()
next(it)
try:
    raise OSError("of the caller")
except OSError:
    try:
        next(it)
    except OSError as error:
        print("bare raise:", error)
it = bare()
next(it)
try:
    next(it)
except RuntimeError as error:
    print(error)

def chained():
    try:
        raise KeyError(1)
    except KeyError:
        yield
        raise ValueError(2)

it = chained()
next(it)
try:
    raise OSError("caller")
except OSError:
    try:
        next(it)
    except ValueError as error:
        print(repr(error.__context__), repr(error.__context__.__context__))

def context_of_caller():
    yield
    raise ValueError("in the generator")

it = context_of_caller()
next(it)
try:
    raise OSError("handled by the caller")
except OSError:
    try:
        next(it)
    except ValueError as error:
        print(repr(error.__context__))

def in_loop():
    for number in range(3):
        try:
            raise ValueError(number)
        except ValueError:
            yield now()

for seen in in_loop():
    print(seen, now())

def nested():
    try:
        1 / 0
    except ZeroDivisionError:
        yield from in_loop()
        yield now()

print(list(nested()), now())
