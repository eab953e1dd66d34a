# input() at the end of the standard input.
try:
    input('name? ')
except EOFError as e:
    print(repr(e))
try:
    input()
except EOFError as e:
    print(e)
try:
    input(1, 2)
except TypeError as e:
    print(e)
