# Arithmetic with whole numbers.
for a, b in [(7, 3), (-7, 3), (7, -3), (-7, -3), (0, 5), (6, 3)]:
    print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b)
print(2**10, (-2) ** 3, -(2**2), 2**-1, 2**0.5, 0**0, pow(3, 4), pow(3, 4, 5), pow(3, -1, 7))
for action in [lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 0**-1, lambda: divmod(1, 0), lambda: 1.0 // 0, lambda: 1.0 % 0]:
    try:
        print(action())
    except ZeroDivisionError as error:
        print("ZeroDivisionError", error)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1000 >> 3, -1 >> 5, -8 >> 1, -5 & 0xFF)
print(int("42"), int("-0b101", 2), int("ff", 16), int(" 7 "), int("1_000"), int(3.99), int(-3.99), int(True), int("0x1f", 0))
print(0b1010, 0o17, 0xFF, 1_000_000, bin(10), oct(10), hex(255), bin(-5))
print((10).bit_length(), (0).bit_length(), (255).bit_count(), (-4).bit_length())
print(abs(-5), round(5), round(15, -1), round(25, -1), round(1234, -2), -5 // 2, int(-5 / 2))
print(True + True, True * 5, sum([True, False, True]), 3 - False)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2, 1 == 1.0, 10 != 10)
print(not 0, not 5, 0 or "zero", 5 and "five", 0 and 1 / 0)
n, digits = 9876543210, []
while n:
    n, digit = divmod(n, 10)
    digits.append(digit)
print(digits, sum(digits))


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(48, 36), gcd(17, 5), 48 * 36 // gcd(48, 36))
