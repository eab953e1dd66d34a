# Which keys a look-up compares: same cell, same hash.
class Key:
    def __init__(self, name, number):
        self.name, self.number = name, number

    def __hash__(self):
        return self.number

    def __eq__(self, other):
        log.append(self.name + "=" + other.name)
        return self.name == other.name


log = []
keys = [Key(name, number) for name, number in [("a", 1), ("b", 9), ("c", 1), ("d", 17), ("e", 1), ("f", 2)]]
d = {}
for key in keys:
    log.clear()
    d[key] = key.name
    print("insert", key.name, log)
for key in keys:
    log.clear()
    print("find", key.name, d[Key(key.name, key.number)], log)
log.clear()
print("miss", Key("z", 1) in d, log)
log.clear()
print("other cell", Key("z", 3) in d, log)
log.clear()
del d[keys[0]]
print("deleted a", log, keys[4] in d, log)
log.clear()
d[Key("a", 1)] = "again"
print(log, [k.name for k in d])
log.clear()
s = set(keys)
print("set", log)
log.clear()
print([k in s for k in keys], log)
print([keys.index(k) for k in keys], log)
log.clear()
print(Key("f", 0) in keys, log)
