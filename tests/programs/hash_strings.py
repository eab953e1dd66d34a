# SipHash of the text's memory, with the seed that PYTHONHASHSEED gives.
for text in ["", "a", "b", "abc", "hello", "glasshouse", "é", "naïve", "€", "漢字", "🐍", "a" * 7, "a" * 8, "a" * 9, "a" * 63]:
    print(text, hash(text))
print(hash("ab") == hash("a" + "b"), hash("1") == hash(1))
print(hash("x" * 1000))
print([hash(letter) & 7 for letter in "abcdefgh"])
