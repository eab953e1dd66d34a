# The table behind a dict: index cells, entries, resizes.
import glasshouse


def show(d):
    print(len(d), glasshouse.dict_table(d))


d = {}
show(d)
for i in range(12):
    d[i * 8] = i
    show(d)
d = {}
for i in range(200):
    d[i] = i
table = glasshouse.dict_table(d)
print(table["log2_size"], table["kind"], table["usable"], table["nentries"], table["indices"][195:205])
words = {}
for word in "the quick brown fox jumps over the lazy dog and runs away".split():
    words[word] = words.get(word, 0) + 1
print(words)
show(words)
