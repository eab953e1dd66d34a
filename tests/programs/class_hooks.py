# __init_subclass__, __set_name__, __class_getitem__, __mro_entries__.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw); cls.tag = tag; Base.registry.append(cls.__name__)
    def __class_getitem__(cls, key): return f'{cls.__name__}[{key!r}]'
class A(Base, tag='a'): pass
class B(A): pass
print(A.tag, B.tag, Base.registry, Base[1], A['x', 2])
def wrong():
    class W(Base, other=1): pass
show(wrong)
def plain():
    class W(object, x=1): pass
show(plain)
class Named:
    def __set_name__(self, owner, name): print('named', owner.__name__, name); self.name = name
    def __get__(self, obj, owner=None): return self if obj is None else (self.name, type(obj).__name__)
class Uses: first = Named(); second = Named()
print(Uses().first, Uses.first.name); Uses.late = Named(); show(lambda: Uses.late.name)
class Entry:
    def __init__(self, *bases): self.bases = bases
    def __mro_entries__(self, bases): return self.bases
class M(Entry(A, Named), Entry()): pass
print(M.__bases__, [type(b).__name__ for b in M.__orig_bases__]); show(lambda: type('T', (Entry(int),), {}))
class BadEntry:
    def __mro_entries__(self, bases): return 1
def bad():
    class X(BadEntry()): pass
show(bad)
class NotBase: pass
def no_entries():
    class X(NotBase()): pass
show(no_entries)
class New:
    def __new__(cls, *args): print('new', cls.__name__, args); made = super().__new__(cls); made.args = args; return made
    def __init__(self, *args): print('init', args)
class Other(New):
    def __new__(cls, x): return x
print(New(1, 2).args, Other(5))
class Int(int):
    def __new__(cls, value): return super().__new__(cls, value * 2)
class Str(str):
    def __new__(cls, *parts): return str.__new__(cls, '-'.join(parts))
class Tup(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
class Flo(float):
    def __new__(cls, v): return float.__new__(cls, v + 0.5)
class Fro(frozenset):
    def __new__(cls, *v): return super().__new__(cls, v)
class Err(Exception):
    def __new__(cls, *a): made = super().__new__(cls, *a); made.code = len(a); return made
class Lis(list):
    def __init__(self, n): super().__init__(range(n))
class Emp(list):
    def __init__(self, n): pass
class Dic(dict):
    def __init__(self, **k): super().__init__(k, extra=1)
print(Int(4), type(Int(4)), Str('a', 'b'), Tup(1, 2), Flo(1), Fro(1), Err(1, 2).code, Err(1, 2).args, Lis(3), Emp([1]), Dic(a=2))
