import pickle
import sys


def outer():
    class Local:
        pass

    def inner():
        pass

    return Local, inner


class Reduced:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return "<Reduced>"

    def __reduce__(self):
        return self.value


class BadState:
    def __getstate__(self):
        raise ValueError("no state")


class BadArguments:
    def __getnewargs__(self):
        return 5


class First:
    pass


Old = First


class First:
    pass


class Gone:
    def __repr__(self):
        return "<Gone>"


gone = Gone()
lost = Gone
del Gone
Local, inner = outer()


def shown(error):
    text = str(error)
    at = text.find(" at 0x")
    while at >= 0:
        end = at + 6
        while end < len(text) and text[end] in "0123456789abcdef":
            end += 1
        text = text[:at] + text[end:]
        at = text.find(" at 0x")
    return type(error).__name__, text, getattr(error, "__notes__", None)


values = [
    lambda: 0, Local, Local(), inner, Old, Old(), lost, gone, Reduced(5), Reduced((1,)), Reduced((1, 2)), Reduced((int, 2)),
    Reduced((int, (), None, 5)), Reduced((int, (), None, None, 5)), Reduced((int, (), None, None, None, 5)), Reduced("nope"),
    Reduced(tuple(range(7))), BadState(), BadArguments(), sys, [1, lambda: 0], {"k": [1, (2, Local)]}, {1: 2}.keys(),
    property(), {"a": {"b": BadState()}},
]
for protocol in (0, 2, 4):
    for value in values:
        try:
            print(protocol, pickle.dumps(value, protocol))
        except Exception as error:
            print(protocol, *shown(error))

streams = [
    b"", b".", b"\x80\x06.", b"\x80\x04", b"(", b"]", b"h\x00.", b"\xff", b"\x00", b"'", b"cnowhere\nbar\n.", b"cbuiltins\nnope\n.",
    b"\x80\x04K", b"0.", b"e.", b"(e.", b"a.", b"R.", b"N)R.", b"b.", b"P1\n.", b"\x95\xff\x00\x00\x00\x00\x00\x00\x00.",
    b"u.", b"g0\n.", b"j\x01\x00\x00\x00.", b"\x82\x01.", b"2.", b"\x85.", b"t.", b"\x81.", b"NN\x81.", b"K\x01K\x02s.",
    b"N}b.", b"I1\n.", b"I01\n.", b"L12L\n.", b"F1.5\n.", b"(K\x01K\x02t.", b"V\\u00e9\n.", b"(lp0\nI1\na.", 5, "text", None,
]
for stream in streams:
    try:
        print(stream, pickle.loads(stream))
    except Exception as error:
        print(stream, *shown(error))
print(issubclass(pickle.PicklingError, pickle.PickleError), pickle.PicklingError.__module__, pickle.UnpicklingError.__mro__[1])
for call in (lambda: pickle.dumps(1, 6), lambda: pickle.Pickler(5), lambda: pickle.Unpickler(5), lambda: pickle.dumps()):
    try:
        call()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error if "dumps()" not in str(error) else "")
