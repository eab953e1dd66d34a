# Tracebacks of groups, nested, with causes, contexts and notes; the last one is left uncaught.
def make(n):
    try:
        raise ValueError(n)
    except ValueError as error:
        return error


def inner():
    raise ExceptionGroup("inner", [make(1), KeyError("never raised")])


def middle():
    try:
        inner()
    except ExceptionGroup as group:
        noted = TypeError("two\nlines")
        noted.add_note("note one")
        noted.add_note("note\nof two lines")
        group.add_note("on the group")
        raise ExceptionGroup("outer", [group, noted, OSError(2, "gone")]) from IndexError("why")


class Own(ExceptionGroup):
    pass


def many():
    raise Own("many", [ValueError(n) for n in range(18)])


try:
    middle()
except ExceptionGroup as group:
    deep = ValueError("bottom")
    for n in range(13):
        deep = ExceptionGroup(f"level {n}", [deep])
    try:
        many()
    except Own as wide:
        last = ExceptionGroup("all", [group, deep, wide])
raise last
