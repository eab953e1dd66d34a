# Primes, factors, perfect numbers, digits.
def primes(limit):
    composite, found = set(), []
    for n in range(2, limit):
        if n not in composite:
            found.append(n)
            composite.update(range(n * n, limit, n))
    return found


def factors(n):
    result, d = {}, 2
    while d * d <= n:
        while n % d == 0:
            result[d] = result.get(d, 0) + 1
            n //= d
        d += 1
    if n > 1:
        result[n] = result.get(n, 0) + 1
    return result


def text(n):
    return " * ".join([str(p) if e == 1 else f"{p}^{e}" for p, e in factors(n).items()])


print(primes(100), len(primes(2000)))
for n in [2, 12, 97, 360, 1001, 2**20, 600851475143]:
    print(n, "=", text(n))
print([n for n in range(2, 1000) if sum([d for d in range(1, n) if n % d == 0]) == n])
print([n for n in range(100, 1000) if sum([int(c) ** 3 for c in str(n)]) == n])
print(sum([n for n in range(1000) if n % 3 == 0 or n % 5 == 0]), sum([int(d) for d in str(2**1000)]))


def roman(n):
    result = ""
    for value, letters in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        count, n = divmod(n, value)
        result += letters * count
    return result


print([roman(n) for n in [1, 4, 9, 14, 40, 90, 400, 1994, 2026]])
a, b, fibonacci = 0, 1, []
while a < 500:
    fibonacci.append(a)
    a, b = b, a + b
print(fibonacci, 10**9 + 7 in primes(50))
