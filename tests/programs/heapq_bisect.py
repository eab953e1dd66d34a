# heapq and bisect: heaps step by step, merging, the n best, places in sorted lists, errors.
import bisect
import heapq
import sys
from heapq import heapify, heappop, heappush, heappushpop, heapreplace


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


heap = []
for number in [5, 1, 8, 3, 9, 2, 7]:
    heappush(heap, number)
    print(heap, end=" ")
print()
while heap:
    print(heappop(heap), heap, end="; ")
print()
values = [(17 * i) % 23 for i in range(15)]
heapify(values)
print(values)
print(heapreplace(values, 100), heappushpop(values, -1), heappushpop(values, 6), values)
big = [(7919 * i) % 10007 for i in range(3000)]
heapify(big)
print(big[:10], big[1000:1005], big[-3:])
print([heappop(big) for _ in range(5)])
attempt(lambda: heappop([]))
attempt(lambda: heapreplace([], 1))
attempt(lambda: heappush((), 1))
attempt(lambda: heapify("abc"))
attempt(lambda: heapify({}))
attempt(lambda: heappush([1], "a"))
attempt(lambda: heappushpop([], 4))
print(heapq.nlargest(3, [4, 9, 1, 7, 9]), heapq.nsmallest(2, "python"), heapq.nlargest(1, [3, 5]), heapq.nsmallest(1, []))
print(heapq.nlargest(10, [2, 1]), heapq.nsmallest(3, iter([5, 2, 8, 1, 9])), heapq.nlargest(2, ["aa", "b", "cc"], key=len))
print(heapq.nsmallest(2, [("b", 1), ("a", 1), ("c", 0)], key=lambda p: p[1]), heapq.nlargest(0, [1]))


class Task:
    def __init__(self, priority, name):
        self.priority, self.name = priority, name

    def __lt__(self, other):
        return self.priority < other.priority

    def __repr__(self):
        return f"{self.name}:{self.priority}"


tasks = []
for task in (Task(3, "write"), Task(1, "plan"), Task(2, "read"), Task(1, "sleep")):
    heappush(tasks, task)
print([heappop(tasks) for _ in range(4)])
if sys.version_info >= (3, 14):
    m = [3, 1, 4, 1, 5]
    heapq.heapify_max(m)
    heapq.heappush_max(m, 9)
    print(m, heapq.heappop_max(m), heapq.heappushpop_max(m, 2), heapq.heapreplace_max(m, 0), m)
    attempt(lambda: heapq.heappop_max(()))
print(list(heapq.merge([1, 4, 7], [2, 5], [], [3])), list(heapq.merge("fca", "b", reverse=True)), list(heapq.merge(["bb", "a"], ["ccc"], key=len)))

rows = [10, 20, 20, 30]
print(bisect.bisect(rows, 20), bisect.bisect_left(rows, 20), bisect.bisect_right(rows, 25), bisect.bisect_left(rows, 5), bisect.bisect(rows, 99))
print(bisect.bisect_left(rows, 20, 2), bisect.bisect_left(rows, 20, 0, 1), bisect.bisect_right(rows, 20, lo=1, hi=2))
bisect.insort(rows, 25)
bisect.insort_left(rows, 20)
print(rows)
pairs = [("a", 1), ("b", 3)]
bisect.insort(pairs, ("c", 2), key=lambda p: p[1])
print(pairs, bisect.bisect_left(pairs, 2, key=lambda p: p[1]))
attempt(lambda: bisect.bisect(rows))
attempt(lambda: bisect.bisect(rows, "a"))
attempt(lambda: bisect.bisect(rows, 1, -1))
attempt(lambda: bisect.bisect(5, 1))
attempt(lambda: bisect.insort((1, 2), 1))
print("FDCBA"[bisect.bisect([60, 70, 80, 90], 85)], bisect.bisect("adz", "m"), bisect.bisect.__name__)
