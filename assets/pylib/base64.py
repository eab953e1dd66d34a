"""Bytes as text of 64, 32 or 16 characters.

Left out, and told so: Ascii85, Base85 and files.
"""

__all__ = [
    "b64encode",
    "b64decode",
    "standard_b64encode",
    "standard_b64decode",
    "urlsafe_b64encode",
    "urlsafe_b64decode",
    "b16encode",
]

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {byte: value for value, byte in enumerate(_ALPHABET)}


def _as_bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, (bytes, bytearray)):
        return bytes(s)
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError(
            f"argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}"
        ) from None


def b64encode(s, altchars=None):
    """The bytes in groups of three, each as four characters."""
    try:
        data = memoryview(s).tobytes()
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not {type(s).__name__!r}") from None
    out = bytearray()
    for at in range(0, len(data), 3):
        group = data[at : at + 3]
        number = int.from_bytes(group + bytes(3 - len(group)), "big")
        four = bytes(_ALPHABET[number >> shift & 63] for shift in (18, 12, 6, 0))
        out += four[: len(group) + 1] + b"=" * (3 - len(group))
    made = bytes(out)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return made.translate(bytes.maketrans(b"+/", altchars))
    return made


def b64decode(s, altchars=None, validate=False):
    """What was encoded; characters of no meaning are passed over unless `validate`."""
    if validate:
        raise NotImplementedError("base64.b64decode with validate is not modelled by Glasshouse")
    data = _as_bytes(s)
    if altchars is not None:
        altchars = _as_bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        data = data.translate(bytes.maketrans(altchars, b"+/"))
    out = bytearray()
    number = count = pads = 0
    for byte in data:
        if byte == 61:
            pads += 1
            if count >= 2 and count + pads >= 4:
                break
            continue
        value = _VALUES.get(byte)
        if value is None:
            continue
        pads = 0
        number = number << 6 | value
        count += 1
        if count == 4:
            out += number.to_bytes(3, "big")
            number = count = 0
    if count == 0:
        return bytes(out)
    if count == 1:
        length = len(out) // 3 * 4 + 1
        raise _error()(
            "Invalid base64-encoded string: number of data characters "
            f"({length}) cannot be 1 more than a multiple of 4"
        )
    if count + pads < 4:
        raise _error()("Incorrect padding")
    out += (number << 6 * (4 - count)).to_bytes(3, "big")[: count - 1]
    return bytes(out)


def _error():
    from binascii import Error
    return Error


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def b16encode(s):
    return memoryview(s).hex().upper().encode()


_LEFT_OUT = "b16decode b32encode b32decode a85encode a85decode b85encode b85decode encodebytes decodebytes".split()


def __getattr__(name):
    if name in _LEFT_OUT:
        raise NotImplementedError(f"base64.{name} is not modelled by Glasshouse")
    raise AttributeError(f"module 'base64' has no attribute {name!r}")
