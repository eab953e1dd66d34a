# type() with three arguments: what it takes, and what it refuses.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


show(lambda: type('X', (1,), {}))
show(lambda: type(1, 2, 3)); show(lambda: type('a', 2, 3)); show(lambda: type('a', (), 3)); show(lambda: type('a', ()))
show(lambda: type()); show(lambda: type('a\0', (), {}))
class M(type): pass
class N(type): pass
class A(metaclass=M): pass
class B(metaclass=N): pass
show(lambda: type('C', (A, B), {})); show(lambda: type('C', (A,), {}).__class__)
show(lambda: type('Q', (), {'__qualname__': 1})); show(lambda: type('Q', (), {'__classcell__': 1}))
show(lambda: type('Q', (bool,), {})); show(lambda: type('Q', (int, str), {})); show(lambda: type('Q', (A, A), {}))
show(lambda: type('Q', (object, A), {}))
C = type('C', (dict,), {'x': 1, 'f': lambda self: self.x})
print(C, C.__bases__, C.__mro__, C(a=1), C().f(), C.__module__, C.__qualname__, C.__doc__)
show(lambda: type.__new__(type)); show(lambda: type.__call__()); show(lambda: type.__call__(int)); show(lambda: type.__call__(int, '12'))
show(lambda: type.__init__(C)); show(lambda: type.__init__(C, 1, 2, 3)); show(lambda: object.__setattr__(C, 'x', 1))
show(lambda: object.__delattr__(C, 'x')); show(lambda: type.__setattr__(int, 'x', 1)); show(lambda: object.__new__()); show(lambda: object.__new__(1))
show(lambda: int.__new__(str)); show(lambda: object.__new__(int)); show(lambda: int.__new__()); show(lambda: int.__new__(1)); show(lambda: list.__new__(object))
