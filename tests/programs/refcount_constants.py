# Constants are kept by the code object (and, while the script runs, by the parsed source).
import sys

number = 123456
fraction = 2.5
text = "two words"
pair = (1000, 2000)
print(sys.getrefcount(number), sys.getrefcount(fraction), sys.getrefcount(text), sys.getrefcount(pair))
again = 123456
print(sys.getrefcount(number))
print(sys.getrefcount(654321), sys.getrefcount("other words"), sys.getrefcount((3000, "x y")))


def local():
    a = 777777
    b = 777777
    c = 9.75
    return a is b, sys.getrefcount(a), sys.getrefcount(c)


print(local())
print(local())
made = int("98765")
print(sys.getrefcount(made))
joined = "-".join(["a", "b"])
print(sys.getrefcount(joined))
