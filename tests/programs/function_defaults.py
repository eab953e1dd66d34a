# Defaults are computed once, when def runs.
def greet(name, greeting="Hello", mark="!"):
    return greeting + ", " + name + mark


print(greet("Ann"), greet("Bob", "Hi"), greet("Cid", mark="?"), greet(greeting="Yo", name="Dan"))


def collect(item, box=[]):
    box.append(item)
    return box


print(collect(1), collect(2), collect(3, []), collect(4))
print(collect.__defaults__)


def fresh(item, box=None):
    if box is None:
        box = []
    box.append(item)
    return box


print(fresh(1), fresh(2))
n = 10


def late(x=n):
    return x


n = 20
print(late(), late(n))


def tell(x):
    print("computing", x)
    return x


def made(a=tell(1), b=tell(2), *, c=tell(3)):
    return a, b, c


print(made(), made(0, c=9))
print(made.__defaults__, made.__kwdefaults__, made.__name__)
functions = [lambda x=i: x for i in range(3)]
print([f() for f in functions])
late.__defaults__ = (99,)
print(late())
