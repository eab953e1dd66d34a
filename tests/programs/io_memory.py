# StringIO and BytesIO: reading, lines, writing over, places, line ends, errors.
import io
from io import StringIO, BytesIO
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
s = StringIO()
print(s.write('hello '), s.write('w\xf6rld\n'), s.tell(), repr(s.getvalue()), s.read(), s.seek(0), s.read(3), s.readline(), s.closed)
print('printed', 1, 2, file=s, sep='|')
print(repr(s.getvalue()), s.seek(2), s.write('XX'), s.getvalue().splitlines(), s.truncate(4), s.getvalue(), s.tell())
s.seek(8); s.write('!'); print(repr(s.getvalue()))
print(list(StringIO('a\nb\nc')), StringIO('a\nb\n').readlines(), StringIO('abc\ndef').readlines(2), [line for line in StringIO('x\ny')])
for newline in [None, '', '\n', '\r', '\r\n']:
    t = StringIO('a\r\nb\rc\nd', newline=newline)
    print(repr(newline), repr(t.getvalue()), t.readlines(), t.write('\n') , repr(t.getvalue()))
show('bad', lambda: StringIO(5)); show('bad', lambda: StringIO('a', 'x')); show('bad', lambda: StringIO('a', 5)); show('kw', lambda: StringIO(initial_value='q').read())
s = StringIO('abc')
for n, a in [('write', (5,)), ('write', (b'a',)), ('read', ('a',)), ('read', (-1,)), ('read', (0,)), ('seek', (-1,)), ('seek', (1, 1)), ('seek', (0, 2)), ('seek', (0, 9)), ('truncate', (-1,)), ('fileno', ()), ('isatty', ()), ('readable', ()), ('writable', ()), ('seekable', ()), ('read', (1, 2)), ('getvalue', (1,))]:
    show((n, a), lambda: getattr(s, n)(*a))
with StringIO('x') as s:
    print(s.read())
for n, a in [('read', ()), ('write', ('a',)), ('getvalue', ()), ('seek', (0,)), ('tell', ()), ('flush', ()), ('__enter__', ()), ('readlines', ()), ('close', ())]:
    show(n, lambda: getattr(s, n)(*a))
b = BytesIO(b'abc')
print(b.read(1), b.write(b'XYZ'), b.getvalue(), b.tell(), b.seek(-2, 2), b.read(), b.seek(0), b.readline(), b.seek(10), b.write(b'!'), b.getvalue(), b.truncate(3), b.getvalue())
print(list(BytesIO(b'a\nb\r\nc')), BytesIO(bytearray(b'q')).read(), BytesIO(memoryview(b'mv')).getvalue(), BytesIO().getvalue())
b = BytesIO(b'abc')
for n, a in [('write', (5,)), ('write', ('a',)), ('read', ('a',)), ('seek', (-1,)), ('seek', (-5, 1)), ('seek', (0, 9)), ('truncate', (-1,)), ('fileno', ()), ('isatty', ()), ('writelines', ([b'1', b'2'],)), ('getvalue', ()), ('readlines', ())]:
    show((n, a), lambda: getattr(b, n)(*a))
show('bad', lambda: BytesIO('a')); show('bad', lambda: BytesIO(5))
b.close()
for n, a in [('read', ()), ('write', (b'a',)), ('getvalue', ()), ('seek', (0,)), ('readable', ())]:
    show(n, lambda: getattr(b, n)(*a))
print(type(s), type(b), StringIO.__mro__[1:3], issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError), io.SEEK_END)
class Upper(StringIO):
    def write(self, text):
        return super().write(text.upper())
u = Upper(); print('quiet', file=u); print(repr(u.getvalue()), type(u).__name__)
import sys
old, sys.stdout = sys.stdout, StringIO()
print('caught')
caught, sys.stdout = sys.stdout.getvalue(), old
print(repr(caught))
