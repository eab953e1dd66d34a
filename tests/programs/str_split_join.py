# Apart and together again.
text = "the quick  brown fox"
print(text.split(), text.split(" "), text.split("q"), text.split(maxsplit=1), text.split(" ", 2), text.rsplit(" ", 1))
print("".split(), "".split(","), " ".split(), ",".split(","), "a,b,,c,".split(","), "a, b".split(", "))
print(" ".join(["a", "b"]), "".join([]), ", ".join("xyz"), "-".join(["one"]), "".join(["a", "b"] * 3))
csv = "name,age\nAnn,31\nBob,25\n"
rows = [line.split(",") for line in csv.splitlines()]
print(rows, dict(rows[1:]), [int(r[1]) for r in rows[1:]])
words = "it was the best of times it was the worst of times".split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
for word in sorted(counts, key=lambda w: (-counts[w], w)):
    print(f"{word:<6}{counts[word]:>3} {'#' * counts[word]}")
print(" ".join([word[::-1] for word in words[:4]]))


def caesar(text, shift):
    result = ""
    for letter in text:
        if letter.isalpha():
            first = ord("a") if letter.islower() else ord("A")
            result += chr((ord(letter) - first + shift) % 26 + first)
        else:
            result += letter
    return result


secret = caesar("Hello, World", 3)
print(secret, caesar(secret, -3))


def palindrome(text):
    letters = [c.lower() for c in text if c.isalpha()]
    return letters == letters[::-1]


print(palindrome("A man, a plan, a canal: Panama"), palindrome("hello"))
