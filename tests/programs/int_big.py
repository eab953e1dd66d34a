# Whole numbers of any size.
a = 2**100
b = 3**70
print(a, b, a + b, a - b, b - a)
print(a * b)
print(b // a, b % a, divmod(-b, a), a // -7, -a % 1000)
print(a == 2**100, a > b, -a < a, a != a + 1, hash(a) == hash(2**100 + 0))
print(a & (b | 1), a ^ b, a >> 60, b << 40, ~a, -a >> 50, -a & 0xFFFF)
print(pow(a, b, 10**9 + 7), pow(7, 10**30, 13))
print(a / b, a / 3, 2**200 / 2**199, 10**25 / 10**24)
print(float(a), int(1e30), int(float(2**60)), float(10**22), 2**53 + 1.0)
print(len(str(2**1000)), str(7**77)[:20], int("9" * 40) + 1)
fib = [0, 1]
while len(fib) < 150:
    fib.append(fib[-1] + fib[-2])
print(fib[149], sum(fib))
factorial = 1
for i in range(1, 31):
    factorial *= i
print(factorial, factorial.bit_length(), hex(factorial), bin(factorial).count("1"))
print(f"{factorial:,}", f"{2**70:_}", f"{2**70:x}", f"{2**70:>30}", f"{-(2**70):030d}")
try:
    print(float(10**400))
except OverflowError as error:
    print(error)
try:
    print(10**400 / 3)
except OverflowError as error:
    print(error)
try:
    print(str(10**5000)[:3])
except ValueError as error:
    print(error)
try:
    int("1" * 5000)
except ValueError as error:
    print(error)
try:
    1 << -1
except ValueError as error:
    print(error)
print(round(10**20 + 55, -1), round(123456789012345678905, -1), abs(-(10**25)))
print(10**400 > 1e308, 10**400 > float("inf"), 2**1023 < 1.7e308, 10**16 + 1 == 1e16, 10**16 == 1e16)
