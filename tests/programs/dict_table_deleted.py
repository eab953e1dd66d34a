# Deleting leaves a dummy behind, which is used again.
import glasshouse

d = {i: i for i in range(5)}
print(glasshouse.dict_table(d))
del d[1]
del d[3]
print(glasshouse.dict_table(d), list(d))
d[8 + 1] = "nine"
print(glasshouse.dict_table(d), list(d))
d[3] = "back"
print(glasshouse.dict_table(d), list(d))
while d:
    key, value = d.popitem()
    print(key, glasshouse.dict_table(d))
d["x"] = 1
print(glasshouse.dict_table(d))
d.clear()
print(glasshouse.dict_table(d))
queue = {}
for i in range(40):
    queue[i] = i
    if i >= 4:
        del queue[i - 4]
    if i % 6 == 0:
        print(i, glasshouse.dict_table(queue))
