# Casts, dimensions, comparisons and hashes of memoryviews.
import sys
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
m = memoryview(bytearray(range(12)))
c = m.cast('I'); print(c.tolist(), c.shape, c.format, c.itemsize, c.nbytes, len(c), sys.getsizeof(c))
c[1] = 2**32-1
show('range', lambda: c.__setitem__(0, 2**32))
show('slice', lambda: c.__setitem__(slice(0,1), b'abcd'))
show('hash', lambda: hash(c))
show('hash', lambda: hash(memoryview(b'abcd').cast('I')))
print(m.tolist())
for args in [('i',), ('h',), ('q',), ('d',), ('f',), ('c',), ('b',), ('?',), ('e',), ('@i',), ('<i',), ('ii',), ('x',), ('',), (5,), ('B', [3,4]), ('B',(2,6)), ('B',[2,5]), ('B',[0]), ('B', 5), ('B', ['a']), ('I',[3]), ('I',[1,3]), ()]:
    def run():
        r = m.cast(*args)
        return r.tolist(), r.shape, r.strides, r.format, r.ndim, sys.getsizeof(r)
    show(('cast', args), run)
g = m.cast('B', [3,4])
for key in [(1,2), (2,3), (3,0), (1,), 0, (1,2,3), slice(0,1), (slice(0,1), slice(0,1))][:6] + [(slice(0,1), slice(0,1))]:
    show(('nd', key), lambda: g[key])
show('ndlen', lambda: len(g)); show('iter', lambda: list(g)); g[1,2] = 99; print(g.tolist(), g == m, g.cast('B') == m)
show('nd set', lambda: g.__setitem__(0, 1))
z = memoryview(b'abcd').cast('i', []); show('0d', lambda: (z[()], z.shape, z.ndim, z.tolist(), z.nbytes)); show('0dlen', lambda: len(z)); show('0d', lambda: z[0])
print(memoryview(b'abc') == b'abc', b'abc' == memoryview(b'abc'), memoryview(b'abc') == bytearray(b'abc'), memoryview(b'abc') != 'abc', memoryview(b'a') == memoryview(b'a').cast('b'))
show('lt', lambda: memoryview(b'a') < b'b')
print(memoryview(b'abcdef')[::2] == b'ace', memoryview(b'abcdef')[::-1].tobytes(), memoryview(b'abcdef')[::2].c_contiguous, memoryview(b'abcdef')[1:3].hex('-'), memoryview(b'abc')[::-1].tolist())
show('cast nc', lambda: memoryview(b'abcdef')[::2].cast('H'))
print([x for x in memoryview(b'ab')], list(reversed(memoryview(b'ab'))), 97 in memoryview(b'ab'), type(iter(memoryview(b'ab'))).__name__, sys.getsizeof(iter(memoryview(b'a'))))
show('mv', lambda: memoryview('a')); show('mv', lambda: memoryview()); show('mv', lambda: memoryview(object=b'a').tobytes()); show('mv', lambda: memoryview(5)); show('mv', lambda: memoryview(b'', b''))
print(memoryview(memoryview(b'abc')).obj, memoryview(b'abc').toreadonly().readonly, bytes(memoryview(b'abc')), bytearray(memoryview(b'abc')[1:]))
print(b''.join([memoryview(b'a'), b'b']), b'abc'.startswith(memoryview(b'a')), b'xax'.replace(memoryview(b'a'), memoryview(b'Q')), memoryview(b'') == b'', bool(memoryview(b'')))
