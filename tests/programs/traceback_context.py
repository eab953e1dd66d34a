# An exception while handling another.
def load(settings, name):
    try:
        return settings[name]
    except KeyError:
        return settings[name.upper()]


print(load({"a": 1}, "a"))
print(load({"a": 1}, "b"))
