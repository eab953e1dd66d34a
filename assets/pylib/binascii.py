"""Bytes as hexadecimal digits and base-64 text, and a check sum.

Left out, and told so: quoted-printable, uuencoding, BinHex and the stricter ways of reading base 64.
"""

import sys

from _checksums import crc32

__all__ = ["Error", "Incomplete", "a2b_base64", "a2b_hex", "b2a_base64", "b2a_hex", "crc32", "hexlify", "unhexlify"]


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def _data(given):
    try:
        return memoryview(given).tobytes()
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not {type(given).__name__!r}") from None


def _ascii(given):
    if isinstance(given, str):
        if not given.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return given.encode()
    try:
        return memoryview(given).tobytes()
    except TypeError:
        name = type(given).__name__
        raise TypeError(
            f"argument should be bytes, buffer or ASCII string, not {name!r}"
        ) from None


def hexlify(data, sep=None, bytes_per_sep=1):
    """The bytes as pairs of hexadecimal digits."""
    data = _data(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode()


def unhexlify(hexstr, /):
    """The bytes that the digits mean."""
    digits = _ascii(hexstr)
    if len(digits) % 2:
        raise Error("Odd number of hexadecimal digits" if sys.version_info >= (3, 15) else "Odd-length string")
    if any(byte not in b"0123456789abcdefABCDEF" for byte in digits):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(digits.decode())


b2a_hex = hexlify
a2b_hex = unhexlify


def b2a_base64(data, /, *, newline=True):
    """One line of base-64 text."""
    import base64
    return base64.b64encode(_data(data)) + (b"\n" if newline else b"")


def a2b_base64(data, /, *, strict_mode=False):
    """What a line of base-64 text means; characters of no meaning are passed over."""
    if strict_mode:
        _refuse("a2b_base64 with strict_mode")
    import base64
    return base64.b64decode(_ascii(data))


def _refuse(name):
    from _refusal import refuse
    refuse(f"binascii.{name}")


def __getattr__(name):
    if name in "a2b_qp b2a_qp a2b_uu b2a_uu crc_hqx".split():
        _refuse(name)
    raise AttributeError(f"module 'binascii' has no attribute {name!r}")
