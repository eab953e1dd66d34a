# Encodings of str and their error handlers.
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
S = ['', 'abc', 'Hello World', 'ß', 'ǆ', 'İstanbul', 'ﬁne', 'Σίσυφος', '١٢٣', '½', '²', 'a\tb\n\x0bc\x1c\x85d\u2028e\r\nf', '  x ', 'ABC', 'aBc1', '_id', '1x', 'class', 'é', '😀😁', 'a,b,,c', '\x00\x7f\xa0\xad', 'ŉ', 'ϔ', 'ꙮ', '中文字', '１２', 'Ⅷ', 'x\u0301']
for s in S:
    show('utf', lambda: (s.encode('utf-16'), s.encode('utf-32'), s.encode('utf-16-le'), s.encode('utf-16-be'), s.encode('utf-32-be'), s.encode('utf-8-sig')))
    for enc in ['ascii','latin-1','cp1252','utf-8','iso-8859-15','cp437','koi8-r']:
        for err in ['strict','ignore','replace','backslashreplace','xmlcharrefreplace','namereplace','surrogateescape','surrogatepass']:
            show((s, enc, err), lambda: s.encode(enc, err))

for data in [b'abc', b'\xff', b'\xe9', b'\xc3\xa9', b'\xc3', b'\xe9\x82', b'\xea\x28\xa1', b'\xed\xa0\x80', b'\xf0\x9f\x98\x80', b'\xf5', b'a\x80b\x81c', b'\xff\xfea\x00', b'\xfe\xff\x00a', b'a\x00b', b'\x00\xd8', b'\x00\xd8\x00\xdc', b'\x00\xd8a\x00', b'\x81\x9d', b'\x00\x00\x11\x00', b'a\x00\x00\x00', b'\\n\\x41\\u0041\\q', b'\\x4', b'\\u00', b'\\', b'']:
    for enc in ['utf-8', 'ascii', 'latin-1', 'cp1252', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-8-sig', 'koi8-r']:
        for err in ['strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape']:
            show((data, enc, err), lambda: data.decode(enc, err))
for name in ['UTF8', 'Utf_8', 'LATIN1', 'iso-8859-1', 'us-ascii', 'windows-1252', 'nope', 'hex', 'rot13', '']:
    show(name, lambda: 'a'.encode(name))
    show(name, lambda: b'a'.decode(name))
