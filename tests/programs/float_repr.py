# The shortest text that gives the same float back.
for x in [0.1, 0.2, 0.1 + 0.2, 1 / 3, 2 / 3, 1.0, 100.0, 1e15, 1e16, 123456789012345678.0, 1e22, 1e23, 1e-4, 1e-5, 0.00001234, 5e-324, 1.7976931348623157e308, -0.0, 3.0e0]:
    print(x, -x)
print(float("inf"), -float("inf"), float("nan"), float("1e400"), float(" 1.5 "), float("1_0.5"), float("-.5"), float("Infinity"))
print(0.1 + 0.2 == 0.3, abs(0.1 + 0.2 - 0.3) < 1e-9, 0.1 * 3, 1.1 * 1.1, 0.1 + 0.7, 4.35 * 100)
print(1e308 * 10, -1e308 * 10, 1e308 * 10 - 1e308 * 10, 2.0**0.5, 10.0**-3, 5.0 // 2, -5.0 // 2, 5.5 % 2, -5.5 % 2, 5.5 % -2)
print(7.0 / 2, 7 // 2.0, divmod(7.5, 2), 2**0.5 * 2**0.5, 1e16 + 1, 9007199254740993.0)
total = 0.0
for _ in range(10):
    total += 0.1
print(total, sum([0.1] * 10), total == 1.0)
print((0.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (0.1).hex(), int(1e20), int(-2.7))
print(float(3), 3 + 0.0, 3 * 1.0, 10 / 5, 2.0 == 2, 3.7 // 1, min(1, 1.0), max(1.0, 1), 1.5 < 2 < 2.5)
for action in [lambda: int(float("nan")), lambda: int(float("inf")), lambda: 2.0**5000, lambda: float("1.2.3"), lambda: 0.0**-1, lambda: 1.5 & 1]:
    try:
        print(action())
    except (ValueError, OverflowError, ZeroDivisionError, TypeError) as error:
        print(type(error).__name__, error)
