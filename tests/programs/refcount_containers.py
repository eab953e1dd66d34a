# Containers hold one reference for each place.
import sys

x = object()
base = sys.getrefcount(x)


def held():
    return sys.getrefcount(x) - base


boxes = [x, x, x]
print("list of three", held())
boxes.append(x)
boxes += [x, x]
print("six", held())
del boxes[1:3]
print("four", held())
boxes.clear()
print("none", held())
pair = (x, x)
print("tuple", held())
mapping = {x: x, "a": x}
print("dict key and two values", held())
mapping["a"] = None
print("value replaced", held())
mapping.pop(x)
print("entry gone", held())
group = {x, x}
print("set", held())
group.discard(x)
print("discarded", held())
nested = [[x], [[x]], {"k": [x]}]
print("nested", held())
nested = None
pair = None
print("all gone", held())
copies = [x] * 10
print("repeated", held())
print("sliced", len(copies[:4]), held())
copies = copies[:4]
print("kept slice", held())
