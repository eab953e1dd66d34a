# A cache that forgets the oldest, and one that counts.
import sys


class Cache:
    def __init__(self, size):
        self.size = size
        self.data = {}
        self.hits = self.misses = 0

    def get(self, key, compute):
        if key in self.data:
            self.hits += 1
            value = self.data.pop(key)
        else:
            self.misses += 1
            value = compute(key)
        self.data[key] = value
        while len(self.data) > self.size:
            oldest = next(iter(self.data))
            del self.data[oldest]
        return value


cache = Cache(3)
for key in [1, 2, 3, 1, 4, 2, 1, 5, 1]:
    cache.get(key, lambda k: [k] * k)
    print(key, list(cache.data), sys.getsizeof(cache.data))
print(cache.hits, cache.misses)
value = cache.get(5, len)
print(sys.getrefcount(value), value is cache.data[5])
known = {0: 0, 1: 1}


def fibonacci(n):
    if n not in known:
        known[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return known[n]


print(fibonacci(100), len(known), sys.getsizeof(known))
unique = {}
words = ["".join(["w", str(i % 3)]) for i in range(9)]
shared = [unique.setdefault(word, word) for word in words]
print(len({id(w) for w in words}), len({id(w) for w in shared}), sys.getrefcount(shared[0]) > 3)
