# Data and other descriptors, properties, static and class methods, and their objects.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


class Data:
    def __get__(self, obj, owner=None): return ('data get', obj is None)
    def __set__(self, obj, value): print('data set', value)
    def __delete__(self, obj): print('data delete')
class NonData:
    def __get__(self, obj, owner=None): return ('plain get', obj is None, owner.__name__)
class SetOnly:
    def __set__(self, obj, value): obj.__dict__['s'] = value * 2
class DeleteOnly:
    def __delete__(self, obj): print('gone')
class C:
    d = Data(); n = NonData(); s = SetOnly(); x = DeleteOnly()
    def m(self): return 'm'
    @staticmethod
    def st(a=1): return a
    @classmethod
    def cl(cls): return cls.__name__
    @property
    def p(self): 'doc of p'; return self._p
    @p.setter
    def p(self, v): self._p = v
    @p.deleter
    def p(self): del self._p
    @property
    def ro(self): return 1
    wo = property(None, lambda self, v: print('wo', v))
c = C(); c.__dict__.update(d='instance d', n='instance n', s='instance s')
print(c.d, c.n, c.s, C.d, C.n, type(C.s).__name__); c.d = 1; del c.d; c.s = 4; print(c.s); del c.x; c.n = 5; print(c.n)
show(lambda: setattr(c, 'x', 1)); show(lambda: delattr(c, 's'))
c.p = 3; print(c.p, C.p.__doc__, C.p.fget.__name__, C.p.fset.__name__, type(C.p)); del c.p
show(lambda: c.p); show(lambda: setattr(c, 'ro', 1)); show(lambda: delattr(c, 'ro')); show(lambda: c.wo); c.wo = 2
print(C.m is C.m, c.m is c.m, c.m == c.m, c.m.__self__ is c, c.m.__func__ is C.m, c.m.__name__, c.m.__qualname__, C.st(), c.st(2), C.cl(), c.cl(), C.cl.__self__, C.__dict__['st'].__func__ is C.st, C.__dict__['cl'].__wrapped__.__name__)
print(C.m.__get__(c, C)(), C.m.__get__(c)(), C.m.__get__(None, C) is C.m, C.__dict__['cl'].__get__(None, C)(), C.__dict__['p'].__get__(None, C) is C.p)
show(lambda: C.m.__get__(None)); show(lambda: int.real.__get__('a')); show(lambda: str.join.__get__(1)); print(int.real.__get__(5), str.upper.__get__('a')())
class Up(property):
    def __get__(self, obj, owner=None): return super().__get__(obj, owner).upper() if obj is not None else self
class D:
    @Up
    def name(self): return 'ann'
print(D().name, isinstance(D.name, property))
class Lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner): value = obj.__dict__[self.name] = self.f(obj); print('computed'); return value
class E:
    @Lazy
    def v(self): return 42
e = E(); print(e.v, e.v)
class G:
    def __getattr__(self, name):
        if name.startswith('_'): raise AttributeError(name)
        return f'getattr {name}'
    def __setattr__(self, name, value): print('set', name); object.__setattr__(self, name, value)
    def __delattr__(self, name): print('del', name); super().__delattr__(name)
g = G(); g.a = 1; print(g.a, g.b); del g.a; print(g.a); show(lambda: g._x); show(lambda: delattr(g, 'zz'))
class H:
    y = 1
    def __getattribute__(self, name): return ('all', name) if name == 'q' else super().__getattribute__(name)
print(H().q, H().y); show(lambda: H().nothing)
class P:
    @property
    def bad(self): raise AttributeError('inner')
    def __getattr__(self, name): return 'fallback ' + name
print(P().bad)
