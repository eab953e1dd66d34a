import inspect


# About the first.
# Two lines of it.
def first(a,
          b=(1,
             2)):
    """Doc: with a colon."""
    if a:
        return """a string
at the margin
"""

    # A comment inside.
    return b
# Outside.


def one_line(x): return x * 2


def decorate(function):
    return function


@decorate
@decorate
def decorated():
    def inner():
        pass

    return inner


class Shape:
    """A class."""

    sides = 0

    def area(self):
        return 0

    class Inner:
        x = 1


class Square(Shape):
    def area(self): return 1

    @property
    def side(self):
        # Nothing.
        return 1
square = lambda n: n * n
last = 5


for thing in (first, one_line, decorated, decorated(), Shape, Shape.area, Shape.Inner, Square, Square().area, Square.side.fget, square):
    lines, start = inspect.getsourcelines(thing)
    print(start, len(lines), repr("".join(lines)))
print(inspect.getsource(first))
print(repr(inspect.getcomments(first)), inspect.getcomments(decorated), inspect.getsourcefile(first).endswith("inspect_source.py"))
for thing in (len, int, 5):
    try:
        inspect.getsource(thing)
    except (TypeError, OSError) as error:
        print(type(error).__name__, error)
