# Arguments of the methods of str: positions, bounds, wrong classes, keywords.
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
s = 'hello world hello'
for name, args in [
 ('center',(25,)),('center',(25,'*')),('center',(25,'**')),('center',()),('center',('a',)),('center',(25,5)),('ljust',(20,'-')),('rjust',(20,'é')),('zfill',(20,)),('zfill',('a',)),
 ('count',('l',)),('count',('',)),('count',('l',3)),('count',('l',3,-2)),('count',('l',None,None)),('count',('l','a')),('count',(5,)),('count',()),
 ('find',('lo',)),('find',('lo',5)),('find',('',100)),('find',('',17)),('rfind',('lo',)),('rfind',('',)),('index',('zz',)),('rindex',('zz',)),('rindex',('o',-3)),
 ('startswith',('he',)),('startswith',(('x','he'),)),('startswith',(('x',5),)),('startswith',(5,)),('startswith',('lo',3)),('endswith',('lo',)),('endswith',('',)),('endswith',((),)),('endswith',('l',0,-1)),
 ('replace',('l','L')),('replace',('l','L',2)),('replace',('','-')),('replace',('','-',3)),('replace',('l',)),('replace',('l',5)),('replace',('l','L',-1)),('replace',('l','L',0)),
 ('split',('l',)),('split',('l',1)),('split',(None,1)),('split',('',)),('split',(5,)),('split',(None,'a')),('rsplit',('l',1)),('rsplit',(None,1)),('rsplit',('lo',-1)),
 ('partition',('lo',)),('partition',('',)),('partition',(5,)),('partition',()),('rpartition',('lo',)),('rpartition',('q',)),
 ('strip',('hdo',)),('strip',(None,)),('strip',(5,)),('strip',('a','b')),('lstrip',('he',)),('rstrip',('lo',)),
 ('removeprefix',('he',)),('removeprefix',('x',)),('removeprefix',(5,)),('removesuffix',('lo',)),('removesuffix',()),
 ('join',(['a','b'],)),('join',('abc',)),('join',([],)),('join',([1],)),('join',(5,)),('join',(['a',b'b'],)),('join',({'a':1,'b':2},)),('join',()),
 ('splitlines',(True,)),('splitlines',(1,)),('splitlines',('a',)),('expandtabs',(2,)),('expandtabs',('a',)),('expandtabs',(0,)),('expandtabs',(-1,)),
 ('translate',({104:'J',101:None,108:0x4c},)),('translate',({104:1.5},)),('translate',(5,)),('translate',([],)),('translate',('abc',)),('translate',({'h':'x'},)),
 ('format',()),('format',(1,)),('format_map',({},)),('format_map',()),('encode',('ascii',)),('encode',('nope',)),('encode',(5,)),('encode',('ascii',5)),('encode',('ascii','strict','x')),
 ('isalpha',(1,)),('upper',(1,)),('maketrans',({'a':'b'},)),('maketrans',('ab','cd')),('maketrans',('ab','cd','e')),('maketrans',('ab','c')),('maketrans',(5,)),('maketrans',('a',5)),('maketrans',({'ab':1},)),('maketrans',({1.5:1},)),('maketrans',()),('maketrans',('a','b','c','d')),('maketrans',('a','b',5)),
 ('casefold',()),('swapcase',()),('__contains__',('h',)),('__getitem__',(0,)),('__getitem__',('a',)),
]:
    show((name, args), lambda: getattr(s, name)(*args))
for name, kw in [('split',{'sep':'l'}),('split',{'maxsplit':1}),('split',{'x':1}),('encode',{'encoding':'ascii'}),('encode',{'errors':'x'}),('encode',{'q':1}),('splitlines',{'keepends':True}),('splitlines',{'x':1}),('expandtabs',{'tabsize':3}),('replace',{'old':'l','new':'L'}),('replace',{'count':1}),('upper',{'x':1}),('find',{'sub':'l'}),('center',{'width':1}),('join',{'iterable':[]}),('strip',{'chars':'h'})]:
    show((name, kw), lambda: getattr(s, name)(**kw))
