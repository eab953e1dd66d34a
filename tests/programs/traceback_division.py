# An uncaught exception, two calls deep.
def divide(a, b):
    return a / b


def average(numbers):
    total = sum(numbers)
    return divide(total, len(numbers))


print(average([1, 2, 3]))
print(average([]))
print("never")
