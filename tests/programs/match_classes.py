# Class patterns: __match_args__, keywords, classes that match themselves, and every error of them.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


def where(point):
    match point:
        case Point3(x, y, z):
            return f"in space {x} {y} {z}"
        case Point(0, 0):
            return "origin"
        case Point(0, y=y):
            return f"on y at {y}"
        case Point(x=x, y=0):
            return f"on x at {x}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point() as p:
            return f"somewhere {p}"
        case anything:
            return f"no point {anything}"


for each in [Point(0, 0), Point(0, 5), Point(5, 0), Point(2, 2), Point(1, 2), Point3(1, 2, 3), "text"]:
    print(where(each))


def itself(value):
    match value:
        case bool(b):
            return f"bool {b}"
        case int(i):
            return f"int {i}"
        case float(f):
            return f"float {f}"
        case str(s):
            return f"str {s}"
        case bytes(b):
            return f"bytes {b}"
        case bytearray(b):
            return f"bytearray {b}"
        case list([a, b]):
            return f"list of two {a} {b}"
        case list(items):
            return f"list {items}"
        case tuple((a, *_)):
            return f"tuple from {a}"
        case tuple(t):
            return f"tuple {t}"
        case dict({"k": v}):
            return f"dict with k {v}"
        case dict(d):
            return f"dict {d}"
        case set(s):
            return f"set {s}"
        case frozenset(s):
            return f"frozenset {s}"


class MyInt(int):
    pass


class MyList(list):
    __match_args__ = ("size",)

    @property
    def size(self):
        return len(self)


for each in [True, 1, 2.5, "s", b"b", [1, 2], [1], (1, 2), (), {"k": 1}, {}, {1}, frozenset([2]),
             MyInt(7), None]:
    print(itself(each))
match MyInt(8):
    case MyInt(n):
        print("MyInt", n, type(n).__name__)
match MyList([1, 2, 3]):
    case MyList(3):
        print("three items by size")


class Bare:
    pass


class BadArgs:
    __match_args__ = ["x"]


class BadNames:
    __match_args__ = ("x", 3)
    x = 1


class Twice:
    __match_args__ = ("a", "a")
    a = 1


class Raises:
    __match_args__ = ("x",)

    @property
    def x(self):
        raise ValueError("from x")


def attempt(name, function):
    try:
        print(name, function())
    except Exception as error:
        print(name, type(error).__name__, error)


def bare():
    match Bare():
        case Bare(1):
            return "matched"


def bare_two():
    match Bare():
        case Bare(1, 2):
            return "matched"


def too_many():
    match Point(1, 2):
        case Point(a, b, c):
            return "matched"


def int_two():
    match 3:
        case int(a, b):
            return "matched"


def bad_args():
    match BadArgs():
        case BadArgs(x):
            return x


def bad_names():
    match BadNames():
        case BadNames(x, y):
            return x


def twice():
    match Twice():
        case Twice(x, y):
            return x


def twice_keyword():
    match Point(1, 2):
        case Point(x, x=y):
            return x


def no_class():
    name = 3
    match 3:
        case name(x):
            return x


def raising():
    match Raises():
        case Raises(x=x):
            return x


def missing():
    match Point(1, 2):
        case Point(nowhere=x):
            return x
        case Point(x=1, nowhere=_):
            return "wildcard too"
    return "no such attribute"


def unhashable_elements():
    match 5:
        case int(real=5, imag=0, numerator=n):
            return n


for name, function in list(globals().items()):
    if name in ("bare", "bare_two", "too_many", "int_two", "bad_args", "bad_names", "twice", "twice_keyword",
                "no_class", "raising", "missing", "unhashable_elements"):
        attempt(name, function)


# A tree, as interpreters for small languages are written.
class Num:
    __match_args__ = ("value",)
    def __init__(self, value): self.value = value


class Bin:
    __match_args__ = ("op", "left", "right")
    def __init__(self, op, left, right): self.op, self.left, self.right = op, left, right


def evaluate(node):
    match node:
        case Num(value):
            return value
        case Bin("+", left, right):
            return evaluate(left) + evaluate(right)
        case Bin("*", Num(0), _) | Bin("*", _, Num(0)):
            return 0
        case Bin("*", left, right):
            return evaluate(left) * evaluate(right)
        case Bin(op):
            raise SyntaxError(f"unknown operator {op}")


print(evaluate(Bin("+", Num(2), Bin("*", Num(3), Num(4)))), evaluate(Bin("*", Bin("/", 0, 0), Num(0))))
try:
    evaluate(Bin("-", Num(1), Num(2)))
except SyntaxError as error:
    print(error)
class Meta(type):
    def __instancecheck__(cls, instance):
        print("instancecheck", instance)
        return instance == "yes"


class Checked(metaclass=Meta):
    pass


for each in ["yes", "no"]:
    match each:
        case Checked():
            print(each, "is Checked")
        case _:
            print(each, "is not")

