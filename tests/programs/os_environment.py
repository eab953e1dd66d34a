# os.environ: a mapping of strs to strs, and what getenv gives.
import os
from collections.abc import MutableMapping

name = "GLASSHOUSE_TEST_VARIABLE"
print(name in os.environ, os.getenv(name), os.getenv(name, "default"), isinstance(os.environ, MutableMapping))
os.environ[name] = "value"
print(os.environ[name], os.getenv(name), os.environ.get(name), name in os.environ, os.environ.setdefault(name, "x"))


def attempt(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)


attempt("os.environ['GLASSHOUSE_NOT_THERE']")
attempt("os.environ[3]")
attempt("os.environ.__setitem__(3, 'x')")
attempt("os.environ.__setitem__('x', 3)")
attempt("os.environ.pop('GLASSHOUSE_TEST_VARIABLE')")
attempt("os.environ.pop('GLASSHOUSE_TEST_VARIABLE', None)")
attempt("os.environ.__delitem__('GLASSHOUSE_NOT_THERE')")
attempt("os.getenv(3)")
os.environ.update(GLASSHOUSE_A="1", GLASSHOUSE_B="2")
print({key: value for key, value in os.environ.items() if key.startswith("GLASSHOUSE")})
os.environ |= {"GLASSHOUSE_C": "3"}
print(os.environ["GLASSHOUSE_C"], type(os.environ.copy()), (os.environ | {"q": 1})["q"], type(os.environ | {}))
print(isinstance(os.getpid(), int), os.getcwd().startswith("/"), os.getcwdb() == os.fsencode(os.getcwd()), os.strerror(2), os.error is OSError)
print(hasattr(os, "no_such_thing"), os.SEEK_SET, os.R_OK, os.devnull)
