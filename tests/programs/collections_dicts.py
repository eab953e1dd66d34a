# defaultdict, OrderedDict, Counter: contents, order, arithmetic, reprs, errors, sizes.
import sys
from collections import Counter, OrderedDict, defaultdict


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


groups = defaultdict(list)
for word in "apple avocado banana blueberry cherry".split():
    groups[word[0]].append(word)
print(groups)
print(groups["z"], len(groups), "q" in groups, groups.get("q"), groups.default_factory)
counts = defaultdict(int, {"a": 1}, b=2)
counts["c"] += 5
print(counts, sorted(counts.items()), type(counts.copy()).__name__, counts.copy() == counts)
attempt(lambda: defaultdict()["x"])
attempt(lambda: defaultdict(3))
attempt(lambda: defaultdict(int, {}, {}))
attempt(lambda: defaultdict(lambda: 1 / 0)["k"])
counts.default_factory = None
attempt(lambda: counts["missing"])
print(counts | {"d": 1}, {"d": 1} | counts)


class Deep(defaultdict):
    def __init__(self):
        super().__init__(Deep)

    def __missing__(self, key):
        self.asked = key
        return super().__missing__(key)


deep = Deep()
deep["a"]["b"]["c"] = 1
print(deep["a"]["b"], deep.asked, isinstance(deep, dict), sys.getsizeof(defaultdict(int)), sys.getsizeof(defaultdict(int, a=1)))

o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
print(o, list(o), list(reversed(o)), OrderedDict())
o.move_to_end("a")
print(list(o.items()))
o.move_to_end("c", last=False)
print(list(o.keys()), o.popitem(), o.popitem(last=False), o)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, OrderedDict(a=1) != OrderedDict(a=1))
print(o.keys(), o.values(), o.items(), type(o.keys()).__name__, o.setdefault("n", 9), o.pop("n"), o.pop("n", "none"))
attempt(lambda: OrderedDict().popitem())
attempt(lambda: o.pop("n"))
attempt(lambda: o.move_to_end("n"))
attempt(lambda: OrderedDict([1]))
attempt(lambda: OrderedDict(1, 2))
print(OrderedDict.fromkeys("abc", 0), o | {"x": 1}, o.copy() == o, type(o | {}).__name__)


def changing():
    d = OrderedDict(a=1)
    for key in d:
        d[key * 2] = 1


attempt(changing)
print([sys.getsizeof(OrderedDict.fromkeys(range(n))) for n in (0, 1, 5, 6, 11, 40)])


class LRU(OrderedDict):
    def __init__(self, most):
        super().__init__()
        self.most = most

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.most:
            del self[next(iter(self))]


cache = LRU(2)
cache["a"], cache["b"] = 1, 2
cache["a"]
cache["c"] = 3
print(list(cache), cache.most, cache == OrderedDict(a=1, c=3))

c = Counter("abracadabra")
print(c, c["a"], c["z"], len(c), c.total(), c.most_common(2), c.most_common()[-1])
print(sorted(c.elements()), Counter(a=3, b=1), Counter({"x": 2}), Counter())
c.update("aaa")
c.subtract("bb")
print(c, c["b"], "z" in c)
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=5)
print(a + b, a - b, a & b, a | b, +Counter(a=-1, b=2), -Counter(a=-1, b=2))
a += b
print(a, a > b, a >= b, b < a, a == a.copy(), a != b, Counter(a=1) == Counter(a=1, b=0))
a -= Counter(a=100)
print(a)
del a["never there"]
attempt(lambda: Counter.fromkeys("ab"))
attempt(lambda: Counter(5))
attempt(lambda: Counter("a") + {"a": 1})
print(Counter([1, 1.0, True]), Counter([2]), type(Counter("ab").copy()).__name__)
print(Counter({"a": "x", "b": 2}))
words = "the cat the dog the end".split()
print(Counter(words).most_common(1)[0], sorted(Counter(map(len, words)).items()))
