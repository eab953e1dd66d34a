# The counts of the three generations.
import gc

gc.disable()
gc.collect()
print(gc.get_count()[1:])
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(0)
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
gc.collect(2)
print(gc.get_count()[1:])
gc.collect()
before = gc.get_count()[0]
kept = [[] for _ in range(50)]
after = gc.get_count()[0]
print(after - before)
del kept
print(gc.get_count()[1:])
gc.collect()
before = gc.get_count()[0]
numbers = [1.5 * i for i in range(50)]
print(gc.get_count()[0] - before)
