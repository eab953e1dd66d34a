# for and while, with else, break and continue.
for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")
n = 27
steps = 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
else:
    print("steps", steps)
while True:
    steps -= 1
    if steps % 7:
        continue
    print("stop at", steps)
    break
else:
    print("never")
for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 2:
            break
        print((i, j), end=" ")
print(i, j)
for i in []:
    pass
else:
    print("else of nothing", i)
for i in range(10, 0, -3):
    print(i, end=" ")
print(list(range(5)), list(range(2, 5)), list(range(5, 2)), list(range(0, 10, 4)), len(range(0, 10**9, 3)))
for index, (a, b) in enumerate(zip("abc", [10, 20, 30]), start=1):
    print(index, a, b, end="; ")
print()
for x in reversed([1, 2, 3]):
    print(x, end=" ")
for letter in "xyz":
    print(letter, end="")
print()
for i in range(3):
    print(i, end=" ")
    i = 10
print(i)
sieve, primes = [True] * 50, []
for n in range(2, 50):
    if sieve[n]:
        primes.append(n)
        for multiple in range(n * n, 50, n):
            sieve[multiple] = False
print(primes)


def first(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            return i
    return -1


print(first("hello", "l"), first([1, 2], 5))
