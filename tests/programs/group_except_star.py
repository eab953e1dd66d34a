# except*: parts to clauses, what is raised in them, naked exceptions, else and finally, and what is left.
def tree(error, depth=0):
    if error is None:
        return "None"
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}({error.message!r}, [{', '.join([tree(each) for each in error.exceptions])}])"
    return repr(error)


def run(name, make):
    print("--", name)
    try:
        try:
            error = make()
            if error is not None:
                raise error
        except* ValueError as group:
            print("values", tree(group))
        except* (TypeError, KeyError) as group:
            print("types and keys", tree(group), "context", tree(group.__context__))
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as error:
        print("left", tree(error), "cause", tree(error.__cause__), "context", tree(error.__context__))


run("none", lambda: None)
run("one kind", lambda: ExceptionGroup("g", [ValueError(1)]))
run("two kinds", lambda: ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)]))
run("some left", lambda: ExceptionGroup("g", [ValueError(1), OSError(2)]))
run("nested", lambda: ExceptionGroup("g", [ExceptionGroup("h", [ValueError(1), OSError(2)]), TypeError(3)]))
run("naked", lambda: ValueError("naked"))
run("naked left", lambda: OSError("naked"))
run("interrupt", lambda: BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)]))
run("naked interrupt", lambda: KeyboardInterrupt())


def raising(name, make, inner):
    print("--", name)
    try:
        try:
            raise make()
        except* ValueError as group:
            inner(group)
        except* TypeError as group:
            print("types", tree(group))
            raise RuntimeError("second")
    except BaseException as error:
        print(tree(error))
        for each in getattr(error, "exceptions", ()):
            print("   ", tree(each), "context", tree(each.__context__), "cause", tree(each.__cause__))
        print("context", tree(error.__context__), "cause", tree(error.__cause__))


def new(group):
    raise KeyError("new")


def same(group):
    raise group


def bare(group):
    raise


def chained(group):
    raise KeyError("chained") from group


def part(group):
    raise group.exceptions[0]


def other_group(group):
    raise ExceptionGroup("other", [IndexError(5)])


for inner in (new, same, bare, chained, part, other_group):
    raising(inner.__name__ + " alone", lambda: ExceptionGroup("g", [ValueError(1)]), inner)
    raising(inner.__name__ + " both", lambda: ExceptionGroup("g", [ValueError(1), TypeError(2)]), inner)
    raising(inner.__name__ + " left", lambda: ExceptionGroup("g", [ValueError(1), OSError(2)]), inner)
    raising(inner.__name__ + " naked", lambda: ValueError("n"), inner)


def wrong(pattern):
    try:
        try:
            raise ValueError(1)
        except* pattern:
            print("caught")
    except Exception as error:
        print(tree(error), "|", tree(error.__context__))


for pattern in [ExceptionGroup, BaseExceptionGroup, (ValueError, ExceptionGroup), int, 5, (), (ValueError,)]:
    wrong(pattern)


def names():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as group:
        pass
    try:
        group
    except NameError as error:
        print(error)


names()
for n in range(3):
    try:
        if n == 1:
            raise ExceptionGroup("g", [ValueError(n)])
    except* ValueError:
        for inner in range(3):
            if inner == 1:
                break
        print("inside", n, inner)
    else:
        print("else", n)


def deep():
    try:
        try:
            raise ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)])])
        except* TypeError as group:
            print("inner handler", tree(group))
    except* ValueError as group:
        print("outer handler", tree(group))
    return "done"


print(deep())
