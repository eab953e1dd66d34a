# The attributes of code objects and functions.
def everything(a, b, /, c, d=4, *args, e, f=6, **kwargs):
    "Documented."
    local = a + b
    other = [x for x in range(local)]
    def inner():
        return local, c
    return inner

code = everything.__code__
print(code.co_name, code.co_qualname, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount)
print(code.co_nlocals, [n for n in code.co_varnames if n != "x"], code.co_cellvars, code.co_freevars)
print(code.co_names, code.co_firstlineno, code.co_filename.split("/")[-1], hex(code.co_flags & 0xff))
inner = everything(1, 2, 3, e=5)
print(inner.__code__.co_freevars, inner.__code__.co_qualname, inner.__code__.co_flags & 0x10)
print(inner.__closure__[0].cell_contents, [cell.cell_contents for cell in inner.__closure__])
print(everything.__defaults__, everything.__kwdefaults__, everything.__doc__, everything.__name__)
print(everything.__qualname__, everything.__module__, everything.__closure__, everything.__globals__ is globals())
everything.__defaults__ = (40,)
everything.__kwdefaults__ = {"e": 50, "f": 60}
print(everything(1, 2, 3)()[1])
everything.__name__ = "renamed"
everything.__qualname__ = "better.renamed"
print(repr(everything).split(" at ")[0], code.co_name)
everything.tag = "any attribute"
print(everything.tag, everything.__dict__)

def one():
    return 1

def two(x=5):
    return x

one.__code__ = two.__code__
try:
    print(one())
except TypeError as error:
    print(error)
print(one(7), one.__name__, one.__code__ is two.__code__)
one.__defaults__ = (9,)
print(one())
try:
    one.__code__ = 3
except TypeError as error:
    print(error)
try:
    one.__code__ = inner.__code__
except ValueError as error:
    print(error)
for name, value in (("__defaults__", 3), ("__kwdefaults__", []), ("__name__", 3), ("__closure__", None), ("__globals__", {})):
    try:
        setattr(two, name, value)
        print(name, "set")
    except (TypeError, AttributeError) as error:
        print(name, type(error).__name__, error)
lines = [line for _, _, line in code.co_lines() if line]
print(min(lines), max(lines))
print(len({row[0] for row in one.__code__.co_positions()}) >= 1)
for function in (lambda: None, lambda *a, **k: a, lambda x, *, y: x):
    c = function.__code__
    print(c.co_name, c.co_argcount, c.co_kwonlyargcount, hex(c.co_flags & 0xc), c.co_varnames)
print(code == code, code != one.__code__, hash(code) == hash(code), repr(code).split(" at ")[0])
class Shape:
    def area(self):
        return __class__
print(Shape.area.__code__.co_freevars, Shape.area.__qualname__, Shape().area.__func__ is Shape.area, Shape().area.__self__.__class__.__name__)
