# The collector sees through suspended frames.
import gc

gc.disable()

def keeps(thing):
    yield thing
    yield

it = keeps([1])
print(gc.is_tracked(it))
next(it)
holder = []
it = keeps(holder)
next(it)
holder.append(it)
print(holder in gc.get_referents(it), it in gc.get_referents(holder))
del holder, it
print(gc.collect())

class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("gone", self.name)
    def values(self):
        yield self.name
        yield "rest"

node = Node("with its generator")
node.iterator = node.values()
print(next(node.iterator))
del node
print("unreachable now")
collected = gc.collect()
print("collected", collected > 0)

def finally_in_cycle():
    me = yield
    try:
        yield me
    finally:
        print("finally by the collector")

it = finally_in_cycle()
next(it)
it.send(it)
del it
gc.collect()
it = finally_in_cycle()
next(it)
it.send(it)
kept = it.gi_frame
del it
gc.collect()
print("frame kept the generator's locals:", "me" in kept.f_locals)
gen = (x for x in [1, 2, 3])
print(gc.is_tracked(gen), next(gen))
print(any(type(r).__name__ == "list_iterator" for r in gc.get_referents(gen)))
print(gc.collect() >= 0)
