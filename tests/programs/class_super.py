# super() in all its forms, and its errors.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


class A:
    def f(self): return ['A']
    @classmethod
    def c(cls): return ['A', cls.__name__]
    @property
    def p(self): return 'Ap'
class B(A):
    def f(self): return ['B'] + super().f()
    @classmethod
    def c(cls): return ['B'] + super().c()
    @property
    def p(self): return 'B' + super().p
class C(A):
    def f(self): return ['C'] + super(C, self).f()
class D(B, C):
    def f(self): return ['D'] + super().f()
    def inner(self):
        def nested(): return super(D, self).f()
        return nested()
    def closure(self): return [super(B, self).f() for _ in range(1)]
    def cell(self): return __class__
    @staticmethod
    def static(): return super()
    def no_args(): return super()
    def deleted(self): del self; return super()
d = D(); print(d.f(), D.c(), d.p, d.inner(), d.closure(), d.cell(), D.__mro__)
print(super(B, d).f(), super(A, d).__repr__()[:10], super(D, D).c(), super(D, d).__thisclass__, super(D, d).__self_class__, super(D, d).__self__ is d)
show(lambda: D.static()); show(lambda: D.no_args()); show(lambda: d.deleted()); show(lambda: super()); show(lambda: super(1, 2)); show(lambda: super(D, A())); show(lambda: super(D, d).nothing); show(lambda: super(1))
unbound = super(B); print(unbound, super(B, d), unbound.__self__, unbound.__get__(d, D).f())
class E(A): pass
E.s = super(E); print(E().s.f())
def outside(self): return super().f()
B.g = outside
show(lambda: d.g())
print(super(D, d).__class__, isinstance(super(D, d), super))
