# Counting words and letters of a text.
TEXT = """It was a bright cold day in April, and the clocks were striking thirteen.
Winston Smith, his chin nuzzled into his breast in an effort to escape the vile wind,
slipped quickly through the glass doors of Victory Mansions."""


def clean(word):
    return word.strip(".,;:!?").lower()


lines = TEXT.split("\n")
words = [clean(word) for line in lines for word in line.split()]
print(len(lines), len(words), len(set(words)), len(TEXT))
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
print([w for w in sorted(counts, key=lambda w: (-counts[w], w))][:5])
lengths = {}
for word in words:
    lengths.setdefault(len(word), []).append(word)
for length in sorted(lengths):
    print(f"{length:>2} {len(lengths[length]):>2} {' '.join(sorted(set(lengths[length])))}")
letters = {}
for letter in TEXT.lower():
    if letter.isalpha():
        letters[letter] = letters.get(letter, 0) + 1
print("".join(sorted(letters, key=lambda l: (-letters[l], l))), letters["e"], [l for l in "abcdefghijklmnopqrstuvwxyz" if l not in letters])
print(max(words, key=len), sum([len(w) for w in words]) / len(words))
print(" ".join([word[::-1] for word in words[:6]]), TEXT.count("the"), TEXT.find("glass"), TEXT.title()[:24])
wrapped, line = [], ""
for word in TEXT.split():
    if len(line) + len(word) + 1 > 30:
        wrapped.append(line)
        line = ""
    line = (line + " " + word).strip()
wrapped.append(line)
for line in wrapped:
    print(f"|{line:^30}|")
print(set(words) & {"glass", "house", "wind"})
