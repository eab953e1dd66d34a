"""Path names as POSIX writes them, and what lies there.

Left out, and told so: links, times of files, mounts.
"""

import os

__all__ = [
    "normcase",
    "isabs",
    "join",
    "split",
    "splitext",
    "basename",
    "dirname",
    "commonprefix",
    "getsize",
    "exists",
    "lexists",
    "isfile",
    "isdir",
    "expanduser",
    "normpath",
    "abspath",
    "realpath",
    "relpath",
    "commonpath",
]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"


def _parts_of(path):
    """The path with its separator, dot and two dots, as str or bytes."""
    path = os.fspath(path)
    return (path, b"/", b".", b"..") if isinstance(path, bytes) else (path, "/", ".", "..")


def _check(function, *paths):
    """Raises the TypeError that paths of wrong or of different kinds get."""
    has_str = has_bytes = False
    for path in paths:
        if isinstance(path, str):
            has_str = True
        elif isinstance(path, bytes):
            has_bytes = True
        else:
            raise TypeError(
                f"{function}() argument must be str, bytes, or os.PathLike object, not {type(path).__name__!r}"
            ) from None
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    return os.fspath(s)


def isabs(s):
    s, slash, *_ = _parts_of(s)
    return s.startswith(slash)


def join(a, *p):
    """The paths one after the other; an absolute one begins anew."""
    whole, slash, *_ = _parts_of(a)
    try:
        for each in map(os.fspath, p):
            if each.startswith(slash):
                whole = each
            elif not whole or whole.endswith(slash):
                whole += each
            else:
                whole += slash + each
    except (TypeError, AttributeError):
        _check("join", whole, *p)
        raise
    return whole


def split(p):
    """What stands before the last slash, and after it."""
    p, slash, *_ = _parts_of(p)
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    return (head.rstrip(slash) or head), tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    """The path and its extension, which begins with a dot that is not among the name's first ones."""
    p, slash, dot, _ = _parts_of(p)
    name = p.rfind(slash) + 1
    at = p.rfind(dot)
    if at > name and p[name:at].strip(dot):
        return p[:at], p[at:]
    return p, p[:0]


def splitdrive(p):
    p = os.fspath(p)
    return p[:0], p


def normpath(path):
    """The path without doubled slashes, dots, and what two dots take back."""
    path, slash, dot, dots = _parts_of(path)
    if not path:
        return dot
    # Two slashes at the start, and no more, are of their own meaning.
    lead = path[: len(path) - len(path.lstrip(slash))]
    lead = lead if len(lead) <= 2 else slash
    kept = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dots or (not lead and (not kept or kept[-1] == dots)):
            kept.append(part)
        elif kept:
            kept.pop()
    return lead + slash.join(kept) or dot


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """As `abspath`: there are no links."""
    if strict:
        os.stat(filename)
    return abspath(filename)


def relpath(path, start=None):
    """The way from a directory to the path."""
    if not path:
        raise ValueError("no path specified")
    path, slash, dot, dots = _parts_of(path)
    start = dot if start is None else os.fspath(start)
    _check("relpath", start, path)
    there = [part for part in abspath(path).split(slash) if part]
    here = [part for part in abspath(start).split(slash) if part]
    shared = len(_common([here, there]))
    return slash.join([dots] * (len(here) - shared) + there[shared:]) or dot


def commonprefix(m):
    """What all of them begin with, letter by letter."""
    import sys
    if sys.version_info >= (3, 15):
        import warnings
        warnings.warn(
            "os.path.commonprefix() is deprecated. Use os.path.commonpath() for longest path prefix.",
            DeprecationWarning,
            stacklevel=2,
        )
    return _common(m)


def _common(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    least, greatest = min(m), max(m)
    for at, letter in enumerate(least):
        if letter != greatest[at]:
            return least[:at]
    return least


def commonpath(paths):
    """The longest path that all of them lie in."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    _check("commonpath", *paths)
    _, slash, dot, _ = _parts_of(paths[0])
    if len({path.startswith(slash) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths") from None
    split_up = [[part for part in path.split(slash) if part and part != dot] for path in paths]
    lead = slash if paths[0].startswith(slash) else slash[:0]
    return lead + slash.join(_common(split_up))


def expanduser(path):
    """`~` is the program's home, which HOME may name."""
    path, slash, *_ = _parts_of(path)
    tilde = b"~" if isinstance(path, bytes) else "~"
    if not path.startswith(tilde):
        return path
    user, _, _ = path[1:].partition(slash)
    if user:
        _refuse("expanduser of another user")
    home = os.environ.get("HOME", os.getcwd())
    if isinstance(path, bytes):
        home = os.fsencode(home)
    return (home.rstrip(slash) + path[1:]) or slash


def exists(path):
    import _os_files
    path = _name(path)
    return _os_files.is_directory(path) if path.endswith("/") else path != "" and (
        _os_files.is_directory(path) or _os_files.size(path) is not None
    )


lexists = exists


def isfile(path):
    import _os_files
    path = _name(path)
    return path != "" and not path.endswith("/") and _os_files.size(path) is not None


def isdir(s):
    import _os_files
    s = _name(s)
    return s != "" and _os_files.is_directory(s)


def islink(path):
    os.fspath(path)
    return False


def getsize(filename):
    return os.stat(filename).st_size


def _name(path):
    if isinstance(path, int):
        _refuse("a file descriptor")
    try:
        return os.fsdecode(path)
    except TypeError:
        raise TypeError(
            f"stat: path should be string, bytes, os.PathLike or integer, not {type(path).__name__}"
        ) from None


def _refuse(name):
    from _refusal import refuse
    refuse(f"os.path.{name}")


def __getattr__(name):
    if name in (
        "expandvars getatime getctime getmtime isdevdrive isjunction isreserved ismount samefile sameopenfile samestat splitroot"
    ).split():
        _refuse(name)
    raise AttributeError(f"module 'posixpath' has no attribute {name!r}")
