# The capacity of a list tells how it was made.
import glasshouse

cap = glasshouse.list_allocated
a, b, c = 1, 2, 3
print(cap([]), cap([a]), cap([a, b, c]), cap([1]), cap([1, 2]), cap([1, 2, 3]), cap([1, 2, 3, 4, 5]))
print(cap([a, 2, 3]), cap([[], [], []]), cap(["x", "y", "z"]), cap([(1, 2), (3, 4), (5, 6)]))
print(cap([*range(5)]), cap([a, *range(5)]), cap([*[1, 2, 3]]), cap([*(), 1]))
print([cap(list(range(n))) for n in range(12)])
print([cap([x for x in range(n)]) for n in range(12)])
print([cap(list("x" * n)) for n in range(12)])
print([cap(list(tuple(range(n)))) for n in range(12)])
print([cap(list(dict.fromkeys(range(n)))) for n in range(12)])
print([cap(list(set(range(n)))) for n in range(12)])
print([cap(list(dict.fromkeys(range(n)).items())) for n in range(12)])
print([cap([0] * n) for n in range(6)], [cap([0, 1] * n) for n in range(6)])
print(cap(sorted((3, 1, 2))), cap(sorted([3, 1, 2])), cap(sorted({3, 1, 2})), cap(list(reversed([1, 2, 3]))))
print(cap("a b c".split()), cap("a,b,c".split(",")), cap("a\nb\n".splitlines()), cap(list(map(str, range(5)))))
print(cap(list(zip([1, 2], [3, 4]))), cap(list(enumerate("abc"))), cap([1, 2, 3][:]), cap([1, 2, 3].copy()))
first, *rest = 1, 2, 3, 4
print(rest, cap(rest))
