from typing import Any, Annotated, Callable, ClassVar, Dict, Final, Generic, Hashable, Iterable, List, Literal, Mapping, NewType, NoReturn, Optional, Protocol, Self, Sequence, Set, SupportsInt, Tuple, Type, TypedDict, TypeVar, TYPE_CHECKING, Union, cast, final, get_args, get_origin, overload, runtime_checkable
import typing
def tr(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
print(List[int], Dict[str,int], Optional[int], Union[int,str], Union[int,None], Any, Callable[[int,str],bool], Callable[...,int], Tuple[int,...], Tuple[()], Literal['a',1], Type[int], Set[str], Iterable[int], Sequence[str])
T=TypeVar('T'); K=TypeVar('K',bound=int); N=TypeVar('N',int,str)
print(T, K.__bound__, N.__constraints__, List[T][int], Dict[T,int].__parameters__)
class Stack(Generic[T]):
    def __init__(self): self.items: List[T]=[]
    def push(self,x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
s=Stack[int](); s.push(1); print(s.pop(), Stack[int], Stack.__parameters__, s.__orig_class__, Stack.__orig_bases__, Stack.__mro__)
tr(lambda: Stack[int,str]); tr(lambda: int[3]); tr(lambda: List[int,str]); tr(lambda: Optional[int,str])
class Pt(Protocol):
    x: int
    def area(self) -> float: ...
@runtime_checkable
class Dr(Protocol):
    def draw(self) -> str: ...
class Ci:
    def draw(self): return 'o'
print(isinstance(Ci(),Dr), isinstance(3,Dr), issubclass(Ci,Dr)); tr(lambda: isinstance(1,Pt)); tr(lambda: Dr())
class Impl(Dr):
    def draw(self): return 'i'
print(Impl().draw())
print(cast(int,'a'), TYPE_CHECKING, get_origin(List[int]), get_args(Dict[str,int]), get_args(Callable[[int],str]), get_origin(int))
def f(a: int, b: 'str'='x', *, c: Optional[float]=None) -> List[int]: ...
print(f.__annotations__)
UserId=NewType('UserId',int); print(UserId(5), UserId, UserId.__supertype__, UserId.__name__)
@overload
def g(x:int)->int: ...
@overload
def g(x:str)->str: ...
def g(x): return x
print(g(3))
@final
class Fi: pass
print(Fi.__final__)
A=Annotated[int,'meta']; print(A, A.__metadata__, get_args(A), get_origin(A) is Annotated)
class M(TypedDict):
    name: str
    year: int
m: M={'name':'x','year':1}; print(m, M.__annotations__, M.__total__, M(name='a',year=2), type(M(name='a',year=1)))
tr(lambda: isinstance({},M)); tr(lambda: isinstance([],List)); tr(lambda: isinstance([],List[int])); tr(lambda: List[int]()); tr(lambda: Any()); tr(lambda: issubclass(list,Sequence)); tr(lambda: isinstance((),Sequence)); tr(lambda: isinstance({},Mapping)); tr(lambda: isinstance(1,Hashable)); tr(lambda: isinstance([],Hashable)); tr(lambda: isinstance('a',Iterable)); tr(lambda: isinstance(len,Callable)); tr(lambda: isinstance(3,SupportsInt))
print(ClassVar[int], Final[int], NoReturn, Self, Union[int,str]==Union[str,int], List[int]==List[int], Optional[Union[int,str]], Union[int,Union[str,int]])
class LL(List[int]): pass
print(LL.__mro__, LL([1]))
class Pair(Generic[T,K]): pass
print(Pair[int,int], Pair[T,int][str], Pair.__parameters__)
tr(lambda: Generic[int]); 
class Sub(Stack[str]): pass
print(Sub.__parameters__, Sub.__orig_bases__, Sub().items)
print(repr(typing.Iterator[int]), typing.Mapping[str,int], typing.Generator[int,None,str])
