# Counting references through functions that build and return.
import sys


def build(depth):
    if depth == 0:
        return []
    child = build(depth - 1)
    return [child, child]


def count_all(node):
    counts = []
    while node:
        counts.append(sys.getrefcount(node[0]))
        node = node[0]
    return counts


tree = build(4)
print(sys.getrefcount(tree), count_all(tree))
child = tree[0]
print(sys.getrefcount(child))
del tree[1]
print(sys.getrefcount(child))
tree = None
print(sys.getrefcount(child), count_all(child))
child, grand = child[0], child[1]
print(child is grand, sys.getrefcount(child))


def swap(a, b):
    return b, a


x, y = [], {}
pair = swap(x, y)
print(sys.getrefcount(x), sys.getrefcount(y), sys.getrefcount(pair))
x, y = pair
print(sys.getrefcount(x), sys.getrefcount(y))
pair = None
print(sys.getrefcount(x), sys.getrefcount(y))
