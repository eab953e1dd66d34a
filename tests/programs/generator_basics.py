# What a generator does from its call to its end.
def count(start, stop):
    print("begin")
    while start < stop:
        yield start
        start += 1
    print("end")
    return "over"

it = count(1, 4)
print("called", type(it).__name__)
print(next(it))
print([value * 10 for value in it])
print(next(it, "nothing"))
for value in count(5, 5):
    print("never")
else:
    print("else")

print(list(count(0, 2)), tuple(count(0, 1)), set(count(3, 5)), sum(count(1, 5)))
a, b, *rest = count(0, 5)
print(a, b, rest)
print(max(count(2, 6)), min(count(2, 6)), sorted(count(0, 3), reverse=True))
print(dict(zip("abc", count(0, 3))), list(map(str, count(0, 2))), list(enumerate(count(7, 9))))
print(3 in count(0, 5), 9 in count(0, 3))
print("-".join(str(x) for x in count(0, 3)))

def early():
    yield 1
    return
    yield 2

print(list(early()))

def nothing():
    return 3
    yield

try:
    next(nothing())
except StopIteration as stop:
    print("value", stop.value, stop.args)

def never_ends():
    number = 0
    while True:
        yield number
        number += 1

squares = (n * n for n in never_ends())
print([next(squares) for _ in range(6)])

def nested():
    def inner(word):
        for letter in word:
            yield letter.upper()
    for word in ("ab", "cd"):
        for letter in inner(word):
            yield letter

print(list(nested()))
it = iter(count(0, 1))
print(it is iter(it))

class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

tree = Tree(1, Tree(2, Tree(3)), Tree(4))
print(list(tree), sum(tree))

def unpack():
    first, second = yield
    print(first, second)
    yield [*range(first)], {**{"k": second}}

it = unpack()
next(it)
print(it.send((2, "two")))
lam = lambda n: (yield n + 1)
print(list(lam(1)))
try:
    iter(count)
except TypeError as error:
    print(error)
try:
    len(count(0, 1))
except TypeError as error:
    print(error)
try:
    count(0, 1)[0]
except TypeError as error:
    print(error)
