"""Dates and times of the proleptic Gregorian calendar; everything is in `_datetime`, which CPython has in C.

Left out: what `_datetime` leaves out; time zones by name (`zoneinfo`).
"""

from _datetime import MAXYEAR, MINYEAR, UTC, date, datetime, datetime_CAPI, time, timedelta, timezone, tzinfo

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")
