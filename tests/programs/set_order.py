# A set's order is the order of its table.
print({3, 1, 2}, {30, 10, 20}, {8, 0, 16})
print(set(range(20, 0, -1)))
print({"banana", "apple", "cherry"})
s = set()
for word in "to be or not to be that is the question".split():
    s.add(word)
    print(s)
print(set("mississippi"))
print({(0, 1), (1, 0), (1, 1)}, {1.5, 2.5, 0.5}, {-1, -2, -3})
print({2**61 - 1, 0}, {100, 5, 64, 33})
print(sorted(s), list(s))
print({True, 2, 1.0, "1"})
