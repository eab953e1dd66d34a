import pickle
import pickletools


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


shared = ["s"]
recursive = []
recursive.append((recursive,))
values = [
    [1, 300, 70000, -1, 10**20, 2.5, None, True], {"a": (1,), "b": (1, 2), "c": (1, 2, 3), "d": (1, 2, 3, 4), "e": ()},
    [shared, shared, b"bytes", "text é"], {1, 2}, frozenset([3]), Point(1, [2]), Point, recursive, "quote ' and \\ \n",
]
for protocol in (0, 1, 2, 3, 4, 5):
    for value in values:
        stream = pickle.dumps(value, protocol)
        pickletools.dis(stream)
        small = pickletools.optimize(stream)
        print(small, len(stream) - len(small), pickletools.genops(stream).__class__.__name__)
for info, argument, position in pickletools.genops(pickle.dumps({"k": [1.5]}, 2)):
    print(position, info.name, repr(info.code), info.proto, repr(argument))
for stream in (b"", b"N", b"\xff.", b"K", b"0.", b"q\x00.", b"(N.", b"h\x00.", b"t.", b"\x8c\x05abc."):
    try:
        pickletools.dis(stream)
    except ValueError as error:
        print("ValueError", error)
print(len(pickletools.opcodes), pickletools.code2op["."].name)
