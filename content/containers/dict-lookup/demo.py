stock = {"pear": 3, "fig": 5, "plum": 7}
print(stock["fig"])  #: Hash, low bits, slot, entry. The key there is this very object: no == needed.
print("kiwi" in stock)  #: The search ends at the first empty slot: not here.
numbers = {-2: "minus two"}
numbers[-1] = "minus one"  #: hash(-1) is -2 too: same slot, same hash. -2 == -1 is False: go on.
print(hash(-1), hash(-2))
print(numbers[-1])  #: Two stops: one key compared and refused, the next one right.
numbers[3] = "three"
print(numbers[3.0])  #: Equal, and hashes equal: 3.0 finds what 3 stored.
nan = float("nan")
numbers[nan] = "this one"
print(nan == nan, numbers[nan])  #: Not equal to itself, yet found: identity is asked first.
print(float("nan") in numbers)  #: Another NaN is another object, and equal to nothing.
worst = {}
for n in range(5):
    worst[n * (2 ** 61 - 1)] = n  #: Every one of these ints hashes to 0: each must pass all before it.
print(worst[4 * (2 ** 61 - 1)])  #: Five stops for one key: this is how O(1) becomes O(n).
print(worst.get(2))  #: Hash 2 starts at a slot of its own: one stop, and it is empty.
