# __del__ of instances, with counts and cycles.
import gc
import sys

gc.disable()
gc.collect()


class Temp:
    alive = 0

    def __init__(self, name):
        self.name = name
        Temp.alive += 1

    def __del__(self):
        Temp.alive -= 1
        print("del", self.name, Temp.alive)


a = Temp("a")
b = a
print(sys.getrefcount(a), Temp.alive)
del a
print("still alive", b.name)
b = Temp("b")
c = Temp("c")
c.friend = Temp("friend")
b.friend = c
c = None
print("b holds c")
b = None
print("gone", Temp.alive)


class Parent:
    def __init__(self):
        self.child = Child(self)

    def __del__(self):
        print("parent dies")


class Child:
    def __init__(self, parent):
        self.parent = parent

    def __del__(self):
        print("child dies")


Parent()
print("cycle left")
print(gc.collect())
p = Parent()
p.child.parent = None
print("cycle broken")
p = None


def scope():
    t = Temp("in scope")
    return t.name


print(scope())
items = [Temp(str(i)) for i in range(3)]
del items[0]
items[:] = items[::-1]
print("emptying")
while items:
    items.pop()
print(Temp("unused").name)
