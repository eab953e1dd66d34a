"""`_datetime`: durations, dates, times of day, both together, and fixed offsets from UTC (`Modules/_datetimemodule.c`).

Left out: local time other than UTC (the machine's own), `strftime` directives that no C library shares, and `strptime` with
%U, %W, %G, %V, %c, %x or %X; both say so. Left out without a word: that the classes are immutable.
"""

import sys
from math import floor as _floor, modf as _modf
from operator import index as _index

_MINOR = sys.version_info[1]
MINYEAR = 1
MAXYEAR = 9999
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)
_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MAX_ORDINAL = 3652059
_EPOCH = 719163
_MICRO = 1_000_000
_DAY = 86400 * _MICRO
_unset = object()


class _Member:
    """A value that programs read but do not set."""

    def __init__(self, owner, name):
        self.owner, self.name = owner, name
        self.slot = owner.__dict__["_" + name]

    def __get__(self, instance, owner=None):
        return self if instance is None else self.slot.__get__(instance)

    def __set__(self, instance, value):
        if self.owner.__name__ == "timedelta":
            raise AttributeError("readonly attribute")
        raise AttributeError(f"attribute '{self.name}' of 'datetime.{self.owner.__name__}' objects is not writable")

    def __repr__(self):
        return f"<attribute '{self.name}' of 'datetime.{self.owner.__name__}' objects>"


def _finish(*names):
    """Gives a class its members, and the module that programs see."""

    def finish(cls):
        for name in names:
            setattr(cls, name, _Member(cls, name))
        cls.__module__ = "datetime"
        return cls

    return finish


def _type_name(value):
    cls = type(value)
    return f"datetime.{cls.__name__}" if cls in _CLASSES else cls.__name__


def _arguments(function, names, needed, defaults, args, kwds):
    """The values of arguments by place and by name, with the errors of `PyArg_ParseTupleAndKeywords`."""
    full = f"{function}()" if _MINOR >= 15 else "function"
    if len(args) + len(kwds) > len(names):
        raise TypeError(f"{full} takes at most {len(names)} arguments ({len(args) + len(kwds)} given)")
    values = list(args)
    for place in range(len(args), len(names)):
        name = names[place]
        if name in kwds:
            values.append(kwds.pop(name))
        elif place < needed:
            raise TypeError(f"{full} missing required argument '{name}' (pos {place + 1})")
        else:
            values.append(defaults[place - needed])
    for name in kwds:
        if name in names:
            place = names.index(name) + 1
            raise TypeError(f"argument for {full} given by name ('{name}') and position ({place})")
        if _MINOR >= 13:
            raise TypeError(f"{'this ' if _MINOR < 15 else ''}{full} got an unexpected keyword argument '{name}'")
        raise TypeError(f"'{name}' is an invalid keyword argument for this function")
    return values


def _unsupported(symbol, left, right, reflected):
    """What a binary operator does with an operand it does not know: the other one's turn, then an error."""
    method = getattr(type(right), reflected, None)
    if method is not None:
        result = method(right, left)
        if result is not NotImplemented:
            return result
    return _refuse(symbol, left, right)


def _refuse(symbol, left, right):
    raise TypeError(f"unsupported operand type(s) for {symbol}: '{_type_name(left)}' and '{_type_name(right)}'")


def _incomparable(symbol, left, right, reflected):
    method = getattr(type(right), reflected, None)
    if method is not None and type(right) not in _CLASSES:
        result = method(right, left)
        if result is not NotImplemented:
            return result
    raise TypeError(f"'{symbol}' not supported between instances of '{_type_name(left)}' and '{_type_name(right)}'")


def _ordered(cls):
    """Adds the comparisons to a class that has `_compare(other)`: -1, 0, 1, None where the two have
    no order, or NotImplemented where the other one is asked."""

    def add(name, symbol, reflected, holds):
        def method(self, other, /):
            result = self._compare(other)
            if result is None:
                return _incomparable(symbol, self, other, reflected)
            return result if result is NotImplemented else holds(result)

        method.__name__ = name
        method.__qualname__ = f"{cls.__name__}.{name}"
        setattr(cls, name, method)

    add("__lt__", "<", "__gt__", lambda result: result < 0)
    add("__le__", "<=", "__ge__", lambda result: result <= 0)
    add("__gt__", ">", "__lt__", lambda result: result > 0)
    add("__ge__", ">=", "__le__", lambda result: result >= 0)
    return cls


def _sign(left, right):
    return (left > right) - (left < right)


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _day_of_year(year, month, day):
    return _BEFORE_MONTH[month] + (month > 2 and _is_leap(year)) + day


def _ordinal(year, month, day):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + _day_of_year(year, month, day)


def _from_ordinal(ordinal):
    """Year, month, day of a day number; 1 is January 1 of year 1."""
    centuries4, rest = divmod(ordinal - 1, 146097)
    centuries, rest = divmod(rest, 36524)
    fours, rest = divmod(rest, 1461)
    years, rest = divmod(rest, 365)
    year = centuries4 * 400 + centuries * 100 + fours * 4 + years + 1
    if years == 4 or centuries == 4:
        return year - 1, 12, 31
    month = 12
    while _day_of_year(year, month, 1) > rest + 1:
        month -= 1
    return year, month, rest + 2 - _day_of_year(year, month, 1)


def _first_iso_monday(year):
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _from_iso_week(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}" if _MINOR < 14 else f"year must be in 1..9999, not {year}")
    if not 0 < week < 53:
        first = _ordinal(year, 1, 1) % 7
        if not (week == 53 and (first == 4 or (first == 3 and _is_leap(year)))):
            raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid {'week' if _MINOR >= 14 else ''}day: {day} (range is [1, 7])")
    return _from_ordinal(_first_iso_monday(year) + (week - 1) * 7 + day - 1)


