# Lists grow in jumps; how a list was made shows in its size.
import sys

items = []
previous = None
for i in range(200):
    size = sys.getsizeof(items)
    if size != previous:
        print(len(items), size)
        previous = size
    items.append(i)

a, b, c = 1, 2, 3
print("display", sys.getsizeof([a, b, c]), sys.getsizeof([1, 2, 3]), sys.getsizeof([a]), sys.getsizeof([1, 2]))
print("range", [sys.getsizeof(list(range(n))) for n in range(10)])
print("comprehension", [sys.getsizeof([x for x in range(n)]) for n in range(10)])
print("repeat", [sys.getsizeof([0] * n) for n in range(10)])
print("slice", [sys.getsizeof(items[:n]) for n in range(10)])
print("tuple", [sys.getsizeof(list((0,) * n)) for n in range(10)])
print("text", [sys.getsizeof(list("x" * n)) for n in range(10)])
print("sum", [sys.getsizeof([0] * n + [1]) for n in range(10)])
print("sorted", [sys.getsizeof(sorted(range(n))) for n in range(10)])
print("split", sys.getsizeof("a b c".split()), sys.getsizeof("a,b".split(",")))
