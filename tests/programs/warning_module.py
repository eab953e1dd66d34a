# The warnings module: filters, recording, levels, formats and errors.
import sys
import warnings


def show(log):
    for each in log:
        print(each.category.__name__, str(each.message), each.lineno)


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", DeprecationWarning)
    warnings.warn(RuntimeWarning("third"))
    for n in range(2):
        warnings.warn("repeated")
show(log)
for action in ["default", "once", "module", "ignore", "always"]:
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter(action)
        for n in range(3):
            warnings.warn("in a loop")
        warnings.warn("in a loop")
    print(action, len(log))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("raised", FutureWarning)
    except FutureWarning as error:
        print("raised", repr(error))
with warnings.catch_warnings(record=True) as log:
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("error", message="bad.*")
    warnings.warn("fine")
    warnings.warn("old", DeprecationWarning)
    try:
        warnings.warn("bad thing")
    except UserWarning as error:
        print("error", error)
show(log)


def inner(level):
    warnings.warn("who calls", stacklevel=level)


def outer(level):
    inner(level)


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    for level in (1, 2, 3):
        outer(level)
show(log)
print(warnings.formatwarning("text", UserWarning, "file.py", 3, "the line"), end="")
print(warnings.formatwarning("text", UserWarning, "no such file.py", 3), end="")
for wrong in [3, "x", int, ValueError]:
    try:
        warnings.warn("w", wrong)
    except TypeError as error:
        print(error)
try:
    warnings.simplefilter("nonsense")
except (ValueError, AssertionError) as error:
    print(type(error).__name__, error)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn_explicit("explicit", UserWarning, "else.py", 7)
    print(log[0].filename, log[0].lineno, log[0])
print(warnings.filters[0][:3], len(warnings.filters))
kept = []
original = warnings.showwarning
warnings.showwarning = lambda *args: kept.append(args)
warnings.warn("to my function")
warnings.showwarning = original
print(len(kept), kept[0][0], kept[0][1].__name__, kept[0][3])


class Mine(UserWarning):
    pass


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always", Mine)
    warnings.warn("mine", Mine)
show(log)
manager = warnings.catch_warnings()
with manager:
    pass
try:
    manager.__enter__()
except RuntimeError as error:
    print(error)
# The rest goes to stderr.
warnings.warn("on stderr")
warnings.warn("hidden", ImportWarning)
warnings.warn("shown in main", DeprecationWarning)
for n in range(3):
    warnings.warn("once a place")
outer(2)
sys.stderr.write("end\n")
