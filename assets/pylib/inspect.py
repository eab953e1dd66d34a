"""`inspect`: signatures, sources, kinds and states of live objects.

Left out: signatures of built-in functions and of classes without `__init__` or `__new__` in Python (refused by name),
`getclosurevars`, `classify_class_attrs`, and the command line.
"""

import sys
from _inspect import source as _source

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 16, 32, 128, 256, 512


def _generator():
    yield


class _Sample:
    __slots__ = ("slot",)

    def method(self):
        pass


_function = type(_generator)
_code = type(_generator.__code__)
_generator_type = type(_generator())
_method = type(_Sample().method)
_builtin = type(len)
_method_descriptor = type(str.join)
_wrapper = type(object.__init__)
_member = type(_Sample.__dict__["slot"])
_getset = type(_function.__dict__["__code__"]) if "__code__" in _function.__dict__ else _member
_method_wrapper = type("".__str__)
_module = type(sys)
_frame = type(sys._getframe())


# What an object is.

def ismodule(object):
    """Return true if the object is a module."""
    return isinstance(object, _module)


def isclass(object):
    """Return true if the object is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Return true if the object is an instance method."""
    return isinstance(object, _method)


def isfunction(object):
    """Return true if the object is a user-defined function."""
    return isinstance(object, _function)


def isbuiltin(object):
    """Return true if the object is a built-in function or method."""
    return isinstance(object, _builtin)


def ismethodwrapper(object):
    """Return true if the object is a method wrapper."""
    return isinstance(object, _method_wrapper)


def isroutine(object):
    """Return true if the object is any kind of function or method."""
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object) \
        or ismethodwrapper(object)


def ismethoddescriptor(object):
    """Return true if the object is a method descriptor, but not a method, function or class."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    if sys.version_info < (3, 13):
        return hasattr(kind, "__get__") and not hasattr(kind, "__set__")
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__")


def isdatadescriptor(object):
    """Return true if the object is a data descriptor."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def ismemberdescriptor(object):
    """Return true if the object is a member descriptor."""
    return isinstance(object, _member)


def isgetsetdescriptor(object):
    """Return true if the object is a getset descriptor."""
    return isinstance(object, _getset)


def _has_flag(function, flag):
    function = unwrap_partial(function)
    if ismethod(function):
        function = function.__func__
    return isfunction(function) and bool(function.__code__.co_flags & flag)


def unwrap_partial(function):
    """The function that a `functools.partial` calls in the end."""
    while type(function).__name__ == "partial" and hasattr(function, "func"):
        function = function.func
    return function


def isgeneratorfunction(obj):
    """Return true if the object is a user-defined generator function."""
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    """Return true if the object is a coroutine function."""
    return _has_flag(obj, CO_COROUTINE) or getattr(obj, "_is_coroutine_mark", None) is _marked


def isasyncgenfunction(obj):
    """Return true if the object is an asynchronous generator function."""
    return _has_flag(obj, CO_ASYNC_GENERATOR)


_marked = object()


def markcoroutinefunction(func):
    """Mark a function that gives awaitables as a coroutine function."""
    if hasattr(func, "__func__"):
        func = func.__func__
    func._is_coroutine_mark = _marked
    return func


def isgenerator(object):
    """Return true if the object is a generator."""
    return isinstance(object, _generator_type)


def iscoroutine(object):
    """Return true if the object is a coroutine."""
    return type(object).__name__ == "coroutine" and hasattr(object, "cr_code")


def isasyncgen(object):
    """Return true if the object is an asynchronous generator."""
    return type(object).__name__ == "async_generator" and hasattr(object, "ag_code")


def isawaitable(object):
    """Return true if object can be passed to an ``await`` expression."""
    return iscoroutine(object) or hasattr(type(object), "__await__") \
        or isgenerator(object) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)


def istraceback(object):
    """Return true if the object is a traceback."""
    return type(object).__name__ == "traceback" and hasattr(object, "tb_frame")


def isframe(object):
    """Return true if the object is a frame object."""
    return isinstance(object, _frame)


def iscode(object):
    """Return true if the object is a code object."""
    return isinstance(object, _code)


def isabstract(object):
    """Return true if the object is an abstract base class (ABC)."""
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


# States.

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "AGEN_CLOSED"


