"""`json.encoder`: writing. Whole texts are made by the native encoder (`_json`), pieces by the generators below."""

import sys
from _json import encode_basestring, encode_basestring_ascii, make_encoder as c_make_encoder

__all__ = ["JSONEncoder"]

_notes = sys.version_info >= (3, 14)


class JSONEncoder:
    """Extensible JSON encoder for Python data structures."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What stands for an object that JSON has no form for; to be overridden."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """Return a JSON string representation of a Python data structure."""
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        chunks = self.iterencode(o, _one_shot=True)
        if not isinstance(chunks, (list, tuple)):
            chunks = list(chunks)
        return "".join(chunks)

    def iterencode(self, o, _one_shot=False):
        """Encode the object and yield each string representation as available."""
        text = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        markers = {} if self.check_circular else None
        if _one_shot:
            write = c_make_encoder(markers, self.default, text, indent, self.key_separator,
                                   self.item_separator, self.sort_keys, self.skipkeys, self.allow_nan)
            return write(o, 0)
        return _Pieces(self, markers, text, indent).value(o, 0)


class _Pieces:
    # Writes piece by piece, as the generators of CPython's encoder cut a text.

    def __init__(self, encoder, markers, text, indent):
        self.encoder = encoder
        self.markers = markers
        self.text = text
        self.indent = indent

    def float(self, o):
        if o != o:
            text = "NaN"
        elif o == float("inf"):
            text = "Infinity"
        elif o == float("-inf"):
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def atom(self, o):
        # The whole text of what holds nothing else; None for the rest.
        if isinstance(o, str):
            return self.text(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.float(o)
        return None

    def enter(self, o):
        if self.markers is not None:
            if id(o) in self.markers:
                raise ValueError("Circular reference detected")
            self.markers[id(o)] = o

    def leave(self, o):
        if self.markers is not None:
            del self.markers[id(o)]

    def value(self, o, level):
        text = self.atom(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.list(o, level)
        elif isinstance(o, dict):
            yield from self.dict(o, level)
        else:
            self.enter(o)
            new = self.encoder.default(o)
            try:
                yield from self.value(new, level)
            except GeneratorExit:
                raise
            except BaseException as error:
                if _notes:
                    error.add_note(f"when serializing {type(o).__name__} object")
                raise
            self.leave(o)

    def list(self, items, level):
        if not items:
            yield "[]"
            return
        self.enter(items)
        line = "" if self.indent is None else "\n" + self.indent * (level + 1)
        before = "[" + line
        separator = self.encoder.item_separator + line
        for at, item in enumerate(items):
            if at:
                before = separator
            try:
                text = self.atom(item)
                if text is not None:
                    yield before + text
                else:
                    yield before
                    yield from self.value(item, level + 1)
            except GeneratorExit:
                raise
            except BaseException as error:
                if _notes:
                    error.add_note(f"when serializing {type(items).__name__} item {at}")
                raise
        if self.indent is not None:
            yield "\n" + self.indent * level
        yield "]"
        self.leave(items)

    def key(self, key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (int, float)):
            return self.atom(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError("keys must be str, int, float, bool or None, not " + key.__class__.__name__)

    def dict(self, dct, level):
        if not dct:
            yield "{}"
            return
        self.enter(dct)
        yield "{"
        line = None if self.indent is None else "\n" + self.indent * (level + 1)
        separator = self.encoder.item_separator + (line or "")
        if line is not None and not _notes:
            yield line
        first = True
        items = sorted(dct.items()) if self.encoder.sort_keys else dct.items()
        for key, item in items:
            name = self.key(key)
            if name is None:
                continue
            if first:
                first = False
                if line is not None and _notes:
                    yield line
            else:
                yield separator
            yield self.text(name)
            yield self.encoder.key_separator
            try:
                yield from self.value(item, level + 1)
            except GeneratorExit:
                raise
            except BaseException as error:
                if _notes:
                    error.add_note(f"when serializing {type(dct).__name__} item {name!r}")
                raise
        if line is not None and not (first and _notes):
            yield "\n" + self.indent * level
        yield "}"
        self.leave(dct)
