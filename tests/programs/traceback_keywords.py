# Misspelt keyword arguments and method calls of built-in types.
def paint(color="red", size=1):
    return f"{color} {size}"


print(paint(size=2))
print(sorted([3, 1, 2], reverse=True))
print(paint(colour="blue"))
