# What can be assigned to classes and objects: names, bases, class, dict.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


class B0:
    def who(self): return 'B0'
class B1:
    def who(self): return 'B1'
class C(B0): x = 1
class D(C): pass
def setb(c, v): c.__bases__ = v
for value in (1, (), (1,), (C,), (D,), (int,)):
    show(lambda: setb(C, value))
show(lambda: setb(int, (int,)))
print(C().who(), D().who()); C.__bases__ = (B1,); print(C().who(), D().who(), D.__mro__, B0.__subclasses__(), B1.__subclasses__())
for name in '__name__ __qualname__ __module__ __doc__ __mro__ __dict__ __base__ __class__ __abstractmethods__ __slots__ __basicsize__'.split():
    print(name); show(lambda: delattr(int, name)) if name != '__class__' else None
    if name == '__mro__' : continue
    show(lambda: setattr(C, name, 1)); show(lambda: delattr(C, name))
C.__name__ = 'Renamed'; C.__qualname__ = 'Q.Renamed'; print(C, C.__name__, C().__class__.__name__)
o = B0()
for name in '__class__ __dict__ who x'.split():
    show(lambda: setattr(o, name, 1)); show(lambda: delattr(o, name))
o.__class__ = B1; print(o.who(), type(o)); show(lambda: setattr(o, '__class__', int)); show(lambda: setattr(1, '__class__', int))
o.__dict__ = {'y': 2}; print(o.y, vars(o)); del o.__dict__; print(vars(o))
for thing, name in ((1, 'x'), (1, 'real'), (len, 'x'), ([], 'append'), (object(), 'append')):
    show(lambda: setattr(thing, name, 1)); show(lambda: delattr(thing, name))
