# dir() of built-in classes and objects.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


for cls in (object, int, bool, float, complex, str, bytes, tuple, list, dict, set, frozenset, range, slice, type(None), type(...), type(NotImplemented), property, staticmethod, classmethod, super, enumerate, zip, map, filter, reversed):
    names = dir(cls)
    print(cls.__name__, len(names), ' '.join(name for name in names if name.startswith('__')))
print([n for n in dir(type) if n.startswith('__')])
class C:
    a = 1
    def __init__(self): self.b = 2
    def __dir__(self): return ['z', 'y']
class D(C):
    c = 1
    __dir__ = object.__dir__
print(dir(C()), [n for n in dir(D()) if not n.startswith('__')], [n for n in dir(D) if not n.startswith('__')])
def f(): x = 1; y = 2; return dir()
print(f())
