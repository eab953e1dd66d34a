# Lone surrogates: in literals, by number, in and out of bytes, hashed, compared, printed.
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)

s = '\ud800a\udfff'
print(len(s), [hex(ord(c)) for c in s], repr(s), ascii(s), s == chr(0xd800) + 'a' + chr(0xdfff), hash(s) == hash('\ud800a\udfff'))
print('\ud7ff' < '\ud800' < '\udfff' < '\ue800' < '\U00010000', r'\ud800', f'{1}\udc80' == '1\udc80')
show('utf8', lambda: s.encode())
show('utf16', lambda: s.encode('utf-16'))
show('utf32', lambda: s.encode('utf-32'))
show('latin', lambda: s.encode('latin-1'))
for enc in ['utf-8', 'utf-16-le', 'utf-32-be', 'ascii']:
    show(enc, lambda: s.encode(enc, 'surrogatepass'))
    show(enc, lambda: s.encode(enc, 'replace'))
    show(enc, lambda: s.encode(enc, 'backslashreplace'))
    show(enc, lambda: s.encode(enc, 'ignore'))
raw = b'caf\xe9 \xff\x80ok'
t = raw.decode('utf-8', 'surrogateescape')
print(ascii(t), t.encode('utf-8', 'surrogateescape') == raw, t.isprintable(), t.upper() == 'CAF\udce9 \udcff\udc80OK')
show('passed', lambda: b'\xed\xa0\x80'.decode('utf-8', 'surrogatepass'))
show('strict', lambda: b'\xed\xa0\x80'.decode())
show('print', lambda: print('\ud83d'))
import sys
print(sys.getsizeof('\ud800'), sys.getsizeof('\ud800\U0001f600'), {'\ud800': 1}['\ud800'], '\ud83d\ude00' == '\U0001f600', '%c' % 0xdead == '\udead', '{:c}'.format(0xdead) == '\udead')
