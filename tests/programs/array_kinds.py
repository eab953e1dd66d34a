# Arrays of each kind: what fits, what is told otherwise, and how the block grows.
import sys
from array import array
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
a = array('i', [1,2,3])
print(a, len(a), a.itemsize, a.typecode, sys.getsizeof(a), array('d'), sys.getsizeof(array('d')))
ma = memoryview(a); print(ma.format, ma.tolist(), ma.nbytes, ma.itemsize); ma[0] = 77; print(a)
show('exp', lambda: a.append(1)); ma.release(); a.append(4); print(a, sys.getsizeof(a))
sizes = []
x = array('h')
for i in range(50):
    x.append(i); sizes.append(sys.getsizeof(x))
print(sizes)
sizes = []
while x:
    x.pop(); sizes.append(sys.getsizeof(x))
print(sizes)
for code in 'bBhHiIlLqQfd':
    for value in [1, -1, 127, 128, 255, 256, 2**15, 2**16, 2**31, 2**32, 2**63, 2**64, -2**31-1, -2**63-1, 1.5, 'a', None, 'ab']:
        show((code, value), lambda: array(code, [value]))
for args in [(), (5,), ('i','abc'), ('i',b'abcd'), ('i',b'abc'), ('i',5), ('i',range(3)), ('i',[1],2), ('b',bytearray(b'ab')), ('d', array('i',[1,2])), ('i', array('i',[1,2])), ('i',(1,'a'))]:
    show(args, lambda: array(*args))
