# An instance's size leaves its attributes out.
import sys


class Empty:
    pass


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Child(Point):
    pass


print(sys.getsizeof(Empty()), sys.getsizeof(Point(1, 2)), sys.getsizeof(Child(1, 2)))
p = Point(1, 2)
for i in range(50):
    setattr(p, "a" + str(i), i)
print(sys.getsizeof(p), len(p.__dict__))
print(sys.getsizeof(ValueError()), sys.getsizeof(ValueError("x")), sys.getsizeof(KeyError("x")))
