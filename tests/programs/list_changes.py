# Insert, delete, slices, extend: when the block is exchanged.
import glasshouse

items = list(range(10))


def show(label):
    print(label, len(items), glasshouse.list_allocated(items), items if len(items) < 14 else "...")


show("start")
items.insert(3, "x")
show("insert")
del items[0]
show("del")
items.remove("x")
show("remove")
items[2:5] = []
show("slice away")
items[1:1] = [7, 8, 9]
show("slice in")
items[::2] = [0] * len(items[::2])
show("every second")
del items[::3]
show("every third away")
items += [1, 2]
show("+=")
items *= 3
show("*=")
items.extend(range(20))
show("extend range")
items.extend([5] * 20)
show("extend list")
items[10:] = "abc"
show("slice of text")
del items[5:]
show("tail away")
items.reverse()
show("reverse")
items.sort(key=str)
show("sort")
items.pop(0)
show("pop first")
items.clear()
show("clear")
items.extend("hello")
show("extend text")
items[:] = [1]
show("replace all")
items[5:] = [2, 3]
show("beyond the end")
items[:] = items
show("itself")
