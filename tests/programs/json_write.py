import json

values = [
    None, True, False, 0, -1, 10**25, 1.0, -0.0, 1e100, 1.5e-7, 0.1 + 0.2, "", "é\"\\/\b\f\n\r\t\x00\x1f\x7f\u2028漢😀",
    [], {}, [[]], [1, [2, [3]]], (1, 2), {"a": 1}, {"b": {"c": []}}, {1: 2, 2.5: 3, None: 4, True: 5, "x": 6},
    float("inf"), float("-inf"), float("nan"), [None] * 3,
]
for value in values:
    print(json.dumps(value), json.dumps(value, ensure_ascii=False), json.dumps(value, separators=(",", ":")))
data = {"name": "Ann", "tags": ["x", "y"], "empty": [], "none": {}, "deep": {"a": [1, {"b": 2}]}}
for indent in (0, 1, 2, "\t", "--", None):
    print(json.dumps(data, indent=indent))
print(json.dumps(data, indent=2, sort_keys=True, separators=(", ", " = ")))
print(json.dumps({"b": 1, "a": [3, {"z": 1, "y": 2}]}, sort_keys=True), json.dumps({2: 1, 1: 2}, sort_keys=True))
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), json.dumps({(1, 2): 3}, skipkeys=True, indent=1))


class Celsius(float):
    def __repr__(self):
        return "hot"


class Number(int):
    def __repr__(self):
        return "many"


class Text(str):
    pass


print(json.dumps([Celsius(3.5), Number(4), Text("t"), {Text("k"): Number(1), Number(7): 2}]))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"point": [o.x, o.y]}
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        return super().default(o)


print(json.dumps([Point(1, 2), {3, 1}], cls=Encoder), Encoder(indent=1).encode(Point(0, {5})))
print(json.dumps(Point(1, Point(2, 3)), default=vars), json.dumps({1, 2}, default=list), json.dumps(1j, default=str))
circle = [1]
circle.append(circle)
loop = {"a": {}}
loop["a"]["b"] = loop
for make in (
    lambda: json.dumps(circle), lambda: json.dumps(loop), lambda: json.dumps(Point(1, 2)), lambda: json.dumps({1: {2}}),
    lambda: json.dumps({(1,): 1}), lambda: json.dumps([float("nan")], allow_nan=False),
    lambda: json.dumps({"a": [1, float("inf")]}, allow_nan=False, indent=2), lambda: json.dumps({1: 1, "a": 2}, sort_keys=True),
    lambda: json.dumps({"x": [1, {"y": b"bytes"}]}), lambda: json.dumps(Point(1, 2), default=lambda o: o),
    lambda: json.dumps(Point(1, 2), default=lambda o: [1, {"p": Point}]), lambda: json.dumps(1, 2),
):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", None))
same = ["shared"]
print(json.dumps([same, same]))
