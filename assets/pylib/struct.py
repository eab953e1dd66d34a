"""Numbers and bytes packed one after the other, as C lays them out.

All of it is native: the module `_struct`.
"""

from _struct import Struct, calcsize, error, iter_unpack, pack, pack_into, unpack, unpack_from

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]
