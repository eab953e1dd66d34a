# Which strings are one object.
import sys

hello = "hello"
again = "hello"
print(hello is again)
spaced = "hello world!"
again = "hello world!"
print(spaced is again)
joined = "".join(["he", "llo"])
print(joined == hello, joined is hello, sys.intern(joined) is hello)
folded = "he" + "llo"
print(folded is hello)
letter = "h"
print(hello[0] is hello[0], hello[1:3] is hello[1:3], hello[:] is hello, str(hello) is hello)
empty = ""
print(hello[5:] is empty, "".join([]) is empty, " ".strip() is empty)
print(hello * 1 is hello, "".join([hello]) is hello)
words = "hi there"
print(words.replace("zz", "y") is words, words.strip() is words, words.lower() is words, words.lower() == words)


def f():
    return "inside"


def g():
    return "inside"


print(f() is g())
n = 5
print(f"{n}" is f"{n}", f"{hello}" is hello, f"{hello}!" is f"{hello}!")
print(chr(122) is chr(122), chr(233) is chr(233), chr(8364) is chr(8364))
name = "".join(["na", "me"])
key = "name"
d = {name: 1}
print(d[key], list(d)[0] is name, name is key)
