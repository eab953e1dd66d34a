# The size of a str depends on its longest character.
import sys

for n in [0, 1, 2, 5, 10, 100, 1000]:
    print(n, sys.getsizeof("a" * n), sys.getsizeof("é" * n), sys.getsizeof("€" * n), sys.getsizeof("🐍" * n))
print(sys.getsizeof("hello"), sys.getsizeof("héllo"), sys.getsizeof("h€llo"), sys.getsizeof("h🐍llo"))
word = ""
for letter in "glasshouse":
    word += letter
    print(len(word), sys.getsizeof(word), end="; ")
print()
print(sys.getsizeof("a" * 10 + "é"), sys.getsizeof("snake"[1:3]), sys.getsizeof("ÿ" + "Ā"))
