# locals() and f_locals by version: snapshots up to 3.12, a proxy that writes through from 3.13.
import sys

def snapshot():
    a = 1
    first = locals()
    b = 2
    second = locals()
    print(first is second, sorted(first), sorted(second))
    first["a"] = 99
    print(a, sorted(locals().items())[:1])

snapshot()

def proxy():
    x, y = 1, [2]
    frame = sys._getframe()
    view = frame.f_locals
    print(type(view).__name__, view is frame.f_locals, view["x"], len(view) >= 3)
    view["x"] = 10
    print("x is", x)
    x = 20
    print("seen", view["x"], frame.f_locals["x"])
    frame.f_locals["added"] = "extra"
    print("added" in frame.f_locals, "y" in view, "nothing" in view)
    print([name for name in view if name in ("x", "y")])
    print(view.get("missing", "default"), list(view.keys())[:2])
    try:
        view["missing"]
    except KeyError as error:
        print("KeyError", error)
    try:
        del view["x"]
        print("deleted")
    except (TypeError, ValueError) as error:
        print(error)
    return x

print(proxy())

def change_caller():
    sys._getframe(1).f_locals["target"] = "changed"

def caller():
    target = "original"
    change_caller()
    return target

print(caller())

def unbound():
    if False:
        never = 1
    print("never" in locals(), "never" in sys._getframe().f_locals)
    del_me = 1
    del del_me
    print(sorted(locals()))

unbound()

def closure():
    shared = [1]
    def inner():
        print(sorted(locals()), locals()["shared"])
        sys._getframe().f_locals["shared"] = [2]
        return shared
    return inner(), shared

print(closure())

class Space:
    a = 1
    locals()["b"] = 2
    print(sorted(k for k in locals() if not k.startswith("__")))

print(Space.b, vars() is globals(), vars(Space)["a"], locals() is globals())

def with_vars(p, *rest, **named):
    q = 3
    return sorted(vars().items(), key=lambda pair: pair[0])

print(with_vars(1, 2, k=3))

def comprehension():
    outer = 1
    return [sorted(locals()) for item in (1,)], {k for k in locals()}

print(len(comprehension()))

def exec_in_function():
    n = 1
    exec("n = 2")
    exec("m = 3")
    return n, "m" in locals()

print(exec_in_function())

def gen(items):
    for item in items:
        yield sorted(locals())

print(list(gen("a")))
globals()["made"] = "by globals()"
print(made)
