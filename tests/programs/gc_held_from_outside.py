# One reference from outside keeps a whole ring.
import gc

gc.disable()
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  freed", self.name)


def ring(names):
    nodes = [Node(name) for name in names]
    for i in range(len(nodes)):
        nodes[i].next = nodes[(i + 1) % len(nodes)]
    return nodes


kept = ring("abc")[1]
print(gc.collect(), kept.next.next.next is kept)
kept.next.next = None
print("broken")
print(kept.name, kept.next.name)
kept = None
print(gc.collect())
box = {"inside": ring("xyz")}
print(gc.collect())
box.clear()
print(gc.collect())
function_kept = []


def closure():
    node = Node("captured")

    def use():
        return node, use

    return use


use = closure()
print(gc.collect())
del use
print(gc.collect())
