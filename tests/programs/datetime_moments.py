"""time, datetime and timezone: making, texts, offsets, arithmetic, comparison, strftime and strptime, errors."""

import copy
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo


def show(label, make):
    try:
        result = make()
    except Exception as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, type(result).__name__, repr(result), result)


t = time(9, 5, 7, 1200)
print(t, repr(t), t.hour, t.minute, t.second, t.microsecond, t.tzinfo, t.fold, time(), repr(time(1)), repr(time(1, 2, 3)), time.min, time.max, bool(time()))
east, west = timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-3), "West")
print(east, repr(east), west, repr(west), UTC, repr(UTC), timezone.utc is UTC, timezone(timedelta(0)) is UTC, east == timezone(timedelta(minutes=330)), hash(east) == hash(timedelta(minutes=330)))
print(east.utcoffset(None), east.dst(None), east.tzname(None), timezone.min, timezone.max, timezone(timedelta(seconds=-1)), timezone(timedelta(seconds=1, microseconds=5)))
z = time(9, 5, tzinfo=east)
print(z, repr(z), z.utcoffset(), z.tzname(), z.dst(), z == time(3, 35, tzinfo=UTC), z == time(9, 5), hash(z) == hash(time(3, 35, tzinfo=UTC)))
for spec in ("auto", "hours", "minutes", "seconds", "milliseconds", "microseconds", "days"):
    show(spec, lambda: t.isoformat(timespec=spec))
for text in ("09:05", "0905", "T09:05:07", "09:05:07.12", "09:05:07,123456789", "09", "09:05Z", "09:05+05:30", "090507-0300", "25:00", "9:05", "x", "", "09:05:", "09:05:07."):
    show(text, lambda: time.fromisoformat(text))
print(t.replace(hour=1), t.replace(tzinfo=UTC), t < time(10), t.strftime("%H-%M-%S-%f %I %p"), f"{t:%H:%M}", t.__reduce__(), copy.copy(z) == z)

m = datetime(2024, 2, 29, 13, 5, 9, 250)
print(m, repr(m), m.date(), m.time(), m.timetz(), m.isoformat(), m.isoformat(" "), m.isoformat(timespec="minutes"), m.ctime(), m.weekday(), m.isocalendar(), m.toordinal())
print(datetime.min, datetime.max, datetime.resolution, datetime.__mro__[:2], isinstance(m, date), repr(datetime(2020, 1, 1)), repr(datetime(2020, 1, 1, 0, 0, 5)), repr(datetime(2020, 1, 1, fold=1)))
a = datetime(2024, 2, 29, 13, 5, tzinfo=east)
print(a, repr(a), a.utcoffset(), a.tzname(), a.dst(), a.astimezone(UTC), a.astimezone(west), a.astimezone(west) == a, hash(a) == hash(a.astimezone(UTC)), a.timestamp(), a.utctimetuple()[:6], a.timetuple()[:6])
print(a.isoformat(), a.strftime("%z %Z %Y-%m-%dT%H:%M:%S.%f"), a.timetz(), a.replace(tzinfo=None), a - a.astimezone(UTC), a - timedelta(hours=14), timedelta(1) + a)
print(datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1700000000.123456, UTC), datetime.fromtimestamp(1e9 + 0.5, east), datetime.fromtimestamp(-1.5, tz=UTC))
print(datetime.combine(date(2020, 5, 6), time(7, 8)), repr(datetime.combine(date(2020, 5, 6), z)), datetime.combine(m, t, tzinfo=UTC))
print(type(datetime.now()).__name__, datetime.now(UTC).tzinfo, datetime.now() - datetime.now() < timedelta(seconds=1), datetime.today() > datetime(2020, 1, 1))
for text in ("2020-01-05", "2020-01-05T06:07", "2020-01-05 06:07:08", "20200105T060708", "2020-W01-5T06", "2020-01-05T06:07:08.123+02:00", "2020-01-05T06:07Z", "2020-01-05x06:07:08.1234567",
             "2020-01-05T24:00", "2020-01-05T25:00", "2020-13-05", "2020-01-05T", "hello", "", "2020-1-5"):
    show(text, lambda: datetime.fromisoformat(text))
