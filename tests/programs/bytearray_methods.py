# The constructor and methods of bytearray, with their errors.
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
for args in [(3,), (b'ab',), ('ab','ascii'), ('ab',), (b'ab','ascii'), ([1,2,300],), ([1,'a'],), (1.5,), (-1,), (None,), ((1,2),), (memoryview(b'xyz'),), ('a','b','c','d')]:
    show(args if not isinstance(args[0], memoryview) else 'mv', lambda: bytearray(*args))
    show('bytes', lambda: bytes(*args))
show('kw', lambda: bytearray(source=b'a'))
show('kw', lambda: bytearray('é', encoding='utf-8', errors='strict'))
show('kw', lambda: bytearray(x=b'a'))
b = bytearray(b'hello world')
for name, args in [('append',(1,)),('append',(256,)),('append',('a',)),('append',()),('append',(1,2)),('extend',(b'abc',)),('extend',('abc',)),('extend',([1,2],)),('extend',([1,999],)),('extend',(5,)),('insert',(0,65)),('insert',(-100,66)),('insert',(100,67)),('insert',(1,)),('insert',(1,-1)),('pop',()),('pop',(0,)),('pop',(100,)),('remove',(104,)),('remove',(104,)),('remove',('a',)),('reverse',()),('copy',()),('find',(b'o',)),('find',(111,)),('find',('o',)),('index',(b'zz',)),('count',(b'l',)),('split',()),('split',(b'o',)),('partition',(b' ',)),('partition',(b'zz',)),('rpartition',(b'zz',)),('replace',(b'l',b'LL')),('upper',()),('title',()),('center',(20,)),('center',(20,b'*')),('center',(20,'*')),('ljust',(20,bytearray(b'-'))),('zfill',(15,)),('strip',(b'hd',)),('hex',()),('hex',(':',)),('hex',(':',2)),('hex',('::',)),('hex',(1,)),('startswith',(b'he',)),('startswith',((b'x',b'he'),)),('startswith',('he',)),('endswith',(bytearray(b'd'),)),('join',([b'a',bytearray(b'b'),memoryview(b'c')],)),('join',(['a'],)),('join',(5,)),('splitlines',()),('expandtabs',(4,)),('translate',(None,b'l')),('decode',()),('decode',('ascii',)),('decode',('latin-1','strict')),('isalpha',()),('clear',()),('__alloc__',()),('pop',()), ('removeprefix',(b'a',)),('removesuffix',('a',)),('rfind',(b'a',)),('rsplit',(b'a',1)),('lower',())]:
    def run():
        r = getattr(b, name)(*args)
        return r, type(r).__name__, bytes(b)
    show((name, args) if name != 'join' else name, run)
    if name == 'clear': print(len(b))
