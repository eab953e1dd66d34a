# The order of callbacks at death and in collections.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


import gc, weakref
gc.disable()
class C:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name, wr() is None if (wr := refs.get(self.name)) else '-')
refs = {}
o = C('plain'); refs['plain'] = weakref.ref(o); keep = [weakref.ref(o, lambda r, i=i: print('callback', i, r() is None)) for i in range(3)]
del o
a, b = C('a'), C('b'); a.other, b.other = b, a
keep = [weakref.ref(a, lambda r: print('a callback')), weakref.ref(b, lambda r: print('b callback')), weakref.ref(a, lambda r: print('a again'))]
a.inside = weakref.ref(b, lambda r: print('never heard'))
del a, b
print('collect', gc.collect() > 0)
class Back:
    def __del__(self): saved.append(self)
saved = []
x = Back(); r = weakref.ref(x); del x; print(r() is not None, len(saved)); saved.clear()
y = Back(); y.me = y; r = weakref.ref(y); del y; gc.collect(); print(r() is None or r() is saved[0], len(saved))
class Quiet: pass
z = Quiet(); r1 = weakref.ref(z, lambda r: print('alive callback')); r2 = weakref.ref(z, lambda r: print('dead one is not called')); del r2; del z; print(r1())
