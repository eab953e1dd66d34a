# Exceptions that programs make: own __init__, __new__, __str__, __repr__, fields, slots, inheritance.
class Plain(Exception):
    pass


class WithInit(Exception):
    def __init__(self, code, text="none"):
        self.code = code
        self.text = text


class WithSuper(Exception):
    def __init__(self, code, *, text):
        super().__init__(f"{code}: {text}")
        self.code = code


class WithStr(Exception):
    def __str__(self):
        return f"<{', '.join(map(str, self.args))}>"


class WithRepr(Exception):
    def __repr__(self):
        return "a repr of its own"


class WithNew(Exception):
    def __new__(cls, first, *rest):
        made = super().__new__(cls, first)
        made.rest = rest
        print("new", made.args)
        return made


class WithBoth(Exception):
    def __new__(cls, *args, **keywords):
        made = super().__new__(cls, "from new")
        print("new", made.args, keywords)
        return made

    def __init__(self, *args, **keywords):
        print("init", self.args, args, keywords)


class Both(KeyError, AttributeError):
    pass


class Lookup(LookupError):
    message = "class attribute"

    @property
    def summary(self):
        return f"{self.message} {self.args}"


def show(make):
    try:
        raise make()
    except Exception as error:
        print(type(error).__name__, "|", str(error), "|", repr(error), "|", error.args, "|", error.__dict__)


show(lambda: Plain())
show(lambda: Plain("a"))
show(lambda: Plain("a", 1))
show(lambda: Plain(key=1))
show(lambda: WithInit(5))
show(lambda: WithInit(5, "five"))
show(lambda: WithInit(code=6))
show(lambda: WithInit())
show(lambda: WithSuper(7, text="seven"))
show(lambda: WithStr(1, 2))
show(lambda: WithRepr("x"))
show(lambda: WithNew(1, 2, 3))
show(lambda: WithBoth(1, key=2))
show(lambda: Both("k"))
show(lambda: Lookup("l"))
print(Lookup(1).summary)


class FileProblem(OSError):
    def __init__(self, name):
        super().__init__(2, "made up", name)


class LateFile(OSError):
    def __init__(self, *args):
        print("late", self.args, self.errno)
        super().__init__(*args)
        print("filled", self.args, self.errno, self.filename)


class NewFile(OSError):
    def __new__(cls, name):
        return super().__new__(cls, 13, "no", name)


show(lambda: FileProblem("f.txt"))
show(lambda: LateFile(2, "text", "g.txt"))
show(lambda: NewFile("h.txt"))
try:
    raise FileProblem("x")
except FileNotFoundError:
    print("mapped")
except OSError as error:
    print("only OSError itself is mapped", type(error).__name__, error.filename)


class Code(SystemExit):
    pass


print(Code(4).code, Code("a", "b").code)


class Stop(StopIteration):
    pass


print(Stop(4).value, Stop().value)


class Decoding(UnicodeDecodeError):
    def __str__(self):
        return "own text " + super().__str__()


print(Decoding("utf-8", b"\xff", 0, 1, "bad"))


class NotFound(KeyError):
    def __str__(self):
        return f"{self.args[0]!r} was not found"


print(NotFound("key"), repr(NotFound("key")))


class Valued(ValueError):
    __slots__ = ("slot",)


v = Valued("x")
v.slot = 3
v.other = 4
print(v.slot, v.other, v.__dict__)

# What is raised: classes, instances, and what may not be.
for raised in [Plain, Plain("made"), ValueError, 3, "text", None, int, object()]:
    try:
        raise raised
    except BaseException as error:
        print(type(error).__name__, error if not isinstance(error, TypeError) else str(error))


class Refuses(Exception):
    def __init__(self):
        raise KeyError("in init")


try:
    raise Refuses
except KeyError as error:
    print("KeyError", error, error.__context__)


class NotOne(Exception):
    def __new__(cls):
        return 5


try:
    raise NotOne
except TypeError as error:
    print("TypeError", error)

for pattern in [ValueError, (KeyError, ValueError), (), (int,), 5, "x", (ValueError, 5)]:
    try:
        try:
            raise ValueError("v")
        except pattern:
            print("caught")
    except Exception as error:
        print(type(error).__name__, error)

print(Plain("a") == Plain("a"), hash(Plain) == hash(Plain), issubclass(Both, LookupError), Both.__mro__[1:4])
print(isinstance(WithInit(1), Exception), Exception.__str__(WithStr(1)), BaseException.__repr__(WithRepr("x")))
print(ValueError("x").__reduce__(), OSError(2, "t", "f").__reduce__(), KeyError("k", 1).__reduce__())
extra = ValueError("y")
extra.more = 1
print(extra.__reduce__())
extra.__setstate__({"state": 5})
print(extra.__dict__)
try:
    extra.__setstate__([])
except TypeError as error:
    print(error)
