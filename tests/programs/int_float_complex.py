# Numbers: what texts mean, every operator between the kinds, powers, shifts, bytes, ratios and rounding.
import sys
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
texts = ['', ' 12 ', '+5', '-0', '1_000', '1__0', '_1', '1_', '0x1f', '0b101', '0o17', '010', '00', '\u0661\u0662', '1.5', '1e5', '.5', '5.', '1_0.5_0', 'inf', '-Infinity', 'nan', '+nan', '1e400', '-1e-400', '0x1p3', 'abc', '12abc', '\x0012', '12\n', '\u2003 7', '1e', 'e5', '--1', '+-1', '1 2', '9' * 30, '1' * 5000, 'z', 'ZZ', '\u00bd', '1+2j', '(1-2j)', '1j', 'j', '-j', '+1.5e3-2.5E-2j', ' ( 1+2j ) ', '1 + 2j', '1+2', 'infj', 'nan+nanj', '1_0j', '1+2jj', '((1))', '1j+2']
for t in texts:
    label = t if len(t) < 40 else f'{t[:3]}*{len(t)}'
    show(('int', label), lambda: int(t)); show(('float', label), lambda: float(t)); show(('complex', label), lambda: complex(t))
    for base in [0, 2, 8, 16, 36, 1, 37, -1]:
        if len(t) < 40: show(('int', label, base), lambda: int(t, base))
    if t.isascii(): show(('bytes', label), lambda: int(t.encode())); show(('bytes', label), lambda: float(t.encode()))
nums = [0, 1, -1, 7, -7, 2**63, -2**64, 10**25, True, 0.0, -0.0, 0.5, -2.5, 1e300, -1e-300, float('inf'), float('nan'), 1j, -2.5+3j]
for a in nums:
    for f in [abs, round, int, float, complex, bool, lambda x: hash(x) if x == x else 0, bin, hex, str, divmod, lambda x: -x, lambda x: ~x if x is not True else 0, lambda x: +x, lambda x: x.conjugate(), lambda x: x.real, lambda x: x.imag, lambda x: x.is_integer(), lambda x: x.as_integer_ratio(), lambda x: x.bit_length(), lambda x: x.bit_count(), lambda x: x.hex(), lambda x: round(x, 1), lambda x: round(x, -1), lambda x: round(x, None), lambda x: x.__trunc__(), lambda x: x.__floor__(), lambda x: x.__ceil__(), lambda x: (x).to_bytes(16, 'big', signed=True), lambda x: sys.getsizeof(x)]:
        show((a, getattr(f, '__name__', '?')), lambda: f(a))
    for b in nums:
        for n, f in [('+', lambda: a + b), ('-', lambda: a - b), ('*', lambda: a * b), ('/', lambda: a / b), ('//', lambda: a // b), ('%', lambda: a % b), ('divmod', lambda: divmod(a, b)), ('<', lambda: a < b), ('==', lambda: a == b), ('&', lambda: a & b), ('|', lambda: a | b), ('^', lambda: a ^ b)]:
            show((a, n, b), f)
small = [0, 1, -1, 2, -3, 5, 0.5, -0.5, 2.0, -2.0, 0.0, 1j, 1+1j, float('inf'), float('nan'), 1e10]
for a in small:
    for b in small:
        show((a, '**', b), lambda: a ** b)
        for c in [None, 1, 7, -7, 0, 2.0]:
            show(('pow', a, b, c), lambda: pow(a, b, c))
for a in [1, 2, -1, 5, 2**70]:
    for b in [0, 1, 5, 64, -1, 1.0, 2**70]:
        if b != 2**70 or a == 0: show((a, '<<', b), lambda: a << b)
        show((a, '>>', b), lambda: a >> b)
for v in ['0x1p3', '0x1.8p1', '-0x1.0p-1074', '0x.8', 'inf', 'nan', '0x', '1.5', '0x1p2000', ' 0x1.fffffffffffffp+1023 ', '0x1.fffffffffffff8p+1023', '0X1P-5', 'abc', '0x1g']:
    show(v, lambda: float.fromhex(v))
for v in [0.1, 1e-310, 5e-324, 1.7976931348623157e308, 123456789.123, 1e22, 1e23, 9007199254740993.0, 0.1+0.2, 1/3, 2/3, 100.0, 1e16, 1e15, 123456.7, 1e-5, 0.0001]:
    print(repr(v), v.hex(), v.as_integer_ratio(), '%r %s %.17g' % (v, v, v), round(v, 3), round(v, 10), v.__round__(), hash(v))
for args in [(b'',), (b'\x01\x02',), (b'\x01\x02', 'little'), (b'\xff', 'big'), (b'', 'x'), ([1, 2],), ([300],), ('ab',), (5,), (b'a', 5)]:
    show(('from_bytes', args), lambda: int.from_bytes(*args)); show(('from_bytes signed', args), lambda: int.from_bytes(*args, signed=True))
for v, args, kw in [(5, (), {}), (256, (), {}), (-1, (), {}), (-1, (2,), {'signed': True}), (1000, (2, 'little'), {}), (5, (0,), {}), (0, (0,), {}), (5, (-1,), {}), (5, (2, 'x'), {}), (-129, (1,), {'signed': True}), (128, (1,), {'signed': True})]:
    show(('to_bytes', v, args, kw), lambda: v.to_bytes(*args, **kw))
for call in [lambda: complex('1', 2), lambda: complex(1, '2'), lambda: complex(real=1, imag=2), lambda: complex(None), lambda: complex([]), lambda: complex(1, None), lambda: int(None), lambda: int([]), lambda: int('5', '2'), lambda: int(5, 2), lambda: int(base=2), lambda: float(None), lambda: float([]), lambda: float(1j), lambda: int(1j), lambda: int(float('nan')), lambda: int(float('inf')), lambda: float(10**400), lambda: 10**400 / 10**399, lambda: 1 / 10**400, lambda: 10**400 * 1.0, lambda: str(10**5000), lambda: int('1' * 4301), lambda: 10**5000 % 7, lambda: round(1.5, 'a'), lambda: round('a'), lambda: round(2.675, 2), lambda: round(12345, -2), lambda: round(15, -1), lambda: round(25, -1), lambda: round(-15, -1), lambda: round(1e308, -308), lambda: round(1.5, 400), lambda: sum([0.1] * 10), lambda: sum([1e16, 1, -1e16]), lambda: sum([0.1] * 10, 0.0), lambda: sum([1, 2.5, 3j]), lambda: sum([True, 2]), lambda: sum([[1], [2]], []), lambda: divmod(7, 0), lambda: divmod(-7, 2.5), lambda: pow(2, -1), lambda: pow(2, -1, 5), lambda: pow(2, -1, 4), lambda: pow(0, -1), lambda: pow(2, 3, 0), lambda: sys.int_info, lambda: 5 .real, lambda: max(1, 2.0, True), lambda: max([]), lambda: min([], default=5), lambda: max(1, key=5), lambda: max('abc', key=ord)]:
    show('call', call)
