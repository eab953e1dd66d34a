import sys

d = {}
d[8] = "oats"  #: An int is its own hash. 8 & 7 is 0: slot 0 says "entry 0".
d[16] = "rye"  #: 16 & 7 is 0 too, a collision: 5*0 + 0 + 1, so slot 1.
d[4128] = "corn"  #: Slot 0 again, but the higher bits of this hash lead to 5*0 + 129 + 1: slot 2.
del d[16]  #: Slot 1 becomes a dummy, not empty, and entry 1 is blank.
print(4128 in d, list(d))  #: Found: the order is the order of the entries, no matter which slots.
d[16] = "rye"  #: The dummy slot is used again; the key comes last in the order.
d[3] = "rice"  #: Entry 4: all 5 places of an 8-slot table are used, the blank one too.
size = sys.getsizeof(d)
d[4] = "millet"  #: No place is left: a new table of 16 slots, without the blank entry.
print(sys.getsizeof(d) > size, list(d))
for key in range(5, 20):
    d[key] = "more"  #: Two thirds are used: a new table of at least 3 * len slots.
big = sys.getsizeof(d)
for key in range(5, 20):
    del d[key]  #: A dummy each. Deleting never makes the table smaller.
print(sys.getsizeof(d) == big, len(d))
for key in range(100, 110):
    d[key] = "guest"  #: Each insertion uses up a place, and no deletion gives it back ...
    del d[key]
print(sys.getsizeof(d) < big, len(d))  #: ... until a resize finds few keys: the table has shrunk.
