# What lists can do, and their complaints.
items = [3, 1, 2]
items.append(1)
print(items, items.count(1), items.index(1), items.index(1, 2))
items.sort()
print(items, items.sort(reverse=True), items)
print(items.pop(), items.pop(0), items)
items.extend("ab")
items.insert(-1, "z")
items.insert(100, "end")
items.insert(-100, "start")
print(items)
print([1, 2] + [3], [0] * 3, 2 * [1, 2], [1] * -1, [1, 2] < [1, 3], [1, 2] == [1.0, 2.0], [] < [0])
print(1 in [1, 2], "x" in ["xy"], [1] in [[1]])
print(items[-1], items[1:3], items[::-1], items[5:100], items[::2])
for action in ["items.index(99)", "items.remove(99)", "items.pop(99)", "items[99]", "[].pop()", "items[99] = 1"]:
    try:
        if action == "items.index(99)":
            items.index(99)
        elif action == "items.remove(99)":
            items.remove(99)
        elif action == "items.pop(99)":
            items.pop(99)
        elif action == "items[99]":
            items[99]
        elif action == "[].pop()":
            [].pop()
        else:
            items[99] = 1
    except (IndexError, ValueError) as error:
        print(type(error).__name__, action, "->", error)
try:
    items["a"]
except TypeError as error:
    print(error)
try:
    [1] + (2,)
except TypeError as error:
    print(error)
try:
    items[::2] = [1]
except ValueError as error:
    print(error)
matrix = [[0] * 3 for _ in range(2)]
matrix[0][1] = 5
wrong = [[0] * 3] * 2
wrong[0][1] = 5
print(matrix, wrong)
loop = [1]
loop.append(loop)
print(loop, loop[1] is loop, len(loop))
print(sum([1, 2, 3]), max([4, 9, 2]), min("banana"), any([0, "", 3]), all([]), list(map(len, ["a", "bb"])))
