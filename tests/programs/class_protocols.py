# Operators and container protocols: fallbacks, reflected and in-place forms, and None that blocks.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


class Num:
    def __init__(self, v): self.v = v
    def __add__(self, o): return ('add', self.v) if isinstance(o, int) else NotImplemented
    def __radd__(self, o): return ('radd', self.v)
    def __iadd__(self, o): self.v += o; return self
    def __matmul__(self, o): return 'matmul'
    def __rpow__(self, o): return 'rpow'
    def __pow__(self, o, m=None): return ('pow', m)
    def __neg__(self): return 'neg'
    def __abs__(self): return 'abs'
    def __round__(self, n=None): return ('round', n)
    def __divmod__(self, o): return 'divmod'
    def __index__(self): return self.v
    def __lt__(self, o): return 'lt'
    def __format__(self, s): return f'<{s}>'
    def __bool__(self): return self.v > 0
class Sub(Num):
    def __radd__(self, o): return 'sub first'
n = Num(3); print(n + 1, 1 + n, Num(1) + Sub(2), n @ 1, 2 ** n, n ** 2, pow(n, 2, 5), -n, abs(n), round(n), round(n, 1), divmod(n, 1), [10, 20, 30, 40][n], range(5)[n], hex(n), n < 1, 5 > n, f'{n:x}', format(n), bool(n), not Num(0))
n += 4; print(n.v); show(lambda: n - 1); show(lambda: n + 'x'); show(lambda: 'x' - n); show(lambda: ~n); show(lambda: n >= 1)
class Blocked:
    __iter__ = None; __contains__ = None; __hash__ = None; __len__ = None; __reversed__ = None
b = Blocked(); show(lambda: iter(b)); show(lambda: 1 in b); show(lambda: hash(b)); show(lambda: len(b)); show(lambda: reversed(b))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError(i)
        return i * 10
    def __len__(self): return 3
s = Seq(); print(list(s), 20 in s, 5 in s, list(reversed(s)), tuple(s), max(s), bool(s)); a, *rest = s; print(a, rest)
for value in (-1, 'a', 1.5, 2 ** 70, True):
    class L:
        def __len__(self): return value
    show(lambda: len(L()))
class BadBool:
    def __bool__(self): return 1
class BadHash:
    def __hash__(self): return 'x'
class BadIndex:
    def __index__(self): return 'x'
class BadStr:
    def __str__(self): return 1
    def __repr__(self): return 2
class BadIter:
    def __iter__(self): return 1
show(lambda: bool(BadBool())); show(lambda: hash(BadHash())); show(lambda: [1][BadIndex()]); show(lambda: str(BadStr())); show(lambda: repr(BadStr())); show(lambda: iter(BadIter()))
class Eq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == getattr(o, 'v', o)
print(Eq(1) == Eq(1), Eq(1) != Eq(2), Eq(1) == 1, 1 == Eq(1), Eq.__hash__, [Eq(1)].index(1), Eq(2) in [1, 2]); show(lambda: {Eq(1)})
class HashEq(Eq): __hash__ = object.__hash__
class HashOwn(Eq):
    def __hash__(self): return hash(self.v)
print(len({HashEq(1), HashEq(1)}), len({HashOwn(1), HashOwn(1)}), hash(HashOwn(-1)), {HashOwn(5): 'five'}[5])
class Missing(dict):
    def __missing__(self, key): return f'no {key}'
print(Missing(a=1)['a'], Missing()['b'], Missing().get('c'))
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, x=2), callable(Call()), callable(Seq())); show(lambda: Seq()())
class Ctx:
    def __enter__(self): return 'in'
    def __exit__(self, *e): print('out', e[0]); return True
with Ctx() as v: print(v); raise ValueError
class Hint:
    def __iter__(self): return iter([1, 2])
    def __length_hint__(self): return 10
print(list(Hint()))
