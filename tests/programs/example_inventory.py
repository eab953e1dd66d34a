# Stock of a shop: nested dicts, a report, restocking.
inventory = {
    "apple": {"price": 0.4, "count": 120, "tags": ["fruit", "red"]},
    "bread": {"price": 2.5, "count": 8, "tags": ["bakery"]},
    "pear": {"price": 0.55, "count": 0, "tags": ["fruit"]},
}


def sell(name, amount):
    item = inventory.get(name)
    if item is None:
        return f"no {name}"
    if item["count"] < amount:
        return f"only {item['count']} {name}"
    item["count"] -= amount
    return f"{amount} {name}: {amount * item['price']:.2f}"


for name, amount in [("apple", 20), ("bread", 10), ("kiwi", 1), ("pear", 1), ("bread", 8)]:
    print(sell(name, amount))
by_tag = {}
for name, item in inventory.items():
    for tag in item["tags"]:
        by_tag.setdefault(tag, set()).add(name)
print({tag: sorted(names) for tag, names in by_tag.items()})
print(f"{'name':<8}|{'price':>7}|{'count':>6}|{'value':>8}")
print("-" * 8 + "+" + "-" * 7 + "+" + "-" * 6 + "+" + "-" * 8)
total = 0
for name in sorted(inventory, key=lambda n: -inventory[n]["price"] * inventory[n]["count"]):
    item = inventory[name]
    value = item["price"] * item["count"]
    total += value
    print(f"{name:<8}|{item['price']:>7.2f}|{item['count']:>6}|{value:>8.2f}")
print(f"{total:>32.2f}")
empty = [name for name, item in inventory.items() if not item["count"]]
for name in empty:
    inventory.pop(name)
print(empty, list(inventory))
