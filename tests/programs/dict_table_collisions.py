# Keys whose hashes end in the same bits meet in the same cell and probe on.
import glasshouse

d = {}
for key in [0, 8, 16, 24, 32]:
    d[key] = str(key)
    print(glasshouse.dict_table(d)["indices"])
print([d[key] for key in [32, 0, 16]], 40 in d)
big = {}
for key in [2**40, 2**45, 2**50, 7, 15, -1, -2, 2**61 - 1, 0]:
    big[key] = True
    print(key, glasshouse.dict_table(big)["indices"])
letters = {}
for letter in "collision":
    letters[letter] = letter
print(glasshouse.dict_table(letters))
floats = {0.5: 1, 1.5: 2, 2.5: 3, 1e100: 4}
print(glasshouse.dict_table(floats))
pairs = {(x, y): x * y for x in range(3) for y in range(3)}
print(glasshouse.dict_table(pairs))
