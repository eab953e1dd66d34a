# Special methods of built-in classes by name: what they are, take and answer.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


for call in (lambda: int.__add__(), lambda: int.__add__('a', 1), lambda: int.__add__(1), lambda: (1).__add__(1, 2), lambda: (1).__add__(x=2),
             lambda: [].append(), lambda: list.append(), lambda: list.append(1, 2), lambda: (1).__add__(''), lambda: [].__len__(1),
             lambda: [].__setitem__(1), lambda: (1).__pow__(), lambda: (1).__pow__(2, 3, 4), lambda: [].__repr__(1), lambda: [].__lt__(),
             lambda: [].__init__(1, 2), lambda: dict.fromkeys(), lambda: [].__getitem__(), lambda: {}.__getitem__(),
             lambda: [].__getattribute__(1), lambda: [].__setattr__(1, 2)):
    show(call)
print(int.__add__, list.append, dict.__dict__['fromkeys'], int.real, type.__dict__['__dict__'])
print((1).__add__.__name__, (1).__add__.__objclass__, (1).__add__.__self__, (1).__add__.__qualname__, int.__add__.__qualname__,
      [].append.__qualname__, int.__new__.__qualname__, int.__new__.__name__, list.append.__objclass__, dict.fromkeys.__self__, dict.fromkeys.__qualname__)
print((1).__radd__(2), (7).__divmod__(2), (2).__rpow__(3), (1.5).__floor__(), (1.5).__trunc__(), (-1.5).__abs__(), (3).__index__(), (5).__bool__(), (2).__lshift__(3), (1j).__neg__())
print('ab'.__mul__(2), 'a'.__contains__('b'), 'abc'.__getitem__(1), [1].__add__([2]), [3].__rmul__(2), (1, 2).__len__(), {1: 2}.__contains__(1), {1}.__and__({1, 2}), {1}.__rsub__({1, 2}), {1: 1}.__or__({2: 2}), b'a'.__add__(b'b'))
print([1, 2].__iter__().__next__(), list([1, 2].__reversed__()), range(5).__getitem__(2), range(3).__contains__(2), (1, 2).__lt__((1, 3)), 'a'.__eq__(1), (1).__eq__(1.0), (1.0).__eq__(1), {}.__eq__([]), [].__hash__, object().__lt__(1))
print('{:>5}'.format(3), (3).__format__('04'), 'x'.__format__('>3'), (3.7).__round__(), (1234).__round__(-2), (3).__getnewargs__(), object().__format__('')[:7])
show(lambda: 'a'.__add__(1)); show(lambda: 'a'.__mul__('b')); show(lambda: object().__format__('x')); show(lambda: [].__contains__()); show(lambda: int.__format__(3, 3))
class L(list):
    def __len__(self): return 7
    def __getitem__(self, i): return ('own', list.__getitem__(self, i))
l = L([1, 2]); print(len(l), l[0], list.__len__(l), super(L, l).__len__(), l.__len__())
