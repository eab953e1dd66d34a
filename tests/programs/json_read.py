import json

texts = [
    "null", "true", " false ", "0", "-0", "-12", "12345678901234567890", "1.0", "-1.5e3", "1E2", "1e400", "NaN", "Infinity",
    "-Infinity", '""', '"a\\u00e9\\n\\/\\"\\ud83d\\ude00"', '"é漢"', "[]", "[ ]", "[1, 2,3 ]", "{}", '{ "a" : 1 }',
    '{"a": 1, "a": 2}', '[{"a": [true, null]}, []]', "\n\t[1]\r\n",
]
for text in texts:
    value = json.loads(text)
    print(repr(text), repr(value), type(value).__name__)

wrong = [
    "", " ", "nul", "[", "[1", "[1,", "[1,]", "[1 2]", "{", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{a:1}",
    "{'a':1}", '{"a" 1}', '"abc', '"a\nb"', '"\\q"', '"\\u12"', '"\\u12', "01", "1.", ".5", "+1", "-", "1e", "1 2", "[1]]",
    "tru", "True", "nan", '["\\', '[\n1,\n 2,\n  x]', '{"é": }', "é", '{"a":1,,}', "[,1]", "-Inf", "--1", '{1:2}',
]
for text in wrong:
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), "->", error, (error.msg, error.pos, error.lineno, error.colno), error.doc is text)

print(json.loads(b'{"a": "\xc3\xa9"}'), json.loads(b"[1]"))
print(json.loads("[1.10, 2]", parse_float=str, parse_int=lambda text: text + "!"), json.loads("[NaN]", parse_constant=len))
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())))
print(json.loads('{"a": {"b": 1}, "a": 2}', object_pairs_hook=list), json.loads('{"a":1}', object_hook=None))
print(json.loads('"a\tb"', strict=False), json.JSONDecoder().raw_decode('[1] rest'), json.JSONDecoder().raw_decode("x 5", 2))
for bad in (5, None, ["x"]):
    try:
        json.loads(bad)
    except TypeError as error:
        print(error)
try:
    json.loads("\ufeff1")
except json.JSONDecodeError as error:
    print(error)
print(issubclass(json.JSONDecodeError, ValueError), json.JSONDecodeError.__module__)
rows = json.loads('[{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]')
print([list(row)[0] is list(rows[0])[0] for row in rows])


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


def revive(d):
    return Point(d["x"], d["y"]) if set(d) == {"x", "y"} else d


text = json.dumps({"points": [Point(1, 2), Point(3, 4)]}, default=vars)
print(text, json.loads(text, object_hook=revive))
value = {"a": [1, 2.5, None, True, "é\n"], "b": {"c": {}}}
print(json.loads(json.dumps(value)) == value, json.loads(json.dumps(value, indent=3)) == value)


class Upper(json.JSONDecoder):
    def decode(self, s):
        return super().decode(s.lower())


print(json.loads('{"A": TRUE}', cls=Upper))
try:
    json.loads("[" * 200000)
except RecursionError as error:
    print("RecursionError", str(error).split(" while")[1])
