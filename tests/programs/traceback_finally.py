# finally runs before the traceback is printed.
import sys


def work(items):
    try:
        print("working", file=sys.stderr)
        return items[1]["a"].lower()
    finally:
        print("cleaning", file=sys.stderr)


print(work([0, {"a": "X"}]))
print(work([0, {"a": 5}]))
