# Frame objects: who calls whom, where each stands, and its names.
import sys

def show(frame):
    print(frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals)[:4])

def inner(a, b=2):
    c = a + b
    frame = sys._getframe()
    show(frame)
    show(frame.f_back)
    print(frame is sys._getframe(), sys._getframe(1) is frame.f_back, frame.f_code is inner.__code__)
    print(frame.f_globals is globals(), frame.f_builtins["len"] is len, type(frame).__name__)
    return frame

def outer():
    x = "in outer"
    return inner(1)

frame = outer()
print(frame.f_locals["a"], frame.f_locals["c"], frame.f_lineno, frame.f_back.f_locals["x"], frame.f_back.f_code.co_name)
frame.clear()
print(dict(frame.f_locals))
me = sys._getframe()
print(me.f_code.co_name, me.f_back, me.f_locals is globals(), me.f_lineno)
for depth in (100, 5):
    try:
        sys._getframe(depth)
    except ValueError as error:
        print(error)

def depth():
    count, frame = 0, sys._getframe()
    while frame:
        count += 1
        frame = frame.f_back
    return count

def nested(n):
    return depth() if n == 0 else nested(n - 1)

print(depth(), nested(0), nested(3))

def caller_name():
    return sys._getframe(1).f_code.co_name

def someone():
    return caller_name()

print(someone(), caller_name(), (lambda: caller_name())(), [caller_name() for _ in range(1)][0] in ("<module>", "<listcomp>"))

class Body:
    name = caller_name()
    keys = sorted(k for k in sys._getframe().f_locals if not k.startswith("__"))

print(Body.name, Body.keys)

def raises():
    value = 42
    raise ValueError

try:
    raises()
except ValueError as error:
    tb = error.__traceback__
    print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_next.tb_frame.f_locals["value"], tb.tb_next.tb_lineno)
    print(tb.tb_next.tb_frame.f_back is tb.tb_frame, tb.tb_next.tb_frame.f_lineno)

def generator():
    local = "of the generator"
    yield sys._getframe().f_back.f_code.co_name
    yield local

it = generator()

def drives():
    return next(it)

print(drives(), it.gi_frame.f_back, it.gi_frame.f_locals["local"])
try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)

def cells():
    captured = 1
    def uses():
        nonlocal captured
        captured += 1
        return sys._getframe()
    frame = uses()
    print(frame.f_locals["captured"], sys._getframe().f_locals["captured"], frame.f_code.co_freevars)
    return uses

print(cells().__code__.co_freevars, cells.__code__.co_cellvars)
print(repr(sys._getframe()).split(", ")[2:])
