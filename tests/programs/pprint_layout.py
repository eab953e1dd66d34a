import pprint

nested = {
    "name": "a fairly long name that fills the line", "numbers": list(range(30)), "empty": {}, "tuple": (1,),
    "deep": {"list": [{"id": n, "tags": ["x" * n, "y"]} for n in range(3)], "set": {3, 1, 2}}, "text": "word " * 30,
}
pprint.pprint(nested)
pprint.pprint(nested, width=40)
pprint.pprint(nested, width=60, indent=4)
pprint.pprint(nested, compact=True)
pprint.pprint(nested, depth=2)
pprint.pp({"b": 1, "a": 2, "text": "line one\nline two\nline three that is a good deal longer than the others", "c": [1] * 40})
print(pprint.pformat([1, 2, 3]), pprint.pformat("short"), repr(pprint.pformat("x" * 100)))
print(pprint.pformat("a long text of several words that does not fit on one line of forty columns", width=40))
print(pprint.pformat(["a long text of several words that does not fit on one line of forty columns"], width=40))
print(pprint.pformat(b"bytes that do not fit on one line because there are far too many of them, really" * 2, width=50))
print(pprint.pformat((1, (2, (3, (4, (5,)))), "x" * 70), width=30, depth=3))
print(pprint.pformat({1: "a", "b": 2, None: 3, (1, 2): 4}, width=10))
print(pprint.pformat(frozenset(range(20)), width=30), pprint.pformat({"only"}, width=1), pprint.pformat(set(), width=1))
print(pprint.pformat(123456789, underscore_numbers=True), pprint.pformat([10**6] * 3, underscore_numbers=True, width=20))
print(pprint.saferepr({"b": [1, (2,)], "a": {}}), pprint.isreadable([1, "a"]), pprint.isreadable([object()]))

loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isrecursive([1]))
print(pprint.pformat(loop).replace(str(id(loop)), "ID"), pprint.saferepr(loop).replace(str(id(loop)), "ID"))


class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"Point({self.x!r})"


class Rows(list):
    pass


class Shown(list):
    def __repr__(self):
        return "Shown(" + super().__repr__() + ")"


print(pprint.pformat([Point("p" * 30), Point("q" * 30), Point("r" * 30)]))
print(pprint.pformat(Rows(range(40)), width=30, compact=True), pprint.pformat(Shown(range(20)), width=30))


class Short(pprint.PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, float):
            return f"{object:.2f}", True, False
        return super().format(object, context, maxlevels, level)


Short(width=30).pprint({"pi": 3.14159265, "values": [1.23456, 2.34567, 3.45678, 4.56789]})
for make in (lambda: pprint.PrettyPrinter(indent=-1), lambda: pprint.PrettyPrinter(depth=0), lambda: pprint.PrettyPrinter(width=0)):
    try:
        make()
    except ValueError as error:
        print(error)
