"""Regular expressions: `re`. Patterns and matches are the machine's own (`_sre`); this is the module around them.

Left out: `Scanner`, `template`, `DEBUG`'s listing and `LOCALE`, which are refused; `RegexFlag` is an int with names, not
an enum, so it cannot be iterated over.
"""

import sys
import _sre

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split",
    "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U",
    "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE",
    "UNICODE", "NOFLAG", "RegexFlag",
]

Pattern = _sre.Pattern
Match = _sre.Match


class _Error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = None
        self.colno = None
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        super().__init__(msg)


_Error.__module__ = "re"
_Error.__name__ = _Error.__qualname__ = "error"
error = _Error
if sys.version_info >= (3, 13):
    _Error.__name__ = _Error.__qualname__ = "PatternError"
    PatternError = _Error
    __all__.append("PatternError")
del _Error


class RegexFlag(int):
    def __or__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return RegexFlag(int(self) | int(other))

    __ror__ = __or__

    def __and__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return RegexFlag(int(self) & int(other))

    __rand__ = __and__

    def __xor__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return RegexFlag(int(self) ^ int(other))

    __rxor__ = __xor__

    def __invert__(self):
        return RegexFlag(511 & ~int(self))

    def __contains__(self, other):
        return int(self) & int(other) == int(other)

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        names = [name for name, flag in _flag_names if int(self) & flag]
        return "|".join(names) or ("NOFLAG" if not self else None)

    def __repr__(self):
        left = int(self)
        names = []
        for name, flag in _flag_names:
            if left & flag:
                names.append("re." + name)
                left &= ~flag
        if left:
            names.append(hex(left))
        return "|".join(names) or "re.NOFLAG"

    def __str__(self):
        return repr(self)

    def __format__(self, spec):
        return format(str(self), spec)

    def __hash__(self):
        return hash(int(self))

    def __reduce__(self):
        return RegexFlag, (int(self),)


_flag_names = [
    ("ASCII", 256), ("IGNORECASE", 2), ("LOCALE", 4), ("UNICODE", 32),
    ("MULTILINE", 8), ("DOTALL", 16), ("VERBOSE", 64), ("DEBUG", 128),
]

NOFLAG = RegexFlag.NOFLAG = RegexFlag(0)
A = ASCII = RegexFlag.A = RegexFlag.ASCII = RegexFlag(256)
I = IGNORECASE = RegexFlag.I = RegexFlag.IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag.L = RegexFlag.LOCALE = RegexFlag(4)
U = UNICODE = RegexFlag.U = RegexFlag.UNICODE = RegexFlag(32)
M = MULTILINE = RegexFlag.M = RegexFlag.MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag.S = RegexFlag.DOTALL = RegexFlag(16)
X = VERBOSE = RegexFlag.X = RegexFlag.VERBOSE = RegexFlag(64)
DEBUG = RegexFlag.DEBUG = RegexFlag(128)


_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    flags = int(flags)
    key = type(pattern), pattern, flags
    try:
        return _cache[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    if flags & 128:
        raise NotImplementedError("the flag re.DEBUG is not modelled by Glasshouse")
    compiled, warned = _sre.compile(pattern, flags)
    for text in warned:
        import warnings
        warnings.warn(text, FutureWarning, stacklevel=3)
    if len(_cache) >= _MAXCACHE:
        del _cache[next(iter(_cache))]
    _cache[key] = compiled
    return compiled


def compile(pattern, flags=0):
    "Compile a regular expression pattern, returning a Pattern object."
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    """Try to apply the pattern at the start of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).match(string)


if sys.version_info >= (3, 15):
    prefixmatch = match
    __all__.append("prefixmatch")


def fullmatch(pattern, string, flags=0):
    """Try to apply the pattern to all of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Scan through string looking for a match to the pattern, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    """Return a list of all non-overlapping matches in the string."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Return an iterator over all non-overlapping matches in the string."""
    return _compile(pattern, flags).finditer(string)


if sys.version_info >= (3, 13):
    class _Absent(int):
        pass

    _absent = _Absent()

    def _positional(name, values, given):
        # What may soon be given by keyword alone.
        names = ["count", "flags"] if name != "split" else ["maxsplit", "flags"]
        most = 5 if name != "split" else 4
        if len(values) > 2:
            raise TypeError("%s() takes from %d to %d positional arguments but %d were given"
                            % (name, most - 2, most, most - 2 + len(values)))
        for key, value in zip(names, given):
            if value is not _absent and names.index(key) < len(values):
                raise TypeError("%s() got multiple values for argument '%s'" % (name, key))
        import warnings
        warnings.warn("'%s' is passed as positional argument" % names[0],
                      DeprecationWarning, stacklevel=3)
        return (list(values) + list(given[len(values):]))

    def sub(pattern, repl, string, *args, count=_absent, flags=_absent):
        """Return the string obtained by replacing the leftmost
        non-overlapping occurrences of the pattern in string by the
        replacement repl."""
        if args:
            count, flags = _positional("sub", args, (count, flags))
        return _compile(pattern, flags).sub(repl, string, count)

    def subn(pattern, repl, string, *args, count=_absent, flags=_absent):
        """Return a 2-tuple containing (new_string, number)."""
        if args:
            count, flags = _positional("subn", args, (count, flags))
        return _compile(pattern, flags).subn(repl, string, count)

    def split(pattern, string, *args, maxsplit=_absent, flags=_absent):
        """Split the source string by the occurrences of the pattern,
        returning a list containing the resulting substrings."""
        if args:
            maxsplit, flags = _positional("split", args, (maxsplit, flags))
        return _compile(pattern, flags).split(string, maxsplit)
else:
    def sub(pattern, repl, string, count=0, flags=0):
        """Return the string obtained by replacing the leftmost
        non-overlapping occurrences of the pattern in string by the
        replacement repl."""
        return _compile(pattern, flags).sub(repl, string, count)

    def subn(pattern, repl, string, count=0, flags=0):
        """Return a 2-tuple containing (new_string, number)."""
        return _compile(pattern, flags).subn(repl, string, count)

    def split(pattern, string, maxsplit=0, flags=0):
        """Split the source string by the occurrences of the pattern,
        returning a list containing the resulting substrings."""
        return _compile(pattern, flags).split(string, maxsplit)


def purge():
    "Clear the regular expression cache"
    _cache.clear()


_escaped = {ord(char): "\\" + char for char in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """Escape special characters in a string."""
    if isinstance(pattern, str):
        return pattern.translate(_escaped)
    pattern = str(pattern, "latin1")
    return pattern.translate(_escaped).encode("latin1")


def template(pattern, flags=0):
    raise NotImplementedError("re.template is not modelled by Glasshouse")


class Scanner:
    def __init__(self, lexicon, flags=0):
        raise NotImplementedError("re.Scanner is not modelled by Glasshouse")
