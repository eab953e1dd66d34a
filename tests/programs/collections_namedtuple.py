# namedtuple: fields, defaults, replacing, reprs, errors and their texts.
import sys
from collections import namedtuple


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), len(p), Point._fields, Point._field_defaults, p._asdict(), hash(p) == hash((1, 2)))
print(p._replace(x=10), Point._make([7, 8]), Point.__name__, Point.__module__, Point.__doc__, Point.x.__doc__)
x, y = p
print(x, y, isinstance(p, tuple), Point.__mro__[1].__name__, sys.getsizeof(p), Point.__slots__, Point.__match_args__)
attempt(lambda: Point(1))
attempt(lambda: Point())
attempt(lambda: Point(1, 2, 3))
attempt(lambda: Point(1, 2, z=3))
attempt(lambda: Point(1, x=2))
attempt(lambda: p._replace(z=1))
attempt(lambda: Point._make([1]))
attempt(lambda: setattr(p, "x", 5))
attempt(lambda: delattr(p, "x"))
attempt(lambda: setattr(p, "z", 5))
attempt(lambda: p.nothing)
attempt(lambda: p[5])
attempt(lambda: namedtuple("A", "x x"))
attempt(lambda: namedtuple("A", "class y"))
attempt(lambda: namedtuple("A", "_x y"))
attempt(lambda: namedtuple("A", "1x y"))
attempt(lambda: namedtuple("a b", "x y"))
attempt(lambda: namedtuple("def", "x y"))
attempt(lambda: namedtuple("A", "x y", defaults=[1, 2, 3]))
print(namedtuple("A", "x class x _y 9", rename=True)._fields)
D = namedtuple("D", ["a", "b", "c"], defaults=(10, 20))
print(D(1), D(1, 2), D(1, c=3), D._field_defaults, D.__new__.__defaults__)
attempt(lambda: D())
E0 = namedtuple("Empty", "")
print(E0(), E0._fields, namedtuple("One", "only")(5), namedtuple("C", "a, b")(1, 2))
attempt(lambda: E0(1))
print(repr(Point.x), type(Point.x).__name__, Point.x.__get__(p), Point._make.__qualname__, Point.__new__.__qualname__, Point.__repr__.__name__)
attempt(lambda: Point.x.__get__(5))


class Vector(Point):
    __slots__ = ()

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def length2(self):
        return self.x**2 + self.y**2


v = Vector(1, 2) + Vector(3, 4)
print(v, v.length2, v._replace(x=0), sorted([Point(2, 1), Point(1, 9), Point(1, 3)]), max(Point(0, 1), v))


class Free(namedtuple("Base", "a b")):
    def __new__(cls, a, b=0):
        return super().__new__(cls, a, b)


f = Free(5)
f.extra = "x"
print(f, f.extra, f.__dict__, Free.__mro__[1].__name__)
match p:
    case Point(a, b):
        print("matched", a, b)
print({Point(1, 2): "key"}[1, 2], Point(y=1, x=2), "%s %s" % p, [*p], Point(*p) is p, p + (3,), type(p + (3,)).__name__)
if sys.version_info >= (3, 13):
    print(p.__replace__(y=99))
