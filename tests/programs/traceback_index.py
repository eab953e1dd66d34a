# The caret shows which part of the line failed.
matrix = [[1, 2], [3]]
total = 0
for row in matrix:
    total = total + row[0] * row[1] + 1
    print(total)
