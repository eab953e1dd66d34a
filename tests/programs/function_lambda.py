# Functions without a name, and functions as values.
square = lambda x: x * x
print(square(5), (lambda: "nothing")(), (lambda *a, k=1: (a, k))(1, 2, k=3))
operations = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
for sign in operations:
    print(sign, operations[sign](7, 3))
print(list(map(lambda x: x + 1, [1, 2])), list(filter(lambda x: x % 2, range(6))), list(filter(None, [0, 1, "", "a"])))
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))


def apply(function, *args):
    return function(*args)


print(apply(max, 1, 5, 2), apply(len, "abc"), apply(str.upper, "up"), apply(print, "printed"))
print(square.__name__, apply.__name__, print.__name__, str.upper.__name__)


def documented():
    "What it does."
    return None


print(documented.__doc__, square.__doc__, documented())
documented.note = "functions have attributes"
print(documented.note, documented.__dict__)
table = [str, int, float, bool, list]
print([f("1") for f in table])
pick = lambda n: "few" if n < 3 else "many" if n < 10 else "lots"
print(pick(1), pick(5), pick(50))
y = (lambda f: (lambda x: x(x))(lambda x: f(lambda v: x(x)(v))))(lambda fac: lambda n: 1 if n == 0 else n * fac(n - 1))
print(y(10), callable(y), callable(5))
