# Removing leaves a dummy; the fill, not the length, decides about growth.
import glasshouse


def show(label, s):
    table = glasshouse.set_table(s)
    print(label, table["mask"], table["fill"], table["used"], table["finger"])


s = set()
for i in range(30):
    s.add(i)
    if i > 2:
        s.remove(i - 3)
    show(i, s)
print(s)
s = {1, 2, 3, 4}
s.remove(2)
print(glasshouse.set_table(s)["slots"])
s.add(10)
print(glasshouse.set_table(s)["slots"])
s.add(2)
print(glasshouse.set_table(s)["slots"])
show("copy", s.copy())
show("set", set(s))
s.clear()
show("clear", s)
