"""`_codecs`: the functions that `codecs` and pickles of bytes name.

Left out: registries of codecs and error handlers.
"""


def encode(obj, encoding="utf-8", errors="strict"):
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    return obj.decode(encoding, errors)
