# Tracebacks go through the frames of generators.
import sys

def broken(number):
    yield number
    raise ValueError("broken at " + str(number))

def middle(number):
    yield from broken(number)

def show(error):
    at = error.__traceback__
    while at is not None:
        print(" ", at.tb_frame.f_code.co_name, at.tb_lineno)
        at = at.tb_next

try:
    for value in broken(1):
        print(value)
except ValueError as error:
    show(error)
try:
    print(list(middle(2)))
except ValueError as error:
    show(error)
it = middle(3)
next(it)
try:
    it.throw(KeyError("thrown"))
except KeyError as error:
    show(error)
it = middle(4)
try:
    it.throw(KeyError("before the start"))
except KeyError as error:
    show(error)

def handler():
    try:
        yield
    except KeyError as error:
        show(error)
        raise LookupError("new") from error

it = handler()
next(it)
try:
    it.throw(KeyError("k"))
except LookupError as error:
    show(error)
    show(error.__cause__)

def stop():
    yield
    raise StopIteration

try:
    list(stop())
except RuntimeError as error:
    show(error)
    show(error.__cause__)
print(sum(x for x in (1, 2)))
total = sum(10 // x for x in (5, 2, 0))
