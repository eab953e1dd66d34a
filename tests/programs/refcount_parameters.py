# What a call adds to the count of its argument.
import sys


def count(p):
    return sys.getrefcount(p)


def count_default(p=[]):
    return sys.getrefcount(p)


def pass_on(p):
    return count(p), sys.getrefcount(p)


def pass_deeper(p, depth):
    if depth == 0:
        return [sys.getrefcount(p)]
    return pass_deeper(p, depth - 1) + [sys.getrefcount(p)]


def same(p):
    return p


def caller():
    local = []
    return count(local), sys.getrefcount(local)


k = []
print(count(k), count([]), count(p=k))
print(count_default(), count_default(k), count_default([]))
print(pass_on(k), pass_on([]))
print(pass_deeper(k, 5))
print(pass_deeper([], 5))
print(sys.getrefcount(same(k)), sys.getrefcount(same([])))
print(caller())
print(sys.getrefcount(k))
