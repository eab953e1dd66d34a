# contextlib: generators as context managers, stacks, suppression, redirection.
import contextlib
import sys
from contextlib import (ContextDecorator, ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress)


@contextmanager
def tag(name):
    """Prints a tag around the block."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("inside:", error)
    finally:
        print(f"</{name}>")


with tag("a") as value:
    print("body", value)
with tag("b"):
    raise ValueError("swallowed")
try:
    with tag("c"):
        raise KeyError("goes on")
except KeyError as error:
    print("outside:", error, error.__context__)
print(tag.__name__, tag.__doc__, tag.__wrapped__ is not None)


@tag("decorator")
def decorated(x):
    "documented"
    print("decorated", x)
    return x * 2


print(decorated(3), decorated(4), decorated.__name__, decorated.__doc__)


@contextmanager
def broken(kind):
    if kind == "none":
        return
    try:
        yield 1
    except Exception:
        if kind == "other":
            raise TypeError("another")
        if kind == "again":
            yield 2
    if kind == "twice":
        yield 3


for kind, fails in [("none", False), ("twice", False), ("again", True), ("other", True), ("stop", True)]:
    try:
        with broken(kind):
            if fails:
                raise ValueError("in the block")
        print(kind, "went on")
    except Exception as error:
        print(kind, type(error).__name__, error, "context", repr(error.__context__), "cause", repr(error.__cause__))


@contextmanager
def through():
    yield


for raised in [StopIteration("stop"), RuntimeError("run"), KeyboardInterrupt("key")]:
    try:
        with through():
            raise raised
    except BaseException as error:
        print(error is raised, repr(error))

with suppress(KeyError, IndexError) as nothing:
    print(nothing)
    {}["x"]
    print("never")
try:
    with suppress():
        raise ValueError("not suppressed")
except ValueError as error:
    print(error)


class Closes:
    def close(self):
        print("closed")


with closing(Closes()) as thing:
    print(type(thing).__name__)
with nullcontext() as n, nullcontext(5) as five:
    print(n, five)


class Sink:
    def __init__(self):
        self.text = []

    def write(self, text):
        self.text.append(text)


sink = Sink()
with redirect_stdout(sink) as target:
    print("caught", target is sink)
print(sink.text)


class Manager(ContextDecorator):
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__)
        return self.swallow


@Manager("deco")
def work():
    print("working")


work()
with ExitStack() as stack:
    for name in "abc":
        print(stack.enter_context(Manager(name)).name)
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda *details: print("pushed", details[0]))
    stack.push(Manager("pushed only"))
    print("body of stack")
with ExitStack() as stack:
    stack.enter_context(Manager("swallows", True))
    stack.enter_context(Manager("inner"))
    raise ValueError("taken")
print("after the stack")


def fails(name):
    def leave(*details):
        print("leaving", name, repr(details[1]))
        raise KeyError(name)

    return leave


try:
    with ExitStack() as stack:
        stack.push(fails("first"))
        stack.push(fails("second"))
        raise ValueError("body")
except KeyError as error:
    print(repr(error), repr(error.__context__), repr(error.__context__.__context__))
with ExitStack() as stack:
    stack.callback(print, "kept")
    kept = stack.pop_all()
print("nothing left")
kept.close()
try:
    ExitStack().enter_context(5)
except TypeError as error:
    print(error)
with ExitStack() as outer, ExitStack() as inner:
    outer.callback(print, "outer")
    inner.callback(print, "inner")
