"""The name under which other modules import WeakSet.

Left out: nothing.
"""

from weakref import WeakSet

__all__ = ["WeakSet"]
