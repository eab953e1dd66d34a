# The size of an int grows with its 30-bit digits.
import sys

for exponent in [0, 1, 29, 30, 31, 59, 60, 61, 90, 120, 1000]:
    n = 2**exponent
    print(exponent, sys.getsizeof(n - 1), sys.getsizeof(n), sys.getsizeof(-n))
print(sys.getsizeof(0), sys.getsizeof(1), sys.getsizeof(-1))
print(sys.getsizeof(True), sys.getsizeof(False), sys.getsizeof(None))
print(sys.getsizeof(0.0), sys.getsizeof(1e300))
print(sys.getsizeof(object()), sys.getsizeof(range(10)), sys.getsizeof(range(10**9)))
factorial = 1
for i in range(1, 41):
    factorial *= i
    if i % 8 == 0:
        print(i, factorial, sys.getsizeof(factorial))
