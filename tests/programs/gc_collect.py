# What gc.collect() finds.
import gc

gc.disable()
gc.collect()


class Node:
    pass


def nothing():
    a = [1, 2]
    b = {"a": a}


def self_list():
    a = []
    a.append(a)


def two_lists():
    a, b = [], []
    a.append(b)
    b.append(a)


def self_dict():
    d = {}
    d["me"] = d


def instance():
    n = Node()
    n.me = n


def pair():
    p, q = Node(), Node()
    p.q, q.p = q, p


def ring():
    nodes = [Node() for _ in range(10)]
    for i in range(10):
        nodes[i].next = nodes[(i + 1) % 10]


def recursive_function():
    def again(n):
        return n and again(n - 1)

    again(3)


def tail():
    a = []
    a.append(a)
    a.append([1])
    a.append({})
    a.append((1, 2))
    a.append({"x": [a]})
    a.append("text")


def local_class():
    class Z:
        pass


for function in [nothing, self_list, two_lists, self_dict, instance, pair, ring, recursive_function, tail, local_class]:
    function()
    print(function.__name__, gc.collect(), gc.collect())
print(gc.garbage)
