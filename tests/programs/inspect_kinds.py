import inspect
import sys


def function():
    """One line.

        Indented twice.
    Indented once.
    """


def generator():
    received = yield 1
    yield received


class Base:
    """Base's doc."""

    def method(self):
        """Method's doc."""

    def other(self):
        pass


class Derived(Base):
    attribute = 5
    __slots__ = ("slot",)

    def method(self):
        pass

    @property
    def computed(self):
        raise AssertionError("nobody asks")

    @classmethod
    def of_class(cls):
        pass

    @staticmethod
    def of_nobody():
        pass

    def __getattr__(self, name):
        return "made " + name


instance = Derived()
things = {
    "module": sys, "class": Base, "function": function, "method": instance.method, "built-in": len, "bound": [].append,
    "descriptor": str.join, "generator function": generator, "generator": generator(), "property": Derived.computed,
    "slot": Derived.slot, "lambda": lambda: 0, "code": function.__code__, "frame": sys._getframe(), "number": 5,
    "class method": Derived.of_class, "static": Derived.of_nobody, "instance": instance, "type": type,
}
tests = [
    inspect.ismodule, inspect.isclass, inspect.isfunction, inspect.ismethod, inspect.isbuiltin, inspect.isroutine,
    inspect.isgeneratorfunction, inspect.isgenerator, inspect.iscode, inspect.isframe, inspect.istraceback,
    inspect.ismethoddescriptor, inspect.isdatadescriptor, inspect.iscoroutinefunction, inspect.isawaitable,
]
for name, thing in things.items():
    print(name, [test.__name__[2:] for test in tests if test(thing)])

running = generator()
print(inspect.getgeneratorstate(running), next(running), inspect.getgeneratorstate(running), running.send(5))
print(inspect.getgeneratorlocals(running), next(running, "end"), inspect.getgeneratorstate(running))
print(inspect.getgeneratorlocals(running))


def asks():
    print("inside:", inspect.getgeneratorstate(itself))
    yield


itself = asks()
next(itself)
itself.close()
print(inspect.getgeneratorstate(itself))

print(inspect.getdoc(function))
print(repr(inspect.getdoc(Derived.method)), inspect.getdoc(Derived), inspect.getdoc(Base.other), inspect.getdoc(instance.method))
print(repr(inspect.cleandoc("  first\n    second\n      third\n\n")), repr(inspect.cleandoc("\n\n  a\n  b\n")))
print(inspect.getmro(Derived), [name for name, _ in inspect.getmembers(Derived, inspect.isfunction)])
print([name for name, _ in inspect.getmembers(Base) if not name.startswith("__")])
print(type(inspect.getattr_static(instance, "computed")), inspect.getattr_static(instance, "attribute"))
print(inspect.getattr_static(instance, "nothing", "default"), instance.nothing)
try:
    inspect.getattr_static(instance, "nothing")
except AttributeError as error:
    print("AttributeError", error)


def caller():
    return callee()


def callee():
    frame = inspect.currentframe()
    back = frame.f_back
    records = inspect.stack()
    return frame.f_code.co_name, back.f_code.co_name, [(record.function, record.lineno) for record in records]


print(caller())
info = inspect.getframeinfo(inspect.currentframe())
print(info.lineno, info.function, info.code_context, info.index)
print(inspect.stack()[0].code_context, inspect.isclass(type(info)), inspect.getmodule(Base) is sys.modules["__main__"])
try:
    [].nothing
except AttributeError:
    print([(record.function, record.lineno) for record in inspect.trace()])
print(inspect.CO_GENERATOR & generator.__code__.co_flags, inspect.CO_VARARGS & function.__code__.co_flags)
