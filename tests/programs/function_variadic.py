# *args and **kwargs, in definitions and calls.
def show(*args, **kwargs):
    return args, kwargs


print(show(), show(1, 2), show(a=1), show(1, b=2))
print(show(*[1, 2], *(3,), **{"x": 1}, **{"y": 2}))
print(show(*"ab", *range(2), 5, k=1, **{}))


def mixed(first, second=2, *rest, key="k", **others):
    return first, second, rest, key, others


print(mixed(1))
print(mixed(1, 3, 4, 5, key="z", extra=True))
print(mixed(*range(5), **{"key": 0, "w": 1}))


def total(*numbers):
    result = 0
    for n in numbers:
        result += n
    return result


print(total(), total(1, 2, 3), total(*range(101)))


def forward(*args, **kwargs):
    return mixed(*args, **kwargs)


print(forward(9, key=8, other=7))


def only_keywords(a, *, b, c=3):
    return a, b, c


print(only_keywords(1, b=2), only_keywords(b=1, a=0, c=9))
d = {"b": 5}
print(only_keywords(0, **d), d)
print(*[1, 2, 3], sep="-", end=".\n")
print(max(*[3, 9, 2]), dict(**{"a": 1}, b=2))
