# product, permutations, combinations, groupby, tee, pairwise, batched: orders, laziness, sizes, errors.
import sys
from itertools import *


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


def joined(iterator):
    return " ".join(["".join(map(str, each)) for each in iterator])


print(joined(product("ab", "xy")), "|", joined(product("ab", repeat=3)), "|", joined(product("ab", [])), "|", list(product()))
print(joined(permutations("abc")), "|", joined(permutations("abcd", 2)), "|", list(permutations("ab", 3)), list(permutations("ab", 0)))
print(joined(combinations("abcd", 2)), "|", joined(combinations("abc", 3)), "|", list(combinations("ab", 3)), list(combinations("", 0)))
print(joined(combinations_with_replacement("abc", 2)), "|", list(combinations_with_replacement("", 1)), list(combinations_with_replacement("ab", 0)))
print(len(list(product(range(3), repeat=4))), len(list(permutations(range(6), 4))), len(list(combinations(range(10), 5))))
attempt(lambda: product("ab", repeat=-1))
attempt(lambda: product("ab", repeat="x"))
attempt(lambda: product("ab", times=2))
attempt(lambda: product(3))
attempt(lambda: permutations("ab", -1))
attempt(lambda: permutations("ab", "x"))
attempt(lambda: permutations("ab", 1.5))
attempt(lambda: combinations("ab", -1))
attempt(lambda: combinations("ab"))
attempt(lambda: combinations("ab", "x"))
attempt(lambda: combinations_with_replacement("ab", -2))
attempt(lambda: permutations())
held = []
for p in permutations("ab"):
    held.append(p)
print(held, held[0] is held[1])
ids = set(map(id, combinations("abcde", 2)))
print(len(ids))
print([sys.getsizeof(i) for i in (product("ab"), product("ab", repeat=3), permutations("abc"), combinations("abc", 2), combinations_with_replacement("abc", 2))])

for key, group in groupby("aaabbca"):
    print(key, list(group), end="; ")
print()
g = groupby([1, 2, 3, 10, 11, 2], key=lambda x: x // 10)
k, first = next(g)
print(k, next(first))
k2, second = next(g)
print(k2, list(first), list(second), list(g)[0][0])
print([(k, len(list(v))) for k, v in groupby([])], type(first))
print([k for k, v in groupby("aabbaa")], [list(v) for k, v in list(groupby("aabb"))])
attempt(lambda: groupby())
attempt(lambda: groupby(4))
attempt(lambda: list(groupby([1, "a"], key=lambda x: x + 1)))


class Counting:
    def __init__(self, limit):
        self.limit, self.taken = limit, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.taken == self.limit:
            raise StopIteration
        self.taken += 1
        return self.taken


source = Counting(200)
a, b, c = tee(source, 3)
print(next(a), next(a), source.taken, next(b), source.taken, list(islice(c, 70))[-1], source.taken, next(a), next(b), source.taken)
print(sum(a), sum(b), sum(c), source.taken)
x, = tee("abc", 1)
print(list(x), tee("abc", 0), type(x), sys.getsizeof(x), iter(x) is x)
m, n = tee("pq")
o, p = tee(m)
print(next(o), next(p), next(m, None), next(n), list(o), list(p))
attempt(lambda: tee())
attempt(lambda: tee([], -1))
attempt(lambda: tee(3))
attempt(lambda: tee([], "x"))
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise("")), sys.getsizeof(pairwise("")))
attempt(lambda: pairwise())
attempt(lambda: pairwise(1))
pairs = pairwise([1, 2, 3])
f, s = next(pairs), next(pairs)
print(f, s, next(pairs, "end"), next(pairs, "end"))
if sys.version_info >= (3, 12):
    print(list(batched("abcdefg", 3)), list(batched("", 2)), list(batched(range(4), n=2)), sys.getsizeof(batched("", 1)))
    attempt(lambda: batched("abc", 0))
    attempt(lambda: batched("abc"))
    attempt(lambda: batched("abc", "x"))
if sys.version_info >= (3, 13):
    print(list(batched("abcd", 2, strict=True)))
    attempt(lambda: list(batched("abc", 2, strict=True)))
