"""JSON: `json`. Reading and writing are native (`_json`); this is the module around them.

Left out: the command line `json.tool`.
"""

import sys
from .decoder import JSONDecoder, JSONDecodeError
from .encoder import JSONEncoder

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]

_default_encoder = JSONEncoder(
    skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
    indent=None, separators=None, default=None,
)
_default_decoder = JSONDecoder(object_hook=None, object_pairs_hook=None)


def _encoder(cls, kw, **options):
    # The encoder for these options: the one at hand when they say nothing new.
    plain = (not options["skipkeys"] and options["ensure_ascii"] and options["check_circular"]
             and options["allow_nan"] and cls is None and options["indent"] is None
             and options["separators"] is None and options["default"] is None
             and not options["sort_keys"] and not kw)
    if plain:
        return _default_encoder
    if cls is None:
        cls = JSONEncoder
    return cls(**options, **kw)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True,
         allow_nan=True, cls=None, indent=None, separators=None,
         default=None, sort_keys=False, **kw):
    """Serialize ``obj`` as a JSON formatted stream to ``fp``."""
    encoder = _encoder(cls, kw, skipkeys=skipkeys, ensure_ascii=ensure_ascii,
                       check_circular=check_circular, allow_nan=allow_nan, indent=indent,
                       separators=separators, default=default, sort_keys=sort_keys)
    for chunk in encoder.iterencode(obj):
        fp.write(chunk)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True,
          allow_nan=True, cls=None, indent=None, separators=None,
          default=None, sort_keys=False, **kw):
    """Serialize ``obj`` to a JSON formatted ``str``."""
    return _encoder(cls, kw, skipkeys=skipkeys, ensure_ascii=ensure_ascii,
                    check_circular=check_circular, allow_nan=allow_nan, indent=indent,
                    separators=separators, default=default, sort_keys=sort_keys).encode(obj)


def detect_encoding(b):
    """The encoding of JSON in bytes: UTF-8, -16 or -32, by its first bytes."""
    if b.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if b.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    zeros = [byte == 0 for byte in b[:4]]
    if len(zeros) == 4:
        if zeros[0]:
            return "utf-16-be" if not zeros[1] else "utf-32-be"
        if zeros[1]:
            return "utf-16-le" if not zeros[2] or not zeros[3] else "utf-32-le"
    elif len(zeros) == 2:
        if zeros[0]:
            return "utf-16-be"
        if zeros[1]:
            return "utf-16-le"
    return "utf-8"


if sys.version_info >= (3, 15):
    def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
             parse_constant=None, object_pairs_hook=None, array_hook=None, **kw):
        """Deserialize ``fp`` (a file-like object with ``read``) to a Python object."""
        return loads(fp.read(), cls=cls, object_hook=object_hook, parse_float=parse_float,
                     parse_int=parse_int, parse_constant=parse_constant,
                     object_pairs_hook=object_pairs_hook, array_hook=array_hook, **kw)

    def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
              parse_constant=None, object_pairs_hook=None, array_hook=None, **kw):
        """Deserialize ``s`` (``str``, ``bytes`` or ``bytearray``) to a Python object."""
        if array_hook is not None:
            kw["array_hook"] = array_hook
        return _loads(s, cls, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, kw)
else:
    def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
             parse_constant=None, object_pairs_hook=None, **kw):
        """Deserialize ``fp`` (a file-like object with ``read``) to a Python object."""
        return loads(fp.read(), cls=cls, object_hook=object_hook, parse_float=parse_float,
                     parse_int=parse_int, parse_constant=parse_constant,
                     object_pairs_hook=object_pairs_hook, **kw)

    def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
              parse_constant=None, object_pairs_hook=None, **kw):
        """Deserialize ``s`` (``str``, ``bytes`` or ``bytearray``) to a Python object."""
        return _loads(s, cls, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, kw)


def _loads(s, cls, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, kw):
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    else:
        if not isinstance(s, (bytes, bytearray)):
            raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
        s = s.decode(detect_encoding(s))
    options = {
        "object_hook": object_hook, "object_pairs_hook": object_pairs_hook,
        "parse_float": parse_float, "parse_int": parse_int, "parse_constant": parse_constant,
    }
    kw.update([(name, value) for name, value in options.items() if value is not None])
    if cls is None:
        if not kw:
            return _default_decoder.decode(s)
        cls = JSONDecoder
    return cls(**kw).decode(s)
