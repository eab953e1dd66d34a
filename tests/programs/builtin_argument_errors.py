# Calls of every method of the built-in types and of the built-in functions with too few, too many and wrong arguments.
import sys, builtins
def show(label, f):
    try:
        f()
        print(label, 'ok')
    except Exception as e:
        print(label, type(e).__name__, e)
for t, make in [(int, lambda: 5), (float, lambda: 1.5), (complex, lambda: 1j), (str, lambda: 'abc'), (bytes, lambda: b'abc'), (bytearray, lambda: bytearray(b'abc')), (memoryview, lambda: memoryview(b'abc')), (list, lambda: [1,2]), (tuple, lambda: (1,2)), (dict, lambda: {1:2}), (set, lambda: {1}), (frozenset, lambda: frozenset({1})), (range, lambda: range(3)), (slice, lambda: slice(3))]:
    for n in sorted(dir(t)):
        if n.startswith('_') or n in ('real','imag','numerator','denominator','start','stop','step','obj','nbytes','format','itemsize','ndim','readonly','shape','strides','suboffsets','c_contiguous','f_contiguous','contiguous') and t is not str: continue
        for k in range(6):
            show((t.__name__, n, k), lambda: getattr(make(), n)(*[None]*k))
        if n != 'maketrans':
            show((t.__name__, n, 'kw'), lambda: getattr(make(), n)(zzz=1))
            show((t.__name__, n, 'kw1'), lambda: getattr(make(), n)(None, zzz=1))
        show((t.__name__, n, 'self'), lambda: getattr(t, n)())
        show((t.__name__, n, 'wrong'), lambda: getattr(t, n)(object))
    for k in range(6):
        show((t.__name__, k), lambda: t(*[None]*k))
    show((t.__name__, 'kw'), lambda: t(zzz=1))
    show((t.__name__, 'kw1'), lambda: t(None, zzz=1))
for n in ['abs','all','any','ascii','bin','callable','chr','delattr','divmod','format','getattr','hasattr','hash','hex','id','isinstance','issubclass','iter','len','max','min','next','oct','ord','pow','repr','reversed','round','setattr','sorted','sum','vars','enumerate','zip','map','filter','bool','object','dir']:
    f = getattr(builtins, n)
    for k in range(6):
        if n in ('dir','vars') and k == 0: continue
        show((n, k), lambda: f(*[None]*k))
    if n not in ('vars','dir'): show((n, 'kw'), lambda: f(zzz=1)); show((n, 'kw1'), lambda: f(None, zzz=1)); show((n, 'kw2'), lambda: f([], zzz=1))
for n in ['getrefcount','getsizeof','intern','setrecursionlimit','getrecursionlimit','exc_info','getdefaultencoding','getswitchinterval','setswitchinterval','is_finalizing']:
    f = getattr(sys, n)
    for k in range(4):
        show(('sys', n, k), lambda: f(*[None]*k))
    show(('sys', n, 'kw'), lambda: f(zzz=1))
