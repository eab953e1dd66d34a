import pickle

# Streams byte for byte, by protocol.
shared = [1, 2]
recursive = []
recursive.append((recursive,))
table = {}
table["self"] = table
values = [
    None, True, False, 0, 255, 256, 65535, 65536, -1, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 10**30, -(2**63), 1.5, -0.0,
    float("inf"), "", "abc", "é", "漢😀", "a\n\\b", "x" * 256, b"", b"abc", b"\xff\x00", (), (1,), (1, 2), (1, 2, 3),
    (1, 2, 3, 4), [], [1], [1, 2], {}, {"a": 1}, {"a": 1, "b": [2]}, {1}, set(), frozenset([1]), frozenset(), 1 + 2j,
    [shared, shared], recursive, table, (shared, (shared,)), ["a", "a"], [(), ()], Ellipsis, NotImplemented,
    int, type(None), len, ValueError, KeyError("k"), ValueError("x", 2), range(3), slice(1, None), [].append, dict.fromkeys,
    iter([1, 2]), enumerate("ab"), FileNotFoundError, str.upper, [None, True] * 2,
]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    for value in values:
        stream = pickle.dumps(value, protocol)
        print(protocol, stream)
print(pickle.dumps("default") == pickle.dumps("default", pickle.DEFAULT_PROTOCOL), pickle.DEFAULT_PROTOCOL)
print(pickle.dumps([1], -1) == pickle.dumps([1], 5), pickle.loads(pickle.dumps(recursive))[0][0] is not recursive)

# Batches and frames.
for value in (list(range(1000)), list(range(1001)), {n: n for n in range(1000)}, {n: n for n in range(1001)}, ["ab"] * 999):
    for protocol in (0, 1, 2, 4):
        stream = pickle.dumps(value, protocol)
        print(len(stream), sum(stream) % 65521, pickle.loads(stream) == value)
big = ["x" * 70000, b"y" * 70000, "z" * 100, list(range(3000))]
stream = pickle.dumps(big, 4)
print(len(stream), sum(stream) % 65521, stream[:12], stream.count(b"\x95"), pickle.loads(stream) == big)
