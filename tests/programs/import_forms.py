# Every form of import, and what fails.
import keyword
import keyword as words
from keyword import iskeyword, kwlist as reserved
from keyword import *
import itertools, sys

print(keyword is words, keyword is sys.modules["keyword"], keyword.__name__, repr(keyword.__package__))
print(iskeyword("while"), iskeyword("walk"), reserved is kwlist, len(kwlist), issoftkeyword("match"))
print(kwlist[:5], softkwlist[0], keyword.__all__ == ["iskeyword", "issoftkeyword", "kwlist", "softkwlist"])
print(type(keyword), type(itertools).__name__, itertools.__name__, "itertools" in sys.modules)
print(itertools.count.__module__, itertools.count)


def attempt(statement, action):
    try:
        action()
    except ImportError as error:
        print(statement, "->", type(error).__name__, "|", str(error).split(" (")[0], "|", error.name)
    except AttributeError as error:
        print(statement, "->", type(error).__name__, "|", error)


def missing_module():
    import nonexistent_module


def missing_package():
    import nonexistent_module.inner


def not_a_package():
    import keyword.inner


def missing_name():
    from keyword import is_keyword


def relative():
    from . import keyword


def relative_module():
    from .keyword import kwlist


def attribute():
    keyword.nothing


def halted():
    sys.modules["halted"] = None
    import halted


attempt("missing module", missing_module)
attempt("missing package", missing_package)
attempt("not a package", not_a_package)
attempt("missing name", missing_name)
attempt("relative", relative)
attempt("relative module", relative_module)
attempt("attribute", attribute)
attempt("halted", halted)


def local_import():
    import keyword as inner
    from itertools import count, repeat

    return inner.iskeyword("def"), next(count(3)), list(repeat("x", 2))


print(local_import())
sys.modules["made"] = 42
import made

print(made)
sys.modules.pop("keyword")
import keyword

print(keyword is words, keyword.kwlist == words.kwlist)
