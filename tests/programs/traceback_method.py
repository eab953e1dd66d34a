# Through methods of classes.
class Shape:
    def area(self):
        raise NotImplementedError("area of " + type(self).__name__)

    def describe(self):
        return f"{type(self).__name__} of {self.area()}"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2


class Circle(Shape):
    pass


for shape in [Square(2), Circle()]:
    print(shape.describe())
