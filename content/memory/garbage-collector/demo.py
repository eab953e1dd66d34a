import gc

class Node:
    def __init__(self, next=None):
        self.next = next

gc.freeze()  #: What exists so far is set aside: only what comes now is looked at.
a = Node()  #: A new container starts in generation 0, the young one.
keep = [a]
x = Node()
y = Node(x)
x.next = y  #: x and y hold each other: a cycle.
x.owner = keep
w = Node()
bag = [w]
y.bag = bag  #: bag and w are in no cycle, but they will hang on one.
root = Node(a)
del a, x, y, w, bag  #: The names go. Every count is still above 0, so nothing is freed.
print(gc.collect(0))  #: 4: x, y, bag and w. No path leads to them from root or keep.
gc.set_threshold(5, 2, 2)  #: From now on six new containers are enough for a run, not 2001 (701 up to 3.12).
kept = []
for number in range(40):
    node = Node()  #: Six new containers make the collector run: on generation 0, at times on 1 as well.
    node.next = node  #: It holds itself, so losing its name will not free it.
    if number % 3:
        kept.append(node)  #: Two of three are kept; the survivors of a run grow one generation older.
print(len(kept), gc.get_count())  #: The counts: new containers, runs of 0, runs of 1.
