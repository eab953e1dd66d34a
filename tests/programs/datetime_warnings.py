"""What datetime warns of or refuses by version, and strptime of dates and times."""

import sys
import warnings
from datetime import date, datetime, time


def show(make):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(repr(make()))
        except Exception as error:
            print(type(error).__name__, error)
    for each in caught:
        print("  ", each.category.__name__, each.lineno, each.message)


show(lambda: datetime.utcfromtimestamp(5))
show(lambda: type(datetime.utcnow()))
show(lambda: datetime.fromtimestamp(5.25))
show(lambda: datetime.strptime("5 Jan", "%d %b"))
show(lambda: datetime.strptime("5 Jan 20", "%d %b %y"))
show(lambda: datetime.strptime("Jan", "%b"))
show(lambda: datetime.strptime("29 Feb", "%d %b"))
if sys.version_info >= (3, 14):
    show(lambda: date.strptime("2020-01-05", "%Y-%m-%d"))
    show(lambda: date.strptime("2020-01-32", "%Y-%m-%d"))
    show(lambda: time.strptime("10:11:12.5", "%H:%M:%S.%f"))
else:
    print(hasattr(date, "strptime"), hasattr(time, "strptime"))
