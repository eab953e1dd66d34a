# From 3.12 some objects are immortal: their count never changes.
import sys

modern = sys.version_info >= (3, 12)


def moves(thing):
    before = sys.getrefcount(thing)
    hold = [thing] * 100
    after = sys.getrefcount(thing)
    return after - before


things = {"None": None, "True": True, "zero": 0, "256": 256, "empty text": "", "empty tuple": (), "int": int}
for name in things:
    print(name, moves(things[name]), sys.getrefcount(things[name]) if modern else "counted")
print("list", moves([]))
print("big", moves(10**20))
print("1000", moves(int("1000")))
print("2000", moves(int("2000")))
print("text", moves("".join(["x", "y z"])))
if modern:
    print(sys.getrefcount("a"), sys.getrefcount(5))
