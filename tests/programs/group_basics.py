# Exception groups: constructors, split, subgroup, derive, and their rules.
def attempt(name, make):
    try:
        print(name, repr(make()))
    except Exception as error:
        print(name, type(error).__name__, error)


attempt("plain", lambda: ExceptionGroup("m", [ValueError(1)]))
attempt("tuple", lambda: ExceptionGroup("m", (ValueError(1), KeyError("k"))))
attempt("base of exceptions", lambda: BaseExceptionGroup("m", [ValueError(1)]))
attempt("base", lambda: BaseExceptionGroup("m", [KeyboardInterrupt(1)]))
attempt("no args", lambda: ExceptionGroup())
attempt("one arg", lambda: ExceptionGroup("m"))
attempt("three args", lambda: ExceptionGroup("m", [], 1))
attempt("empty", lambda: ExceptionGroup("m", []))
attempt("message", lambda: ExceptionGroup(1, [ValueError()]))
attempt("no sequence", lambda: ExceptionGroup("m", 5))
attempt("a set", lambda: ExceptionGroup("m", {ValueError(5)}))
attempt("no exception", lambda: ExceptionGroup("m", [ValueError(), 5]))
attempt("a class", lambda: ExceptionGroup("m", [ValueError]))
attempt("interrupt", lambda: ExceptionGroup("m", [KeyboardInterrupt()]))
attempt("keyword", lambda: ExceptionGroup("m", [ValueError()], x=1))

group = ExceptionGroup("top", [
    ValueError("v1"),
    ExceptionGroup("nested", [TypeError("t1"), ValueError("v2")]),
    KeyError("k"),
    ExceptionGroup("deep", [ExceptionGroup("deeper", [OSError(2, "gone"), TypeError("t2")])]),
])
print(str(group), "|", group.message, "|", len(group.exceptions), "|", group.args[0])
for name in ["message", "exceptions"]:
    try:
        setattr(group, name, 1)
    except AttributeError as error:
        print("AttributeError", error)


def tree(error, depth=0):
    print("  " * depth + (f"{type(error).__name__} {error.message}" if isinstance(error, BaseExceptionGroup)
                          else repr(error)))
    for inner in getattr(error, "exceptions", ()):
        tree(inner, depth + 1)


for pattern in [ValueError, (TypeError, OSError), ExceptionGroup, Exception, IndexError]:
    print("split by", pattern)
    match, rest = group.split(pattern)
    print("match")
    if match:
        tree(match, 1)
    print("rest")
    if rest:
        tree(rest, 1)
print("subgroup by function")
tree(group.subgroup(lambda error: "2" in str(error)))
print(group.subgroup(lambda error: False), group.subgroup(IndexError), group.subgroup(ExceptionGroup) is group)
for wrong in [5, "x", [ValueError], (ValueError, 5), int]:
    attempt("split by " + repr(wrong), lambda: group.split(wrong))


class Mine(ExceptionGroup):
    def __new__(cls, message, errors, extra=None):
        made = super().__new__(cls, message, errors)
        made.extra = extra
        return made

    def derive(self, errors):
        print("derive", [repr(each) for each in errors])
        return Mine(self.message, errors, self.extra)


mine = Mine("mine", [ValueError("a"), TypeError("b")], "extra")
mine.add_note("a note")
match, rest = mine.split(ValueError)
print(type(match).__name__, match.extra, match.__notes__, rest.exceptions, rest.__notes__ is mine.__notes__)


class Underived(ExceptionGroup):
    pass


match, rest = Underived("u", [ValueError(1), KeyError(2)]).split(KeyError)
print(type(match).__name__, type(rest).__name__)


class BadDerive(ExceptionGroup):
    def derive(self, errors):
        return errors


attempt("bad derive", lambda: BadDerive("b", [ValueError(1), KeyError(2)]).split(KeyError))


class Both(BaseExceptionGroup, ValueError):
    pass


attempt("both", lambda: Both("b", [KeyboardInterrupt()]))
attempt("both fine", lambda: Both("b", [KeyError()]))

try:
    raise group from ValueError("why")
except ExceptionGroup as caught:
    match, rest = caught.split(TypeError)
    print(match.__cause__ is caught.__cause__, match.__traceback__ is caught.__traceback__,
          match.exceptions[0].__traceback__)
errors = [ValueError(1)]
group = ExceptionGroup("copied", errors)
errors.append(ValueError(2))
print(group.exceptions, repr(group))
print(ExceptionGroup("m", [ValueError(1)]).derive([KeyError(2)]))
print(BaseExceptionGroup.__mro__, ExceptionGroup.__mro__)
