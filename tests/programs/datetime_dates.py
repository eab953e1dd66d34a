"""date: making, texts, ordinals, weeks, arithmetic, comparison, strftime, errors."""

import copy
import datetime
from datetime import date, timedelta


def show(label, make):
    try:
        result = make()
    except Exception as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, type(result).__name__, repr(result), result)


d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.toordinal(), d.weekday(), d.isoweekday(), d.isocalendar(), d.isoformat(), d.ctime())
print(date.min, date.max, date.resolution, date, date.__name__, date.__mro__[1:])
print(type(date.today()).__name__, date.today() > date(2020, 1, 1), date.fromtimestamp(86400 * 365), date.fromtimestamp(-1))
for text in ("2020-01-05", "20200105", "2020-W01-5", "2020W015", "2020W01", "2020-W53-7", "2021-W53", "2020-1-5", "2020-13-01", "2020-02-30", "x", "", "2020-01-05T00", "2020-0105"):
    show(text, lambda: date.fromisoformat(text))
for n in (1, 31, 366, 730120, 737000, 3652059, 0, -5, 3652060):
    show(n, lambda: date.fromordinal(n))
for n in range(737000, 740000, 97):
    each = date.fromordinal(n)
    print(each, each.toordinal() == n, tuple(each.isocalendar()), each.strftime("%a %A %b %B %d %j %U %W %w %u %V %G %y %Y %m"), each.timetuple()[6:])
for args in ((2020, 53, 1), (2021, 53, 1), (2020, 0, 1), (2020, 1, 8), (2020, 1, 1), (1, 1, 1), (0, 1, 1)):
    show(args, lambda: date.fromisocalendar(*args))
print(d.strftime("%d.%m.%Y %H:%M:%S.%f|%%|%x|%X|%c|%p|%I|%z|%Z|"), f"{d:%Y/%m/%d}", f"{d}", f"{d!r:>30}", format(d, ""))
print(d.replace(year=2023, day=1), d.replace(month=12), d + timedelta(1), d - timedelta(days=60), timedelta(30) + d, d - date(2023, 2, 28), d + timedelta(hours=47))
print(d < date(2025, 1, 1), d == date(2024, 2, 29), d != 3, d == "x", d >= d, max(d, date(2000, 1, 1)), sorted([d, date.min]))
print({d: 1}[date(2024, 2, 29)], hash(d) == hash(date(2024, 2, 29)), copy.copy(d) == d, copy.deepcopy([d]), d.__reduce__())
iso = d.isocalendar()
print(iso.year, iso.week, iso.weekday, iso[1], iso == (2024, 9, 4), tuple(iso), list(iso))
print(d.timetuple())
for label, make in {
    "none": lambda: date(), "one": lambda: date(1), "four": lambda: date(1, 2, 3, 4), "month": lambda: date(2020, 13, 1), "day": lambda: date(2023, 2, 29),
    "year": lambda: date(0, 1, 1), "year big": lambda: date(10000, 1, 1), "text": lambda: date("2020", 1, 1), "float": lambda: date(2020.5, 1, 1),
    "zero day": lambda: date(2020, 4, 0), "replace": lambda: d.replace(year=2023), "add": lambda: d + 1, "radd": lambda: 1 + d, "sub": lambda: d - 1,
    "rsub": lambda: timedelta(1) - d, "dates": lambda: d + d, "less": lambda: d < 1, "over": lambda: date.max + timedelta(1), "under": lambda: date.min - timedelta(1),
    "set": lambda: setattr(d, "year", 1), "iso int": lambda: date.fromisoformat(5),
    "moment equal": lambda: d == datetime.datetime(2024, 2, 29), "moment sub": lambda: d - datetime.datetime(2020, 1, 1), "format": lambda: d.strftime(5),
}.items():
    show(label, make)


class Sub(date):
    def __new__(cls, year, month=1, day=1):
        return super().__new__(cls, year, month, day)


print(repr(Sub(2020)), type(Sub(2020) + timedelta(1)).__name__, Sub.today().__class__.__name__, Sub(2020) == date(2020, 1, 1), Sub.fromisoformat("2020-05-06"))