for text, form in (
    ("2020-01-05", "%Y-%m-%d"), ("5 Jan 2020 06:07:08", "%d %b %Y %H:%M:%S"), ("Sunday, January 05, 99", "%A, %B %d, %y"), ("12:30 PM", "%I:%M %p"), ("12:30 AM", "%I:%M %p"),
    ("06:07:08.5", "%H:%M:%S.%f"), ("2020-060", "%Y-%j"), ("2020-01-05 +0530", "%Y-%m-%d %z"), ("2020-01-05 -03:00", "%Y-%m-%d %z"), ("2020-01-05Z", "%Y-%m-%d%z"),
    ("2020100%", "%Y%d0%%"), ("2020-02-30", "%Y-%m-%d"), ("2020-01-05x", "%Y-%m-%d"), ("2020", "%Q"), ("x", "%Y"), ("01/02/03", "%m/%d/%y"), ("a  b 2020", "a b %Y"),
):
    show((text, form), lambda: datetime.strptime(text, form))
print(m + timedelta(days=1, hours=11), m - timedelta(microseconds=251), m - datetime(2023, 2, 28), m.replace(year=2020, hour=1), f"{m:%H:%M on %d %B}", m.strftime("%c|%x|%X|%y|%j"))
print(m < datetime(2025, 1, 1), m == datetime(2024, 2, 29, 13, 5, 9, 250), m == a, m != a, m == m.date(), sorted([m, datetime.min])[0], max(m, datetime.min), {m: 1}[m + timedelta()])
print(copy.deepcopy(m) == m, copy.copy(a) == a, m.__reduce__(), hash(m) == hash(m.replace(fold=1)))
for label, make in {
    "none": lambda: datetime(), "two": lambda: datetime(1, 2), "hour": lambda: datetime(2020, 1, 1, 24), "minute": lambda: time(1, 60), "second": lambda: time(1, 1, 61), "micro": lambda: time(1, 1, 1, 10**6),
    "fold": lambda: time(fold=2), "day": lambda: datetime(2023, 2, 29), "tz": lambda: datetime(2020, 1, 1, tzinfo=5), "text": lambda: time("x"), "name": lambda: datetime(2020, 1, 1, colour=1),
    "compare": lambda: m < a, "compare int": lambda: m < 1, "sub": lambda: m - a, "sub day": lambda: m - m.date(), "add": lambda: m + m, "add int": lambda: m + 1,
    "over": lambda: datetime.max + timedelta(1), "time less": lambda: time(1) < time(1, tzinfo=UTC), "time int": lambda: time(1) < 1, "set": lambda: setattr(m, "hour", 1),
    "zone": lambda: timezone(5), "zone big": lambda: timezone(timedelta(1)), "zone none": lambda: timezone(), "zone name": lambda: timezone(timedelta(0), 5), "zone at": lambda: UTC.utcoffset(5),
    "base": lambda: tzinfo().utcoffset(None), "combine": lambda: datetime.combine(1, 2), "iso": lambda: datetime.fromisoformat(5), "now": lambda: datetime.now(5), "parse": lambda: datetime.strptime(5, ""),
}.items():
    show(label, make)


class Summer(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=2 if self.dst(dt) else 1)

    def dst(self, dt):
        return timedelta(hours=1) if dt is not None and 4 <= dt.month <= 9 else timedelta(0)

    def tzname(self, dt):
        return "CEST" if self.dst(dt) else "CET"


for month in (1, 7):
    each = datetime(2024, month, 1, 12, tzinfo=UTC).astimezone(Summer())
    print(each, each.tzname(), each.dst(), each.strftime("%Z%z"), each.astimezone(UTC), each.timetuple().tm_isdst)
