import enum
from enum import *
def tr(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class Color(Enum):
    RED=1
    GREEN=2
    BLUE=3
    CRIMSON=1
    def describe(self): return self.name.lower(), self.value
    @classmethod
    def default(cls): return cls.RED
    @property
    def nice(self): return f'nice {self.name}'
print(Color.RED, repr(Color.RED), Color.CRIMSON is Color.RED, list(Color), Color['GREEN'], Color(3), Color.BLUE.describe(), Color.default(), Color.RED.nice)
print(Color.RED.name, Color.RED.value, len(Color), Color.__members__, Color, type(Color), isinstance(Color.RED,Color), Color.RED==1, Color.RED==Color.RED, hash(Color.RED)==hash('RED'))
tr(lambda: Color(9)); tr(lambda: Color['X']); tr(lambda: Color.X); tr(lambda: setattr(Color,'RED',5)); tr(lambda: delattr(Color,'RED')); tr(lambda: Color.RED<Color.BLUE); tr(lambda: Color.RED in Color);
tr(lambda: Color.RED.GREEN); tr(lambda: setattr(Color.RED,'value',3)); tr(lambda: setattr(Color.RED,'name',3)); tr(lambda: Color())
def mk():
    class E2(Color): X=1
tr(mk)
def mk2():
    class D(Enum):
        A=1
        A=2
tr(mk2)
class P(IntEnum):
    LOW=1
    HIGH=2
print(P.LOW<P.HIGH, P.LOW+1, repr(P.LOW), str(P.LOW), f'{P.HIGH}', '%d'%P.LOW, sorted([P.HIGH,P.LOW]), P.LOW==1, P(2), int(P.HIGH), [10,20,30][P.LOW])
class S(StrEnum):
    A=auto()
    B='bee'
print(S.A, repr(S.A), S.B.upper(), S.A=='a', f'{S.B}', S('bee'))
class W(Enum):
    M=auto(); T=auto(); X='x'
print(list(W))
class F(Flag):
    R=auto(); W=auto(); X=auto()
    RW=R|W
print(F.R|F.W, repr(F.R|F.X), F.RW, list(F), list(F.R|F.X), F.R in F.RW, ~F.R, F(0), repr(F(0)), bool(F.R&F.W), F.R^F.RW, F(7), F.RW.value, F['RW'], len(F.RW))
tr(lambda: F(8)); tr(lambda: F.R|1); tr(lambda: 1 in F.R)
class I(IntFlag):
    A=1;B=2;C=4
print(I.A|I.B, repr(I.A|8), I(3), I.A|4, repr(I.A|I.C), I.A+I.B, ~I.A, repr(~I.A), I(0), repr(I(16)))
@unique
class U(Enum):
    A=1;B=2
def mk3():
    @unique
    class U2(Enum):
        A=1;B=1;C=1
tr(mk3)
class Planet(Enum):
    EARTH=(5.9,6.3)
    MARS=(6.4,3.3)
    def __init__(self,mass,radius): self.mass=mass; self.radius=radius
    @property
    def g(self): return self.mass/self.radius
print(Planet.EARTH.mass, Planet.MARS.value, repr(Planet.EARTH), round(Planet.EARTH.g,2), Planet((6.4,3.3)))
class Missing(Enum):
    A='a'
    @classmethod
    def _missing_(cls,v):
        for m in cls:
            if m.value==v.lower(): return m
tr(lambda: Missing('A')); tr(lambda: Missing('q'))
Animal=Enum('Animal','CAT DOG'); print(Animal, list(Animal), Animal.CAT.value, Animal.__module__, Animal.__qualname__)
A2=Enum('A2',{'x':1,'y':2}); print(list(A2)); A3=IntEnum('A3',['p','q'],start=5); print(list(A3))
class N(Enum):
    def _generate_next_value_(name,start,count,last): return name*2
    A=auto();B=auto()
print(list(N))
class Op(Enum):
    ADD=member(lambda a,b:a+b)
    MUL=nonmember(3)
    def __call__(self,*a): return self.value(*a)
print(Op.ADD(1,2), Op.MUL, list(Op)[0].name)
class WithNew(Enum):
    def __new__(cls,v,label):
        o=object.__new__(cls); o._value_=v; o.label=label; return o
    A=(1,'one'); B=(2,'two')
print(WithNew.A.label, WithNew(2), repr(WithNew.B))
class Ordered(Enum):
    def __lt__(self,o):
        if self.__class__ is o.__class__: return self.value<o.value
        return NotImplemented
    A=1;B=2
print(Ordered.A<Ordered.B, max(Ordered))
print({Color.RED:'r'}[Color.RED], dir(Color), [m for m in reversed(Color)], bool(Color), Color.RED.__class__, Color.RED.__doc__, Color.__doc__)
match Color.RED:
    case Color.GREEN: print('g')
    case Color.RED: print('matched')
import copy
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED)
class MyStr(str,Enum):
    A='a'
print(MyStr.A, repr(MyStr.A), f'{MyStr.A}', MyStr.A=='a', str(MyStr.A), MyStr.A.upper())
class Base(Enum):
    def hi(self): return 'hi '+self.name
class Sub(Base):
    Z=26
print(Sub.Z.hi(), Sub.Z)
for name, m in Color.__members__.items(): print(name, m)
print(enum.EnumMeta is enum.EnumType, Color.RED is not Color.GREEN, Color.RED != Color.GREEN)
