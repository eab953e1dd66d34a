# Assignment copies nothing.
a = [1, 2, 3]
b = a
b.append(4)
print(a, b, a is b)
b = b + [5]
print(a, b, a is b)
a += [6]
print(a, b)
x = y = []
x.append(1)
print(y)
n = m = 5
m += 1
print(n, m)


def change(items):
    items.append("changed")
    items = ["new"]
    return items


mine = []
print(change(mine), mine)
grid = [[0] * 3] * 2
grid[0][0] = 1
print(grid)
grid = [[0] * 3 for _ in range(2)]
grid[0][0] = 1
print(grid)
first, second = [1], [2]
first, second = second, first
print(first, second)
t = ([], 1)
t[0].append("in a tuple")
print(t)
try:
    t[0] += ["more"]
except TypeError as error:
    print(error)
print(t)
i = 0
i, items = 1, [10, 20, 30]
items[i], i = i, 5
print(items, i)
