# Passing exceptions on.
def inner():
    raise ValueError("inner")


def middle():
    try:
        inner()
    except ValueError as error:
        error.args = error.args + ("seen",)
        raise


def other():
    try:
        inner()
    except ValueError as error:
        raise RuntimeError("other") from error


def hidden():
    try:
        inner()
    except ValueError:
        raise RuntimeError("hidden") from None


for function in [inner, middle, other, hidden]:
    try:
        function()
    except Exception as error:
        print(function.__name__, repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    raise
except RuntimeError as error:
    print(error)


class AppError(Exception):
    pass


class NotFound(AppError):
    def __init__(self, name):
        super().__init__(name)
        self.name = name

    def __str__(self):
        return f"no {self.name} here"


for kind in [AppError("plain"), NotFound("cat")]:
    try:
        raise kind
    except NotFound as error:
        print("not found", error, error.name, repr(error), error.args)
    except AppError as error:
        print("app", error)
kept = []
for i in range(3):
    try:
        raise ValueError(i)
    except ValueError as error:
        kept.append(error)
print(kept, [e.args[0] for e in kept])
try:
    error
except NameError:
    print("the name is gone")
try:
    try:
        raise KeyError("a")
    except KeyError as error:
        raise error
except KeyError as error:
    print(repr(error), error.__context__)
