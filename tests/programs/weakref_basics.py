# Weak references: identity, death, hash, equality, repr of the dead.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


import weakref
class C: pass
def f(): pass
o = C(); r = weakref.ref(o)
print(r() is o, weakref.ref(o) is r, weakref.proxy(o) is weakref.proxy(o), weakref.ref(o, print) is weakref.ref(o, print), r.__callback__)
for x in (1, 'a', (), [], {}, None, 1.5, object(), b'', set(), frozenset(), len, f, C, o.__init__, type, int, weakref, range(3), slice(1), iter([]), f.__code__, property(), list[int], BaseException(), ..., enumerate([]), r):
    show(lambda: type(weakref.ref(x)).__name__)
show(lambda: weakref.ref()); show(lambda: weakref.ref(o, 1, 2)); show(lambda: weakref.ref(o, callback=None)); show(lambda: weakref.proxy(1)); show(lambda: r(1)); show(lambda: setattr(r, 'x', 1))
p = weakref.proxy(o); o.x = 3; print(p.x, isinstance(p, C), type(p), p.__class__, p == o, p is o, bool(p)); p.y = 4; print(o.y)
show(lambda: len(p)); show(lambda: p + 1); show(lambda: hash(p)); show(lambda: p()); show(lambda: p[0]); show(lambda: iter(p)); show(lambda: 1 in p); show(lambda: p < 1)
dead = weakref.ref(C()); print(dead()); show(lambda: hash(dead)); print(dead == dead, dead == r); show(lambda: dead < dead)
gone = weakref.proxy(C()); show(lambda: gone.x); show(lambda: str(gone)); show(lambda: setattr(gone, 'a', 1)); show(lambda: bool(gone))
first = weakref.ref(o, lambda r: print('first', r() is None)); second = weakref.ref(o, lambda r: print('second'))
print(weakref.getweakrefcount(o), [x is y for x, y in zip(weakref.getweakrefs(o), [r, p, second, first])])
class R(weakref.ref): pass
s = R(o); s.x = 1; print(s.x, s() is o, R(o) is R(o), s == r, hash(s) == hash(r))
h = hash(r); del o; print(r(), first(), hash(r) == h, r == weakref.ref(C))
class Call:
    def __call__(self, a): return a * 2
c = Call(); print(type(weakref.proxy(c)), weakref.proxy(c)(4)); callable(weakref.proxy(c))
