"""Warnings: what is told without stopping the program, and the filters that say what is.

Left out: filters from the command line and the environment, locks, and `skip_file_prefixes`.
"""

import sys

__all__ = [
    "catch_warnings", "filterwarnings", "formatwarning", "resetwarnings", "showwarning", "simplefilter", "warn",
    "warn_explicit",
]

# Entries of (action, message pattern or None, category, module pattern or None, line or 0), the first that fits counts.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}

_ACTIONS = ("default", "always", "ignore", "module", "once", "error")
# Counts changes of the filters: what a module remembers to have told is void after one.
_version = [0]


class WarningMessage:
    """A warning as `catch_warnings(record=True)` keeps it."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None, *, module=None):
        self.message = message
        self.module = module
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        module = f"module : {self.module!r}, " if sys.version_info >= (3, 15) else ""
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, {module}"
                f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}")


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning: where, what, and the line."""
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        from _frames import source_line

        line = source_line(filename, lineno)
    if line:
        text += f"  {line.strip()}\n"
    return text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to a file, `sys.stderr` if none is given."""
    file = sys.stderr if file is None else file
    if file is None:
        return
    try:
        file.write(formatwarning(message, category, filename, lineno, line))
    except OSError:
        pass


_original_showwarning = showwarning
_recording = []


def _show(message):
    if showwarning is not _original_showwarning:
        showwarning(message.message, message.category, message.filename, message.lineno, message.file, message.line)
    elif _recording and _recording[-1] is not None:
        _recording[-1].append(message)
    else:
        showwarning(message.message, message.category, message.filename, message.lineno, message.file, message.line)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Adds a filter; message and module are regular expressions, fitting from the start."""
    _check_action(action)
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    if message or module:
        import re

        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    _add((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Adds a filter for all messages and modules."""
    _check_action(action)
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    _add((action, None, category, None, lineno), append)


def _check_action(action):
    allowed = _ACTIONS + (("all",) if sys.version_info >= (3, 12) else ())
    if action not in allowed:
        if sys.version_info >= (3, 13):
            raise ValueError(f"invalid action: {action!r}")
        raise AssertionError(f"invalid action: {action!r}")


def _add(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _version[0] += 1


def resetwarnings():
    """Takes all filters away."""
    filters[:] = []
    _version[0] += 1


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Gives a warning, or raises it where a filter says so."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        shown = f"'{type(category).__name__}'"
        if isinstance(category, type) and sys.version_info >= (3, 15):
            shown = f"class '{category.__name__}'"
        raise TypeError(f"category must be a Warning subclass, not {shown}")
    if skip_file_prefixes:
        raise NotImplementedError("skip_file_prefixes is not modelled")
    try:
        frame = sys._getframe(max(stacklevel, 1))
    except ValueError:
        frame, places = None, sys.__dict__
        filename, lineno = ("<sys>" if sys.version_info >= (3, 14) else "sys"), (0 if sys.version_info >= (3, 14) else 1)
    else:
        places, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    registry = places.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, places.get("__name__", "<string>"), registry, places, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """The same with the place told."""
    lineno, given_module = int(lineno), module
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _version[0]:
        registry.clear()
        registry["version"] = _version[0]
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text, message = message, category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    action = defaultaction
    for item in filters:
        if _fits(item, text, category, module, lineno):
            action = item[0]
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        if onceregistry.get((text, category)):
            return
        onceregistry[(text, category)] = 1
    elif action == "module":
        registry[key] = 1
        if registry.get((text, category, 0)):
            return
        registry[(text, category, 0)] = 1
    elif action == "default":
        registry[key] = 1
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {item}")
    _show(WarningMessage(message, category, filename, lineno, source=source, module=given_module))


def _fits(item, text, category, module, lineno):
    _, message, kind, place, line = item
    if isinstance(place, str):
        fits_place = place == module
    else:
        fits_place = place is None or place.match(module)
    return ((message is None or message.match(text)) and issubclass(category, kind) and fits_place
            and (line == 0 or line == lineno))


class catch_warnings:
    """Puts filters and `showwarning` back at the end of the block; with `record` gathers the warnings in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = ["record=True"] if self._record else []
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        global showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = (filters[:], showwarning)
        _version[0] += 1
        log = [] if self._record else None
        _recording.append(log if self._record else (_recording[-1] if _recording else None))
        if self._record:
            showwarning = _original_showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:], showwarning = self._saved
        _recording.pop()
        _version[0] += 1


class deprecated:
    """Marks a function or class: who calls it is warned."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, arg, /):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            original = arg.__new__

            def __new__(cls, /, *args, **kwargs):
                if cls is arg:
                    warn(message, category=category, stacklevel=stacklevel + 1)
                if original is not object.__new__:
                    return original(cls, *args, **kwargs)
                return original(cls)

            arg.__new__ = staticmethod(__new__)
            arg.__deprecated__ = message
            return arg

        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)

        for name in ("__module__", "__name__", "__qualname__", "__doc__"):
            setattr(wrapper, name, getattr(arg, name, None))
        wrapper.__wrapped__ = arg
        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper


if sys.version_info >= (3, 13):
    __all__.append("deprecated")
else:
    del deprecated
