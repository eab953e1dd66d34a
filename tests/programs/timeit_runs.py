# timeit: what runs how often, in which names; never how long.
import gc
import timeit

seen = []
print(timeit.timeit(lambda: seen.append(1), number=7) >= 0, len(seen))
print(timeit.timeit("seen.append(x)", setup="x = 5", number=3, globals=globals()) >= 0, seen[-3:])
print(len(timeit.repeat("seen.append(2)", repeat=4, number=2, globals=globals())), seen.count(2))
ticks = iter(range(0, 1000, 10))
timer = timeit.Timer("pass", timer=lambda: next(ticks))
print(timer.timeit(5), timer.timeit(5), timer.repeat(3, 1))
print(timeit.timeit("on.append(gc.isenabled())", setup="import gc", number=1, globals={"on": seen}) >= 0, seen[-1], gc.isenabled())
slow = timeit.Timer("for each in range(3):\n    seen.append(each)", setup=lambda: seen.clear(), globals=globals())
slow.timeit(2)
print(seen)
times = iter([0, 0.05, 0, 0.1, 0, 0.3])
calls = []
print(timeit.Timer(timer=lambda: next(times)).autorange(lambda number, taken: calls.append((number, taken))), calls)
for wrong in (lambda: timeit.Timer(3), lambda: timeit.Timer("pass", 3), lambda: timeit.Timer("return"), lambda: timeit.timeit("1/0", number=1), lambda: timeit.Timer("x =")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, str(error))
