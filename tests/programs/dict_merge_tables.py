# How copies and merges size their tables.
import sys
import glasshouse


def show(label, d):
    table = glasshouse.dict_table(d)
    print(label, len(d), table["log2_size"], table["usable"], table["nentries"], sys.getsizeof(d))


for n in [0, 1, 5, 6, 10, 11, 21, 22, 50]:
    d = {i: i for i in range(n)}
    show("made", d)
    show(" copy()", d.copy())
    show(" dict()", dict(d))
    show(" {**d}", {**d})
    other = {-1: 0}
    other.update(d)
    show(" update", other)
    show(" |", d | {-1: 0})
d = {i: i for i in range(20)}
for i in range(0, 20, 2):
    del d[i]
show("holes", d)
show(" copy", d.copy())
for i in range(1, 18, 2):
    del d[i]
show("more holes", d)
show(" copy", d.copy())
show(" dict", dict(d))
show("fromkeys set", dict.fromkeys({1, 2, 3, 4, 5, 6}))
show("fromkeys list", dict.fromkeys([1, 2, 3, 4, 5, 6]))
show("pairs", dict([(i, i) for i in range(12)]))
