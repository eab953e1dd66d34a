# An object that saves itself in __del__; it is finalised only once.
import gc

gc.disable()
gc.collect()
saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print("  del", self.name)
        saved.append(self)


def make(name):
    Phoenix(name)


make("one")
print(gc.collect(), len(saved))
print(saved[0].name, saved[0].me is saved[0], gc.is_finalized(saved[0]))
saved.clear()
print(gc.collect(), len(saved))


class Simple:
    def __del__(self):
        print("  simple")
        saved.append(self)


s = Simple()
del s
print(len(saved), gc.is_finalized(saved[0]))
saved.clear()
print(len(saved))


class Bystander:
    def __del__(self):
        print("  bystander")


def group():
    p = Phoenix("leader")
    p.friend = Bystander()
    p.friend.back = p


group()
print(gc.collect(), len(saved))
print(type(saved[0].friend).__name__)
saved.clear()
print(gc.collect(), gc.collect(), gc.garbage)
