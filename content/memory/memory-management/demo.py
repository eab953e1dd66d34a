import gc, sys

n = 10
small = "s" * n  #: A small object: a block of 64 bytes from a pool of such blocks.
medium = "m" * (n * 20)  #: A larger block, from another pool: each pool serves one size.
large = "l" * (n * 100)  #: Over 512 bytes: this one comes from the C library's malloc.
print(sys.getsizeof(medium) <= 512)  #: True: pymalloc serves requests up to 512 bytes.
print(sys.getsizeof(large) <= 512)
small = "s" * n  #: A new string; the old one had no other reference, so it is freed.
other = small
place = id(small)  #: In CPython, id is the address.
del small  #: One of two names goes: the string stays.
length = len(other)
other = None  #: Nothing holds it now: its block is free, for Python, not for the system.
again = "x" * n  #: The same size is asked for: the block that was freed last is handed out.
bigger = "y" * (n * 20)
print(length, id(again) == place, id(bigger) == place)  #: 10 True False: reused, but only for its own size.
pair = [again]
pair.append(pair)  #: A list that holds itself.
del pair  #: Its count is still 1: counting will never free it.
print(gc.collect())  #: 1: the collector frees what counting cannot.
