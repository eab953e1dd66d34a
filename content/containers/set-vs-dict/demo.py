ages = {"ann": 31, "bob": 27, "eve": 45}  #: A dict: an index table, and entries in the order of arrival.
names = {"ann", "bob", "eve"}  #: A set: one table of keys and hashes, nothing else.
print(list(ages) == ["ann", "bob", "eve"], len(names))
ages["zoe"] = 19
print(list(ages)[-1])  #: A dict keeps the order of insertion: the new key comes last.
print("bob" in ages, "bob" in names)  #: Both ask the hash, then look into one or few places.
numbers = {8, 0, 16, 3}  #: Small ints hash to themselves: 0, 8 and 16 want the same place of 8.
print(3 in numbers, 5 in numbers)
numbers.add(24)  #: The fifth key: the set's table is made four times as large.
print(sorted(numbers))
odd = {1, 3, 5}
low = {1, 2, 3}
print(odd & low, odd | low, odd - low, odd ^ low)  #: Algebra: both, either, only left, only one.
try:
    names.add(["list"])
except TypeError:
    print("unhashable")  #: Elements, like keys, need a hash that does not change.
frozen = frozenset(odd)
print({frozen: "a set as a key"}[frozenset({5, 3, 1})])  #: A frozenset has one, whatever the order.
