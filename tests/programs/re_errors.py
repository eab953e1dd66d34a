import re

# The messages of wrong patterns, and where they point.
patterns = [
    "(", ")", "(a", "a)", "[", "[a", "[]", "*", "+a", "a**", "a*+*", "a{2}{3}", "a{3,2}", "(?", "(?P", "(?P<", "(?P<a",
    "(?P<1a>x)", "(?P<a>x)(?P<a>y)", "(?P=b)", "(?Pz)", "(?z)", "(?i", "(?i-", "(?i-i:a)", "(?-a:x)", "a(?i)b",
    "(?<a)", "(?<=a+)b", "(?<!a|bc)d", "\\", "a\\", "\\q", "[\\q]", "\\1", "(a)\\2", "(\\1)", "\\x1", "\\u12",
    "\\400", "[z-a]", "[\\d-z]", "(?(1)a)", "(?(0)a)", "(?(a)b)", "(a)(?(1)b|c|d)", "(?#", "x{99999999999}",
    "\n\n(a", "(?=a", "(?>a", "(?:a",
]
for pattern in patterns:
    try:
        print(repr(pattern), "compiles", re.compile(pattern).groups)
    except re.error as error:
        print(repr(pattern), "->", error, error.msg, error.pos, error.lineno, error.colno)
    except OverflowError as error:
        print(repr(pattern), "->", type(error).__name__, error)

for template in ["\\2", "\\g<a>", "\\g<", "\\g<>", "\\g<2>", "\\q", "\\g", "\\400", "\\", "\\g<1a>"]:
    try:
        print(repr(template), re.sub("(x)", template, "x"))
    except (re.error, IndexError) as error:
        print(repr(template), "->", type(error).__module__, error)

print(issubclass(re.error, Exception), re.error.__module__)
for call in (
    lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 5), lambda: re.compile(5),
    lambda: re.compile(re.compile("a"), re.I), lambda: re.match("(a)", "a").group(2),
    lambda: re.match("(a)", "a").group("x"), lambda: re.match("(a)", "a")[1.5], lambda: re.sub("a", 1, "a"),
    lambda: re.compile("a", re.A | re.U), lambda: re.compile(b"a", re.U), lambda: re.sub("a", lambda m: 1, "a"),
    lambda: re.compile("a").match(), lambda: re.compile("a").match(1, 2, 3, 4), lambda: re.compile("a").match(x=1),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
