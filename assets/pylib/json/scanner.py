"""`json.scanner`: the scanner, which is native."""

from _json import make_scanner

__all__ = ["make_scanner"]
