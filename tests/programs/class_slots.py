# __slots__: what they allow, refuse, and leave in the class.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


def make(slots, bases=(), **names):
    return lambda: type('S', bases, dict(names, __slots__=slots)).__name__
class A: pass
for slots in ('x', 1, [1], ['1a'], ['__dict__', '__dict__'], ['__weakref__', '__weakref__'], ['a', 'b'], ()):
    show(make(slots))
show(make(['a'], a=1)); show(make(['a'], (int,))); show(make((), (int,))); show(make(['__dict__'], (A,))); show(make(['__weakref__'], (A,)))
class D:
    'doc'
    __slots__ = ('b', 'a', '__dict__')
    def f(self): self.z = 1
print([key for key in D.__dict__ if not key.startswith('__s') and key != '__firstlineno__'], D.a, D.b)
class S:
    __slots__ = ('name', '__private')
    def __init__(self): self.name = 'n'; self.__private = 2
s = S(); print(s.name, s._S__private, S.__slots__, hasattr(s, '__dict__'))
del s.name
show(lambda: s.name)
def assign(): s.other = 1
show(assign)
def delete(): del s.name
show(delete)
class T(S): pass
t = T(); t.other = 5; print(t.__dict__, t.name)
class U(S): __slots__ = ('more',)
u = U(); u.more = 1; print(u.more, u.name)
class E(Exception): __slots__ = ('code',)
e = E('x'); e.code = 7; e.free = 1; print(e.code, e.args, e.free)
class L(list): __slots__ = ('tag',)
l = L([1, 2]); l.tag = 't'; print(l, l.tag); show(lambda: setattr(l, 'x', 1))
class I(int): __slots__ = ()
show(lambda: setattr(I(3), 'x', 1)); print(I(3) + 1)
def conflict():
    class P: __slots__ = ('p',)
    class Q: __slots__ = ('q',)
    class R(P, Q): pass
show(conflict)
