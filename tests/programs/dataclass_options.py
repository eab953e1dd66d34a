from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass, FrozenInstanceError, InitVar, KW_ONLY, make_dataclass, MISSING
import dataclasses
def tr(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
@dataclass
class Point:
    x: int
    y: int = 0
    def norm(self): return (self.x**2+self.y**2)**0.5
p=Point(3,4); print(p, p==Point(3,4), p!=Point(1), p.norm(), Point(y=2,x=1), Point.__match_args__, Point.__doc__)
tr(lambda: Point()); tr(lambda: Point(1,2,3)); tr(lambda: Point(z=1)); tr(lambda: hash(p)); tr(lambda: p<p); print(p==(3,4))
p.x=10; print(p, asdict(p), astuple(p), replace(p,y=7), [f.name for f in fields(Point)], is_dataclass(p), is_dataclass(int), vars(p))
@dataclass(frozen=True, order=True)
class V:
    a: int
    b: str = field(default='q', compare=False)
v=V(1); print(v, hash(v)==hash((1,)), v<V(2), sorted([V(3),V(1)]), {v:1}[V(1,'z')])
def s(): v.a=5
tr(s)
def d(): del v.a
tr(d)
def s2(): v.zz=5
tr(s2)
@dataclass
class Inv:
    name: str
    items: list = field(default_factory=list)
    total: float = field(init=False, default=0.0)
    secret: str = field(default='x', repr=False)
    scale: InitVar[int] = 2
    def __post_init__(self, scale): self.total=len(self.items)*scale
a=Inv('a'); b=Inv('b',[1,2],scale=5); a.items.append(1); print(a,b,Inv('c').items, a.total, b.total)
def bad():
    @dataclass
    class B:
        x: list = []
tr(bad)
def bad2():
    @dataclass
    class B:
        x: int = 1
        y: int
tr(bad2)
@dataclass
class Base:
    a: int
    b: int = 2
@dataclass
class Derived(Base):
    c: int = 3
    a: int = 9
print(Derived(), Derived(1,2,3), Derived.__mro__[1].__name__)
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 1
tr(lambda: K(a=1)); tr(lambda: K(1)); tr(lambda: K())
@dataclass
class K2:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int = 2
print(K2(1,c=5), K2.__match_args__); tr(lambda: K2(1,2))
@dataclass(slots=True)
class S:
    x: int
    y: int = 5
s_=S(1); print(s_, S.__slots__, hasattr(s_,'__dict__'))
def sx(): s_.z=1
tr(sx)
C=make_dataclass('C',[('x',int),('y',int,field(default=5)),'z'] if False else [('x',int),('y',int,field(default=5))], namespace={'add1':lambda self:self.x+1}); print(C(1), C(1).add1())
@dataclass(eq=False)
class E: x: int=1
print(E()==E(), isinstance(hash(E()),int))
@dataclass(unsafe_hash=True)
class H: x: int=1
print(hash(H())==hash((1,)))
@dataclass
class Node:
    v: int
    next: 'Node' = None
n=Node(1); n.next=n; print(n); print(asdict(Node(1,Node(2))), astuple(Node(1,Node(2))))
@dataclass
class Emp:
    pass
print(Emp(), Emp()==Emp())
match Point(1,2):
    case Point(x=1,y=q): print('m',q)
match Point(5,6):
    case Point(a,b): print(a,b)
tr(lambda: replace(1)); tr(lambda: asdict(1)); tr(lambda: fields(1)); tr(lambda: astuple(Point)); tr(lambda: field(default=1,default_factory=list))
class Tracked:
    def __init_subclass__(cls, **k): print('sub',cls.__name__)
@dataclass
class T2(Tracked): x:int=1
print(T2(), Point.__init__.__qualname__, Point.__init__.__annotations__, Point.__eq__.__qualname__, Point.__repr__.__name__)
@dataclass(order=True)
class Card:
    sort_index: int = field(init=False, repr=False)
    rank: str
    def __post_init__(self): self.sort_index='AKQJ'.index(self.rank)
print(sorted([Card('Q'),Card('A')]))
@dataclass
class Meta: x: int = field(default=1, metadata={'unit':'m'})
print(fields(Meta)[0].metadata['unit'], fields(Meta)[0].default, fields(Meta)[0].default_factory is MISSING)
def nt():
    @dataclass
    class NT:
        x = field(default=1)
tr(nt)
def inh():
    @dataclass
    class NF(V): z:int=1
tr(inh)
def both():
    @dataclass(order=True)
    class BB:
        x: int
        def __lt__(self,o): return 1
tr(both)
import copy
print(copy.copy(Point(1,2)), copy.deepcopy(Inv('z',[1])))
class P2:
    pass
print(dataclasses.fields(Inv)[1].name, [f.init for f in fields(Inv)])
