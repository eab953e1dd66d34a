import re

print(re.sub("a", "b", "banana"), re.sub("a", "b", "banana", count=2), re.subn("(a)(n)?", r"<\2\1>", "banana"))
print(re.sub("x*", "-", "abxd"), re.sub("b|", "*", "abc"), re.sub("^", "> ", "a\nb", flags=re.M))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"(?P<a>.)", r"\g<a>\g<0>", "xy"))
print(re.sub("a", r"\\n\n\t", "a"), re.sub("(a)", r"\g<1>1", "a"), re.sub("(a)", r"\101\0\012", "a").encode())
print(re.sub("b", lambda m: m.group() * m.start(), "abcb"), re.sub("b", lambda m: None, "abc"))
print(re.sub(b"a+", rb"[\g<0>]", b"caat"), re.sub("é", "e", "été"), re.sub("", "-", "é漢"))
print(re.split(r"[,;]\s*", "a, b;c,,d"), re.split(r"([,;])", "a,b;c"), re.split("x*", "axbc"), re.split("", "ab"))
print(re.split(",", "a,b,c,d", maxsplit=2), re.split("(a)|b", "xaybz"), re.split(",", ""), re.split(b",", b"1,2"))
print(re.findall("", "ab"), re.findall("a|(b)", "abc"), re.findall("(a)(b)?", "aab"), re.findall("x", "abc"))
print(re.escape("a.b*[c]-d e_f#\n~&"), re.escape(b"a.b"), re.escape("é漢"))
print(re.fullmatch("a*?", "aaa").span(), re.match("a*?", "aaa").span(), re.fullmatch("a|ab", "ab").span())


def upper(match):
    word = match[0]
    return word if len(word) < 3 else word.capitalize()


print(re.sub(r"\w+", upper, "the quick fox of an oak"))


class Counter:
    def __init__(self):
        self.seen = 0

    def __call__(self, match):
        self.seen += 1
        return f"{self.seen}:{match.group(1)} "


print(re.sub(r"(\w)\s?", Counter(), "a b c"))


def fails(match):
    raise LookupError(match.group())


try:
    re.sub("b", fails, "abc")
except LookupError as error:
    print("LookupError", error)

tokens = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<operator>[-+*/=()]))")
position, text = 0, "total = 3.5 * (count + 12)"
while position < len(text):
    match = tokens.match(text, position)
    print(match.lastgroup, match.group(match.lastgroup), end="; ")
    position = match.end()
print()
