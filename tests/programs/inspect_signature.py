import inspect


def plain(a, b=1):
    return a, b


def every(a, /, b: int, c=2, *args: str, d, e: float = 0.5, **kwargs) -> list:
    return [a, b, c, args, d, e, kwargs]


def nothing():
    pass


class Point:
    def __init__(self, x, y=0):
        self.x, self.y = x, y

    def move(self, dx, /, *, dy=1):
        pass

    @classmethod
    def make(cls, *values):
        pass

    @staticmethod
    def check(value):
        pass

    def __call__(self, scale):
        pass


class Made:
    def __new__(cls, size):
        return object.__new__(cls)


class Bare:
    pass


for function in (plain, every, nothing, Point, Point.move, Point(1).move, Point.make, Point.check, Point(1), Made, Bare, lambda *a: 0):
    print(inspect.signature(function))
signature = inspect.signature(every)
print(repr(signature), signature.return_annotation, list(signature.parameters))
for name, parameter in signature.parameters.items():
    print(name, str(parameter), repr(parameter), parameter.kind.name, int(parameter.kind), parameter.kind.description)
    print(" ", parameter.default is inspect.Parameter.empty, parameter.annotation is inspect.Parameter.empty)
print(signature.parameters["e"].default, signature.parameters["b"].annotation, inspect.signature(plain) == inspect.signature(plain))

bound = signature.bind(1, 2, 3, 4, 5, d=6, z=7)
print(bound, bound.args, bound.kwargs, every(*bound.args, **bound.kwargs))
bound = signature.bind(1, b=2, d=3)
print(bound.arguments)
bound.apply_defaults()
print(bound.arguments, bound.args, bound.kwargs)
print(signature.bind_partial(1).arguments, inspect.signature(plain).bind_partial(b=3).arguments)
for args, kwargs in (((), {}), ((1, 2, 3), {}), ((1,), {"a": 2}), ((1,), {"c": 2}), ((), {"b": 2})):
    try:
        print(inspect.signature(plain).bind(*args, **kwargs))
    except TypeError as error:
        print("TypeError", error)
try:
    inspect.signature(every).bind(1, 2)
except TypeError as error:
    print("TypeError", error)

parameters = [inspect.Parameter("p", inspect.Parameter.POSITIONAL_ONLY), inspect.Parameter("q", 3, default=1, annotation=int)]
built = inspect.Signature(parameters, return_annotation=str)
print(built, built.replace(return_annotation=inspect.Signature.empty), built.parameters["q"].replace(default=5))
for make in (
    lambda: inspect.Parameter("1x", 1), lambda: inspect.Parameter("x", 2, default=1), lambda: inspect.Parameter(5, 1),
    lambda: inspect.Signature(parameters[::-1]), lambda: inspect.Signature([parameters[0]] * 2), lambda: inspect.signature(5),
):
    try:
        print(make())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(inspect.getfullargspec(every))
print(inspect.getfullargspec(Point(1).move), inspect.getcallargs(plain, 5))


def decorate(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    wrapper.__wrapped__ = function
    return wrapper


wrapped = decorate(plain)
print(inspect.signature(wrapped), inspect.signature(wrapped, follow_wrapped=False), inspect.unwrap(wrapped) is plain)
wrapped.__signature__ = inspect.Signature()
print(inspect.signature(wrapped))


def validated(function):
    names = inspect.signature(function)

    def check(*args, **kwargs):
        values = names.bind(*args, **kwargs).arguments
        for name, value in values.items():
            wanted = names.parameters[name].annotation
            if wanted is not inspect.Parameter.empty and not isinstance(value, wanted):
                raise TypeError(f"{name} must be {wanted.__name__}")
        return function(*args, **kwargs)

    return check


@validated
def add(a: int, b: int = 2):
    return a + b


print(add(1), add(1, b=3))
try:
    add("x")
except TypeError as error:
    print(error)
