# A generator that dies before its end is closed; what its close() raises goes to stderr, not on.
import gc

class Noisy:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("dies:", self.name)

def holds(name):
    thing = Noisy(name)
    try:
        yield thing.name
        yield "more"
    finally:
        print("finally of", name)

it = holds("a")
print(next(it))
it = None
print("after a")
it = holds("never begun")
it = None
print("not begun: nothing ran")
it = holds("ended")
print(list(it))
it = None

def in_function():
    it = holds("local")
    next(it)
    print("function ends")

in_function()
for value in holds("loop"):
    print("break at", value)
    break
print("after the loop")
print(next(holds("temporary")))
print("after the temporary")

def cycle(name):
    thing = Noisy(name)
    own = yield
    yield own, thing

it = cycle("in a cycle")
next(it)
it.send(it)
it = None
print("a cycle through the frame")
print(gc.collect() > 0)
print("collected")

def two():
    a = Noisy("first local")
    b = Noisy("second local")
    yield 1
    b = None
    yield 2

it = two()
print(next(it), next(it))
del it
things = [holds(n) for n in ("x", "y", "z")]
print([next(t) for t in things])
things.pop(1)
things.clear()
print("end")
