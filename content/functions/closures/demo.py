def counter(start):
    count = start  #: An inner function uses `count`, so it lives in a cell, not in the frame.
    def step():
        nonlocal count
        count += 1  #: Reads and writes the cell: the same one each time.
        return count
    return step  #: The call ends, its frame goes; the function that leaves keeps the cell.

tick = counter(10)
print(tick(), tick())
other = counter(0)  #: Another call, another cell.
print(other(), tick())  #: Each function has its own.
cell = tick.__closure__[0]
print(cell.cell_contents, tick.__code__.co_freevars)  #: What it holds, and the name it goes by.
late = []
for number in range(3):
    late.append(lambda: number)  #: `number` is looked up when the function is called, not now.
print([function() for function in late])  #: All say 2: by now the loop is over.
early = []
for number in range(3):
    early.append(lambda number=number: number)  #: A default is evaluated here and kept.
print([function() for function in early])
