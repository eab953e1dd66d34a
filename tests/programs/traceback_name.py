# A mistyped name, with a suggestion.
number = 5
print(number)
print(nubmer + 1)
