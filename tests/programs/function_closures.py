# Functions that remember.
def counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


a, b = counter(), counter(100)
print(a(), a(), b(), a(5), b(-1))


def adders():
    return [lambda x: x + n for n in range(3)]


print([f(10) for f in adders()])


def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return "too little"
        balance -= amount
        return balance

    return deposit, withdraw


deposit, withdraw = account(50)
print(deposit(30), withdraw(100), withdraw(80), deposit(1))


def compose(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x

    return composed


print(compose(lambda x: x + 1, lambda x: x * 2, str)(4))


def deep():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "changed by inner"

        inner()
        return x

    before = x
    return before, middle(), x


print(deep())


def memo(function):
    known = {}

    def wrapped(n):
        if n not in known:
            known[n] = function(n)
        return known[n]

    return wrapped


calls = []


def slow(n):
    calls.append(n)
    return n * n


fast = memo(slow)
print(fast(3), fast(3), fast(4), calls)
fib = memo(lambda n: n if n < 2 else fib(n - 1) + fib(n - 2))
print(fib(80))
print(a.__closure__[0].cell_contents, fast.__name__)
