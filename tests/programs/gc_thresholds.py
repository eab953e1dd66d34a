# Thresholds and when a collection runs by itself.
import gc

print(gc.get_threshold(), gc.isenabled())


class Node:
    def __init__(self, number):
        self.number = number
        self.me = self

    def __del__(self):
        freed.append(self.number)


freed = []
gc.set_threshold(0)
gc.collect()
for i in range(2000):
    Node(i)
print("threshold 0:", len(freed))
print(gc.collect(), len(freed))
gc.set_threshold(100, 5, 5)
print(gc.get_threshold())
gc.set_threshold(50)
print(gc.get_threshold())
freed.clear()
gc.collect()
for i in range(1000):
    Node(i)
print("some freed:", len(freed) > 900)
gc.disable()
freed.clear()
gc.collect()
freed.clear()
for i in range(1000):
    Node(i)
print("disabled:", len(freed), gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.collect() == 1000 or len(freed) == 1000)
try:
    gc.collect(3)
except ValueError as error:
    print(error)
