a = [1, 2]
b = [1, 2]  #: Equal values, two objects: two addresses.
print(a == b, a is b, id(a) == id(b))
address = id(a)
del a  #: The list dies; its address is free again.
c = [3]  #: The next list of this size may get the very same place.
print(id(c) == address)
print(hash(1), hash(1.0), hash(True))  #: Equal values must have equal hashes, whatever their class.
print(hash(-1), hash(2**61 - 1), hash(2**61))  #: Ints: modulo 2**61-1; -1 is kept for errors, so -2.
class Point:
    def __init__(self, x):
        self.x = x
p = Point(1)
q = Point(1)
print(p == q, hash(p) == hash(q))  #: Without `__eq__` both go by identity: unequal, though alike.
class Value(Point):
    def __eq__(self, other):
        return self.x == other.x
    def __hash__(self):
        return hash(self.x)  #: The same fields for both, so equal objects meet in a dict.
seen = {Value(1): "here"}
print(seen[Value(1)])
