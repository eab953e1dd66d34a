# What is left of the counts when the references among the candidates are taken away.
import gc
import glasshouse

gc.disable()
gc.collect()
a, b, c = [], [], []
print(glasshouse.gc_refs([a, b, c]))
a.append(b)
b.append(c)
c.append(a)
print(glasshouse.gc_refs([a, b, c]), glasshouse.gc_refs([a]), glasshouse.gc_refs([b, c]))
group = [a, b, c]
del b, c
print(glasshouse.gc_refs(group), glasshouse.gc_refs([a]))
a.append(a)
a.append({"a": a})
print(glasshouse.gc_refs(group), glasshouse.gc_refs([a, a[2]]))
print(glasshouse.gc_refs([a[2]]), glasshouse.gc_refs([group]))


def local():
    x, y = [], {}
    x.append(y)
    y["x"] = x
    return glasshouse.gc_refs([x, y])


print(local())
print(gc.collect())
