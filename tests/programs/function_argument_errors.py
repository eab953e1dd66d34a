# What calls are told when their arguments do not fit.
def none():
    pass


def one(a):
    pass


def three(a, b, c):
    pass


def some(a, b=1, *, k):
    pass


def keyword(*, x, y):
    pass


class Box:
    def put(self, thing):
        pass

    def __init__(self, size):
        pass


number = 5


def attempt(label, action):
    try:
        action()
        print(label, "fine")
    except TypeError as error:
        print(label, "->", error)


attempt("none(1)", lambda: none(1))
attempt("none(1, 2)", lambda: none(1, 2))
attempt("none(x=1)", lambda: none(x=1))
attempt("one()", lambda: one())
attempt("one(1, 2)", lambda: one(1, 2))
attempt("one(1, a=2)", lambda: one(1, a=2))
attempt("one(b=2)", lambda: one(b=2))
attempt("three()", lambda: three())
attempt("three(1)", lambda: three(1))
attempt("three(b=1)", lambda: three(b=1))
attempt("three(1, 2, 3, 4)", lambda: three(1, 2, 3, 4))
attempt("some(1)", lambda: some(1))
attempt("some(1, 2, 3, k=1)", lambda: some(1, 2, 3, k=1))
attempt("some(1, 2, 3)", lambda: some(1, 2, 3))
attempt("some()", lambda: some())
attempt("keyword()", lambda: keyword())
attempt("keyword(1, x=1, y=2)", lambda: keyword(1, x=1, y=2))
attempt("keyword(x=1)", lambda: keyword(x=1))
attempt("keyword(x=1, y=2, z=3)", lambda: keyword(x=1, y=2, z=3))
attempt("Box()", lambda: Box())
attempt("Box(1, 2)", lambda: Box(1, 2))
attempt("put()", lambda: Box(1).put())
attempt("put(1, 2)", lambda: Box(1).put(1, 2))
attempt("Box.put()", lambda: Box.put())
attempt("twice", lambda: three(1, **{"a": 2}))
attempt("two mappings", lambda: three(**{"a": 1}, **{"a": 2}))
attempt("not a mapping", lambda: three(**5))
attempt("not iterable", lambda: three(*5))
attempt("not callable", lambda: number())
attempt("lambda", lambda: (lambda x: x)())
attempt("keys", lambda: three(**{1: 2}))
