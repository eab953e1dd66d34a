# functools: partial, reduce, caches, keys, ordering, dispatch, wrapping.
import sys
from functools import *
import functools


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), reduce(max, "hello"))
attempt(lambda: reduce(lambda a, b: a, []))
attempt(lambda: reduce(lambda a, b: a, 5))
attempt(lambda: reduce(lambda a: a, [1, 2]))

basetwo = partial(int, base=2)
print(basetwo("10010"), basetwo.func, basetwo.args, basetwo.keywords, basetwo)
p = partial(print, "a", sep="-")
p("b", "c")
p("b", end="!\n", sep="+")
q = partial(p, "second")
print(q.args, q.func is print, q.keywords)
q("third")
p.label = "x"
print(p.label, p.__dict__, partial(p).func is p)
attempt(lambda: partial())
attempt(lambda: partial(3))
attempt(lambda: partial(pow, 2)())
attempt(lambda: setattr(p, "func", 1))


class Sub(partial):
    pass


print(Sub(pow, 2)(5), Sub(len))

calls = []


@lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x


print(square(2), square(3), square(2), square(4), square(3), calls, square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__wrapped__(9), calls[-1])


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@lru_cache
def kinds(*args, **kw):
    return len(args), sorted(kw)


print(kinds(1, 2, a=3), kinds(1, 2, a=3), kinds(1.0, 2, a=3), kinds(a=1, b=2), kinds(b=2, a=1), kinds.cache_info())


@lru_cache(typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info().currsize)
attempt(lambda: square([1]))
attempt(lambda: lru_cache(maxsize="x"))
none = lru_cache(maxsize=0)(lambda: 1)
print(none(), none(), none.cache_info(), lru_cache(maxsize=-5)(len).cache_info())


class Grid:
    def __init__(self, n):
        self.n = n

    @lru_cache
    def cell(self, x):
        calls.append("cell")
        return self.n + x

    @cached_property
    def total(self):
        calls.append("total")
        return sum(range(self.n))


g = Grid(10)
print(g.cell(1), g.cell(1), Grid(20).cell(1), g.total, g.total, g.__dict__, calls[-3:], Grid.cell.cache_info().hits)
del g.total
print(g.total, calls.count("total"), type(Grid.total).__name__)
print(sorted(["bb", "a", "ccc"], key=cmp_to_key(lambda x, y: len(y) - len(x))), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: a - b)))
K = cmp_to_key(lambda a, b: a - b)
print(K(1) < K(2), K(3) == K(3), K(1).obj, K(2) >= K(5))
attempt(lambda: K(1) < 5)
attempt(lambda: hash(K(1)))


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= Version(1), max(a, b).n)
attempt(lambda: total_ordering(type("Empty", (), {})))


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        """wrapper's own"""
        return function.__name__, function(*args, **kwargs)

    return wrapper


@logged
def add(x, y):
    "adds"
    return x + y


print(add(1, y=2), add.__name__, add.__doc__, add.__wrapped__(3, 4), add.__qualname__)


@singledispatch
def describe(value):
    return "something"


@describe.register
def _(value: int):
    return "int"


@describe.register(list)
def of_list(value):
    return "list of " + ", ".join(map(describe, value))


@describe.register(str)
@describe.register(bytes)
def _(value):
    return "text"


print(describe(1), describe(True), describe(2.5), describe([1, "a", None]), describe(b""), describe.dispatch(int).__name__, of_list([1]))
attempt(lambda: describe())
attempt(lambda: describe.register(5))


class Formatter:
    @singledispatchmethod
    def show(self, value):
        return f"? {value}"

    @show.register
    def _(self, value: int):
        return f"int {value}"


print(Formatter().show(3), Formatter().show("x"))


class Cell:
    def set_state(self, state, level=0):
        return state, level

    alive = partialmethod(set_state, True)
    dead = partialmethod(set_state, False, level=3)


print(Cell().alive(), Cell().dead(), Cell().alive(level=9))
if sys.version_info >= (3, 14):
    from functools import Placeholder as _

    say = partial(print, _, "middle")
    say("first", "last")
    print(say, say.args, functools.Placeholder)
    attempt(lambda: say())
    attempt(lambda: partial(print, 1, _))
    print(reduce(lambda a, b: a + b, [1], initial=5))
