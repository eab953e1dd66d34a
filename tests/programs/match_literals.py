# Literals, captures, wildcards, alternatives, guards and values.
def kind(value):
    match value:
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case 0:
            return "zero"
        case -1 | -2:
            return "small negative"
        case 1.5:
            return "one and a half"
        case 1 + 2j:
            return "complex"
        case -3 - 4j:
            return "negative complex"
        case "a" | "b" as letter:
            return f"letter {letter}"
        case b"raw":
            return "bytes"
        case "con" "catenated":
            return "joined"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float():
            return "number"
        case str(text):
            return f"text {text!r}"
        case other:
            return f"other {other!r}"


for each in [None, True, False, 0, 0.0, 1, 1.0, -1, -2, -2.0, 1.5, 1 + 2j, -3 - 4j, "a", "b", "c", b"raw", b"x",
             "concatenated", 100, 101, 10**30, 2.5, [], (), {}]:
    print(repr(each), kind(each))


class Color:
    RED = 1
    GREEN = "green"

    class Deep:
        BLUE = (3, 4)


def color(value):
    match value:
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
        case Color.Deep.BLUE:
            return "blue"
        case _:
            return "none"


print([color(each) for each in [1, True, 1.0, "green", (3, 4), [3, 4], None]])


# A guard that fails leaves what was bound; later cases go on.
def guarded(value):
    match value:
        case x if x > 10:
            return ("big", x)
        case x if x > 5:
            return ("middle", x)
        case y:
            return ("small", y, x)


print(guarded(11), guarded(6), guarded(1))

# At module level names are bound for good, and a failed match binds nothing of its pattern.
match [1, 2, 3]:
    case [first, 9, third]:
        print("never")
    case [first, *middle]:
        print(first, middle)
try:
    print(third)
except NameError as error:
    print("NameError", error)

# Soft keywords stay names.
match = 3
case = 4
_ = 5
print(match + case, _)
match match:
    case 3:
        print("three")
match (match, case):
    case 3, 4:
        print("pair")
match match, case:
    case [3, x]:
        print("pair with", x)
match -match:
    case -3:
        print("minus three")
print(match
      , case)


# Without a match nothing happens.
match 42:
    case 43:
        print("no")
print("after")


class Loud:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print("eq", self.name, other)
        return self.name == other

    __hash__ = None


match Loud("x"):
    case 1 | 2 | "x":
        print("equal at last")

for n in range(6):
    match n:
        case 0:
            continue
        case 4:
            break
        case 1 | 3:
            pass
        case _:
            print("even", n)
else:
    print("not reached")
print("left at", n)


def returns():
    try:
        match "x":
            case "x":
                return "from inside"
    finally:
        print("finally")


print(returns())
