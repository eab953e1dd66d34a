# time: what does not depend on when the program runs.
import sys
import time


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


t = time.gmtime(0)
print(t)
print(t.tm_year, t.tm_yday, t.tm_gmtoff, len(t), t[0], t == (1970, 1, 1, 0, 0, 0, 3, 1, 0), isinstance(t, tuple))
for moment in (1_000_000_000, -1, 951_782_400, 4_102_444_799, 1_709_164_800.9):
    g = time.gmtime(moment)
    print(time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %W %w %y %I %p %%", g), time.asctime(g), tuple(g)[6:])
print(time.strftime("%D|%T|%F|%R|%e|%G-W%V-%u|%c|%x|%X|%C|%h", time.gmtime(1234567890)))
print(time.struct_time((2024, 2, 29, 12, 30, 15, 3, 60, 0)))
a = time.perf_counter()
time.sleep(0.05)
b = time.perf_counter()
print(0.05 <= b - a < 0.5, type(a).__name__, time.monotonic() >= 0, type(time.time_ns()).__name__, time.time() > 1_700_000_000)
start = time.perf_counter_ns()
for _ in range(100):
    pass
print(time.perf_counter_ns() > start)
attempt(lambda: time.sleep(-1))
attempt(lambda: time.sleep("x"))
attempt(lambda: time.gmtime("x"))
attempt(lambda: time.strftime(5))
attempt(lambda: time.strftime("%Y", (1, 2, 3)))
attempt(lambda: time.strftime("%Y", (2024, 13, 1, 0, 0, 0, 0, 1, 0)))
attempt(lambda: time.asctime(5))
attempt(lambda: time.struct_time((1, 2)))
attempt(lambda: t.tm_nothing)
attempt(lambda: setattr(t, "tm_year", 3))
attempt(lambda: time.sleep())
