# Mappings: keys, rest, defaults, and what counts as a mapping.
def shape(value):
    match value:
        case {"kind": "circle", "radius": r}:
            return f"circle {r}"
        case {"kind": "square", "side": int(s) | float(s)}:
            return f"square {s}"
        case {"kind": str(kind), **rest}:
            return f"{kind} with {rest}"
        case {1: x, 2: y}:
            return (x, y)
        case {None: None}:
            return "none to none"
        case {}:
            return "some mapping"
        case _:
            return "no mapping"


for each in [{"kind": "circle", "radius": 2}, {"kind": "circle"}, {"kind": "square", "side": 2.5},
             {"kind": "square", "side": "x"}, {"kind": "x", "a": 1, "b": 2}, {1: "a", 2: "b"}, {1: "a"}, {},
             {None: None}, [], [("a", 1)], None, {True: 1, 2: 3}]:
    print(each, shape(each))


class Missing(dict):
    def __missing__(self, key):
        print("missing", key)
        return "made up"


match Missing(a=1):
    case {"a": 1, "b": x}:
        print("b is", x)
    case {"a": x}:
        print("only a", x)


class Counting(dict):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


match Counting(a=1, b=2, c=3):
    case {"a": 2}:
        print("no")
    case {"a": 1, "z": _}:
        print("no")
    case {"a": a, "c": c, **others}:
        print(a, c, others, type(others))


class Keys:
    A = "a"
    B = ("b", 1)


match {"a": 1, ("b", 1): 2, "extra": 3}:
    case {Keys.A: x, Keys.B: y, **rest}:
        print(x, y, rest)


def duplicate(value):
    match value:
        case {Keys.A: x, "a": y}:
            return x, y


try:
    duplicate({"a": 1, "b": 2})
except ValueError as error:
    print("ValueError", error)
print(duplicate({"a": 1}))

config = {"server": {"host": "localhost", "ports": [80, 443]}, "debug": True}
match config:
    case {"server": {"host": str(host), "ports": [port, *more]}, "debug": bool(debug)}:
        print(host, port, more, debug)

match {"a": 1}:
    case {"a": 1, **nothing}:
        print(nothing)
match {"x": None}:
    case {"x": None as found, **kw}:
        print("found", found, kw)
match {-1: "minus", 2j: "imaginary", b"k": "bytes"}:
    case {-1: a, 2j: b, b"k": c}:
        print(a, b, c)
