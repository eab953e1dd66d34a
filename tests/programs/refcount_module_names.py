# References from names at module level.
import sys

x = []
print(sys.getrefcount(x))
y = x
print(sys.getrefcount(x), sys.getrefcount(y))
z = w = y
print(sys.getrefcount(x))
del y
print(sys.getrefcount(x))
z = None
print(sys.getrefcount(x))
w = [w]
print(sys.getrefcount(x))
x, w = w, x
print(sys.getrefcount(w), sys.getrefcount(x))
print(sys.getrefcount([]), sys.getrefcount(object()), sys.getrefcount({}))
globals_are = x is w
print(globals_are)
