# The traceback module: texts, lists, summaries and stacks.
import sys
import traceback


def fails(n):
    if n:
        return fails(n - 1)
    return {}["missing"]


def chained():
    try:
        fails(1)
    except KeyError as error:
        raise ValueError("from the key") from error


try:
    fails(2)
except KeyError as error:
    print(traceback.format_exc())
    print(traceback.format_exception_only(error))
    print(traceback.format_exception_only(type(error), error))
    tb = error.__traceback__
    for frame in traceback.extract_tb(tb):
        print(frame.name, frame.lineno, frame.line, frame)
        filename, lineno, name, line = frame
        print(filename.endswith("traceback_module.py"), lineno, name, line)
    print("".join(traceback.format_tb(tb)))
    print("".join(traceback.format_tb(tb, 1)), "".join(traceback.format_tb(tb, -1)), sep="|")
    print([(frame.f_code.co_name, line) for frame, line in traceback.walk_tb(tb)])
    kept = error
try:
    chained()
except ValueError as error:
    print("".join(traceback.format_exception(error)))
    print("".join(traceback.format_exception(type(error), error, error.__traceback__, chain=False)))
    made = traceback.TracebackException.from_exception(error)
    print(str(made), len(made.stack), type(made.__cause__).__name__)
    print("".join(made.format()) == "".join(traceback.format_exception(error)))
    traceback.print_exc(file=sys.stdout)
    traceback.print_exception(error, file=sys.stdout, limit=1)
print(traceback.format_exc())


class Collects:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text


sink = Collects()
traceback.print_exception(kept, file=sink)
print(sink.text.splitlines()[-1], sink.text.count("\n"))


def deep(n):
    if n:
        return deep(n - 1)
    return traceback.extract_stack(), traceback.format_stack()


frames, lines = deep(2)
for frame in frames:
    print(frame.name, frame.lineno, frame.line)
print(len(lines))
traceback.print_stack(file=sys.stdout)
print(traceback.format_list([("a.py", 3, "f", "x = 1"), ("b.py", 4, "g", None)]))


def recursive():
    recursive()


try:
    recursive()
except RecursionError:
    text = traceback.format_exc()
    print("Previous line repeated" in text, text.count("recursive()"))
error = ValueError("noted")
error.add_note("a note")
print(traceback.format_exception_only(error))
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except ExceptionGroup as group:
    print(traceback.format_exc())
try:
    raise SyntaxError("made", ("f.py", 1, 2, "a b", 1, 3))
except SyntaxError as error:
    print("".join(traceback.format_exception_only(error)))
traceback.print_exc()
try:
    1 / 0
except ZeroDivisionError:
    traceback.print_exc()
