# Sets have room for eight at first, then grow by four.
import sys

s = set()
previous = None
for i in range(6000):
    size = sys.getsizeof(s)
    if size != previous:
        print(len(s), size)
        previous = size
    s.add(i)
print(sys.getsizeof({1, 2}), sys.getsizeof({1, 2, 3, 4, 5}), sys.getsizeof({s_ for s_ in range(5)}))
a, b, c, d, e = range(5)
print(sys.getsizeof({a, b, c, d}), sys.getsizeof({a, b, c, d, e}))
print([sys.getsizeof(set(range(n))) for n in [0, 4, 5, 18, 19, 20]])
print([sys.getsizeof(set([0] * n)) for n in [0, 4, 5, 18, 19, 20]])
print(sys.getsizeof(s.copy()), sys.getsizeof(s | {1}), sys.getsizeof(s & {1}))
for i in range(5999):
    s.remove(i)
print(len(s), sys.getsizeof(s), sys.getsizeof(s.copy()))
