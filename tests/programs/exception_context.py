# __context__, __cause__, __suppress_context__, notes, with_traceback, and rings cut.
import sys


def chain(error, depth=0):
    if error is None or depth > 6:
        return
    print("  " * depth + repr(error), "cause", repr(error.__cause__), "context", repr(error.__context__),
          error.__suppress_context__)
    chain(error.__context__, depth + 1)


try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("second")
except KeyError as error:
    chain(error)

try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise KeyError("second") from first
except KeyError as error:
    chain(error)

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("second") from None
except KeyError as error:
    chain(error)

for cause in [ValueError, ValueError("made"), None, 3, "x"]:
    try:
        raise KeyError("k") from cause
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error, "from", repr(error.__cause__), error.__suppress_context__)

# An exception that is raised again while a later one is handled is not its own context.
first = ValueError("first")
try:
    try:
        raise first
    except ValueError:
        try:
            raise KeyError("between")
        except KeyError:
            raise first
except ValueError as error:
    print("same", error is first)
    chain(error)

# A ring that the program makes is cut.
a, b, c = ValueError("a"), ValueError("b"), ValueError("c")
a.__context__, b.__context__ = b, c
try:
    try:
        raise a
    except ValueError:
        raise c
except ValueError as error:
    chain(error)
a.__context__ = a
print(a.__context__ is a)

# Finally and nested handlers.
def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            raise KeyError("from finally")
    except KeyError as error:
        return error


chain(nested())


def loses():
    try:
        raise ValueError("lost")
    finally:
        print("handling in finally:", repr(sys.exception()) if hasattr(sys, "exception") else repr(sys.exc_info()[1]))


try:
    loses()
except ValueError as error:
    print(error)
print(sys.exc_info())

# Notes.
error = ValueError("noted")
print(hasattr(error, "__notes__"))
error.add_note("one")
error.add_note("two\nlines")
print(error.__notes__, error.__dict__)
for wrong in [3, None, b"x"]:
    try:
        error.add_note(wrong)
    except TypeError as failure:
        print(failure)
error.__notes__ = "not a list"
try:
    error.add_note("x")
except TypeError as failure:
    print(failure)
error.__notes__ = ["replaced"]
error.add_note("again")
print(error.__notes__)
del error.__notes__
print(hasattr(error, "__notes__"))

# Tracebacks as objects.
def raises():
    raise ValueError("with a traceback")


try:
    raises()
except ValueError as error:
    kept = error
    tb = error.__traceback__
    while tb is not None:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next
print(kept.__traceback__ is not None)
other = KeyError("takes it").with_traceback(kept.__traceback__)
print(other.__traceback__ is kept.__traceback__)
kept.__traceback__ = None
print(kept.__traceback__)
try:
    raise other
except KeyError as error:
    count = 0
    tb = error.__traceback__
    while tb:
        count += 1
        tb = tb.tb_next
    print("lines", count)

# The name is gone after the handler; the exception is not.
try:
    raise ValueError
except ValueError as gone:
    stays = gone
try:
    gone
except NameError as error:
    print(error)
print(repr(stays))
gone = "before"
try:
    raise ValueError
except ValueError as gone:
    del gone
print("gone" in globals())

# sys.exc_info in nested handlers and after them.
def where():
    kind, value, traceback = sys.exc_info()
    return kind and kind.__name__, str(value), traceback is not None


print(where())
try:
    raise ValueError("outer")
except ValueError:
    print(where())
    try:
        raise KeyError("inner")
    except KeyError:
        print(where())
    print(where())

    def inside():
        try:
            raise IndexError("in a function")
        except IndexError:
            return where()

    print(inside(), where())
print(where())

try:
    raise
except RuntimeError as error:
    print(error)


def reraise():
    raise


try:
    try:
        raise ValueError("through a function")
    except ValueError:
        reraise()
except ValueError as error:
    print("again", error, error.__context__)
