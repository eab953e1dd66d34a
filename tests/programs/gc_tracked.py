# What the collector watches.
import gc

gc.disable()
gc.collect()


class Node:
    pass


one = 1
things = [1, "text", 1.5, None, True, [], [1], {}, {"a": 1}, {"a": []}, set(), {1}, (), (1, 2), Node(), Node, print, len]
for thing in things[:14]:
    print(repr(thing), gc.is_tracked(thing))
print(gc.is_tracked(things[14]), gc.is_tracked(Node), gc.is_tracked(lambda: 0), gc.is_tracked(range(3)))
built = (one, "x")
print(gc.is_tracked(built), end=" ")
gc.collect()
print(gc.is_tracked(built))
inner = (one, [])
print(gc.is_tracked(inner), end=" ")
gc.collect()
print(gc.is_tracked(inner))
d = {}
print(gc.is_tracked(d), end=" ")
d["a"] = 1
print(gc.is_tracked(d), end=" ")
d["b"] = []
print(gc.is_tracked(d), end=" ")
d["b"] = 2
gc.collect()
print(gc.is_tracked(d))
print(gc.is_tracked(Node().__dict__), gc.is_tracked(ValueError()))