def getgeneratorstate(generator):
    """Get current state of a generator-iterator: GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getcoroutinestate(coroutine):
    """Get current state of a coroutine object."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getasyncgenstate(agen):
    """Get current state of an asynchronous generator object."""
    if agen.ag_running:
        return AGEN_RUNNING
    if agen.ag_suspended:
        return AGEN_SUSPENDED
    return AGEN_CLOSED if agen.ag_frame is None else AGEN_CREATED


def getgeneratorlocals(generator):
    """The values of the local variables of a generator."""
    if not isgenerator(generator):
        raise TypeError("{!r} is not a Python generator".format(generator))
    frame = generator.gi_frame
    return frame.f_locals if frame is not None else {}


def getcoroutinelocals(coroutine):
    """The values of the local variables of a coroutine."""
    frame = coroutine.cr_frame
    return frame.f_locals if frame is not None else {}


# Members and docs.

def getmro(cls):
    """Return tuple of base classes (including cls) in method resolution order."""
    return cls.__mro__


def getmembers(object, predicate=None):
    """Return all members of an object as (name, value) pairs sorted by name."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """The same without asking descriptors."""
    return _members(object, predicate, getattr_static)


def _members(object, predicate, get):
    mro = getmro(object) if isclass(object) else ()
    names = dir(object)
    found, seen = [], set()
    for key in names:
        try:
            value = get(object, key)
            if key in seen:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if key in base.__dict__:
                    value = base.__dict__[key]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            found.append((key, value))
        seen.add(key)
    found.sort(key=lambda pair: pair[0])
    return found


_absent = object()


def getattr_static(obj, attr, default=_absent):
    """Retrieve attributes without triggering dynamic lookup by descriptors or __getattr__."""
    kept = _absent
    if isclass(obj):
        for base in obj.__mro__:
            if attr in base.__dict__:
                return base.__dict__[attr]
        classes = type(obj).__mro__
    else:
        classes = type(obj).__mro__
        for base in classes:
            own = base.__dict__.get("__dict__", _absent)
            if own is not _absent:
                try:
                    kept = object.__getattribute__(obj, "__dict__").get(attr, _absent)
                except AttributeError:
                    pass
                break
    on_class = _absent
    for base in classes:
        if attr in base.__dict__:
            on_class = base.__dict__[attr]
            break
    if kept is not _absent and on_class is not _absent:
        if hasattr(type(on_class), "__get__") and (hasattr(type(on_class), "__set__")
                                                   or hasattr(type(on_class), "__delete__")):
            return on_class
    if kept is not _absent:
        return kept
    if on_class is not _absent:
        return on_class
    if default is not _absent:
        return default
    raise AttributeError(attr)


def _inherited_doc(object):
    if isclass(object):
        for base in object.__mro__:
            if base is not _object and base.__doc__ is not None:
                return base.__doc__
        return None
    name = getattr(object, "__name__", None)
    if ismethod(object):
        owner = object.__self__
        cls = owner if isclass(owner) else type(owner)
    elif isfunction(object):
        cls = None
        path = object.__qualname__.split(".")[:-1]
        if path and "<locals>" not in path:
            cls = sys.modules.get(object.__module__)
            for part in path:
                cls = getattr(cls, part, None)
        if not isclass(cls):
            return None
    elif isinstance(object, property):
        func = object.fget
        name = func.__name__
        cls = sys.modules.get(func.__module__)
        for part in func.__qualname__.split(".")[:-1]:
            cls = getattr(cls, part, None)
        if not isclass(cls):
            return None
    else:
        return None
    for base in cls.__mro__:
        try:
            doc = getattr(base, name).__doc__
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


_object = object


def getdoc(object):
    """Get the documentation string for an object, cleaned of its indentation."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    if not isinstance(doc, str):
        return None
    return cleandoc(doc)


