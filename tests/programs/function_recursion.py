# Functions that call themselves.
import sys


def factorial(n):
    return 1 if n == 0 else n * factorial(n - 1)


def hanoi(n, source, target, spare, moves):
    if n:
        hanoi(n - 1, source, spare, target, moves)
        moves.append(source + target)
        hanoi(n - 1, spare, target, source, moves)
    return moves


def permutations(items):
    if not items:
        return [[]]
    result = []
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1 :]):
            result.append([items[i]] + rest)
    return result


def flatten(thing):
    if isinstance(thing, list):
        return [x for part in thing for x in flatten(part)]
    return [thing]


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(factorial(25))
print(hanoi(3, "A", "C", "B", []), len(hanoi(7, "A", "C", "B", [])))
print(permutations([1, 2, 3]))
print(flatten([1, [2, [3, [4]], 5], []]))
print(ackermann(2, 3), even(100), odd(7))


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError as error:
        return n, str(error)


reached, message = depth(1)
print(reached, message)
print(sys.getrecursionlimit())


def down(n):
    return n if n == 0 else down(n - 1)


print(down(900))
try:
    down(1000)
except RecursionError as error:
    print("RecursionError", error)
sys.setrecursionlimit(1500)
print(down(1400))
