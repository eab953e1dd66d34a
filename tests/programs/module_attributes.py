# A module's attributes are its dict's items: set, deleted, asked for.
import gc
import sys

sys.answer = 42
print(sys.answer, sys.__dict__["answer"], "answer" in vars(sys))
del sys.answer
print(hasattr(sys, "answer"))
try:
    sys.answer
except AttributeError as error:
    print(error)
try:
    del sys.answer
except AttributeError as error:
    print(type(error).__name__)
setattr(gc, "note", [1])
print(gc.note, getattr(gc, "note") is gc.note)
print(sys is sys.modules["sys"], gc.__dict__ is vars(gc))
print(0.0 ** float("-inf"), float("inf") ** float("-inf"), (-1.0) ** float("inf"))
