# pop() goes round the table.
import glasshouse

s = set(range(10, 20))
while s:
    print(s.pop(), glasshouse.set_table(s)["finger"], end="; ")
print()
s.update([5, 6, 7])
print(s.pop(), s.pop(), glasshouse.set_table(s))
s.add(1)
print(s.pop(), s.pop())
try:
    s.pop()
except KeyError as error:
    print(error)
words = {"red", "green", "blue", "yellow"}
while words:
    print(words.pop(), len(words))
