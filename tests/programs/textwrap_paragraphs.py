"""textwrap: wrap, fill, shorten, dedent, indent."""

import textwrap

text = "The quick brown fox, which was well-known, jumped over\tthe lazy dog.  It was antidisestablishmentarianism. Yes! \n  New line here."
for width in (5, 10, 17, 20, 33, 70, 200):
    print(width, textwrap.wrap(text, width))
for settings in (
    {"initial_indent": "* ", "subsequent_indent": "  "}, {"break_long_words": False}, {"break_on_hyphens": False}, {"drop_whitespace": False},
    {"max_lines": 2}, {"max_lines": 1, "placeholder": "..."}, {"max_lines": 20}, {"fix_sentence_endings": True}, {"expand_tabs": False},
    {"replace_whitespace": False}, {"tabsize": 2},
):
    print(settings, textwrap.wrap(text, 18, **settings))
print(textwrap.fill(text, 30))
for width in (12, 20, 40, 300):
    print(repr(textwrap.shorten(text, width)), repr(textwrap.shorten(text, width, placeholder="..")))
print(textwrap.wrap(""), textwrap.wrap("   "), textwrap.wrap("a"), textwrap.fill("  a  b ", 3))
for block in ("  a\n    b\n\n  c\n", "\ta\n\t  b", "  a\n\tb", "a\n  b", "", "   \n  x\n \t\n", "  one"):
    print(repr(textwrap.dedent(block)), repr(textwrap.indent(block, "> ")), repr(textwrap.indent(block, "> ", lambda line: True)))
for make in (lambda: textwrap.wrap("a", 0), lambda: textwrap.wrap("abc", 3, max_lines=1), lambda: textwrap.shorten("abc def", 3), lambda: textwrap.wrap("a", colour=1)):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
wrapper = textwrap.TextWrapper(width=12)
wrapper.initial_indent = "- "
print(wrapper.wrap(text), wrapper.width)
