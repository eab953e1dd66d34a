import sys
x: int = 1
y: str
u: int|None
class C:
    a: int
    b: list[int] = []
    def f(self, p: int, q: 'C' = None) -> str: return ''
    class D:
        z: float
    e: D
print(C.__annotations__, C.f.__annotations__, C.D.__annotations__)
def g(a: int, *args: str, k: float = 1.0, **kw: bool) -> None: pass
print(g.__annotations__)
print(sys.modules["__main__"].__annotations__)
def h(): 
    loc: undefined_name = 3
    return loc
print(h())
class E(C):
    pass
print(E.__annotations__, '__annotations__' in E.__dict__)
g.__annotations__={'q':1}; print(g.__annotations__)
C.__annotations__['new']=1; print(C.__annotations__)
class Meth:
    T = int
    def m(self, a: T) -> T: ...
print(Meth.m.__annotations__)
def outer():
    L = bytes
    class I:
        v: L
        def w(self, q: L): ...
    return I
print(outer().__annotations__, outer().w.__annotations__)
print(g.__defaults__, g.__kwdefaults__)
def opt(a: int|None=None, b: list[str]|dict[str,int]={}) -> tuple[int,...]: ...
print(opt.__annotations__)
