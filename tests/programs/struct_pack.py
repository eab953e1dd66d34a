# struct: formats, sizes, alignment, byte orders, what fits, errors, Struct objects.
import struct
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__module__, type(e).__name__, e)
for f in ['', 'b', 'B', 'h', 'H', 'i', 'I', 'l', 'L', 'q', 'Q', 'n', 'N', 'e', 'f', 'd', 's', '5s', 'p', '5p', 'x', '?', 'c', 'P', 'bi', '<bi', '=bi', '!bi', '>bi', '@bi', 'ib', 'bq', 'bhilq', '<bhilq', 'b0i', '2h3b', ' b  i ', '3x i', 'dd', '<n', '<P', 'z', '5', '<', 'i<', '10000000000000000000000i', '4294967296s', b'ih', 'hhl', 'llh0l']:
    show(('calcsize', f), lambda: struct.calcsize(f))
for f, values in [('b', (1,)), ('b', (-129,)), ('b', (128,)), ('B', (256,)), ('B', (-1,)), ('h', (40000,)), ('h', (-40000,)), ('H', (70000,)), ('H', (-1,)), ('i', (2**31,)), ('i', (-2**31 - 1,)), ('I', (-1,)), ('I', (2**32,)), ('l', (2**63,)), ('L', (-1,)), ('L', (2**64,)), ('q', (2**63,)), ('q', (2**70,)), ('Q', (-1,)), ('Q', (2**64,)), ('<b', (128,)), ('<B', (-1,)), ('<h', (40000,)), ('<H', (70000,)), ('<i', (2**31,)), ('<I', (-1,)), ('<q', (2**63,)), ('<Q', (-1,)), ('<l', (2**40,)), ('<L', (2**40,)), ('>H', (258,)), ('<H', (258,)), ('!I', (0x01020304,)), ('i', (1.5,)), ('i', ('a',)), ('i', (None,)), ('f', ('a',)), ('f', (1,)), ('f', (1e40,)), ('d', (0.1,)), ('>d', (0.1,)), ('e', (1.5,)), ('e', (70000.0,)), ('<e', (65520.0,)), ('f', (float('inf'),)), ('?', ([],)), ('?', (5,)), ('c', (b'a',)), ('c', (b'ab',)), ('c', ('a',)), ('c', (5,)), ('5s', (b'abc',)), ('3s', (b'abcdef',)), ('s', (bytearray(b'q'),)), ('s', ('a',)), ('0s', (b'a',)), ('5p', (b'abc',)), ('3p', (b'abcdef',)), ('p', (b'a',)), ('p', (5,)), ('2i', (1, 2)), ('2i', (1,)), ('2i', (1, 2, 3)), ('i', ()), ('', ()), ('', (1,)), ('bi', (1, 2)), ('<bi', (1, 2)), ('bxxi', (1, 2)), ('i3xb', (1, 2)), ('P', (5,)), ('n', (-1,)), ('N', (-1,)), ('i', (True,)), ('b3sh', (1, b'ab', 3)), ('hb0i', (1, 2)), ('300p', (b'x' * 299,))]:
    show(('pack', f, values if len(repr(values)) < 60 else 'long'), lambda: struct.pack(f, *values))
for f, data in [('i', b'\x01\0\0\0'), ('i', b'abc'), ('i', b'abcde'), ('2h', b'\x01\0\xff\xff'), ('>2h', b'\x01\0\xff\xff'), ('5s', b'hello'), ('5p', b'\x03abcd'), ('5p', b'\xffabcd'), ('c2xc', b'abcd'), ('?', b'\x02'), ('e', b'\0\x3c'), ('f', b'\0\0\x80?'), ('d', b'\0' * 8), ('', b''), ('bi', b'\x01\0\0\0\x02\0\0\0'), ('<bi', b'\x01\x02\0\0\0'), ('i', bytearray(4)), ('i', memoryview(b'abcd')), ('i', 'abcd'), ('i', 5), ('3s', b'\0a\0'), ('q', b'\xff' * 8), ('Q', b'\xff' * 8), ('b', b'\x80'), ('0s', b''), ('x', b'a')]:
    show(('unpack', f, data if not isinstance(data, memoryview) else 'view'), lambda: struct.unpack(f, data))
data = bytes(range(12))
for args in [('i', data), ('i', data, 4), ('i', data, -4), ('i', data, 9), ('i', data, 12), ('i', data, -13), ('i', data, -2), ('b', data, 11), ('i', b'ab')]:
    show(('unpack_from',) + args[2:], lambda: struct.unpack_from(*args))
show('keywords', lambda: struct.unpack_from('h', buffer=data, offset=2))
buffer = bytearray(8)
for args in [('h', buffer, 0, 258), ('h', buffer, 6, -1), ('h', buffer, 7, 1), ('h', buffer, -2, 5), ('h', buffer, -9, 1), ('h', buffer, 0), ('h', b'ab', 0, 1), ('h', buffer), ('i', buffer, 1, 'a'), ('h', buffer, -1, 1)]:
    show(('pack_into',) + args[2:], lambda: struct.pack_into(*args))
print(buffer)
show('iter', lambda: list(struct.iter_unpack('<hb', bytes(range(9)))))
show('iter', lambda: list(struct.iter_unpack('<hb', bytes(range(8)))))
show('iter', lambda: list(struct.iter_unpack('', b'')))
s = struct.Struct('<hbi')
print(s.format, s.size, s.pack(1, 2, 3), s.unpack(s.pack(4, 5, 6)), list(s.iter_unpack(s.pack(1, 2, 3) * 2)), s.unpack_from(b'xx' + s.pack(7, 8, 9), 2))
s.pack_into(target := bytearray(10), 1, 1, 2, 3)
print(target, type(s), isinstance(s, struct.Struct), struct.error.__mro__[1])
for call in [lambda: struct.Struct(), lambda: struct.Struct(5), lambda: struct.Struct('z'), lambda: s.pack(1), lambda: s.unpack(b'a'), lambda: struct.pack(), lambda: struct.pack(5), lambda: struct.unpack('i'), lambda: struct.calcsize(), lambda: struct.calcsize(5), lambda: s.pack_into(bytearray(2), 0, 1, 2, 3)]:
    show('call', call)