def _check_date(year, month, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range" if _MINOR < 14 else f"year must be in 1..9999, not {year}")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12" + (f", not {month}" if _MINOR >= 14 else ""))
    days = _month_days(year, month)
    if not 1 <= day <= days:
        if _MINOR < 14:
            raise ValueError("day is out of range for month")
        raise ValueError(f"day {day} must be in range 1..{days} for month {month} in year {year}")


def _check_time(hour, minute, second, microsecond, fold):
    for name, value, most in (("hour", hour, 23), ("minute", minute, 59), ("second", second, 59), ("microsecond", microsecond, 999999)):
        if not 0 <= value <= most:
            raise ValueError(f"{name} must be in 0..{most}" + (f", not {value}" if _MINOR >= 14 else ""))
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1" + (f", not {fold}" if _MINOR >= 14 else ""))


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{_type_name(tz)}'")


def _round_divide(a, b):
    """`a / b` to the nearest whole number, to the even one of two."""
    if b < 0:
        a, b = -a, -b
    quotient, rest = divmod(a, b)
    if rest * 2 > b or (rest * 2 == b and quotient & 1):
        quotient += 1
    return quotient


@_finish("days", "seconds", "microseconds")
@_ordered
class timedelta:
    """A duration: days, seconds below a day, microseconds below a second."""

    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(cls, *args, **kwds):
        names = ("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks")
        function = "timedelta()" if _MINOR >= 15 else "__new__()"
        if len(args) > 7:
            raise TypeError(f"{function} takes at most 7 arguments ({len(args) + len(kwds)} given)")
        given = dict(zip(names, args))
        for name, value in kwds.items():
            if name not in names:
                if _MINOR >= 13:
                    raise TypeError(f"{function} got an unexpected keyword argument '{name}'")
                raise TypeError(f"'{name}' is an invalid keyword argument for __new__()")
            if name in given:
                raise TypeError(f"argument for {function} given by name ('{name}') and position ({names.index(name) + 1})")
            given[name] = value
        total, left = 0, 0.0
        for name, factor in _FACTORS:
            if name not in given:
                continue
            value = given[name]
            if isinstance(value, int):
                total += int(value) * factor
            elif isinstance(value, float):
                part, whole = _modf(value)
                total += int(whole) * factor
                part, whole = _modf(part * factor)
                total += int(whole)
                left += part
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {_type_name(value)}")
        if left:
            whole = _floor(left)
            rest = left - whole
            total += whole + (rest > 0.5 or (rest == 0.5 and (total + whole) & 1))
        return _duration(total, cls)

    def _total(self):
        return (self._days * 86400 + self._seconds) * _MICRO + self._microseconds

    def total_seconds(self):
        return self._total() / _MICRO

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in zip(("days", "seconds", "microseconds"), self._state()) if value]
        return f"{_type_name(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        if self._days:
            text = f"{self._days} day{'s' if abs(self._days) != 1 else ''}, {text}"
        return f"{text}.{self._microseconds:06d}" if self._microseconds else text

    def _state(self):
        return self._days, self._seconds, self._microseconds

    def __hash__(self):
        return hash(self._state())

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return type(self), self._state()

    def _compare(self, other):
        return _sign(self._total(), other._total()) if isinstance(other, timedelta) else None

    def __eq__(self, other, /):
        return self._state() == other._state() if isinstance(other, timedelta) else NotImplemented

    def __add__(self, other, /):
        if isinstance(other, timedelta):
            return _duration(self._total() + other._total())
        return _unsupported("+", self, other, "__radd__")

    def __radd__(self, other, /):
        return _refuse("+", other, self)

    def __sub__(self, other, /):
        if isinstance(other, timedelta):
            return _duration(self._total() - other._total())
        return _unsupported("-", self, other, "__rsub__")

    def __rsub__(self, other, /):
        return _refuse("-", other, self)

    def __neg__(self):
        return _duration(-self._total())

    def __pos__(self):
        return _duration(self._total())

    def __abs__(self):
        return _duration(abs(self._total()))

    def __mul__(self, other, /):
        if isinstance(other, int):
            return _duration(self._total() * int(other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _duration(_round_divide(self._total() * a, b))
        return _unsupported("*", self, other, "__rmul__")

    def __rmul__(self, other, /):
        if isinstance(other, (int, float)):
            return self * other
        return _refuse("*", other, self)

    def __truediv__(self, other, /):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            if not other:
                raise ZeroDivisionError("division by zero" if _MINOR >= 14 else "integer division or modulo by zero")
            return _duration(_round_divide(self._total(), int(other)))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            if not a:
                raise ZeroDivisionError("division by zero" if _MINOR >= 14 else "integer division or modulo by zero")
            return _duration(_round_divide(self._total() * b, a))
        return _unsupported("/", self, other, "__rtruediv__")

    def __floordiv__(self, other, /):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return _duration(self._total() // int(other))
        return _unsupported("//", self, other, "__rfloordiv__")

    def __mod__(self, other, /):
        if isinstance(other, timedelta):
            return _duration(self._total() % other._total())
        return _unsupported("%", self, other, "__rmod__")

    def __divmod__(self, other, /):
        if isinstance(other, timedelta):
            quotient, rest = divmod(self._total(), other._total())
            return quotient, _duration(rest)
        return _unsupported("divmod()", self, other, "__rdivmod__")

    def __rtruediv__(self, other, /):
        return _refuse("/", other, self)

    def __rfloordiv__(self, other, /):
        return _refuse("//", other, self)

    def __rmod__(self, other, /):
        return _refuse("%", other, self)

    def __rdivmod__(self, other, /):
        return _refuse("divmod()", other, self)


_FACTORS = (
    ("microseconds", 1), ("milliseconds", 1000), ("seconds", _MICRO), ("minutes", 60 * _MICRO), ("hours", 3600 * _MICRO),
    ("days", _DAY), ("weeks", 7 * _DAY),
)


def _duration(total, cls=timedelta):
    """A duration of so many microseconds."""
    days, rest = divmod(total, _DAY)
    if not -999999999 <= days <= 999999999:
        if not -(2**31) <= days < 2**31:
            raise OverflowError("Python int too large to convert to C int")
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    self = object.__new__(cls)
    self._days = days
    self._seconds, self._microseconds = divmod(rest, _MICRO)
    return self


timedelta.min = _duration(-999999999 * _DAY)
timedelta.max = _duration(10**9 * _DAY - 1)
timedelta.resolution = _duration(1)


def _offset_of(name, offset):
    """What a tzinfo's `utcoffset` or `dst` gave, checked."""
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, not '{_type_name(offset)}'")
    if abs(offset._total()) >= _DAY:
        raise ValueError(
            f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}"
        )
    return offset


def _offset_text(offset, separator=":"):
    if offset is None:
        return ""
    total = offset._total()
    sign = "-" if total < 0 else "+"
    seconds, micro = divmod(abs(total), _MICRO)
    text = f"{sign}{seconds // 3600:02d}{separator}{seconds // 60 % 60:02d}"
    if seconds % 60 or micro:
        text += f"{separator}{seconds % 60:02d}"
    return f"{text}.{micro:06d}" if micro else text


@_finish()
class tzinfo:
    """What a time zone is asked; subclasses answer."""

    __slots__ = ()

    def __new__(cls, *args, **kwds):
        return object.__new__(cls)

    def tzname(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt, /):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        standard = offset - dst
        if standard:
            dt += standard
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + dst if dst else dt

    def __reduce__(self):
        arguments = self.__getinitargs__() if hasattr(self, "__getinitargs__") else ()
        state = getattr(self, "__dict__", None)
        return (type(self), arguments, state) if state else (type(self), arguments)


@_finish()
class timezone(tzinfo):
    """A fixed offset from UTC, with or without a name."""

    __slots__ = ("_offset", "_name")

    def __new__(cls, offset=_unset, name=_unset):
        if offset is _unset:
            raise TypeError("timezone() missing required argument 'offset' (pos 1)")
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() {_argument(1, 'offset')} must be datetime.timedelta, not {_type_name(offset)}")
        if name is not _unset and not isinstance(name, str):
            raise TypeError(f"timezone() {_argument(2, 'name')} must be str, not {_type_name(name)}")
        if name is _unset and not offset and hasattr(cls, "utc"):
            return cls.utc
        if abs(offset._total()) >= _DAY:
            raise ValueError(
                f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}{'.' if _MINOR < 14 else ''}"
            )
        self = object.__new__(cls)
        self._offset = offset
        self._name = None if name is _unset else name
        return self

    def _check(self, dt, name):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{name}(dt) argument must be a datetime instance or None, not {_type_name(dt)}")

    def utcoffset(self, dt, /):
        self._check(dt, "utcoffset")
        return self._offset

    def dst(self, dt, /):
        self._check(dt, "dst")
        return None

    def tzname(self, dt, /):
        self._check(dt, "tzname")
        return str(self)

    def fromutc(self, dt, /):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __str__(self):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __eq__(self, other, /):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


class IsoCalendarDate(tuple):
    """Year, week and weekday of the ISO calendar."""

    __slots__ = ()
    __module__ = "datetime"
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"

    def __reduce__(self):
        return tuple, (tuple(self),)


def _strftime(self, form, fields, fraction):
    """The text by a format; `fields` are a struct_time's first six."""
    if not isinstance(form, str):
        raise TypeError(f"strftime() {_argument(1, 'format')} must be str, not {_type_name(form)}")
    year, month, day, hour, minute, second = fields
    ordinal = _ordinal(year, month, day)
    weekday = (ordinal + 6) % 7
    day_number = _day_of_year(year, month, day)
    padded_year = f"{year:04d}" if _MINOR >= 14 else str(year)
    out, place = [], 0
    while place < len(form):
        letter = form[place]
        place += 1
        if letter != "%":
            out.append(letter)
            continue
        if place == len(form):
            out.append("%")
            break
        letter = form[place]
        place += 1
        if letter == ":" and form[place : place + 1] == "z" and _MINOR >= 12:
            place += 1
            letter = ":z"
        match letter:
            case "a": text = _DAY_NAMES[weekday][:3]
            case "A": text = _DAY_NAMES[weekday]
            case "b" | "h": text = _MONTH_NAMES[month - 1][:3]
            case "B": text = _MONTH_NAMES[month - 1]
            case "c": text = f"{_DAY_NAMES[weekday][:3]} {_MONTH_NAMES[month - 1][:3]} {day:2d} {hour:02d}:{minute:02d}:{second:02d} {year}"
            case "C": text = f"{year // 100:02d}"
            case "d": text = f"{day:02d}"
            case "D" | "x": text = f"{month:02d}/{day:02d}/{year % 100:02d}"
            case "e": text = f"{day:2d}"
            case "f": text = fraction
            case "F": text = f"{padded_year}-{month:02d}-{day:02d}"
            case "G": text = f"{_iso_calendar(ordinal, year)[0]}"
            case "g": text = f"{_iso_calendar(ordinal, year)[0] % 100:02d}"
            case "H": text = f"{hour:02d}"
            case "I": text = f"{(hour - 1) % 12 + 1:02d}"
            case "j": text = f"{day_number:03d}"
            case "k": text = f"{hour:2d}"
            case "l": text = f"{(hour - 1) % 12 + 1:2d}"
            case "m": text = f"{month:02d}"
            case "M": text = f"{minute:02d}"
            case "n": text = "\n"
            case "p": text = "PM" if hour > 11 else "AM"
            case "P": text = "pm" if hour > 11 else "am"
            case "r": text = f"{(hour - 1) % 12 + 1:02d}:{minute:02d}:{second:02d} {'PM' if hour > 11 else 'AM'}"
            case "R": text = f"{hour:02d}:{minute:02d}"
            case "S": text = f"{second:02d}"
            case "t": text = "\t"
            case "T" | "X": text = f"{hour:02d}:{minute:02d}:{second:02d}"
            case "u": text = str(weekday + 1)
            case "U": text = f"{(day_number + 6 - (weekday + 1) % 7) // 7:02d}"
            case "V": text = f"{_iso_calendar(ordinal, year)[1]:02d}"
            case "w": text = str((weekday + 1) % 7)
            case "W": text = f"{(day_number + 6 - weekday) // 7:02d}"
            case "y": text = f"{year % 100:02d}"
            case "Y": text = padded_year
            case "z" | ":z":
                offset = self.utcoffset() if hasattr(self, "utcoffset") else None
                text = _offset_text(offset, ":" if letter == ":z" else "")
            case "Z":
                text = (self.tzname() or "") if hasattr(self, "tzname") else ""
            case "%": text = "%"
            case _: raise NotImplementedError(f"strftime directive %{letter} is not modelled")
        out.append(text)
    return "".join(out)


def _iso_calendar(ordinal, year):
    first = _first_iso_monday(year)
    week = (ordinal - first) // 7
    if week < 0:
        year -= 1
        week = (ordinal - _first_iso_monday(year)) // 7
    elif week >= 52 and year < MAXYEAR and ordinal >= _first_iso_monday(year + 1):
        year, week = year + 1, 0
    elif week >= 52 and year == MAXYEAR and ordinal >= _first_iso_monday(year) + 364:
        year, week = year + 1, 0
    return IsoCalendarDate((year, week + 1, (ordinal + 6) % 7 + 1))


def _check_iso_text(text):
    if not isinstance(text, str):
        if _MINOR >= 15:
            raise TypeError(f"fromisoformat() argument must be str, not {_type_name(text)}")
        raise TypeError("fromisoformat: argument must be str")


def _argument(place, name):
    """How an error names an argument: by its name from 3.15 on."""
    return f"argument '{name}'" if _MINOR >= 15 else f"argument {place}"


def _digits(text, start, count):
    part = text[start : start + count]
    if len(part) != count or not (part.isascii() and part.isdigit()):
        raise ValueError
    return int(part)


def _parse_date(text):
    """Year, month, day of an ISO 8601 date in any of its forms; ValueError if it is none."""
    year = _digits(text, 0, 4)
    dash = text[4:5] == "-"
    place = 5 if dash else 4
    if text[place : place + 1] == "W":
        week = _digits(text, place + 1, 2)
        rest = text[place + 3 :]
        if not rest:
            return _from_iso_week(year, week, 1)
        if dash:
            if rest[0] != "-":
                raise ValueError
            rest = rest[1:]
        if len(rest) != 1:
            raise ValueError
        return _from_iso_week(year, week, _digits(rest, 0, 1))
    month = _digits(text, place, 2)
    place += 2
    if dash:
        if text[place : place + 1] != "-":
            raise ValueError
        place += 1
    day = _digits(text, place, 2)
    if len(text) != place + 2:
        raise ValueError
    return year, month, day


def _date_length(text):
    """How many characters of a date and time are the date."""
    if text[4:5] == "-":
        if text[5:6] == "W":
            return 10 if text[8:9] == "-" and text[9:10].isdigit() else 8
        return 10
    if text[4:5] == "W":
        return 8 if text[7:8].isdigit() else 7
    return 8


def _parse_clock(text):
    """Hour, minute, second, microsecond."""
    values, place = [_digits(text, 0, 2)], 2
    colon = text[2:3] == ":"
    while place < len(text) and len(values) < 3 and text[place] not in ".,":
        if colon:
            if text[place] != ":":
                raise ValueError
            place += 1
        values.append(_digits(text, place, 2))
        place += 2
    micro = 0
    if place < len(text):
        if text[place] not in ".," or len(values) < 3:
            raise ValueError
        fraction = text[place + 1 :]
        if not fraction or not (fraction.isascii() and fraction.isdigit()):
            raise ValueError
        micro = int(fraction[:6].ljust(6, "0"))
    return values + [0] * (3 - len(values)) + [micro]


def _parse_time(text):
    """Hour, minute, second, microsecond, time zone."""
    zone_place = max(text.find("+"), text.find("-"), text.find("Z"))
    if zone_place < 0:
        return _parse_clock(text) + [None]
    clock, mark, zone = _parse_clock(text[:zone_place]), text[zone_place], text[zone_place + 1 :]
    if mark == "Z":
        if zone:
            raise ValueError
        return clock + [UTC]
    hour, minute, second, micro = _parse_clock(zone)
    offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
    return clock + [timezone(-offset if mark == "-" else offset)]


def _clock_text(hour, minute, second, micro, timespec):
    if timespec == "auto":
        timespec = "microseconds" if micro else "seconds"
    match timespec:
        case "hours": return f"{hour:02d}"
        case "minutes": return f"{hour:02d}:{minute:02d}"
        case "seconds": return f"{hour:02d}:{minute:02d}:{second:02d}"
        case "milliseconds": return f"{hour:02d}:{minute:02d}:{second:02d}.{micro // 1000:03d}"
        case "microseconds": return f"{hour:02d}:{minute:02d}:{second:02d}.{micro:06d}"
    raise ValueError("Unknown timespec value")


@_finish("year", "month", "day")
@_ordered
class date:
    """A day of the calendar."""

    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, *args, **kwds):
        if len(args) == 1 and isinstance(args[0], bytes) and len(args[0]) == 4 and 1 <= args[0][2] <= 12:
            high, low, month, day = args[0]
            return _new_date(cls, high * 256 + low, month, day)
        values = _arguments("date", ("year", "month", "day"), 3, (), args, kwds)
        year, month, day = map(_index, values)
        _check_date(year, month, day)
        return _new_date(cls, year, month, day)

    @classmethod
    def today(cls):
        import time

        return cls.fromtimestamp(time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        days = _floor(timestamp) // 86400 + _EPOCH
        return cls(*_from_ordinal(_in_range(days)))

    @classmethod
    def fromordinal(cls, ordinal, /):
        ordinal = _index(ordinal)
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > _MAX_ORDINAL:
            raise ValueError(f"year {_far_year(ordinal)} is out of range" if _MINOR < 14 else f"year must be in 1..9999, not {_far_year(ordinal)}")
        return cls(*_from_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, string, /):
        _check_iso_text(string)
        try:
            fields = _parse_date(string)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {string!r}") from None
        return cls(*fields)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso_week(_index(year), _index(week), _index(day)))

    def _date_fields(self):
        return self._year, self._month, self._day

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return _iso_calendar(self.toordinal(), self._year)

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def ctime(self):
        return f"{_DAY_NAMES[self.weekday()][:3]} {_MONTH_NAMES[self._month - 1][:3]} {self._day:2d} 00:00:00 {self._year:04d}"

    def timetuple(self):
        return _struct(self, (0, 0, 0), -1)

    def strftime(self, format):
        return _strftime(self, format, (*self._date_fields(), 0, 0, 0), "000000")

    def __format__(self, form, /):
        if not isinstance(form, str):
            raise TypeError(f"__format__() argument 1 must be str, not {_type_name(form)}")
        return self.strftime(form) if form else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month, self._day if day is None else day
        )

    def __repr__(self):
        return f"{_type_name(self)}({self._year}, {self._month}, {self._day})"

    def __str__(self):
        return self.isoformat()

    def _bytes(self):
        return bytes((self._year >> 8, self._year & 255, self._month, self._day))

    def __hash__(self):
        return hash(self._bytes())

    def __reduce__(self):
        return type(self), (self._bytes(),)

    def _compare(self, other):
        if isinstance(other, datetime) and not isinstance(self, datetime):
            if _MINOR >= 13:
                return NotImplemented
            raise TypeError(f"can't compare {_type_name(self)} to {_type_name(other)}")
        return _sign(self._date_fields(), other._date_fields()) if isinstance(other, date) else None

    def __eq__(self, other, /):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._date_fields() == other._date_fields()
        return NotImplemented

    def __add__(self, other, /):
        if isinstance(other, timedelta):
            return type(self)(*_from_ordinal(_in_range(self.toordinal() + other._days)))
        return _unsupported("+", self, other, "__radd__")

    def __radd__(self, other, /):
        if isinstance(other, timedelta):
            return self + other
        return _refuse("+", other, self)

    def __sub__(self, other, /):
        if isinstance(other, timedelta):
            return type(self)(*_from_ordinal(_in_range(self.toordinal() - other._days)))
        if isinstance(other, date) and not isinstance(other, datetime):
            return _duration((self.toordinal() - other.toordinal()) * _DAY)
        return _unsupported("-", self, other, "__rsub__")

    def __rsub__(self, other, /):
        return _refuse("-", other, self)


