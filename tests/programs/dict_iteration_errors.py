# Changing a dict while walking over it.
d = {"a": 1, "b": 2, "c": 3}
try:
    for key in d:
        d[key + key] = 0
except RuntimeError as error:
    print(error, d)
try:
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error, d)
d = {1: 1, 2: 2, 3: 3}
try:
    for key in d:
        del d[key]
        d[key + 10] = 0
        print(key)
except RuntimeError as error:
    print(error, d)
for key in d:
    d[key] = 5
print(d)
s = {1, 2, 3}
try:
    for item in s:
        s.add(item + 10)
except RuntimeError as error:
    print(error)
for key in list(d):
    d.pop(key)
print(d)
items = [1, 2, 3]
for item in items:
    if len(items) < 6:
        items.append(item * 10)
print(items)
