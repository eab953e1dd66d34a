# Sizes of tables, by how the set came about.
import glasshouse


def mask(s):
    return glasshouse.set_table(s)["mask"]


print([mask(set(range(n))) for n in range(25)])
print([mask({i for i in range(n)}) for n in range(25)])
for n in [3, 5, 20, 80, 300]:
    s = set(range(n))
    print(n, mask(s), mask(s.copy()), mask(set(s)), mask(s | {-5}), mask(s & s), mask(s - {1}), mask(s ^ {1}))
    t = set()
    t |= s
    u = {1}
    u.update(s)
    v = {1}
    v.update(list(s))
    print("  ", mask(t), mask(u), mask(v), mask(set(dict.fromkeys(range(n)))))
print(mask({1, 2}), mask({1, 2, 3}), mask({1, 2, 3, 4, 5}), mask({1, 2, 3, 4, 5, 6, 7, 8}))