def _new_date(cls, year, month, day):
    self = object.__new__(cls)
    self._year, self._month, self._day = year, month, day
    return self


def _far_year(ordinal):
    return _from_ordinal(ordinal)[0]


def _in_range(ordinal):
    if not 1 <= ordinal <= _MAX_ORDINAL:
        raise OverflowError("date value out of range")
    return ordinal


def _struct(day, clock, summer):
    import time

    number = _day_of_year(day._year, day._month, day._day)
    return time.struct_time((*day._date_fields(), *clock, day.weekday(), number, summer))


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)


def _clock_bytes(value):
    micro = value._microsecond
    return bytes((value._hour, value._minute, value._second, micro >> 16, micro >> 8 & 255, micro & 255))


@_finish("hour", "minute", "second", "microsecond", "tzinfo", "fold")
@_ordered
class time:
    """A time of day, with or without a time zone."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, *args, fold=0, **kwds):
        if args and isinstance(args[0], bytes) and len(args[0]) == 6 and len(args) < 3:
            hour, minute, second, a, b, c = args[0]
            return _new_time(cls, hour & 127, minute, second, a << 16 | b << 8 | c, args[1] if len(args) > 1 else None, hour >> 7)
        values = _arguments("time", ("hour", "minute", "second", "microsecond", "tzinfo"), 0, (0, 0, 0, 0, None), args, kwds)
        tz = values.pop()
        values = [*map(_index, values)]
        fold = _index(fold)
        _check_time(*values, fold)
        _check_tzinfo(tz)
        return _new_time(cls, *values, tz, fold)

    @classmethod
    def fromisoformat(cls, string, /):
        _check_iso_text(string)
        try:
            fields = _parse_time(string.removeprefix("T"))
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {string!r}") from None
        return cls(*fields)

    def _clock(self):
        return self._hour, self._minute, self._second, self._microsecond

    def isoformat(self, timespec="auto"):
        return _clock_text(*self._clock(), timespec) + _offset_text(self.utcoffset())

    def strftime(self, format):
        return _strftime(self, format, (1900, 1, 1, *self._clock()[:3]), f"{self._microsecond:06d}")

    __format__ = date.__format__

    def utcoffset(self):
        return None if self._tzinfo is None else _offset_of("utcoffset", self._tzinfo.utcoffset(None))

    def dst(self):
        return None if self._tzinfo is None else _offset_of("dst", self._tzinfo.dst(None))

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=_unset, *, fold=None):
        given = (hour, minute, second, microsecond)
        values = [old if new is None else new for old, new in zip(self._clock(), given)]
        tz = self._tzinfo if tzinfo is _unset else tzinfo
        return type(self)(*values, tz, fold=self._fold if fold is None else fold)

    def __repr__(self):
        shown = [str(self._hour), str(self._minute)]
        if self._second or self._microsecond:
            shown.append(str(self._second))
        if self._microsecond:
            shown.append(str(self._microsecond))
        return f"{_type_name(self)}({', '.join(shown + _zone_parts(self))})"

    def __str__(self):
        return self.isoformat()

    def __bool__(self):
        return True

    def __hash__(self):
        offset = self.utcoffset()
        return hash(_clock_bytes(self)) if offset is None else hash(_duration(self._micros() - offset._total()))

    def __reduce__(self):
        state = _clock_bytes(self)
        return type(self), (state,) if self._tzinfo is None else (state, self._tzinfo)

    def _micros(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * _MICRO + self._microsecond

    def _compare(self, other, equality=False):
        if not isinstance(other, time):
            return None
        mine, others = (None, None) if self._tzinfo is other._tzinfo else (self.utcoffset(), other.utcoffset())
        if (mine is None) != (others is None):
            if equality:
                return 1
            raise TypeError("can't compare offset-naive and offset-aware times")
        if mine is None:
            return _sign(self._clock(), other._clock())
        return _sign(self._micros() - mine._total(), other._micros() - others._total())

    def __eq__(self, other, /):
        return self._compare(other, True) == 0 if isinstance(other, time) else NotImplemented


def _zone_parts(value):
    parts = [] if value._tzinfo is None else [f"tzinfo={value._tzinfo!r}"]
    return parts + ["fold=1"] if value._fold else parts


def _new_time(cls, hour, minute, second, microsecond, tz, fold):
    self = object.__new__(cls)
    self._hour, self._minute, self._second, self._microsecond, self._tzinfo, self._fold = hour, minute, second, microsecond, tz, fold
    return self


time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta.resolution


@_finish("hour", "minute", "second", "microsecond", "tzinfo", "fold")
@_ordered
class datetime(date):
    """A day and a time of day, with or without a time zone."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, *args, fold=0, **kwds):
        if args and isinstance(args[0], bytes) and len(args[0]) == 10 and len(args) < 3:
            high, low, month, day, hour, minute, second, a, b, c = args[0]
            tz = args[1] if len(args) > 1 else None
            return _new_datetime(
                cls, high * 256 + low, month & 127, day, hour, minute, second, a << 16 | b << 8 | c, tz, month >> 7
            )
        names = ("year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo")
        values = _arguments("datetime", names, 3, (0, 0, 0, 0, None), args, kwds)
        tz = values.pop()
        values = [*map(_index, values)]
        fold = _index(fold)
        _check_date(*values[:3])
        _check_time(*values[3:], fold)
        _check_tzinfo(tz)
        return _new_datetime(cls, *values, tz, fold)

    @classmethod
    def now(cls, tz=None):
        import time

        return cls._of_micros(time.time_ns() // 1000, tz, "now")

    @classmethod
    def utcnow(cls):
        import time

        _deprecated("utcnow", "now")
        return cls._of_micros(time.time_ns() // 1000, None, "utcnow")

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        return cls._of_micros(_timestamp_micros(timestamp), tz, "fromtimestamp")

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        _deprecated("utcfromtimestamp", "fromtimestamp")
        return cls._of_micros(_timestamp_micros(timestamp), None, "utcfromtimestamp")

    @classmethod
    def _of_micros(cls, micros, tz, name):
        _check_tzinfo(tz)
        days, rest = divmod(micros, _DAY)
        ordinal = days + _EPOCH
        if not 1 <= ordinal <= _MAX_ORDINAL:
            year = _far_year(ordinal)
            raise ValueError(f"year {year} is out of range" if _MINOR < 14 else f"year must be in 1..9999, not {year}")
        result = cls(*_from_ordinal(ordinal), *_clock_of(rest), tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def combine(cls, date, time, tzinfo=_unset):
        if not isinstance(date, _date):
            raise TypeError(f"combine() {_argument(1, 'date')} must be datetime.date, not {_type_name(date)}")
        if not isinstance(time, _time):
            raise TypeError(f"combine() {_argument(2, 'time')} must be datetime.time, not {_type_name(time)}")
        tz = time._tzinfo if tzinfo is _unset else tzinfo
        return cls(*date._date_fields(), *time._clock(), tz, fold=time._fold)

    @classmethod
    def fromisoformat(cls, string, /):
        _check_iso_text(string)
        try:
            if len(string) < 7:
                raise ValueError
            length = _date_length(string)
            fields = _parse_date(string[:length])
            clock = [0, 0, 0, 0, None]
            if len(string) > length:
                clock = _parse_time(string[length + 1 :])
        except ValueError as error:
            if error.args and "Invalid week" in error.args[0]:
                raise
            raise ValueError(f"Invalid isoformat string: {string!r}") from None
        if clock[0] == 24 and _MINOR >= 14:
            if any(clock[1:4]):
                raise ValueError("minute, second, and microsecond must be 0 when hour is 24")
            clock[0] = 0
            return cls(*fields, *clock) + timedelta(days=1)
        return cls(*fields, *clock)

    @classmethod
    def strptime(cls, date_string, format, /):
        for each in (date_string, format):
            if not isinstance(each, str):
                raise TypeError(f"strptime() argument {1 if each is date_string else 2} must be str, not {_type_name(each)}")
        return cls(*_parse(date_string, format))

    def _clock(self):
        return self._hour, self._minute, self._second, self._microsecond

    def date(self):
        return _date(*self._date_fields())

    def time(self):
        return _time(*self._clock(), fold=self._fold)

    def timetz(self):
        return _time(*self._clock(), self._tzinfo, fold=self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else _offset_of("utcoffset", self._tzinfo.utcoffset(self))

    def dst(self):
        return None if self._tzinfo is None else _offset_of("dst", self._tzinfo.dst(self))

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def _micros(self):
        seconds = (self._hour * 60 + self._minute) * 60 + self._second
        return (self.toordinal() * 86400 + seconds) * _MICRO + self._microsecond

    def timestamp(self):
        offset = self.utcoffset()
        return (self._micros() - _EPOCH * _DAY - (0 if offset is None else offset._total())) / _MICRO

    def timetuple(self):
        dst = self.dst()
        return _struct(self, self._clock()[:3], -1 if dst is None else int(bool(dst)))

    def utctimetuple(self):
        offset = self.utcoffset()
        moment = self if offset is None else self.replace(tzinfo=None) - offset
        return _struct(moment, moment._clock()[:3], 0)

    def astimezone(self, tz=None):
        offset = self.utcoffset()
        if tz is None:
            tz = timezone(timedelta(0), "UTC")
        elif not isinstance(tz, tzinfo):
            raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{_type_name(tz)}'")
        if self._tzinfo is tz:
            return self
        moment = self.replace(tzinfo=None)
        if offset is not None:
            moment -= offset
        return tz.fromutc(moment.replace(tzinfo=tz))

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=_unset, *, fold=None
    ):
        given = (year, month, day, hour, minute, second, microsecond)
        values = [old if new is None else new for old, new in zip(self._date_fields() + self._clock(), given)]
        tz = self._tzinfo if tzinfo is _unset else tzinfo
        return type(self)(*values, tz, fold=self._fold if fold is None else fold)

    def isoformat(self, sep="T", timespec="auto"):
        return _date.isoformat(self) + sep + _clock_text(*self._clock(), timespec) + _offset_text(self.utcoffset())

    def ctime(self):
        return _date.ctime(self).replace("00:00:00", _clock_text(*self._clock(), "seconds"))

    def strftime(self, format):
        fields = (*self._date_fields(), *self._clock()[:3])
        return _strftime(self, format, fields, f"{self._microsecond:06d}")

    def __repr__(self):
        shown = [*self._date_fields(), self._hour, self._minute]
        if self._second or self._microsecond:
            shown.append(self._second)
        if self._microsecond:
            shown.append(self._microsecond)
        return f"{_type_name(self)}({', '.join([*map(str, shown)] + _zone_parts(self))})"

    def __str__(self):
        return self.isoformat(" ")

    def __hash__(self):
        offset = self.utcoffset()
        if offset is None:
            return hash(_date._bytes(self) + _clock_bytes(self))
        return hash(_duration(self._micros() - offset._total()))

    def __reduce__(self):
        state = _date._bytes(self) + _clock_bytes(self)
        return type(self), (state,) if self._tzinfo is None else (state, self._tzinfo)

    def _compare(self, other, equality=False):
        if not isinstance(other, datetime):
            if isinstance(other, _date):
                if _MINOR >= 13:
                    return NotImplemented
                raise TypeError(f"can't compare {_type_name(self)} to {_type_name(other)}")
            return None
        mine, others = (None, None) if self._tzinfo is other._tzinfo else (self.utcoffset(), other.utcoffset())
        if (mine is None) != (others is None):
            if equality:
                return 1
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        if mine is None:
            return _sign(self._micros(), other._micros())
        return _sign(self._micros() - mine._total(), other._micros() - others._total())

    def __eq__(self, other, /):
        return self._compare(other, True) == 0 if isinstance(other, datetime) else NotImplemented

    def _moved(self, micros):
        days, rest = divmod(self._micros() + micros, _DAY)
        return type(self)(*_from_ordinal(_in_range(days)), *_clock_of(rest), self._tzinfo)

    def __add__(self, other, /):
        if isinstance(other, timedelta):
            return self._moved(other._total())
        return _unsupported("+", self, other, "__radd__")

    def __sub__(self, other, /):
        if isinstance(other, timedelta):
            return self._moved(-other._total())
        if not isinstance(other, datetime):
            return _unsupported("-", self, other, "__rsub__")
        mine, others = (None, None) if self._tzinfo is other._tzinfo else (self.utcoffset(), other.utcoffset())
        if (mine is None) != (others is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        shift = 0 if mine is None else others._total() - mine._total()
        return _duration(self._micros() - other._micros() + shift)


# Inside datetime's methods these names stand for parameters.
_date, _time = date, time
_CLASSES = (timedelta, date, time, datetime, tzinfo, timezone, IsoCalendarDate)
datetime_CAPI = object()


def _new_datetime(cls, year, month, day, hour, minute, second, microsecond, tz, fold):
    self = _new_date(cls, year, month, day)
    self._hour, self._minute, self._second, self._microsecond, self._tzinfo, self._fold = hour, minute, second, microsecond, tz, fold
    return self


def _clock_of(micros):
    seconds, micro = divmod(micros, _MICRO)
    return seconds // 3600, seconds // 60 % 60, seconds % 60, micro


def _timestamp_micros(timestamp):
    """Seconds since 1970 in whole microseconds, rounded half to even."""
    if not isinstance(timestamp, float):
        return _index(timestamp) * _MICRO
    a, b = timestamp.as_integer_ratio()
    return _round_divide(a * _MICRO, b)


def _deprecated(name, instead):
    if _MINOR >= 12:
        import warnings

        what = "objects to represent datetimes in UTC: datetime.datetime." + (
            "now(datetime.UTC)" if name == "utcnow" else "fromtimestamp(timestamp, datetime.UTC)"
        )
        warnings.warn(
            f"datetime.datetime.{name}() is deprecated and scheduled for removal in a future version. "
            f"Use timezone-aware {what}.",
            DeprecationWarning,
            stacklevel=3,
        )


datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta.resolution

if _MINOR >= 13:
    for _each in (date, time, datetime):
        _each.__replace__ = _each.replace

if _MINOR >= 14:

    def _parsed(first, last):
        def strptime(cls, string, format, /):
            return cls(*_parse(string, format)[first:last])

        return classmethod(strptime)

    date.strptime, time.strptime = _parsed(0, 3), _parsed(3, 8)

_PATTERNS = {
    "d": r"(3[01]|[12]\d|0[1-9]|[1-9]| [1-9])", "f": r"(\d{1,6})", "H": r"(2[0-3]|[01]\d|\d)", "I": r"(1[0-2]|0[1-9]|[1-9])",
    "j": r"(36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])", "m": r"(1[0-2]|0[1-9]|[1-9])",
    "M": r"([0-5]\d|\d)", "S": r"(6[01]|[0-5]\d|\d)", "w": r"([0-6])", "u": r"([1-7])", "y": r"(\d\d)", "Y": r"(\d\d\d\d)",
    "z": r"([+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|Z)", "p": "(am|pm)", "Z": "(utc|gmt)",
    "a": "(" + "|".join([name[:3] for name in _DAY_NAMES]) + ")", "A": "(" + "|".join(sorted(_DAY_NAMES, key=len, reverse=True)) + ")",
    "b": "(" + "|".join([name[:3] for name in _MONTH_NAMES]) + ")",
    "B": "(" + "|".join(sorted(_MONTH_NAMES, key=len, reverse=True)) + ")",
}


def _day_without_year():
    """February 29 of what year? A warning in 3.13 and 3.14, an error from 3.15 on."""
    link = "See https://github.com/python/cpython/issues/70647."
    if _MINOR >= 15:
        raise ValueError(
            "Day of month directive '%d' may not be used without a year directive. Parsing dates involving a day of month "
            f"without a year is ambiguous and fails to parse leap day. Add a year to the input and format. {link}"
        )
    import warnings

    lines = (
        f"Parsing dates involving a day of month without a year specified is ambig{'uous' if _MINOR >= 14 else 'uious'}",
        "and fails to parse leap day. The default behavior will change in Python 3.15",
        "to either always raise an exception or to use a different default year (TBD).",
        "To avoid trouble, add a specific year to the input & format.",
        link,
    )
    warnings.warn("\n".join(lines), DeprecationWarning, stacklevel=5)


# A format is compiled once, so it is warned of once; six formats are kept.
_compiled = {}


def _compile(form):
    """The pattern of a format, and the letters of its groups."""
    import re

    pattern, letters, place = [], [], 0
    while place < len(form):
        letter = form[place]
        place += 1
        if letter.isspace():
            if not (pattern and pattern[-1] == r"\s+"):
                pattern.append(r"\s+")
        elif letter != "%":
            pattern.append(re.escape(letter))
        else:
            if place == len(form):
                raise ValueError(f"stray %% in format '{form}'" if _MINOR < 14 else f"stray % in format {form!r}")
            letter = form[place]
            place += 1
            if letter == "%":
                pattern.append("%")
            elif letter in _PATTERNS:
                pattern.append(_PATTERNS[letter])
                letters.append(letter)
            elif letter in "UWGVcxX":
                raise NotImplementedError(f"strptime directive %{letter} is not modelled")
            else:
                raise ValueError(f"{letter!r} is a bad directive in format {form!r}")
    if "d" in letters and "Y" not in letters and "y" not in letters and _MINOR >= 13:
        _day_without_year()
    return re.compile("".join(pattern), re.IGNORECASE), letters


def _parse(text, form):
    """The arguments of a datetime that a text gives by a format."""
    if form not in _compiled:
        if len(_compiled) > 5:
            _compiled.clear()
        _compiled[form] = _compile(form)
    pattern, letters = _compiled[form]
    found = pattern.match(text)
    if found is None:
        raise ValueError(f"time data {text!r} does not match format {form!r}")
    if found.end() != len(text):
        raise ValueError(f"unconverted data remains: {text[found.end():]}")
    year, month, day, hour, minute, second, micro, tz = 1900, 1, 1, 0, 0, 0, 0, None
    afternoon = day_number = twelve = None
    has_year = False
    for letter, value in zip(letters, found.groups()):
        match letter:
            case "Y":
                year, has_year = int(value), True
            case "y":
                year, has_year = int(value) + (2000 if int(value) <= 68 else 1900), True
            case "m": month = int(value)
            case "b" | "B": month = [name[:3].lower() for name in _MONTH_NAMES].index(value[:3].lower()) + 1
            case "d": day = int(value)
            case "j": day_number = int(value)
            case "H": hour = int(value)
            case "I": twelve = int(value)
            case "p": afternoon = value.lower() == "pm"
            case "M": minute = int(value)
            case "S": second = int(value)
            case "f": micro = int(value.ljust(6, "0"))
            case "z": tz = UTC if value in "Zz" else _parse_time("00" + value)[4]
    if twelve is not None:
        hour = twelve % 12 + (12 if afternoon else 0)
    if day_number is not None:
        year, month, day = _from_ordinal(_ordinal(year, 1, 1) + day_number - 1)
    if month == 2 and day == 29 and not has_year:
        _check_date(1900, 2, 29)
    return year, month, day, hour, minute, second, micro, tz
