# Properties, class and static methods, made without decorators.
class Circle:
    def __init__(self, radius):
        self._radius = radius

    def get_radius(self):
        print("reading")
        return self._radius

    def set_radius(self, value):
        if value < 0:
            raise ValueError("negative radius")
        print("writing")
        self._radius = value

    radius = property(get_radius, set_radius)
    area = property(lambda self: 3 * self._radius**2)

    def unit(cls):
        return cls(1)

    unit = classmethod(unit)

    def double(x):
        return 2 * x

    double = staticmethod(double)


c = Circle(2)
print(c.radius, c.area)
c.radius = 5
c.radius += 1
print(c.area, c.__dict__)
try:
    c.radius = -1
except ValueError as error:
    print(error)
try:
    c.area = 5
except AttributeError as error:
    print(error)
try:
    del c.radius
except AttributeError as error:
    print(error)
print(Circle.unit().radius, c.unit().area, Circle.double(4), c.double(5))


class Small(Circle):
    pass


print(type(Small.unit()).__name__, type(Circle.unit()).__name__)
