import re
import copy
import sys

pattern = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(-(\d\d))?", re.IGNORECASE | re.ASCII)
print(pattern, pattern.pattern, pattern.flags, pattern.groups)
print(re.compile("a"), re.compile(b"a"), re.compile("x" * 300)[:0] if False else len(repr(re.compile("x" * 300))))
print(re.compile("a", re.M | re.S | re.X), re.compile("(?i)a").flags, re.compile(b"a").flags)
text = "from 2024-05 to 2025-06-07."
match = pattern.search(text)
print(match, match.group(), match.group(1, "month"), match["year"], match.groups(), match.groups("none"))
print(match.groupdict(), match.groupdict(0), match.span(), match.start("month"), match.end(2), match.span(3))
print(match.lastindex, match.lastgroup, match.string is text, match.re is pattern, match.pos, match.endpos, match.regs)
match = pattern.search(text, 10, 26)
print(match.group(), match.pos, match.endpos, match.lastindex, match.lastgroup)
print(match.expand(r"\2/\g<year>\n[\g<4>]"), bool(match), copy.copy(match) is match, copy.deepcopy(pattern) is pattern)

whole = re.match(".*", text)
print(whole.group() is text, re.sub("zzz", "", text) is text, re.match("", text).group() == "")
print(pattern.match(text), pattern.match(text, 5).span(), pattern.fullmatch("2024-05"), pattern.fullmatch("2024-05x"))
print(re.compile("^b").search("ab", 1), re.compile("b$").search("abc", 0, 2), re.compile("(?<=a)b").search("ab", 1))
print(pattern == re.compile(pattern.pattern, re.I | re.A), pattern == re.compile("a"), pattern != 5)
print(hash(re.compile("q")) == hash(re.compile("q")), re.compile("q") is re.compile("q"))
print(type(match), type(pattern), type(pattern.finditer("")), re.Match, re.Pattern)
print([re.I, re.M, re.I | re.M, re.NOFLAG, ~re.I & re.M, re.I & re.M], str(re.I), re.I.value, re.I.name, int(re.X))
print(re.I == 2, re.I | 8, isinstance(re.S, int), re.RegexFlag(3 * 8))
found = pattern.finditer(text)
print(next(found).group(), next(found).group(), next(found, "end"))
before = sys.getrefcount(text)
kept = pattern.search(text)
print(sys.getrefcount(text) - before)
del kept
print(sys.getrefcount(text) - before)
for bad in (lambda: type(match)(), lambda: pattern.nothing):
    try:
        bad()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
scanner = re.compile(r"\d|[a-z]+").scanner("ab1?c")
print(scanner.match(), scanner.match(), scanner.match(), scanner.search())
