# A young collection looks only at the young.
import gc

gc.disable()
gc.collect()


def make_ring():
    a = []
    a.append(a)
    return a


ring = make_ring()
print(gc.collect(0))
ring = None
print(gc.collect(0), gc.collect(1))
ring = make_ring()
gc.collect(0)
gc.collect(1)
ring = None
print(gc.collect(0), gc.collect(1), gc.collect(2))
rings = [make_ring() for _ in range(5)]
gc.collect(1)
del rings[2:]
print(gc.collect(0), gc.collect(1), gc.collect(2))
make_ring()
print(gc.collect(0))
make_ring()
make_ring()
print(gc.collect(1), gc.collect())
