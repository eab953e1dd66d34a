# The everyday methods.
stock = {"apple": 3, "pear": 0}
print(stock.get("apple"), stock.get("fig"), stock.get("fig", 0))
print(stock.setdefault("fig", 7), stock.setdefault("apple", 9), stock)
print(stock.pop("pear"), stock.pop("pear", None), stock)
try:
    stock.pop("pear")
except KeyError as error:
    print("KeyError", error)
stock.update({"kiwi": 1}, plum=2)
stock.update([("date", 5)])
print(stock)
print("apple" in stock, "pear" not in stock, len(stock))
keys = stock.keys()
stock["late"] = 1
print(keys, list(keys)[-1], "late" in keys)
print(stock.values(), sum(stock.values()))
print(stock.items())
print(stock.keys() & {"apple", "zzz"}, stock.keys() == set(stock))
print(dict.fromkeys(["a", "b"], 0), dict.fromkeys("ab"))
groups = {}
for word in ["sea", "sky", "tree", "star", "sun", "toad"]:
    groups.setdefault(word[0], []).append(word)
print(groups)
print({v: k for k, v in stock.items()})
nested = {"a": {"b": {"c": 1}}}
nested["a"]["b"]["d"] = [1, 2]
print(nested)
print(max(stock, key=stock.get), sorted(stock, key=lambda k: (-stock[k], k)))
try:
    dict([1, 2])
except TypeError as error:
    print(error)
try:
    {}.popitem()
except KeyError as error:
    print(error)
recursive = {}
recursive["me"] = recursive
print(recursive)
