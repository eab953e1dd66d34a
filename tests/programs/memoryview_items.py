# Items and slices of a memoryview, writes through it, and what it holds still until it is released.
import sys
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
b = bytearray(b'abcdefgh')
before = sys.getrefcount(b)
m = memoryview(b)
print(sys.getrefcount(b) - before, sys.getsizeof(m), len(m), m.format, m.itemsize, m.nbytes, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, m.c_contiguous, m.f_contiguous, m.contiguous, m.obj is b)
m2 = m[2:5]; print(sys.getrefcount(b) - before, bytes(m2), m2.tolist(), m2.shape)
m2[0] = 90; print(b)
m2[:] = b'xyz'; print(b)
show('len', lambda: m2.__setitem__(slice(None), b'toolong'))
show('append', lambda: b.append(1))
show('clear', lambda: b.clear())
show('pop', lambda: b.pop())
show('same size', lambda: b.__setitem__(slice(0,2), b'AB'))
print(b)
m2.release(); show('released', lambda: m2[0]); show('repr', lambda: repr(m2)[:20]); show('len', lambda: len(m2)); show('tobytes', lambda: m2.tobytes()); show('eq', lambda: m2 == m2); show('fmt', lambda: m2.format)
m.release(); b.append(1); print(b, sys.getrefcount(b) - before)
with memoryview(b'abc') as mm:
    print(mm[1], hash(mm) == hash(b'abc'), mm.readonly)
    show('ro', lambda: mm.__setitem__(0, 1))
    show('del', lambda: mm.__delitem__(0))
show('after', lambda: mm[0])
m = memoryview(bytearray(range(12)))
for key in [0, -1, 12, -13, 'a', slice(None,None,2), slice(5,2), (1,), (1,2), 1.5, None, ..., 2**70, ()]:
    show(('get', key), lambda: (m[key] if not isinstance(key, slice) else m[key].tolist()))
for key, value in [(0, 255), (0, 256), (0,-1), (0,'a'), (0,1.5), (20,1), (slice(0,2), b'ab'), (slice(0,2), 'ab'), (slice(0,2), [1,2]), (slice(0,2), b'a'), (slice(None,None,3), b'wxyz'), ('q', 1)]:
    show(('set', key, value), lambda: m.__setitem__(key, value))
print(m.tolist())
