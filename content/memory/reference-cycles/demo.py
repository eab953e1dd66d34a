import gc

class Node:
    def __init__(self, value):
        self.value = value
        self.ref = None

a = Node(1)  #: One name, one reference: the count is 1.
b = Node(2)  #: The same for the second node.
a.ref = b  #: The first node now holds the second: its count is 2.
b.ref = a  #: And the second holds the first. The cycle is closed.
keep = [Node(3)]  #: This node hangs on a live list.
del a  #: The name is gone, but the second node still refers to the first: its count is 1.
del b  #: Both names are gone, yet each still holds the other: both counts stay at 1.
print(gc.collect())  #: 2: the collector found the pair and freed it. The kept node was reachable.
loop = Node(4)
loop.ref = loop  #: The shortest cycle: an object that holds itself.
keep.append(loop)
del loop  #: Two references are left: its own, and the list's.
print(gc.collect())  #: 0: the list holds this cycle from outside, so it lives.
keep[1].ref = None  #: The cycle is opened by hand ...
keep.clear()  #: ... and counting alone frees both nodes, at once.
print(gc.collect())  #: 0: nothing was left to find.
