# A table of str keys has smaller entries, until another key comes.
import sys
import glasshouse


def show(label, d):
    table = glasshouse.dict_table(d)
    print(label, table["kind"], table["log2_size"], table["usable"], table["nentries"], sys.getsizeof(d))


show("empty", {})
d = {"a": 1, "b": 2, "c": 3}
show("str", d)
print(5 in d)
show("after a look-up", d)
d[5] = 4
show("mixed", d)
del d[5]
show("int gone", d)
show("copy", dict(d))
show("ints", {1: 1})
show("keywords", dict(a=1, b=2))
show("pairs", dict([("a", 1), ("b", 2)]))
show("fromkeys", dict.fromkeys("abcdef"))
show("fromkeys range", dict.fromkeys(range(6)))
show("comprehension", {c: 1 for c in "abcdef"})
two = {"x": 1, "y": 2}
two[0] = 0
show("two and an int", two)
five = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
show("five", five)
five[0] = 0
show("five and an int", five)
