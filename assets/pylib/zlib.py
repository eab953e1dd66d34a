"""The check sums of zlib. Left out, and told so: everything that compresses."""

from _checksums import adler32, crc32


def __getattr__(name):
    if name in "compress decompress compressobj decompressobj error".split():
        from _refusal import refuse
        refuse(f"zlib.{name}")
    raise AttributeError(f"module 'zlib' has no attribute {name!r}")
