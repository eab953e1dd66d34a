# Too many values.
for pair in ["a=1", "b=2=3"]:
    key, value = pair.split("=")
    print(key, value)
