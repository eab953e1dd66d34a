# Appending reserves ahead.
import glasshouse

items = []
steps = []
for i in range(1000):
    items.append(i)
    allocated = glasshouse.list_allocated(items)
    if not steps or steps[-1][1] != allocated:
        steps.append((len(items), allocated))
print(steps)
shrinking = []
while items:
    items.pop()
    allocated = glasshouse.list_allocated(items)
    if not shrinking or shrinking[-1][1] != allocated:
        shrinking.append((len(items), allocated))
print(shrinking)
items.append(1)
print(glasshouse.list_allocated(items))
items.pop()
items.extend([1, 2, 3])
print(glasshouse.list_allocated(items))
