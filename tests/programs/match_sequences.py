# Sequences: lengths, stars, nesting, and what counts as a sequence.
def shape(value):
    match value:
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [x, y]:
            return f"two {x} {y}"
        case [0, *rest]:
            return f"zero then {rest}"
        case [*start, 0]:
            return f"{start} then zero"
        case [first, *middle, last]:
            return f"{first} {middle} {last}"
        case _:
            return "no sequence"


for each in [[], (), [1], (1,), [1, 2], "ab", b"ab", {1, 2}, {1: 2}, range(0), range(3), range(5, 8),
             [0, 1, 2], [1, 2, 0], [1, 2, 3], iter([1, 2]), None, (0,), {}.keys()]:
    print(type(each).__name__, shape(each))


def stars(value):
    match value:
        case [*_, 99, 100]:
            return "ends"
        case [a, *_, b] if a == b:
            return f"same ends {a}"
        case [_, _, *_]:
            return "two or more"
        case [*_]:
            return "any"


for each in [[99, 100], [1, 99, 100], [1, 1], [1, 2, 1], [5], [], "x", (1, 2, 3)]:
    print(each, stars(each))


def nested(value):
    match value:
        case [[a, b], [c, d]]:
            return a + b + c + d
        case [a, [b, [c, *rest]]]:
            return (a, b, c, rest)
        case (a, (b,)) | (a, b, _):
            return ("either", a, b)
        case [(1 | 2) as x, (3 | 4) as y] | [y, x, 0, 0]:
            return ("ordered", x, y)


for each in [[[1, 2], [3, 4]], [1, [2, [3]]], [1, [2, [3, 4, 5]]], [1, (2,)], [1, 2, 3], [2, 3], [7, 8, 0, 0], [9, 9]]:
    print(each, nested(each))


class Spy(list):
    def __len__(self):
        print("len", end=" ")
        return super().__len__()

    def __getitem__(self, index):
        print("item", index, end=" ")
        return super().__getitem__(index)

    def __iter__(self):
        print("iter", end=" ")
        return super().__iter__()


def spied(value):
    match value:
        case [_, _, _, _]:
            return "four"
        case [_, *_, x]:
            return x
        case [x, *_]:
            return ("first", x)
    return "none"


for each in [Spy([1, 2, 3, 4]), Spy([1, 2, 3]), Spy([1]), Spy()]:
    print(spied(each))


def alternatives(value):
    match value:
        case [a, b, c] | [c, [b, a]] | {"c": c, "a": a, "b": b}:
            return a, b, c


print(alternatives([1, 2, 3]), alternatives([1, [2, 3]]), alternatives({"a": 1, "b": 2, "c": 3}), alternatives(0))


def many(value):
    match value:
        case [a, [b, [c, [d, [e, f]]]]] | [[[[[f, e], d], c], b], a]:
            return a, b, c, d, e, f


print(many([1, [2, [3, [4, [5, 6]]]]]), many([[[[[1, 2], 3], 4], 5], 6]))

match (1, 2), [3, 4]:
    case (a, b), [c, d] if a + b < c + d:
        print(a, b, c, d)


def command(text):
    match text.split():
        case ["go", ("north" | "south" | "east" | "west") as direction]:
            return f"going {direction}"
        case ["get", thing] | ["pick", "up", thing] | ["pick", thing, "up"]:
            return f"taking {thing}"
        case ["drop", *things]:
            return f"dropping {', '.join(things) or 'nothing'}"
        case ["quit" | "exit"]:
            return "bye"
        case [unknown, *_]:
            return f"what is {unknown}?"
        case _:
            return "say something"


for each in ["go north", "go up", "get lamp", "pick up lamp", "pick lamp up", "drop a b c", "drop", "exit", "fly", ""]:
    print(command(each))
