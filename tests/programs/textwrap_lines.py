# textwrap: lines of a width, hyphens and dashes, long words, what is left out, and margins.
import textwrap

text = "The well-known fox -- quick, brown--and e-mail-ready -- jumps over a 2-3 year-old dog. It is a test!  Yes, co-op work; x-y and --option here."
for width in (12, 20, 33, 70):
    print(width, textwrap.wrap(text, width))
print(textwrap.wrap(text, 20, break_on_hyphens=False))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap("supercalifragilisticexpialidocious is long", 10))
print(textwrap.wrap("supercalifragilisticexpialidocious is long", 10, break_long_words=False))
print(textwrap.wrap("long-hyphenated-words-everywhere-in-here", 9), textwrap.wrap("aaa-bbbbbbbbbbbbb-ccc", 6))
print(textwrap.wrap("a\tb\n\nc   d", 20), textwrap.wrap("a\tb\n\nc   d", 20, expand_tabs=False, replace_whitespace=False))
print(textwrap.wrap("   leading and trailing   ", 10), textwrap.wrap("   leading and trailing   ", 10, drop_whitespace=False))
print(textwrap.wrap("One ends. Two ends! Three? Mr. Four", 80, fix_sentence_endings=True))
print(textwrap.wrap(text, 30, max_lines=2), textwrap.wrap(text, 30, max_lines=1, placeholder="..."))
print(textwrap.wrap("", 5), textwrap.wrap("   ", 5), repr(textwrap.fill("", 5)))
for width in (5, 6, 11, 12, 17, 40):
    print(width, repr(textwrap.shorten("Hello  wonderful   world of text", width)))
print(repr(textwrap.shorten("Hello wonderful world", width=12, placeholder="~")))
for wrong in (lambda: textwrap.wrap("x", 0), lambda: textwrap.shorten("hello world", 3), lambda: textwrap.wrap(3)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
for block in ("  a\n  b", "    a\n      b\n    c", "\ta\n  b", "  a\n\n   \n  b\n", "a\n  b", "", "   ", "\n   x\n    \t\n   y", "  \tx\n  \t y"):
    print(repr(textwrap.dedent(block)))
print(repr(textwrap.indent("a\n\n  b\nc", "> ")), repr(textwrap.indent("a\n\nb\n", "+", lambda line: True)))
wrapper = textwrap.TextWrapper(width=15, subsequent_indent="..")
wrapper.width = 18
print(wrapper.wrap("reuse the very same wrapper for more"), wrapper.fill("and again for this one"))
