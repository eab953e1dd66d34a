# Matrices as lists of lists.
def multiply(a, b):
    return [[sum([x * y for x, y in zip(row, column)]) for column in zip(*b)] for row in a]


def transpose(m):
    return [list(row) for row in zip(*m)]


def identity(n):
    return [[int(i == j) for j in range(n)] for i in range(n)]


def determinant(m):
    if len(m) == 1:
        return m[0][0]
    total = 0
    for column in range(len(m)):
        minor = [row[:column] + row[column + 1 :] for row in m[1:]]
        total += (-1) ** column * m[0][column] * determinant(minor)
    return total


def power(m, n):
    result = identity(len(m))
    while n:
        if n & 1:
            result = multiply(result, m)
        m = multiply(m, m)
        n >>= 1
    return result


def show(m):
    for row in m:
        print(" ".join([f"{value:>4}" for value in row]))


a = [[1, 2, 3], [4, 5, 6], [7, 8, 10]]
show(a)
show(transpose(a))
show(multiply(a, identity(3)))
print(determinant(a), determinant([[2]]), determinant(identity(4)))
print(power([[1, 1], [1, 0]], 90)[0][1])
spiral, grid = [], [row[:] for row in a]
while grid:
    spiral += grid.pop(0)
    grid = transpose(grid)[::-1]
print(spiral, a)
