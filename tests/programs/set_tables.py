# The slots of a set: linear runs, then jumps.
import glasshouse

s = set()
print(glasshouse.set_table(s))
for key in [0, 8, 16, 24]:
    s.add(key)
    print(glasshouse.set_table(s))
s.add(32)
print(glasshouse.set_table(s))
for key in [64, 96, 128]:
    s.add(key)
table = glasshouse.set_table(s)
print(table["fill"], table["used"], table["slots"])
s.discard(0)
s.discard(64)
print(glasshouse.set_table(s))
s.add(256)
print(glasshouse.set_table(s))
letters = set("abcde")
print(glasshouse.set_table(letters))
print(glasshouse.set_table({1, 2, 3}))
a, b, c = 1, 2, 3
print(glasshouse.set_table({a, b, c}))