def cleandoc(doc):
    """Clean up indentation from docstrings."""
    lines = doc.expandtabs().split("\n")
    margin = None
    for line in lines[1:]:
        content = line.lstrip(" " if sys.version_info >= (3, 13) else None)
        if content:
            indent = len(line) - len(content)
            margin = indent if margin is None else min(margin, indent)
    lines[0] = lines[0].lstrip(" " if sys.version_info >= (3, 13) else None)
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def unwrap(func, *, stop=None):
    """The function at the end of the chain of `__wrapped__`."""
    first = func
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and (stop is None or not stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= sys.getrecursionlimit():
            raise ValueError("wrapper loop when unwrapping {!r}".format(first))
        seen.add(id(func))
    return func


def getmodulename(path):
    """Get the module name for a given file, or None."""
    name = path.rsplit("/", 1)[-1]
    return name[:-3] if name.endswith(".py") else None


def getmodule(object, _filename=None):
    """Return the module an object was defined in, or None if not found."""
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


# Sources.

def getfile(object):
    """Work out which source or compiled file an object was defined in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError("{!r} is a built-in class".format(object))
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got {}".format(
        type(object).__name__))


getsourcefile = getabsfile = getfile


def findsource(object):
    """The lines of the file that an object is defined in, and the index of its first line."""
    text = _source(getfile(object))
    if text is None:
        raise OSError("source code not available")
    lines = text.splitlines(True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if ismodule(object):
        return lines, 0
    if isclass(object):
        first = object.__dict__.get("__firstlineno__")
        if first is not None:
            return lines, first - 1
        return lines, _class_line(object, lines)
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    at = object.co_firstlineno - 1
    if at >= len(lines):
        raise OSError("lineno is out of bounds")
    return lines, at


def _class_line(cls, lines):
    # The class statement of this qualified name, by the indentation of what stands around it.
    path, found = [], None
    for at, line in enumerate(lines):
        words = line.split(None, 2)
        if not words or words[0] not in ("class", "def", "async"):
            continue
        indent = len(line) - len(line.lstrip())
        while path and path[-1][0] >= indent:
            path.pop()
        function = words[0] != "class"
        name = line.split("def " if function else "class ", 1)[1]
        end = 0
        while end < len(name) and (name[end].isalnum() or name[end] == "_"):
            end += 1
        name = name[:end]
        whole = "".join(part[1] for part in path) + name
        path.append((indent, name + (".<locals>." if function else ".")))
        if not function and whole == cls.__qualname__:
            found = at
            while found > 0 and lines[found - 1].lstrip().startswith("@") \
                    and len(lines[found - 1]) - len(lines[found - 1].lstrip()) == indent:
                found -= 1
    if found is None:
        raise OSError("could not find class definition")
    return found


def getblock(lines):
    """The lines of the block that begins at the first line."""
    depth, quote, joined = 0, None, False
    indent = len(lines[0]) - len(lines[0].lstrip())
    header, one_line = True, False
    last = 0
    is_lambda = not lines[0].lstrip().startswith(("def ", "class ", "@", "async "))
    for at, line in enumerate(lines):
        stripped = line.strip()
        if quote is None and depth == 0 and not joined and not header:
            here = len(line) - len(line.lstrip())
            if stripped and not stripped.startswith("#") and here <= indent:
                break
            if stripped.startswith("#") and here <= indent:
                continue
        start_quote = quote
        depth, quote, joined, ends_with_colon = _scan_line(line, depth, quote)
        if stripped or start_quote is not None:
            last = at
        if header and depth == 0 and quote is None and not joined and stripped:
            if is_lambda:
                return lines[:at + 1]
            if stripped.startswith("@"):
                continue
            header = False
            if not ends_with_colon:
                return lines[:at + 1]
    return lines[:last + 1]


def _scan_line(line, depth, quote):
    # Brackets and strings that are open after a line, and whether its code ends with a colon.
    at, last = 0, ""
    while at < len(line):
        char = line[at]
        if quote is not None:
            if char == "\\":
                at += 2
                continue
            if line.startswith(quote, at):
                at += len(quote)
                quote = None
                last = "x"
                continue
            if char == "\n" and len(quote) == 1:
                quote = None
            at += 1
            continue
        if char == "#":
            break
        if char in "'\"":
            quote = char * 3 if line.startswith(char * 3, at) else char
            at += len(quote)
            continue
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        if char == "\\" and line[at + 1:].strip("\r\n") == "":
            return depth, quote, True, False
        if not char.isspace():
            last = char
        at += 1
    return depth, quote, False, last == ":"


def getsourcelines(object):
    """Return a list of source lines and starting line number for an object."""
    object = unwrap(object)
    lines, at = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[at:]), at + 1


def getsource(object):
    """Return the text of the source code for an object."""
    lines, _ = getsourcelines(object)
    return "".join(lines)


def getcomments(object):
    """The lines of comments immediately before an object's source, or None."""
    try:
        lines, at = findsource(object)
    except (OSError, TypeError):
        return None
    found = []
    at -= 1
    while at >= 0 and lines[at].lstrip().startswith("#"):
        found.insert(0, lines[at].expandtabs().lstrip())
        at -= 1
    return "".join(found) or None


# Frames.

def currentframe():
    """Return the frame of the caller or None if this is not possible."""
    return sys._getframe(1)


class _Named(tuple):
    _names = ()

    def __repr__(self):
        parts = ", ".join("%s=%r" % pair for pair in zip(self._names, self))
        return "%s(%s)" % (type(self).__name__, parts)


def _fields(cls):
    for place, name in enumerate(cls._names):
        setattr(cls, name, property(lambda self, place=place: self[place]))
    return cls


@_fields
class FrameInfo(_Named):
    _names = ("frame", "filename", "lineno", "function", "code_context", "index")


@_fields
class Traceback(_Named):
    _names = ("filename", "lineno", "function", "code_context", "index")


@_fields
class FullArgSpec(_Named):
    _names = ("args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")


@_fields
class ArgInfo(_Named):
    _names = ("args", "varargs", "keywords", "locals")


def getframeinfo(frame, context=1):
    """Get information about a frame or traceback object."""
    if istraceback(frame):
        line, frame = frame.tb_lineno, frame.tb_frame
    else:
        line = frame.f_lineno
    text = _source(frame.f_code.co_filename)
    lines = index = None
    if text is not None and context > 0:
        all_lines = text.splitlines(True)
        start = max(0, min(line - 1 - context // 2, len(all_lines) - context))
        lines = all_lines[start:start + context]
        index = line - 1 - start
    return Traceback((frame.f_code.co_filename, line, frame.f_code.co_name, lines, index))


def getouterframes(frame, context=1):
    """Get a list of records for a frame and all higher (calling) frames."""
    found = []
    while frame:
        found.append(FrameInfo((frame,) + tuple(getframeinfo(frame, context))))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """Get a list of records for a traceback's frame and all lower frames."""
    found = []
    while tb:
        found.append(FrameInfo((tb.tb_frame,) + tuple(getframeinfo(tb, context))))
        tb = tb.tb_next
    return found


def stack(context=1):
    """Return a list of records for the stack above the caller's frame."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """Return a list of records for the stack below the current exception."""
    error = sys.exc_info()[1]
    return getinnerframes(error and error.__traceback__, context)


def getargvalues(frame):
    """Get information about arguments passed into a particular frame."""
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo((args, varargs, varkw, frame.f_locals))


def getargs(co):
    """The names of a code object's arguments."""
    names = co.co_varnames
    count = co.co_argcount + co.co_kwonlyargcount
    args = list(names[:count])
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[count]
        count += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[count]
    return args, varargs, varkw


# Signatures.

class _empty:
    """Marker object for Signature.empty and Parameter.empty."""


class _ParameterKind(int):
    def __new__(cls, value, name, description):
        self = int.__new__(cls, value)
        self.name = name
        self.description = description
        return self

    @property
    def value(self):
        return int(self)

    def __str__(self):
        return self.name

    def __repr__(self):
        return "<_ParameterKind.%s: %d>" % (self.name, int(self))

    def __hash__(self):
        return int(self)

    def __format__(self, spec):
        return format(self.name, spec)


_POSITIONAL_ONLY = _ParameterKind(0, "POSITIONAL_ONLY", "positional-only")
_POSITIONAL_OR_KEYWORD = _ParameterKind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
_VAR_POSITIONAL = _ParameterKind(2, "VAR_POSITIONAL", "variadic positional")
_KEYWORD_ONLY = _ParameterKind(3, "KEYWORD_ONLY", "keyword-only")
_VAR_KEYWORD = _ParameterKind(4, "VAR_KEYWORD", "variadic keyword")
_KINDS = (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD)


def formatannotation(annotation, base_module=None):
    """An annotation as signatures show it."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if type(annotation).__name__ in ("GenericAlias", "_GenericAlias"):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    """A parameter of a function signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if not any(kind is each for each in _KINDS):
            if kind not in (0, 1, 2, 3, 4):
                raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
            kind = _KINDS[kind]
        if default is not _empty and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError("{} parameters cannot have default values".format(kind.description))
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a {}".format(type(name).__name__))
        if not name.isidentifier():
            raise ValueError("{!r} is not a valid parameter name".format(name))
        self._name, self._kind, self._default, self._annotation = name, kind, default, annotation

    @property
    def name(self):
        return self._name

    @property
    def kind(self):
        return self._kind

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    def replace(self, *, name=_empty, kind=_empty, annotation=_absent, default=_absent):
        """Creates a customized copy of the Parameter."""
        return type(self)(self._name if name is _empty else name, self._kind if kind is _empty else kind,
                          default=self._default if default is _absent else default,
                          annotation=self._annotation if annotation is _absent else annotation)

    __replace__ = replace

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = "{}: {}".format(text, formatannotation(self._annotation))
        if self._default is not _empty:
            between = " = " if self._annotation is not _empty else "="
            text = text + between + repr(self._default)
        if self._kind is _VAR_POSITIONAL:
            return "*" + text
        if self._kind is _VAR_KEYWORD:
            return "**" + text
        return text

    def __repr__(self):
        return '<{} "{}">'.format(type(self).__name__, self)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind
                and self._default == other._default and self._annotation == other._annotation)

    def __hash__(self):
        return hash((self._name, int(self._kind), self._annotation, self._default))


class BoundArguments:
    """The mapping of arguments to the function's parameters that `Signature.bind` gives."""

    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                break
            if name not in self.arguments:
                break
            value = self.arguments[name]
            if param.kind == _VAR_POSITIONAL:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            value = self.arguments[name]
            if param.kind == _VAR_KEYWORD:
                kwargs.update(value)
            elif param.kind not in (_POSITIONAL_ONLY, _VAR_POSITIONAL):
                kwargs[name] = value
        return kwargs

    def apply_defaults(self):
        """Set default values for missing arguments."""
        new = []
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                new.append((name, self.arguments[name]))
            elif param.default is not _empty:
                new.append((name, param.default))
            elif param.kind is _VAR_POSITIONAL:
                new.append((name, ()))
            elif param.kind is _VAR_KEYWORD:
                new.append((name, {}))
        self.arguments = dict(new)

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        return "<{} ({})>".format(type(self).__name__,
                                  ", ".join("{}={!r}".format(*pair) for pair in self.arguments.items()))


class Signature:
    """The parameters of a callable and its return annotation."""

    __slots__ = ("_return_annotation", "_parameters")

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        found = {}
        top, seen_default = _POSITIONAL_ONLY, False
        for param in parameters or ():
            kind, name = param.kind, param.name
            if kind < top:
                raise ValueError("wrong parameter order: {} parameter before {} parameter".format(
                    top.description, kind.description))
            top = kind
            if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                if param.default is not _empty:
                    seen_default = True
                elif seen_default:
                    raise ValueError("non-default argument follows default argument")
            if name in found:
                raise ValueError("duplicate parameter name: {!r}".format(name))
            found[name] = param
        self._parameters = type(type.__dict__)(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
                      annotation_format=None):
        return _signature_of(obj, follow_wrapped)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_absent, return_annotation=_absent):
        """Creates a customized copy of the Signature."""
        return type(self)(self.parameters.values() if parameters is _absent else parameters,
                          return_annotation=self._return_annotation if return_annotation is _absent
                          else return_annotation)

    __replace__ = replace

    def bind(self, /, *args, **kwargs):
        """The BoundArguments of a call with these arguments; TypeError when they do not fit."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """The same for a call that may lack arguments."""
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        params = list(self.parameters.values())
        values = list(args)
        at = 0
        positional_only_by_name = []
        while at < len(params):
            param = params[at]
            if values:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    raise TypeError("too many positional arguments")
                at += 1
                if param.kind == _VAR_POSITIONAL:
                    arguments[param.name] = tuple(values)
                    values = []
                    break
                if param.name in kwargs and param.kind != _POSITIONAL_ONLY:
                    raise TypeError("multiple values for argument {arg!r}".format(arg=param.name))
                arguments[param.name] = values.pop(0)
                continue
            if param.kind == _VAR_POSITIONAL:
                at += 1
                break
            if param.name in kwargs:
                if param.kind == _POSITIONAL_ONLY:
                    if param.default is _empty and not partial:
                        if sys.version_info < (3, 13):
                            raise TypeError("{arg!r} parameter is positional only, but was passed as a keyword".format(
                                arg=param.name))
                        raise TypeError(f"missing a required positional-only argument: {param.name!r}")
                    positional_only_by_name.append(param)
                    at += 1
                    continue
                break
            if param.kind == _VAR_KEYWORD or param.default is not _empty:
                break
            if partial:
                break
            kind = ""
            if sys.version_info >= (3, 12):
                kind = " keyword-only" if param.kind == _KEYWORD_ONLY else \
                    " positional-only" if param.kind == _POSITIONAL_ONLY else ""
            raise TypeError(f"missing a required{kind} argument: {param.name!r}")
        else:
            if values:
                raise TypeError("too many positional arguments")
        if values:
            raise TypeError("too many positional arguments")
        var_keyword = None
        left = dict(kwargs)
        for param in params[at:]:
            if param.kind == _VAR_KEYWORD:
                var_keyword = param
                continue
            if param.kind == _VAR_POSITIONAL:
                continue
            if param.name in left and param.kind != _POSITIONAL_ONLY:
                arguments[param.name] = left.pop(param.name)
            elif not partial and param.default is _empty:
                raise TypeError(f"missing a required argument: {param.name!r}")
        if left:
            if var_keyword is not None:
                arguments[var_keyword.name] = left
            elif positional_only_by_name and sys.version_info >= (3, 13):
                raise TypeError("got some positional-only arguments passed as keyword arguments: " + repr(
                    ", ".join(param.name for param in positional_only_by_name)))
            else:
                raise TypeError("got an unexpected keyword argument {arg!r}".format(arg=next(iter(left))))
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._comparable() == other._comparable()

    def _comparable(self):
        params = tuple(p for p in self._parameters.values() if p.kind != _KEYWORD_ONLY)
        keyword_only = {p.name: p for p in self._parameters.values() if p.kind == _KEYWORD_ONLY}
        return params, keyword_only, self._return_annotation

    def __hash__(self):
        params, keyword_only, returned = self._comparable()
        return hash((params, frozenset(keyword_only.values()), returned))

    def __repr__(self):
        return "<{} {}>".format(type(self).__name__, self)

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, **options):
        """The signature as text; with parameters each on a line of its own when it is wider than `max_width`."""
        result = []
        slash, star = False, True
        for param in self.parameters.values():
            text = str(param)
            if param.kind == _POSITIONAL_ONLY:
                slash = True
            elif slash:
                result.append("/")
                slash = False
            if param.kind == _VAR_POSITIONAL:
                star = False
            elif param.kind == _KEYWORD_ONLY and star:
                result.append("*")
                star = False
            result.append(text)
        if slash:
            result.append("/")
        text = "({})".format(", ".join(result))
        if max_width is not None and len(text) > max_width:
            text = "(\n    {}\n)".format(",\n    ".join(result))
        if self.return_annotation is not _empty:
            text += " -> {}".format(formatannotation(self.return_annotation))
        return text


def _from_function(func):
    code = func.__code__
    names = code.co_varnames
    defaults = func.__defaults__ or ()
    keyword_defaults = func.__kwdefaults__ or {}
    annotations = func.__annotations__
    count = code.co_argcount
    without = count - len(defaults)
    found = []
    for at in range(count):
        kind = _POSITIONAL_ONLY if at < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
        default = defaults[at - without] if at >= without else _empty
        found.append(Parameter(_plain(names[at]), kind, default=default,
                               annotation=annotations.get(names[at], _empty)))
    last = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        name = names[last]
        last += 1
        found.append(Parameter(name, _VAR_POSITIONAL, annotation=annotations.get(name, _empty)))
    for name in names[count:count + code.co_kwonlyargcount]:
        found.append(Parameter(name, _KEYWORD_ONLY, default=keyword_defaults.get(name, _empty),
                               annotation=annotations.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        name = names[last]
        found.append(Parameter(name, _VAR_KEYWORD, annotation=annotations.get(name, _empty)))
    return Signature(found, return_annotation=annotations.get("return", _empty))


def _plain(name):
    # The one argument of a comprehension's function is named `.0`.
    return "implicit" + name[1:] if name[0] == "." else name


def _without_first(signature):
    params = list(signature.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if params[0].kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
        params = params[1:]
    return signature.replace(parameters=params)


def _signature_of(obj, follow_wrapped=True):
    if not callable(obj):
        raise TypeError("{!r} is not a callable object".format(obj))
    if ismethod(obj):
        return _without_first(_signature_of(obj.__func__, follow_wrapped))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda each: hasattr(each, "__signature__") or ismethod(each))
        if ismethod(obj):
            return _signature_of(obj)
    own = getattr(obj, "__signature__", None)
    if own is not None:
        if not isinstance(own, Signature):
            raise TypeError("unexpected object {!r} in __signature__ attribute".format(own))
        return own
    if isfunction(obj):
        return _from_function(obj)
    if type(obj).__name__ == "partial" and hasattr(obj, "func"):
        return _partial_signature(obj)
    if isclass(obj):
        return _class_signature(obj)
    call = getattr(type(obj), "__call__", None)
    if isfunction(call):
        return _without_first(_from_function(call))
    raise NotImplementedError("inspect.signature of a built-in function is not modelled by Glasshouse")


def _class_signature(cls):
    meta = type(cls)
    for base in meta.__mro__[:-2] if meta is not type else ():
        if "__call__" in base.__dict__ and isfunction(base.__dict__["__call__"]):
            return _without_first(_from_function(base.__dict__["__call__"]))
    for base in cls.__mro__:
        for name in ("__new__", "__init__"):
            if name in base.__dict__:
                found = base.__dict__[name]
                if isinstance(found, staticmethod):
                    found = found.__func__
                if isfunction(found):
                    return _without_first(_signature_of(found))
    if all(base.__module__ != "builtins" or base is object for base in cls.__mro__):
        return Signature()
    raise NotImplementedError("inspect.signature of a built-in class is not modelled by Glasshouse")


def _partial_signature(partial):
    signature = _signature_of(partial.func)
    bound = signature.bind_partial(*partial.args, **(partial.keywords or {}))
    found = []
    by_keyword = False
    for name, param in signature.parameters.items():
        if name in bound.arguments and name not in (partial.keywords or {}):
            if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                continue
        elif name in (partial.keywords or {}) and param.kind in (_POSITIONAL_OR_KEYWORD, _KEYWORD_ONLY):
            by_keyword = True
            param = param.replace(kind=_KEYWORD_ONLY, default=partial.keywords[name])
        elif by_keyword and param.kind == _POSITIONAL_OR_KEYWORD:
            param = param.replace(kind=_KEYWORD_ONLY)
        elif by_keyword and param.kind == _VAR_POSITIONAL:
            continue
        found.append(param)
    return signature.replace(parameters=found)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=None):
    """Get a signature object for the passed callable."""
    return _signature_of(obj, follow_wrapped)


def getfullargspec(func):
    """Get the names and default values of a callable object's parameters."""
    sig = _signature_of(func, False)
    args, varargs, varkw, keyword_only = [], None, None, []
    defaults, keyword_defaults, annotations = (), {}, {}
    if sig.return_annotation is not _empty:
        annotations["return"] = sig.return_annotation
    for param in sig.parameters.values():
        if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(param.name)
            if param.default is not _empty:
                defaults += (param.default,)
        elif param.kind is _VAR_POSITIONAL:
            varargs = param.name
        elif param.kind is _KEYWORD_ONLY:
            keyword_only.append(param.name)
            if param.default is not _empty:
                keyword_defaults[param.name] = param.default
        else:
            varkw = param.name
        if param.annotation is not _empty:
            annotations[param.name] = param.annotation
    if ismethod(func):
        args.insert(0, func.__func__.__code__.co_varnames[0])
    return FullArgSpec((args, varargs, varkw, defaults or None, keyword_only, keyword_defaults or None, annotations))


def getcallargs(func, /, *positional, **named):
    """The mapping of argument names to values of a call."""
    if ismethod(func):
        positional = (func.__self__,) + positional
        func = func.__func__
    bound = _signature_of(func).bind(*positional, **named)
    bound.apply_defaults()
    return dict(bound.arguments)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a function, class or module, in a dict of their own."""
    if isclass(obj):
        found = obj.__dict__.get("__annotations__", None)
        if found is None and "__annotate__" in dir(obj):
            found = getattr(obj, "__annotations__", None)
    elif callable(obj) or ismodule(obj):
        found = getattr(obj, "__annotations__", None)
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if eval_str:
        raise NotImplementedError("inspect.get_annotations with eval_str is not modelled by Glasshouse")
    return dict(found or {})
