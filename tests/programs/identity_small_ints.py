# Which ints are always one object.
def same(n):
    return int(str(n)) is int(str(n))


for n in [-100, -6, -5, -1, 0, 1, 255, 256, 257, 1000, 1023, 1024, 1025, 10**6]:
    print(n, same(n))
a = 256
b = a + 0
c = 255 + int("1")
print(a is b, a is c)
a, b = 300, 300
c = int("300")
print(a is b, a == c)
x = 10**20
y = 10**20
print(x == y, x is y)
