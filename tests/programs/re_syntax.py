import re

# What each piece of syntax takes, by all matches and their groups.
cases = [
    (r"a|ab|abc", "abc"), (r"(a|ab)(c|bcd)", "abcd"), (r"[^\W\d_]+", "ab1_c é"), (r"\bfoo\b", "foo food foo"),
    (r"(?:x|(y))*", "yx"), (r"(a*)*b", "aab"), (r"(a*)+", "aa"), (r"(a|b)*?c", "abac"), (r"a{2}", "aaaaa"),
    (r"a{,2}", "aaa"), (r"a{2,}?", "aaaa"), (r"a{x}", "a{x}"), (r"[]a]+", "]a]b"), (r"[a\-z]+", "a-z"),
    (r"(?P<n>\w)(?P=n)", "aabbc"), (r"(\w)\1", "aabbc"), (r"(?i)straSSe", "STRASSE straße"),
    (r"(?i:a)b", "Ab aB ab"), (r"(?s:.)\n", "a\n\n"), (r"(?m)^\w+$", "one\ntwo\n"), (r"\Aone|two\Z", "one two"),
    (r"(?x) a  b # comment", "ab"), (r"(?<=\d{2})x", "12x 1x"), (r"(?<!a)b", "ab bb"), (r"a(?=b)", "ab ac"),
    (r"a(?!b)", "ab ac"), (r"(?(1)a|b)", "ab") if False else (r"(<)?a(?(1)>|!)", "<a> a! a>"),
    (r"(?>a+)a", "aaa"), (r"a++a|b", "aab"), (r"a?+a", "aa a"), (r"(?:ab){1,2}+", "ababab"),
    (r"\x41\u0042\103", "ABC"), (r"[\x00-\x1f]", "a\tb\n"), (r"\.", "a.b"), (r"[.]", "a.b"), (r"", "ab"),
    (r"x*", "axb"), (r"$", "a\n"), (r"(?m)$", "a\nb"), (r"\s+", "a \t\u2003b"), (r"(?a)\w+", "aé"), (r"\d+", "12٣"),
    (r"(?#comment)a", "a"), (r"((a)|(b))+", "ab"), (r"(?:(a)|b)*", "ab"), (r"^(?:a?)*?$", "aa"),
]
for pattern, text in cases:
    found = [(m.span(), m.groups(), m.lastindex) for m in re.finditer(pattern, text)]
    print(pattern, found)

print(re.findall(rb"[a-z]+(\d)?", b"ab1 cd"))
print(re.match(r"(?i)\u212a", "k"), re.search("(?i)ſ", "S"), re.findall("(?i)[a-z]", "K\u212a\u0131İ"))
