# An error inside a built-in function called with a function.
def double(x):
    return x * 2 + "!"


print(list(map(double, ["a", "b"])))
print(sorted(["b", "a"], key=double))
print(sorted(["b", 5], key=double))
