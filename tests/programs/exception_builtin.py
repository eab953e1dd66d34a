# Every built-in exception class: order of bases, constructors, texts, reprs and fields.
import builtins

names = sorted([name for name in dir(builtins)
               if isinstance(getattr(builtins, name), type) and issubclass(getattr(builtins, name), BaseException)])
for name in names:
    cls = getattr(builtins, name)
    print(name, [base.__name__ for base in cls.__mro__[1:-2]])


def show(make, *fields):
    try:
        error = make()
    except BaseException as failure:
        print("  refused:", type(failure).__name__, failure)
        return
    print(repr(error), "|", str(error), "|", error.args)
    for field in fields:
        try:
            print("   ", field, "=", repr(getattr(error, field)))
        except AttributeError as failure:
            print("   ", field, "AttributeError", failure)


print("plain")
for cls in (BaseException, Exception, ValueError, KeyboardInterrupt, GeneratorExit, ArithmeticError, RecursionError):
    show(lambda: cls())
    show(lambda: cls("one"))
    show(lambda: cls("one", 2))
    show(lambda: cls(key=1))
show(lambda: Exception(()))
show(lambda: Exception(("a",)))
show(lambda: Exception([]))
show(lambda: Exception(Exception("inner")))
print("KeyError")
for args in [(), ("a",), ("a\n",), (1,), ("a", "b"), (("t",),)]:
    show(lambda: KeyError(*args))
print("StopIteration")
show(lambda: StopIteration(), "value")
show(lambda: StopIteration(5), "value")
show(lambda: StopIteration(5, 6), "value")
show(lambda: StopAsyncIteration(5), "value")
print("SystemExit")
show(lambda: SystemExit(), "code")
show(lambda: SystemExit(3), "code")
show(lambda: SystemExit("bye", 3), "code")
print("AttributeError and NameError")
show(lambda: AttributeError("x"), "name", "obj")
show(lambda: AttributeError("x", name="n", obj=[1]), "name", "obj")
show(lambda: AttributeError(name=1), "name", "obj")
show(lambda: AttributeError("x", nane="n"))
show(lambda: NameError("x", name="n"), "name")
show(lambda: NameError("x", obj="n"))
show(lambda: UnboundLocalError("x", name="n"), "name")
print("ImportError")
show(lambda: ImportError(), "msg", "name", "path")
show(lambda: ImportError("m"), "msg", "name", "path")
show(lambda: ImportError("m", "n"), "msg", "name", "path")
show(lambda: ImportError("m", name="n", path="p"), "msg", "name", "path")
show(lambda: ModuleNotFoundError("m", name="n"), "msg", "name", "path")
show(lambda: ImportError("m", nome="n"))
show(lambda: ImportError(3), "msg")
print("OSError")
show(lambda: OSError(), "errno", "strerror", "filename", "filename2")
show(lambda: OSError("only"), "errno", "strerror", "filename", "filename2")
show(lambda: OSError(2, "No such file"), "errno", "strerror", "filename", "filename2")
show(lambda: OSError(2, "No such file", "f.txt"), "errno", "strerror", "filename", "filename2")
show(lambda: OSError(2, "No such file", "f.txt", None, "g.txt"), "errno", "strerror", "filename", "filename2")
show(lambda: OSError(2, "No such file", None), "filename")
show(lambda: OSError(2, "x", "f", 0, "g", "h"), "errno", "filename")
show(lambda: OSError(errno=2))
show(lambda: OSError("a", "b"), "errno", "strerror")
show(lambda: OSError(None, None, "f"), "errno")
show(lambda: OSError(9999, "unknown"))
for number in [1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 108, 110, 111, 114, 115]:
    error = OSError(number, "text")
    print(number, type(error).__name__, repr(error))
show(lambda: FileNotFoundError(13, "text"), "errno")
show(lambda: FileNotFoundError("a.txt"), "errno", "filename")
show(lambda: BlockingIOError(11, "again", 5), "characters_written", "filename")
show(lambda: BlockingIOError(11, "again"), "characters_written")
show(lambda: ConnectionResetError(104, "reset by peer"))
print("UnicodeError")
show(lambda: UnicodeError("a", "b"))
show(lambda: UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "invalid start byte"),
     "encoding", "object", "start", "end", "reason")
show(lambda: UnicodeDecodeError("utf-8", b"ab\xff", 1, 3, "bad"))
show(lambda: UnicodeEncodeError("ascii", "h\xe9\u20ac\U0001f600", 1, 2, "ordinal not in range(128)"))
show(lambda: UnicodeEncodeError("ascii", "h\xe9\u20ac\U0001f600", 2, 3, "ordinal not in range(128)"))
show(lambda: UnicodeEncodeError("ascii", "h\xe9\u20ac\U0001f600", 3, 4, "ordinal not in range(128)"))
show(lambda: UnicodeEncodeError("ascii", "h\xe9\u20ac\U0001f600", 1, 4, "ordinal not in range(128)"),
     "encoding", "object", "start", "end", "reason")
show(lambda: UnicodeTranslateError("h\u20ac", 1, 2, "no"), "object", "start", "end", "reason")
show(lambda: UnicodeTranslateError("h\u20ac", 0, 2, "no"))
show(lambda: UnicodeDecodeError())
show(lambda: UnicodeDecodeError("utf-8"))
show(lambda: UnicodeDecodeError(1, b"", 0, 1, "x"))
show(lambda: UnicodeEncodeError("x", b"", 0, 1, "x"))
show(lambda: UnicodeEncodeError("x", "", "0", 1, "x"))
print("SyntaxError")
show(lambda: SyntaxError(), "msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset")
show(lambda: SyntaxError("bad"), "msg", "filename")
show(lambda: SyntaxError("bad", ("dir/f.py", 3, 4, "text\n")), "msg", "filename", "lineno", "offset", "text",
     "end_lineno", "end_offset")
show(lambda: SyntaxError("bad", ("f.py", 3, 4, "text", 5, 6)), "end_lineno", "end_offset")
show(lambda: SyntaxError("bad", ("f.py", None, None, None)))
show(lambda: SyntaxError("bad", (None, 3, None, None)))
show(lambda: SyntaxError("bad", ("f.py", 3)))
show(lambda: SyntaxError("bad", ("f.py", 3, 4, "text", 5)))
show(lambda: IndentationError("bad", ("f.py", 3, 4, "text")))
show(lambda: TabError("tabs"))
print("changes")
error = ValueError("a")
error.args = [1, 2]
print(error.args, str(error), repr(error))
error.extra = "kept"
print(error.__dict__)
for name, value in [("args", 3), ("__traceback__", 1), ("__cause__", 1), ("__context__", "x"),
                    ("__suppress_context__", 1)]:
    try:
        setattr(error, name, value)
        print("set", name)
    except TypeError as failure:
        print("TypeError", failure)
for name in ["args", "__traceback__", "__cause__", "__context__"]:
    try:
        delattr(error, name)
        print("deleted", name)
    except TypeError as failure:
        print("TypeError", failure)
try:
    error.with_traceback("x")
except TypeError as failure:
    print("TypeError", failure)
os_error = OSError(2, "text", "f")
os_error.errno, os_error.filename = 5, "other"
print(os_error, os_error.args)
stop = StopIteration(1)
stop.value = 2
print(stop, stop.value, stop.args)
key = KeyError("k")
key.args = ("z", 1)
print(key)
