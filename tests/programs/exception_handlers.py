# try, except, else, finally.
def attempt(action):
    try:
        print("try", end=" ")
        result = action()
    except ZeroDivisionError:
        print("zero", end=" ")
        result = "divided by zero"
    except (KeyError, IndexError) as error:
        print("look-up", end=" ")
        result = f"{type(error).__name__}: {error}"
    except Exception as error:
        result = f"other {type(error).__name__}: {error}"
    else:
        print("else", end=" ")
    finally:
        print("finally", end=" ")
    return result


print(attempt(lambda: 1 / 0))
print(attempt(lambda: {}["k"]))
print(attempt(lambda: [][3]))
print(attempt(lambda: int("x")))
print(attempt(lambda: "fine"))
print(attempt(lambda: None.x))
print(attempt(lambda: {(1, 2): 0}[3, 4]))
try:
    raise ValueError("with", "two", 3)
except ValueError as error:
    print(error, error.args, repr(error), str(error))
try:
    raise ValueError
except ValueError as error:
    print(repr(error), str(error) == "", error.args)
for e in [KeyError("k"), KeyError(), IndexError("i"), Exception(1), Exception(1, 2), ValueError([1]), OSError("x"), StopIteration(5)]:
    print(str(e), repr(e))
print(issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), issubclass(RecursionError, RuntimeError))
print([c.__name__ for c in UnboundLocalError.__mro__])
try:
    try:
        {}["inner"]
    except ValueError:
        print("not here")
    finally:
        print("inner finally")
except KeyError:
    print("outer")
for bad in [5, "text", int]:
    try:
        raise bad
    except TypeError as error:
        print(error)
try:
    try:
        1 / 0
    except 5:
        pass
except TypeError as error:
    print(error)
