# Attribute errors and other complaints of classes.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def move(self):
        return self.z


class Empty:
    pass


p = Point(1, 2)
for action in [
    lambda: p.missing,
    lambda: p.move(),
    lambda: Point.nothing,
    lambda: Empty().x,
    lambda: Empty(1),
    lambda: p(),
    lambda: p + 1,
    lambda: p[0],
    lambda: len(p),
    lambda: p < p,
    lambda: iter(p),
    lambda: (5).real_part,
    lambda: "text".push("x"),
    lambda: [].add(1),
    lambda: None.upper(),
    lambda: {}.x,
    lambda: print.x,
    lambda: isinstance(p, "Point"),
    lambda: (lambda: 0).x,
    lambda: setattr(5, "x", 1),
    lambda: setattr(object(), "x", 1),
    lambda: delattr(p, "nope"),
    lambda: super(Point).x,
]:
    try:
        print(action())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, "->", error)
try:
    del p.gone
except AttributeError as error:
    print(error)
try:
    class Bad(5):
        pass
except TypeError as error:
    print(str(error).split("(")[0])
try:
    class Wrong:
        x = undefined
except NameError as error:
    print(error)


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as error:
    print(error)


class BadStr:
    def __str__(self):
        return 5

    def __len__(self):
        return -1

    def __bool__(self):
        return "yes"


for f in [str, len, bool]:
    try:
        f(BadStr())
    except (TypeError, ValueError) as error:
        print(error)
