# An object dies the moment its last reference goes.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  freed", self.name)


def use(noisy):
    print("  using", noisy.name)


print("rebinding")
a = Noisy("a")
a = Noisy("b")
print("del")
del a
print("temporary")
use(Noisy("c"))
print("not kept")
Noisy("d")
print("list")
items = [Noisy("e"), Noisy("f"), Noisy("g")]
items[1] = None
print("pop")
items.pop()
print("clear")
items = []


def function():
    one, two = Noisy("one"), Noisy("two")
    three = one
    print("  leaving")


print("function")
function()
print("dict")
d = {"x": Noisy("x"), "y": Noisy("y")}
d["x"] = 1
del d
print("chain")
first = Noisy("outer")
first.inner = Noisy("inner")
first.inner.inner = Noisy("innermost")
del first
print("end")
last = Noisy("last")
