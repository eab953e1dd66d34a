# Files: modes, lines, places, errors, what is written when, and what `with` closes.
import io
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
name = __file__.replace('.py', '.txt')
with open(name, 'w', encoding='utf-8') as f:
    print(f.write('first\n'), f.write('zwei é\n'), f.tell(), f.closed, f.name, f.mode, f.readable(), f.writable(), f.seekable())
    print('third', 3, file=f)
    print('a', 'b', sep='-', end='!', file=f)
    f.writelines(['x\n', 'y\n'])
print(f.closed)
with open(name, encoding='utf-8') as f:
    print(repr(f.read()))
    print(repr(f.read()), f.tell())
    print(f.seek(0), repr(f.readline()), f.tell(), repr(f.readline()), f.tell(), f.readlines())
with open(name, encoding='utf-8') as f:
    for number, line in enumerate(f, 1):
        print(number, repr(line))
with open(name, 'rb') as f:
    print(f.read(5), f.tell(), f.readline(), f.seek(-4, 2), f.read(), f.seek(2), f.read(1), f.seek(1, 1), f.read(2))
with open(name, 'a', encoding='utf-8') as f:
    print(f.tell(), f.write('more'), f.tell())
print(open(name, encoding='utf-8').read().splitlines()[-1])
with open(name, 'r+', encoding='utf-8') as f:
    print(f.read(3), f.seek(0), f.write('FIRST'), f.tell())
    f.flush()
    print(f.seek(0), f.readline())
with open(name, 'rb+') as f:
    print(f.write(b'##'), f.truncate(8), f.read(), f.seek(0), f.read())
show('x', lambda: open(name, 'x'))
show('missing', lambda: open('glasshouse_missing.txt'))
try:
    open('glasshouse_missing.txt')
except OSError as e:
    print(e.errno, e.strerror, e.filename, isinstance(e, FileNotFoundError))
w = open(name, 'w', encoding='utf-8')
w.write('waiting')
print(repr(open(name, encoding='utf-8').read()))
w.flush()
print(repr(open(name, encoding='utf-8').read()))
del w
def late():
    g = open(name, 'w')
    g.write('by death')
late()
print(open(name).read())
for mode in ['q', 'rw', '', 'r+b+', 'U', 'b', 'rtb', 'w+r']:
    show(mode, lambda: open(name, mode))
for kw in [{'mode': 'rb', 'encoding': 'utf-8'}, {'mode': 'rb', 'errors': 'strict'}, {'mode': 'rb', 'newline': ''}, {'newline': 'x'}, {'encoding': 'nope'}, {'buffering': 0}, {'mode': 5}, {'encoding': 5}]:
    show(kw, lambda: open(name, **kw))
for bad in [5.5, None, [], '']:
    show(bad, lambda: open(bad))
f = open(name, encoding='ascii', errors='replace')
print(f.encoding, f.errors, f.line_buffering, repr(f)[:20])
for n, a in [('write', ('a',)), ('read', ('a',)), ('read', (1.5,)), ('seek', (1, 1)), ('seek', (-1,)), ('seek', (0, 5)), ('seek', (0, 2)), ('readline', (5,)), ('writelines', (['a'],)), ('truncate', ())]:
    show((n, a), lambda: getattr(f, n)(*a))
f.close()
for n, a in [('read', ()), ('write', ('a',)), ('readline', ()), ('__enter__', ()), ('__next__', ()), ('seek', (0,)), ('tell', ()), ('flush', ()), ('readable', ()), ('isatty', ()), ('truncate', ()), ('readlines', ()), ('writelines', ([],)), ('close', ())]:
    show(n, lambda: getattr(f, n)(*a))
f = open(name, 'w', encoding='utf-8')
for n, a in [('read', ()), ('write', (5,)), ('write', (b'a',)), ('readline', ()), ('write', ('h\xe9llo\n',)), ('tell', ()), ('__next__', ()), ('writelines', (['a', 5],)), ('writelines', (5,)), ('write', ())]:
    show((n, a), lambda: getattr(f, n)(*a))
f.close()
f = open(name, 'wb')
for n, a in [('read', ()), ('write', (5,)), ('write', ('a',)), ('write', (b'ab\ncd',)), ('write', (bytearray(b'x'),))]:
    show((n, a), lambda: getattr(f, n)(*a))
f.close()
with open(name, 'wb') as f:
    f.write(b'a\r\nb\rc\nd')
for newline in [None, '', '\n', '\r', '\r\n']:
    print(repr(newline), open(name, newline=newline).readlines(), repr(open(name, newline=newline).read(3)))
for newline in [None, '', '\n', '\r', '\r\n']:
    with open(name, 'w', newline=newline) as f:
        f.write('a\nb\r\n')
    print(repr(newline), open(name, 'rb').read())
try:
    with open(name, 'w') as f:
        f.write('kept')
        raise KeyError('inside')
except KeyError as e:
    print(e, f.closed, open(name).read())
print(isinstance(f, io.TextIOBase), isinstance(open(name, 'rb'), io.BufferedIOBase), isinstance(f, io.IOBase), io.open is open)
print([type(open(name, m)).__name__ for m in ['r', 'rb', 'rb+', 'wb', 'ab', 'w']])
