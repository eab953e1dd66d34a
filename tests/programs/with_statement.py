# with: several managers, parentheses, targets, suppression, errors on the way in and out, look-up on the type.
import sys


class Manager:
    def __init__(self, name, swallow=False, enter=None, leave=None):
        self.name, self.swallow, self.enter, self.leave = name, swallow, enter, leave

    def __enter__(self):
        print("enter", self.name)
        if self.enter:
            raise self.enter
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None, repr(sys.exc_info()[1]))
        if self.leave:
            raise self.leave
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a, b)
with (Manager("c") as c, Manager("d"),):
    print(c)
with (Manager("e")) as e:
    print(e)
with Manager("i") as (x, *rest), Manager("jkl") as [first, *others]:
    print(x, rest, first, others)
box = {}
with Manager("m") as box["key"], Manager("n") as sys.marker:
    print(box, sys.marker)
with Manager("outer", True):
    with Manager("inner"):
        raise ValueError("swallowed outside")
print("after")


def attempt(function):
    try:
        print("result", function())
    except Exception as error:
        print(type(error).__name__, error, "context", repr(error.__context__))


def enter_fails():
    with Manager("p"), Manager("q", enter=KeyError("in enter")), Manager("never"):
        print("not reached")


def exit_fails():
    with Manager("r", leave=TypeError("in exit")):
        raise ValueError("body")


def exit_fails_plain():
    with Manager("s", leave=TypeError("in exit")):
        pass


def returns():
    for n in range(3):
        with Manager(f"loop{n}"):
            if n == 0:
                continue
            if n == 1:
                return "from inside"


def breaks():
    while True:
        with Manager("once", True):
            break
    return "broken out"


def swallowed_return():
    with Manager("t", True):
        raise ValueError
    return "went on"


def target_fails():
    with Manager("u") as (one, two):
        print("not reached")


for function in (enter_fails, exit_fails, exit_fails_plain, returns, breaks, swallowed_return, target_fails):
    attempt(function)


class NoEnter:
    def __exit__(self, *details):
        pass


class NoExit:
    def __enter__(self):
        print("not called")


class OnInstance:
    def __init__(self):
        self.__enter__ = lambda: None
        self.__exit__ = lambda *details: None


class Truthy:
    def __bool__(self):
        print("asked")
        return True


class Odd(Manager):
    def __exit__(self, *details):
        print(len(details))
        return Truthy() if details[0] else "ignored"


def using(manager):
    def run():
        with manager:
            print("body")
            raise ValueError("v")
    return run


for manager in (NoEnter(), NoExit(), OnInstance(), 5, None, Odd("odd")):
    attempt(using(manager))


class Static:
    @staticmethod
    def __enter__():
        return "static"

    @classmethod
    def __exit__(cls, *details):
        print(cls.__name__, len(details))


with Static() as s:
    print(s)
try:
    with Manager("v"):
        raise KeyboardInterrupt("base")
except BaseException as error:
    print(repr(error))
with Manager("w", True):
    raise SystemExit(3)
print("not ended")


def generator():
    with Manager("gen"):
        yield 1
        yield 2


for item in generator():
    print(item)
    break
print("end")
