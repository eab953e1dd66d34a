# Metaclasses: prepare, new, init, call, instance and subclass checks, attributes.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', name, bases, kw)
        return {'from_prepare': 1}
    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, [k for k in ns if not k.startswith('__')], kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw):
        print('call', cls.__name__, args, kw)
        return super().__call__(*args, **kw)
    def __instancecheck__(cls, obj): return obj == 'yes' or super().__instancecheck__(obj)
    def __subclasscheck__(cls, other): return other is int or super().__subclasscheck__(other)
    def __len__(cls): return 42
    def __iter__(cls): return iter('abc')
    def __getitem__(cls, key): return (cls.__name__, key)
    def __contains__(cls, item): return item == 1
    def __add__(cls, other): return ('add', other)
    def __getattr__(cls, name): return 'meta-' + name
    @property
    def prop(cls): return cls.__name__ + '!'
    def meth(cls): return 'meth of ' + cls.__name__
class A(metaclass=Meta, flag=True):
    y = 2
    def __init__(self, v): self.v = v
class B(A): pass
a = A(5); print(a.v, type(A), type(B), isinstance('yes', A), isinstance(a, A), isinstance(a, B), issubclass(int, A), issubclass(str, A))
print(len(A), list(A), A['k'], 1 in A, A + 1, A.nothing, A.prop, B.prop, A.meth(), A.from_prepare, bool(A), A.__class__)
show(lambda: a.prop); show(lambda: a.meth()); show(lambda: a.nothing)
class Singleton(type):
    made = {}
    def __call__(cls, *args):
        if cls not in cls.made: cls.made[cls] = super().__call__(*args)
        return cls.made[cls]
class One(metaclass=Singleton): pass
print(One() is One())
class Odd(type):
    def mro(cls): return [cls, object]
class P: x = 1
class Q(P, metaclass=Odd): pass
print(Q.__mro__, hasattr(Q, 'x'))
class BadOrder(type):
    def mro(cls): return [cls, 1]
show(lambda: BadOrder('X', (), {}))
def function_meta(name, bases, ns): return (name, bases, sorted(k for k in ns if not k.startswith('__')))
class F(metaclass=function_meta): z = 1
print(F)
class NoMap(type):
    @classmethod
    def __prepare__(mcs, name, bases): return 1
def bad():
    class X(metaclass=NoMap): pass
show(bad)
class Lower(dict):
    def __setitem__(self, key, value): super().__setitem__(key.lower(), value)
class LowerMeta(type):
    @classmethod
    def __prepare__(mcs, name, bases): return Lower()
    def __new__(mcs, name, bases, ns): return super().__new__(mcs, name, bases, dict(ns))
class K(metaclass=LowerMeta):
    UP = 1
    def Method(self): return 'm'
print(K.up, K().method())
def lost_cell():
    class M(type):
        def __new__(mcs, name, bases, ns): ns.pop('__classcell__', None); return super().__new__(mcs, name, bases, ns)
    class X(metaclass=M):
        def f(self): return __class__
show(lost_cell)
