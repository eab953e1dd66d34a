"""Hash functions by name. Left out, and told so: keyed and salted BLAKE2, `scrypt` and `pbkdf2_hmac`."""

import sys

import _hashlib

_NAMES = (
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "blake2b",
    "blake2s",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
    "shake_128",
    "shake_256",
)
algorithms_guaranteed = set(_NAMES)
algorithms_available = set(_NAMES)
__all__ = (*_NAMES, "new", "algorithms_guaranteed", "algorithms_available", "file_digest")


def new(name, data=b"", **kwargs):
    """A new hash object that has seen these bytes."""
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    lower = name.lower().replace("-", "_") if name.lower().startswith(("sha3-", "shake-")) else name.lower()
    if lower in ("blake2b", "blake2s"):
        return globals()[lower](data, **kwargs)
    made = _hashlib.new(lower, data, 0)
    if made is None:
        kind = "algorithm" if sys.version_info >= (3, 15) else "type"
        raise ValueError(f"unsupported hash {kind} {name}")
    return made


def _function(hash_name):
    def make(data=b"", *, usedforsecurity=True):
        return _hashlib.new(hash_name, data, 0)

    make.__name__ = make.__qualname__ = f"openssl_{hash_name}"
    make.__module__ = "_hashlib"
    return make


for _name in _NAMES:
    globals()[_name] = _function(_name)
del _name


def _wrong_size(name, most, given):
    if sys.version_info >= (3, 15):
        return f"digest_size for {name} must be between 1 and {most} bytes, got {given}"
    if sys.version_info >= (3, 14):
        return f"digest_size for {name.capitalize()} must be between 1 and {most} bytes, here it is {given}"
    return f"digest_size must be between 1 and {most} bytes"


def _blake(name, most):
    def make(data=b"", /, *, digest_size=most, usedforsecurity=True, **more):
        if not 1 <= digest_size <= most:
            raise ValueError(_wrong_size(name, most, digest_size))
        if more:
            _refuse(f"{name} with {', '.join(more)}")
        return _hashlib.new(name, data, digest_size)

    make.__name__ = make.__qualname__ = name
    make.__module__ = "_blake2"
    return make


blake2b = _blake("blake2b", 64)
blake2s = _blake("blake2s", 32)


def file_digest(fileobj, digest, /):
    """The digest of what a binary file, or a BytesIO, holds."""
    made = new(digest) if isinstance(digest, str) else digest()
    while block := fileobj.read(1 << 18):
        made.update(block)
    return made


def _refuse(name):
    from _refusal import refuse
    refuse(f"hashlib.{name}")


def __getattr__(name):
    if name in ("scrypt", "pbkdf2_hmac"):
        _refuse(name)
    raise AttributeError(f"module 'hashlib' has no attribute {name!r}")
