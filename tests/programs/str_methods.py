# What strings can do.
s = "  Hello, World!  "
print([s.strip(), s.lstrip(), s.rstrip(), s.strip(" !")])
t = s.strip()
print(t.upper(), t.lower(), t.swapcase(), t.title(), t.capitalize(), t.casefold())
print(t.find("o"), t.rfind("o"), t.find("z"), t.index("W"), t.count("l"), t.count(""), t.find("o", 5), t.find("", 3))
print(t.replace("l", "L"), t.replace("l", "", 2), t.replace("", "-"), "aaa".replace("a", "b", -1))
print(t.startswith("Hell"), t.endswith("!"), t.startswith(("x", "H")), t.startswith("W", 7), t.endswith("d", 0, -1))
print("abc".center(9, "*"), "abc".ljust(6) + "|", "abc".rjust(6), "42".zfill(5), "-42".zfill(5), "abc".center(8))
print("abc".isalpha(), "ab1".isalnum(), "123".isdigit(), "12.3".isdigit(), " ".isspace(), "Ab".isupper(), "AB".isupper(), "".isalpha(), "x_1".isidentifier(), "Title Case".istitle())
print("a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("-"))
print("prefix.txt".removeprefix("pre"), "prefix.txt".removesuffix(".txt"), "abc".removeprefix("x"))
print("abc" < "abd", "Zoo" < "apple", "10" < "9", "a" < "aa", "é" > "z", max("hello"), sorted("bca"))
print("ell" in "hello", "" in "x", "z" not in "hello", len("hello"), "hello" * 2, "a" + "b")
print(ord("a"), chr(8364), ord("🐍"), "tab\tnew\\", repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\x00\x7fé\u200b"))
print("a\tb\tc".expandtabs(4), "one\ntwo\r\nthree".splitlines(), "one\ntwo\n".splitlines(True))
print("abc".translate({97: "x", 98: None}), "hello".translate(str.maketrans("el", "ip")), "x".join("abc"))
print("ß".upper(), "ǅ".lower(), "İ".lower(), "ΑΣ".lower(), "ﬁ".title(), "straße".casefold())
for action in [lambda: "abc".index("z"), lambda: "a" + 1, lambda: "a"[5], lambda: "a" * "b", lambda: "abc".replace(1, 2), lambda: ord("")]:
    try:
        print(action())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
