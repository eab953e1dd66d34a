"""timedelta: normalisation, texts, arithmetic, comparison, hashes, errors."""

import copy
import datetime
from datetime import timedelta as D


def show(label, make):
    try:
        result = make()
    except Exception as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, type(result).__name__, repr(result), result)


print(datetime.MINYEAR, datetime.MAXYEAR, D, D.__name__, D.__module__, D.min, D.max, D.resolution)
for make in (
    D(), D(1), D(-1), D(0, 1), D(0, -1), D(0, 0, -1), D(1, 2, 3, 4, 5, 6, 7), D(weeks=2), D(hours=25), D(minutes=-90), D(milliseconds=1500),
    D(0.5), D(seconds=1.5), D(microseconds=0.5), D(microseconds=1.5), D(microseconds=2.5), D(seconds=0.1), D(days=1.1, hours=2.7),
    D(days=-1, seconds=86399, microseconds=999999), D(2), D(-2, 5), D(True), D(seconds=1e-7), D(seconds=86400 * 3 + 61),
):
    print(repr(make), str(make), make.days, make.seconds, make.microseconds, make.total_seconds(), bool(make), hash(make) == hash((make.days, make.seconds, make.microseconds)))
a, b = D(hours=3, minutes=20), D(minutes=50, microseconds=7)
show("add", lambda: a + b)
show("sub", lambda: b - a)
show("neg", lambda: -b)
show("pos", lambda: +b)
show("abs", lambda: abs(b - a))
show("mul", lambda: a * 3)
show("rmul", lambda: -2 * a)
show("mul float", lambda: b * 1.7)
show("div", lambda: a / b)
show("div int", lambda: b / 3)
show("div float", lambda: b / 0.3)
show("floordiv", lambda: a // b)
show("floordiv int", lambda: b // 7)
show("mod", lambda: a % b)
show("neg mod", lambda: -a % b)
show("divmod", lambda: divmod(a, b))
show("sum", lambda: sum([a, b], D()))
show("half even", lambda: [D(microseconds=n) / 2 for n in (1, 3, 5, -1, -3)])
print(a < b, a > b, a <= a, a >= b, a == b, a != b, a == D(minutes=200), a == 5, a != 5, max(a, b), sorted([a, b, D()]))
print({a: 1}[D(minutes=200)], len({D(1), D(hours=24)}), copy.copy(a) == a, a.__reduce__())
for label, make in {
    "zero": lambda: a / 0, "zero delta": lambda: a / D(), "floor zero": lambda: a // 0, "mod zero": lambda: a % D(),
    "float zero": lambda: a / 0.0, "big": lambda: D(10**9), "bigger": lambda: D(10**20), "max+": lambda: D.max + D.resolution,
    "text": lambda: D("1"), "name": lambda: D(years=1), "twice": lambda: D(1, days=2), "many": lambda: D(1, 2, 3, 4, 5, 6, 7, 8),
    "add int": lambda: a + 1, "int add": lambda: 1 + a, "sub int": lambda: a - 1, "mul": lambda: a * a,
    "less": lambda: a < 1, "set": lambda: setattr(a, "days", 1), "nan": lambda: D(float("nan")), "inf": lambda: D(float("inf")),
    "rdiv": lambda: 1 / a, "floor float": lambda: a // 1.5, "none": lambda: D(seconds=None),
}.items():
    show(label, make)


class Sub(D):
    pass


print(repr(Sub(1)), type(Sub(1) + D(1)).__name__, Sub(1) == D(1), isinstance(Sub(1), D), f"{Sub(2)}", f"{a!s:>10}", "%s" % a)
