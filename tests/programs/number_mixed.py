# Comparing and mixing numbers of different types.
print(1 == 1.0 == True, 1 < 1.5, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53 + 1, 2**53 + 1 > 2.0**53)
print(1 + 1.0, 1 + True, True + 1.5, 3 // 2.0, 2**2.0, 5 % 2.5, 7 / True)
print(type(1 + 1.0).__name__, type(True + True).__name__, type(4 / 2).__name__, type(2**-1).__name__, type(True & False).__name__)
print(max(1, 2.5, True), min(0.0, 0, False), sorted([3, 1.5, True, -2.5]))
print(sum([1, 2.5, True]), sum([[1], [2]], []), sum([], 5), sum((0.1, 0.2)))
print(10**20 == 1e20, 10**23 == 1e23, 10**25 < 1e25, int(1e23) - 10**23)
nan, inf = float("nan"), float("inf")
print(nan < 1, nan > 1, nan != nan, inf > 10**500, -inf < -(10**500), inf == inf, inf - inf, sorted([3, nan, 1]) != [1, 3])
for pair in [(1, "a"), ("a", 1.5), (None, 1), ([], 1), ((1,), [1]), ({}, {})]:
    a, b = pair
    for sign in ["+", "<", "*"]:
        try:
            print(a + b if sign == "+" else a < b if sign == "<" else a * b)
        except TypeError as error:
            print(error)
print("ab" * 3, 2 * "x", [1] * 2, (1, 2) * 2, "a" * 0, "a" * -5)
print(bool(0.0), bool(-0.0), bool(nan), bool(""), bool(" "), bool([]), bool([0]), bool(None))
print(int("10") + float("2.5"), str(5) + "5", int(str(5) + "5"), float("1e3") == 1000)
print(5 .real, (5).imag, (2.5).real, (5).numerator, (5).conjugate())
