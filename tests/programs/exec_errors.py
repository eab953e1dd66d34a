# Errors of text that is compiled or run: SyntaxErrors are exceptions like others.
import sys

def attempt(function, *arguments):
    try:
        function(*arguments)
    except SyntaxError as error:
        print(type(error).__name__, error.args)
        print("  ", error.msg, error.filename, error.lineno, error.offset, repr(error.text))
        print("  ", str(error))
    except Exception as error:
        print(type(error).__name__, error)

attempt(compile, "x = (1,", "file.py", "exec")
attempt(compile, "return 1", "<given>", "exec")
attempt(exec, "a = 1\nb = = 2\nc = 3")
attempt(exec, "def f():\n  nonlocal q\n")
attempt(eval, "x = 1")
attempt(exec, "break")
attempt(exec, "x\0y")
attempt(exec, "1 / 0")
attempt(eval, "undefined_name")
attempt(eval, "[].missing")
attempt(exec, "raise KeyError('from text')")

def where(error):
    at = error.__traceback__
    while at is not None:
        print("  ", at.tb_frame.f_code.co_filename.split("/")[-1], at.tb_frame.f_code.co_name, at.tb_lineno)
        at = at.tb_next

source = """
def fails(n):
    if n == 0:
        raise ValueError("deep")
    return fails(n - 1)

fails(2)
"""
try:
    exec(source)
except ValueError as error:
    print(error)
    where(error)
try:
    exec(compile(source, "given.py", "exec"))
except ValueError as error:
    where(error)
namespace = {}
exec("def later():\n    return missing + 1", namespace)
try:
    namespace["later"]()
except NameError as error:
    print(error)
    where(error)
exec("print('last words')\nint('x')")
