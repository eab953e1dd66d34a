# A lambda has a name in the traceback too.
steps = [lambda x: x + 1, lambda x: x / 0, lambda x: x]
value = 1
for step in steps:
    value = step(value)
    print(value)
