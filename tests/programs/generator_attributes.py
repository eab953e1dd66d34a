# What a generator says of itself.
def walk(steps):
    "Walks."
    for step in range(steps):
        print(me.gi_running, me.gi_suspended, me.gi_yieldfrom, me.gi_frame.f_lineno)
        yield step

me = walk(1)
print(me.gi_running, me.gi_suspended, me.gi_yieldfrom)
print(me.gi_code is walk.__code__, me.gi_code.co_name, me.gi_code.co_flags & 0x20)
print(me.gi_frame.f_lineno, me.gi_frame.f_code is me.gi_code, me.gi_frame is me.gi_frame)
print(me.__name__, me.__qualname__, type(me), type(me).__name__)
print(next(me))
print(me.gi_running, me.gi_suspended, me.gi_frame.f_lineno, sorted(me.gi_frame.f_locals))
print(next(me, "ended"))
print(me.gi_running, me.gi_suspended, me.gi_frame, me.gi_code.co_name)

class Shelf:
    def books(self):
        yield
    def inner(self):
        def hidden():
            yield
        return hidden()

print(Shelf().books().__qualname__, Shelf().inner().__qualname__)
print(repr(Shelf().inner()).split(" at ")[0])
print(repr(x for x in ()).split(" at ")[0], (x for x in ()).__qualname__)
it = walk(0)
it.__name__ = "renamed"
it.__qualname__ = "q.renamed"
print(it.__name__, it.__qualname__, repr(it).split(" at ")[0], it.gi_code.co_name)
for name in ("__name__", "__qualname__"):
    try:
        setattr(it, name, 3)
    except TypeError as error:
        print(error)
for name in ("gi_frame", "gi_running", "gi_code", "gi_yieldfrom"):
    try:
        setattr(it, name, None)
    except AttributeError:
        print(name, "cannot be set")
try:
    it.other = 1
except AttributeError as error:
    print(error)
walk.__name__ = "later"
walk.__qualname__ = "later.on"
print(it.__name__, walk(0).__name__, walk(0).__qualname__)

def inner():
    yield 1
    yield 2

def delegate():
    yield from target
    yield from iter({10: 1, 20: 2})

target = inner()
it = delegate()
print(it.gi_yieldfrom)
next(it)
print(it.gi_yieldfrom is target, target.gi_frame.f_lineno, it.gi_frame.f_lineno)
next(it)
next(it)
print(type(it.gi_yieldfrom).__name__)
print([name for name in dir(it) if not name.startswith("__")])
print(hash(it) == hash(it), it == it, it != inner(), bool(it))
try:
    type(it)()
except TypeError as error:
    print(error)
