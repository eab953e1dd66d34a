# How the block of a bytearray grows and shrinks: appends, pops, cuts at the start, slices, and the sizes that show it.
import sys
b = bytearray(b'hello')
print(b, len(b), sys.getsizeof(b), bytearray(), sys.getsizeof(bytearray()), type(b))
sizes = []
x = bytearray()
for i in range(60):
    x.append(i)
    sizes.append(sys.getsizeof(x))
print(sizes)
sizes = []
while x:
    x.pop()
    sizes.append(sys.getsizeof(x))
print(sizes)
x = bytearray(range(100))
print(sys.getsizeof(x))
sizes=[]
for i in range(30):
    del x[:3]
    sizes.append(sys.getsizeof(x))
print(sizes, x)
x = bytearray(iter(range(20))); print(sys.getsizeof(x))
x = bytearray(list(range(20))); print(sys.getsizeof(x))
x += b'abc'; print(sys.getsizeof(x)); x *= 3; print(sys.getsizeof(x)); x.extend(range(5)); print(sys.getsizeof(x))
x[2:5] = b''; print(x, sys.getsizeof(x)); x[::2] = bytes(len(x[::2])); print(x)
del x[::3]; print(x, sys.getsizeof(x))
