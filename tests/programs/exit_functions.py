# What atexit calls at the end, in which order, and what a raising function leaves.
import atexit
import weakref


class Named:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<{self.name}>"

    def __call__(self, *args, **kwargs):
        print(self.name, args, kwargs)

    def __del__(self):
        print("del", self.name)


class Bad(Named):
    def __call__(self):
        raise ValueError("not at the end")


first = Named("first")
print(atexit.register(first, 1, 2, key=3) is first)
atexit.register(Bad("bad"))
gone = Named("gone")
atexit.register(gone)
atexit.register(print, "printed")
atexit.register(gone)
atexit.unregister(gone)
atexit.unregister(len)
for wrong in (lambda: atexit.register(3), lambda: atexit.register("x", 1)):
    try:
        wrong()
    except TypeError as error:
        print(error)


@atexit.register
def last():
    print("last registered")
    atexit.register(print, "too late")


owner = Named("owner")
finalizer = weakref.finalize(owner, print, "finalized", "owner")
kept = Named("kept")
quiet = weakref.finalize(kept, print, "never")
quiet.atexit = False
print(finalizer.alive, finalizer.peek()[2])
other = Named("other")
at_once = weakref.finalize(other, print, "other is gone")
del other
print(at_once.alive, at_once())
print(repr(exit), repr(quit), type(exit).__name__, exit.name)
try:
    quit("a word")
except SystemExit as stop:
    print(repr(stop), stop.code)
exit(7)
