# Operators are methods.
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"<{self.x}, {self.y}>"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __rmul__(self, factor):
        return self * factor

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __lt__(self, other):
        return self.length2() < other.length2()

    def __bool__(self):
        return self.length2() != 0

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return (self.x, self.y)[index]

    def __contains__(self, value):
        return value == self.x or value == self.y

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __call__(self, text):
        return f"{text} {self.x}"

    def length2(self):
        return self.x**2 + self.y**2


a, b = Vector(1, 2), Vector(3, 4)
print(a + b, a * 2, 3 * b, -a, a == Vector(1, 2), a != b, a < b, a > b)
print(bool(a), bool(Vector(0, 0)), len(a), a[0], a[-1], list(b), 4 in b, 9 in b, a("called"))
c = a
a += b
print(a, c is a, sorted([b * 2, b, Vector(0, 1)]), max(a, b))
x, y = b
print(x, y, *b)
try:
    a + 1
except TypeError as error:
    print(error)
try:
    1 + a
except TypeError as error:
    print(error)
try:
    a <= b
except TypeError as error:
    print(error)
try:
    a[5]
except IndexError as error:
    print(error)
try:
    {a: 1}
except TypeError as error:
    print("unhashable")
try:
    a - b
except TypeError as error:
    print(error)
try:
    ~a
except TypeError as error:
    print(error)
