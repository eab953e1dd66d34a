# A dict keeps the order of insertion.
d = {}
for name in ["pear", "apple", "fig", "kiwi"]:
    d[name] = len(name)
print(d)
d["apple"] = 0
print(d)
del d["pear"]
d["pear"] = 1
print(d, list(d), list(d.values()))
print(list(d.items()))
print(list(reversed(d)))
print({3: 1, 1: 2, 2: 3}, dict([(2, "b"), (1, "a")]), dict(zip("xyz", range(3))))
print({**d, "apple": 9, "new": 1})
print(d | {"kiwi": 0}, {"kiwi": 0} | d)
d |= {"z": 26}
print(d == {"z": 26, "pear": 1, "fig": 3, "kiwi": 4, "apple": 0}, min(d), sorted(d))
print(d.popitem(), d.popitem(), d)
for key in list(d):
    if d[key] == 0:
        del d[key]
print(d, len(d))
