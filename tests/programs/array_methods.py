# Methods, items, slices and operators of arrays.
import sys
from array import array
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
a = array('i', range(10))
for name, args in [('append',(1,)),('append',('a',)),('append',(2**40,)),('extend',([1,2],)),('extend',(array('i',[5]),)),('extend',(array('d',[5]),)),('extend',(5,)),('insert',(0,9)),('insert',(-1,8)),('pop',()),('pop',(0,)),('pop',(99,)),('remove',(5,)),('remove',(500,)),('index',(7,)),('index',(7,0,2)),('index',('x',)),('count',(1,)),('reverse',()),('byteswap',()),('byteswap',()),('tobytes',()),('tolist',()),('frombytes',(b'\0\0\0\1',)),('frombytes',(b'a',)),('frombytes',('a',)),('fromlist',([1],)),('fromlist',((1,),)),('fromlist',(['a'],)),('tounicode',()),('fromunicode',('a',)),('__copy__',())]:
    def run():
        r = getattr(a, name)(*args)
        return r, len(a), sys.getsizeof(a)
    show((name,args), run)
for key in [0,-1,100,'a',slice(1,4),slice(None,None,-2),1.5]:
    show(('get',key), lambda: a[key])
for key,value in [(0,5),(0,'a'),(100,1),(slice(0,2),array('i',[1])),(slice(0,2),[1]),(slice(0,2),array('d')),(slice(None,None,2),array('i',[1])),('a',1),(slice(None,None,3), array('i',[7]*len(a[::3])))]:
    show(('set',key,value), lambda: a.__setitem__(key,value))
del a[0]; del a[::2]; print(a, a + array('i',[1]), a*2, 2*a)
show('add', lambda: a + [1]); show('iadd', lambda: a.__iadd__([1]));
a += array('i',[3]); a *= 2; print(a)
print(array('i',[1,2]) == array('d',[1,2]), array('i',[1,2]) < array('i',[1,3]), array('i',[1]) != array('i',[1,2]), array('i',[1]) == [1])
show('hash', lambda: hash(a)); print(type(a), array, [x for x in array('f',[0.1])], 3 in a, list(reversed(array('b',[1,2]))), type(iter(a)).__name__, sys.getsizeof(iter(a)))
