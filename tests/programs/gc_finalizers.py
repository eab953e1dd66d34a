# The order in which __del__ runs in a collection.
import gc

gc.disable()
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name
        self.others = []

    def __del__(self):
        print("  del", self.name, [o.name for o in self.others])


def ring(names):
    nodes = [Node(name) for name in names]
    for i in range(len(nodes)):
        nodes[i].others.append(nodes[i - 1])


def star(names):
    nodes = [Node(name) for name in names]
    for node in nodes[1:]:
        nodes[0].others.append(node)
        node.others.append(nodes[0])


def tail():
    a, b, c = Node("a"), Node("b"), Node("c")
    a.others.append(a)
    a.others.append(b)
    b.others.append(c)


ring("abc")
print("ring", gc.collect())
ring("x")
print("self", gc.collect())
star("hub")
print("star", gc.collect())
tail()
print("tail", gc.collect())
ring("12")
ring("34")
print("two rings", gc.collect())
n = Node("alone")
n.others.append(n)
n.others.clear()
del n
print("by counting", gc.collect())
