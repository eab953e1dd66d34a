# What the methods of str make of characters of many kinds.
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
S = ['', 'abc', 'Hello World', 'ß', 'ǆ', 'İstanbul', 'ﬁne', 'Σίσυφος', '١٢٣', '½', '²', 'a\tb\n\x0bc\x1c\x85d\u2028e\r\nf', '  x ', 'ABC', 'aBc1', '_id', '1x', 'class', 'é', '😀😁', 'a,b,,c', '\x00\x7f\xa0\xad', 'ŉ', 'ϔ', 'ꙮ', '中文字', '１２', 'Ⅷ', 'x\u0301']
for s in S:
    for n in ['capitalize','casefold','lower','upper','title','swapcase','isalnum','isalpha','isascii','isdecimal','isdigit','isidentifier','islower','isnumeric','isprintable','isspace','istitle','isupper','split','splitlines','strip','lstrip','rstrip','expandtabs','encode','rsplit','__len__']:
        show((s, n), getattr(s, n))
