# Text beyond ASCII.
import sys

for text in ["naïve", "Ωmega", "漢字", "🐍🎉", "e\u0301", "\u00e9"]:
    print(text, len(text), [hex(ord(c)) for c in text], text[::-1] if len(text) > 2 else "", sys.getsizeof(text))
print("e\u0301" == "\u00e9", "ä".upper(), "Ä".lower(), "ß".lower(), "ñ".isalpha(), "５".isdigit(), "½".isnumeric(), "²".isdigit(), int("５"))
print(repr("é"), ascii("é€🐍"), "\x41\u0042\U00000043", "\101", r"raw\n", "a\
b")
print("日本" + "!" * 3, "日本".center(6, "-"), f"{'日本':>5}|", "Ñ" < "Z", sorted("éeza"))
print([c for c in "aé漢🐍"], "漢" in "漢字", "字".join("ab"), "é" * 3, "é,ü".split(","))
print("\N{SNAKE}", "\N{GREEK SMALL LETTER ALPHA}", "tab\there", 'it\'s', "quote\"", """triple "quoted" text""")
print(repr("\u2028\ufeff\ud7ff\u3000"), repr("\x1b\r\x0b"), repr("\\"), "ﬀ".upper())
