# Instances, their attributes and bound methods.
import sys


class Box:
    shared = []

    def __init__(self, content):
        self.content = content

    def me(self):
        return sys.getrefcount(self)

    def inside(self):
        return sys.getrefcount(self.content)


thing = []
box = Box(thing)
print(sys.getrefcount(thing), sys.getrefcount(box.content), box.inside())
print(sys.getrefcount(box), box.me())
method = box.me
print(sys.getrefcount(box), method(), sys.getrefcount(method))
second = Box(thing)
print(sys.getrefcount(thing))
second.content = second
print(sys.getrefcount(second), sys.getrefcount(thing))
second.content = None
print(sys.getrefcount(second))
del box.content
print(sys.getrefcount(thing))
print(sys.getrefcount(Box.shared), sys.getrefcount(box.shared))
attributes = box.__dict__
attributes["late"] = thing
print(sys.getrefcount(thing), sys.getrefcount(box.late), sorted(attributes))
print(Box([]).me(), Box([]).inside())
