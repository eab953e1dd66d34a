"""`pprint`: data over several lines, when one is not enough.

Left out: `expand` (3.15), which is refused.
"""

import re
import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Pretty-print a Python object to a stream [default is sys.stdout]."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Format a Python object into a pretty-printed representation."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Pretty-print a Python object, dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """Version of repr() which can handle recursive data structures."""
    return PrettyPrinter()._one_line(object, {}, None, 0)[0]


def isreadable(object):
    """Determine if saferepr(object) is readable by eval()."""
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    """Determine if object requires a recursive representation."""
    return PrettyPrinter().isrecursive(object)


class _SafeKey:
    # Sorts what cannot be compared by type and address.

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _pair_key(pair):
    return _SafeKey(pair[0]), _SafeKey(pair[1])


def _recursion(object):
    return "<Recursion on %s with id=%s>" % (type(object).__name__, id(object))


_scalars = (str, bytes, bytearray, float, complex, bool, type(None))


class PrettyPrinter:
    """Prints to a stream with these settings; see the module's functions."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._place(object, out.append, 0, 0, {}, 0)
        return "".join(out)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """The text on one line, whether it is readable, and whether it is recursive; to be overridden."""
        return self._one_line(object, context, maxlevels, level)

    def _text(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    # An object where it stands: on one line if it fits, else as its kind is broken.

    def _place(self, object, write, indent, allowance, context, level):
        if id(object) in context:
            write(_recursion(object))
            return
        text = self._text(object, context, level)
        if len(text) > self._width - indent - allowance:
            broken = _broken(object)
            if broken is not None:
                context[id(object)] = 1
                broken(self, object, write, indent, allowance, context, level + 1)
                del context[id(object)]
                return
        write(text)

    def _break_dict(self, object, write, indent, allowance, context, level):
        write("{" + " " * (self._indent_per_level - 1))
        if object:
            items = object.items()
            if self._sort_dicts:
                items = sorted(items, key=_pair_key)
            self._place_pairs(items, write, indent, allowance + 1, context, level)
        write("}")

    def _break_list(self, object, write, indent, allowance, context, level):
        write("[")
        self._place_items(object, write, indent, allowance + 1, context, level)
        write("]")

    def _break_tuple(self, object, write, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        write("(")
        self._place_items(object, write, indent, allowance + len(end), context, level)
        write(end)

    def _break_set(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        begin, end = "{", "}"
        if type(object) is not set:
            name = type(object).__name__
            begin, end = name + "({", "})"
            indent += len(name) + 1
        write(begin)
        self._place_items(sorted(object, key=_SafeKey), write, indent, allowance + len(end), context, level)
        write(end)

    def _break_str(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        width = self._width - indent
        chunks = []
        lines = object.splitlines(True)
        for at, line in enumerate(lines):
            last_line = at == len(lines) - 1
            if len(repr(line)) <= width - (allowance if last_line else 0):
                chunks.append(repr(line))
                continue
            parts = re.findall(r"\S*\s*", line)[:-1]
            current = ""
            for number, part in enumerate(parts):
                room = width - (allowance if last_line and number == len(parts) - 1 else 0)
                if len(repr(current + part)) > room:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current += part
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            write(chunks[0])
            return
        text = ("\n" + " " * indent).join(chunks)
        write("(" + text + ")" if level == 1 else text)

    def _break_bytes(self, object, write, indent, allowance, context, level):
        if len(object) <= 4:
            write(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        chunks = list(_bytes_chunks(object, self._width - indent, allowance))
        text = ("\n" + " " * indent).join(chunks)
        write("(" + text + ")" if level == 1 else text)

    def _break_bytearray(self, object, write, indent, allowance, context, level):
        write("bytearray(")
        self._break_bytes(bytes(object), write, indent + 10, allowance + 1, context, level + 1)
        write(")")

    def _break_proxy(self, object, write, indent, allowance, context, level):
        write("mappingproxy(")
        self._place(object.copy(), write, indent + 13, allowance + 1, context, level)
        write(")")

    def _break_namespace(self, object, write, indent, allowance, context, level):
        name = "namespace" if type(object).__name__ == "SimpleNamespace" else type(object).__name__
        write(name + "(")
        self._place_fields(object.__dict__.items(), write, indent + len(name) + 1, allowance, context, level)
        write(")")

    def _break_dataclass(self, object, write, indent, allowance, context, level):
        name = type(object).__name__
        fields = type(object).__dataclass_fields__.values()
        items = [(field.name, getattr(object, field.name)) for field in fields if field.repr]
        write(name + "(")
        self._place_fields(items, write, indent + len(name) + 1, allowance, context, level)
        write(")")

    def _break_ordered_dict(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        name = type(object).__name__
        write(name + "(")
        self._place(list(object.items()), write, indent + len(name) + 1, allowance + 1, context, level)
        write(")")

    def _break_default_dict(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        name = type(object).__name__
        indent += len(name) + 1
        write("%s(%s,\n%s" % (name, self._text(object.default_factory, context, level), " " * indent))
        self._break_dict(object, write, indent, allowance + 1, context, level)
        write(")")

    def _break_counter(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        name = type(object).__name__
        write(name + "({" + " " * (self._indent_per_level - 1))
        self._place_pairs(object.most_common(), write, indent + len(name) + 1, allowance + 2, context, level)
        write("})")

    def _break_chain_map(self, object, write, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        write(name + "(")
        for at, mapping in enumerate(object.maps):
            last = at == len(object.maps) - 1
            self._place(mapping, write, indent, allowance + 1 if last else 1, context, level)
            write(")" if last else ",\n" + " " * indent)

    def _break_deque(self, object, write, indent, allowance, context, level):
        if not object:
            write(repr(object))
            return
        name = type(object).__name__
        indent += len(name) + 1
        write(name + "([")
        if object.maxlen is None:
            self._place_items(object, write, indent, allowance + 2, context, level)
            write("])")
        else:
            self._place_items(object, write, indent, 2, context, level)
            write("],\n%smaxlen=%s)" % (" " * indent, self._text(object.maxlen, context, level)))

    def _break_user(self, object, write, indent, allowance, context, level):
        self._place(object.data, write, indent, allowance, context, level - 1)

    # The parts of a broken object, one under the other.

    def _place_pairs(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        last = len(items) - 1
        for at, (key, value) in enumerate(items):
            text = self._text(key, context, level)
            write(text + ": ")
            self._place(value, write, indent + len(text) + 2, allowance if at == last else 1, context, level)
            if at != last:
                write(",\n" + " " * indent)

    def _place_fields(self, items, write, indent, allowance, context, level):
        last = len(items) - 1
        for at, (name, value) in enumerate(items):
            write(name + "=")
            if id(value) in context:
                write("...")
            else:
                self._place(value, write, indent + len(name) + 1, allowance if at == last else 1, context, level)
            if at != last:
                write(",\n" + " " * indent)

    def _place_items(self, items, write, indent, allowance, context, level):
        indent += self._indent_per_level
        items = list(items)
        write(" " * (self._indent_per_level - 1))
        new_line = ",\n" + " " * indent
        between = ""
        width = whole = self._width - indent + 1
        for at, item in enumerate(items):
            last = at == len(items) - 1
            if last:
                whole -= allowance
                width -= allowance
            if self._compact:
                text = self._text(item, context, level)
                needed = len(text) + 2
                if width < needed:
                    width = whole
                    if between:
                        between = new_line
                if width >= needed:
                    width -= needed
                    write(between + text)
                    between = ", "
                    continue
            write(between)
            between = new_line
            self._place(item, write, indent, allowance if last else 1, context, level)

    # One line.

    def _one_line(self, object, context, maxlevels, level):
        kind = type(object)
        if kind in _scalars:
            return repr(object), True, False
        own = getattr(kind, "__repr__", None)
        if isinstance(object, int) and own is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        if issubclass(kind, dict) and own is dict.__repr__:
            return self._one_line_dict(object, context, maxlevels, level)
        if issubclass(kind, list) and own is list.__repr__ or issubclass(kind, tuple) and own is tuple.__repr__:
            return self._one_line_items(object, context, maxlevels, level)
        text = repr(object)
        return text, bool(text) and not text.startswith("<"), False

    def _one_line_dict(self, object, context, maxlevels, level):
        if not object:
            return "{}", True, False
        if maxlevels and level >= maxlevels:
            return "{...}", False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive, parts = True, False, []
        items = sorted(object.items(), key=_pair_key) if self._sort_dicts else object.items()
        for key, value in items:
            key_text, key_readable, key_recursive = self.format(key, context, maxlevels, level + 1)
            text, value_readable, value_recursive = self.format(value, context, maxlevels, level + 1)
            parts.append("%s: %s" % (key_text, text))
            readable = readable and key_readable and value_readable
            recursive = recursive or key_recursive or value_recursive
        del context[id(object)]
        return "{%s}" % ", ".join(parts), readable, recursive

    def _one_line_items(self, object, context, maxlevels, level):
        if issubclass(type(object), list):
            if not object:
                return "[]", True, False
            shape = "[%s]"
        else:
            if not object:
                return "()", True, False
            shape = "(%s,)" if len(object) == 1 else "(%s)"
        if maxlevels and level >= maxlevels:
            return shape % "...", False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive, parts = True, False, []
        for item in object:
            text, item_readable, item_recursive = self.format(item, context, maxlevels, level + 1)
            parts.append(text)
            readable = readable and item_readable
            recursive = recursive or item_recursive
        del context[id(object)]
        return shape % ", ".join(parts), readable, recursive


def _bytes_chunks(object, width, allowance):
    current = b""
    last = len(object) // 4 * 4
    for at in range(0, len(object), 4):
        part = object[at:at + 4]
        candidate = current + part
        if at == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)


_breakers = [
    (dict, PrettyPrinter._break_dict), (list, PrettyPrinter._break_list), (tuple, PrettyPrinter._break_tuple),
    (set, PrettyPrinter._break_set), (frozenset, PrettyPrinter._break_set), (str, PrettyPrinter._break_str),
    (bytes, PrettyPrinter._break_bytes), (bytearray, PrettyPrinter._break_bytearray),
    (type(type.__dict__), PrettyPrinter._break_proxy), (type(sys.implementation), PrettyPrinter._break_namespace),
]
_collected = {
    "OrderedDict": PrettyPrinter._break_ordered_dict, "defaultdict": PrettyPrinter._break_default_dict,
    "Counter": PrettyPrinter._break_counter, "ChainMap": PrettyPrinter._break_chain_map,
    "deque": PrettyPrinter._break_deque, "UserDict": PrettyPrinter._break_user,
    "UserList": PrettyPrinter._break_user, "UserString": PrettyPrinter._break_user,
}


def _broken(object):
    # How an object is broken over lines: by whose `__repr__` it has; None when it is not.
    kind = type(object)
    own = kind.__repr__
    collections = sys.modules.get("collections")
    if collections is not None:
        for name, breaker in _collected.items():
            cls = getattr(collections, name, None)
            if cls is not None and own is cls.__repr__ and issubclass(kind, cls):
                return breaker
    for cls, breaker in _breakers:
        if own is cls.__repr__ and issubclass(kind, cls):
            return breaker
    fields = getattr(kind, "__dataclass_fields__", None)
    if fields is not None and kind.__dataclass_params__.repr and hasattr(kind.__repr__, "__wrapped__"):
        return PrettyPrinter._break_dataclass
    return None
