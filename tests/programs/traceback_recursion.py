# Recursion without an end.
def count(n):
    return count(n + 1) + 1


print("start")
count(0)
