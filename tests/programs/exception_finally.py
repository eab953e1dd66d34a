# What finally does to return, break and continue.
def normal():
    try:
        return "try"
    finally:
        print("finally", end=" ")


def value_is_computed_first():
    x = 1
    try:
        return x
    finally:
        x = 2


def loop():
    seen = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            seen.append(i)
        finally:
            seen.append(f"f{i}")
    return seen


def nested():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("first", end=" ")
    except KeyError as error:
        print("caught", error, end=" ")
        return "from except"
    finally:
        print("last", end=" ")


def replaced():
    try:
        try:
            raise KeyError("first")
        finally:
            raise ValueError("second")
    except ValueError as error:
        return repr(error), repr(error.__context__)


def in_else():
    try:
        pass
    except ValueError:
        return "except"
    else:
        return "else"
    finally:
        print("cleaned", end=" ")


def in_handler():
    try:
        raise KeyError(1)
    except KeyError:
        try:
            raise ValueError(2)
        except ValueError as error:
            return repr(error.__context__)


for function in [normal, value_is_computed_first, loop, nested, replaced, in_else, in_handler]:
    print(function())
