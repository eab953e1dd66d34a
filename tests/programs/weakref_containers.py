# WeakValueDictionary, WeakKeyDictionary, WeakSet, WeakMethod, finalize's state.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


import weakref
class C:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'C{self.n}'
    def m(self): return self.n
a, b = C(1), C(2)
d = weakref.WeakValueDictionary(); d['a'] = a; d['b'] = b; print(sorted(d.items()), len(d), 'a' in d, d['a'], d.get('z'), list(d))
del a; print(sorted(d.keys()), len(d), d.get('a', 'gone')); show(lambda: d['a']); show(lambda: d.pop('q')); print(d.pop('b'), len(d), d.setdefault('s', b), list(d.values()))
k = weakref.WeakKeyDictionary(); x, y = C(3), C(4); k[x] = 'x'; k[y] = 'y'; print(sorted(map(str, k.keys())), k[x], len(k), x in k, 5 in k, list(k.items())[0]); del x; print(list(k.items()), len(k))
s = weakref.WeakSet(); p, q = C(5), C(6); s.add(p); s.add(q); print(len(s), p in s, sorted(map(str, s))); del p; print(len(s), list(s)); s.discard(q); print(len(s)); show(lambda: s.pop())
t = weakref.WeakSet([b, q]); u = weakref.WeakSet([q]); print(sorted(map(str, t | u)), list(t & u), list(t - u), t > u, u <= t, t == weakref.WeakSet([q, b]), t.isdisjoint(u))
m = weakref.WeakMethod(b.m); print(m()(), m() == b.m, m == weakref.WeakMethod(b.m)); show(lambda: weakref.WeakMethod(len)); del b; d.clear(); t.clear(); print(m())
