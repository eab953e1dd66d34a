# Classes with their own __hash__ and __eq__.
class Key:
    def __init__(self, name, number):
        self.name = name
        self.number = number

    def __hash__(self):
        print("hash", self.name)
        return self.number

    def __eq__(self, other):
        print("eq", self.name, other.name)
        return self.name == other.name

    def __repr__(self):
        return self.name


a, b, c, again = Key("a", 1), Key("b", 1), Key("c", 9), Key("a", 1)
d = {a: 1}
print("b")
d[b] = 2
print("c")
d[c] = 3
print("again")
d[again] = 4
print(d)
print(a in d)
s = {a, b}
print(s)
print(hash(Key("big", 2**61 + 3)), hash(Key("minus", -1)))


class OnlyEq:
    def __eq__(self, other):
        return True


try:
    {OnlyEq(): 1}
except TypeError as error:
    print(error)


class BadHash:
    def __hash__(self):
        return "x"


try:
    hash(BadHash())
except TypeError as error:
    print(error)
