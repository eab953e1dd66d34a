# What cannot be a key.
for thing in [[], {}, set(), [1], (1, []), ((), {})]:
    try:
        print(hash(thing))
    except TypeError as error:
        print(thing, "->", error)
try:
    {[1]: 2}
except TypeError as error:
    print(error)
try:
    {[1], 2}
except TypeError as error:
    print(error)
d = {}
try:
    d[{}] = 1
except TypeError as error:
    print(error)
try:
    d[[]]
except TypeError as error:
    print(error)
try:
    [] in d
except TypeError as error:
    print(error)
try:
    d.get(set())
except TypeError as error:
    print(error)
try:
    set().add([])
except TypeError as error:
    print(error)
try:
    d[(1, [])] = 1
except TypeError as error:
    print(error)
print(d)
