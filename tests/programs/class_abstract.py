# Abstract base classes: what is abstract, what cannot be made, registered classes.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


from abc import ABC, ABCMeta, abstractmethod
import abc
class Shape(ABC):
    @abstractmethod
    def area(self): return 0
    @property
    @abstractmethod
    def name(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def helper(): ...
    def hello(self): return 'hello ' + self.name
show(lambda: Shape()); print(sorted(Shape.__abstractmethods__), type(Shape), Shape.area.__isabstractmethod__)
class Half(Shape):
    def area(self): return super().area() + 1
    @property
    def name(self): return 'half'
    @classmethod
    def make(cls): return cls()
show(lambda: Half())
class Full(Half):
    @staticmethod
    def helper(): return 'h'
f = Full.make(); print(f.area(), f.hello(), f.helper(), isinstance(f, Shape), Full.__abstractmethods__)
class One(ABC):
    @abstractmethod
    def only(self): ...
show(lambda: One())
class Virtual: pass
print(issubclass(Virtual, One)); One.register(Virtual); print(issubclass(Virtual, One), isinstance(Virtual(), One), One in Virtual.__mro__)
@One.register
class Decorated: pass
print(isinstance(Decorated(), One)); show(lambda: One.register(1)); show(lambda: One.register(ABC)); show(lambda: issubclass(1, One))
class Hooked(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        print('hook', other.__name__)
        return any('quack' in c.__dict__ for c in other.__mro__) if cls is Hooked else NotImplemented
class Duck:
    def quack(self): pass
print(isinstance(Duck(), Hooked), isinstance(Duck(), Hooked), isinstance(1, Hooked), issubclass(int, Hooked))
Shape.area.__isabstractmethod__ = False; abc.update_abstractmethods(Shape); print(sorted(Shape.__abstractmethods__))
from _collections_abc import Iterable, Sized, Hashable, Callable, Mapping, Sequence, MutableSequence, Set, Container, Iterator, Collection, MutableMapping
for value in (1, 'a', [], (), {}, set(), frozenset(), range(3), iter([]), len, {}.keys(), b'', bytearray(), map(str, [])):
    print(type(value).__name__, [c.__name__ for c in (Iterable, Sized, Hashable, Callable, Mapping, Sequence, MutableSequence, Set, Container, Iterator, Collection, MutableMapping) if isinstance(value, c)])
class Mine(Sequence):
    def __init__(self, *v): self.v = v
    def __getitem__(self, i): return self.v[i]
    def __len__(self): return len(self.v)
m = Mine(3, 1, 2, 1); print(list(m), 1 in m, m.index(2), m.count(1), list(reversed(m)), isinstance(m, Collection)); show(lambda: m.index(9)); show(lambda: Sequence())
class Lower(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k.lower()]
    def __setitem__(self, k, v): self.d[k.lower()] = v
    def __delitem__(self, k): del self.d[k.lower()]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
l = Lower(); l['A'] = 1; l.update({'B': 2}, C=3); print(dict(l), l.pop('a'), l.get('zz', 0), list(l.items()), 'b' in l, l == {'b': 2, 'c': 3}, l.setdefault('D', 4), l.popitem(), len(l)); l.clear(); print(len(l)); show(lambda: l['q'])
