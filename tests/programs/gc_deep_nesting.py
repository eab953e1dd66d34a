# Long chains die without trouble, and are collected too.
import gc

gc.disable()
gc.collect()
nested = []
for _ in range(100000):
    nested = [nested]
print(len(nested))
nested = None
print("gone")
pairs = ()
for i in range(50000):
    pairs = (i, pairs)
print(pairs[0])
pairs = None


class Node:
    alive = 0

    def __init__(self, next):
        self.next = next
        Node.alive += 1

    def __del__(self):
        Node.alive -= 1


chain = None
for _ in range(20000):
    chain = Node(chain)
print(Node.alive)
chain = None
print(Node.alive)
first = last = Node(None)
for _ in range(20000):
    last = Node(last)
first.next = last
first = last = None
print(Node.alive)
print(gc.collect(), Node.alive)
mapping = {}
for _ in range(20000):
    mapping = {"in": mapping}
mapping = None
print("end")
