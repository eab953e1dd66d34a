# Deep chains of generators, and the recursion limit.
import sys

def down(depth):
    if depth:
        yield from down(depth - 1)
    yield depth

print(sum(down(200)), len(list(down(150))))

def endless():
    yield from endless()

try:
    next(endless())
except RecursionError as error:
    print(error)

def grows():
    for value in grows():
        yield value

try:
    list(grows())
except RecursionError as error:
    print(type(error).__name__)

chain = iter(range(3))
for _ in range(100):
    chain = (x + 1 for x in chain)
print(list(chain))

def countdown(n):
    while n:
        yield n
        n -= 1

many = [countdown(i) for i in range(300)]
print(sum(next(it, 0) for it in many), sum(next(it, 0) for it in many))

def tree(depth):
    if depth == 0:
        return 1
    left = yield from tree(depth - 1)
    right = yield from tree(depth - 1)
    yield left + right
    return left + right

values = list(tree(7))
print(len(values), values[-1])

def ping(n):
    while n > 0:
        n = yield n - 1

a, b = ping(5), ping(5)
next(a), next(b)
n, turns = 20, 0
try:
    while True:
        n = a.send(n)
        n = b.send(n)
        turns += 1
except StopIteration:
    print("turns", turns)
limit = sys.getrecursionlimit()
def nest(n):
    if n == 0:
        yield limit
    else:
        for x in nest(n - 1):
            yield x
print(list(nest(400)))
