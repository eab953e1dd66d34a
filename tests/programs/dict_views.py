# Views follow the dict.
d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
d["c"] = 3
print(keys, values, items, len(keys), "c" in keys, 3 in values, ("c", 3) in items, ("c", 4) in items)
print(keys & {"a", "z"}, keys - {"a"}, sorted(keys | {"z"}), sorted(keys ^ {"a", "z"}), keys >= {"a"}, keys.isdisjoint({"z"}))
print(list(reversed(values)), [k + str(v) for k, v in items], max(items, key=lambda item: item[1]))
print(keys == {"a", "b", "c"}, values == d.values(), items == d.items(), list(values) == [1, 2, 3])
it = iter(d)
print(next(it), next(it))
d["a"] = 10
print(next(it), next(it, "end"))
for k, v in list(d.items()):
    if v > 2:
        del d[k]
print(d, keys, len(values))
d.clear()
print(keys, values, items)
try:
    keys[0]
except TypeError as error:
    print(error)
it = iter({1: 2}.items())
print(next(it), type(it).__name__, type(keys).__name__)
