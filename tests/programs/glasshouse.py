"""Looks inside live containers of a real CPython 3.11-3.15 (64-bit, with the GIL), read-only, through ctypes.

The interpreter that this project simulates has a built-in module of the same name and the same answers, so one
program can be run on both and its output compared.  Every answer is made of plain dicts, lists, tuples, strings and
ints.

dict_table(d)
    A new dict with these keys, in this order:
      "log2_size": int    log2 of the number of index cells (dk_log2_size); 0 for the empty table that all
                          empty dicts share
      "kind":      str    "general", "unicode" (all keys are str) or "split" (keys shared between instances)
      "usable":    int    entries that still fit before a resize (dk_usable)
      "nentries":  int    entries in use, deleted ones included (dk_nentries)
      "indices":   list   2 ** log2_size ints: the position of an entry, -1 for an empty cell, -2 for a dummy

list_allocated(l)
    An int: the slots that the list has room for (PyListObject.allocated).

set_table(s)
    For a set or frozenset, a new dict with these keys, in this order:
      "mask":   int       number of slots - 1
      "fill":   int       slots that hold a key or a dummy
      "used":   int       slots that hold a key
      "finger": int       where pop() looks next
      "slots":  list      mask + 1 items: None for an empty slot, "dummy" for a dummy, else the 1-tuple (key,)

gc_refs(objects)
    For a list of container objects, all different, a new list of ints of the same length: what is left of each
    object's reference count when every reference from one of the objects to another (or itself) is subtracted.
    It is the number that the cyclic collector computes (gc_refs, after subtract_refs) if exactly these objects are
    its candidates: 0 means that the object is reachable at most from the others.  The references that the list
    `objects` itself holds are not counted.
"""

import ctypes
import gc
import sys

_HEAD = 16  # sizeof(PyObject)
_INDEX_TYPES = {1: ctypes.c_int8, 2: ctypes.c_int16, 4: ctypes.c_int32, 8: ctypes.c_int64}
_DUMMY_HASH = -1


def _word(address):
    return ctypes.c_ssize_t.from_address(address).value


def _byte(address):
    return ctypes.c_uint8.from_address(address).value


def dict_table(d):
    # PyDictObject: ma_used, a version or watcher tag, ma_keys.  Struct _dictkeysobject: Include/internal/pycore_dict.h.
    keys = _word(id(d) + _HEAD + 16)
    log2_size, log2_index_bytes, kind = _byte(keys + 8), _byte(keys + 9), _byte(keys + 10)
    size = 1 << log2_size
    width = (1 << log2_index_bytes) // size if log2_size else 1
    return {
        "log2_size": log2_size,
        "kind": ("general", "unicode", "split")[kind],
        "usable": _word(keys + 16),
        "nentries": _word(keys + 24),
        "indices": list((_INDEX_TYPES[width] * size).from_address(keys + 32)),
    }


def list_allocated(l):
    # PyListObject: ob_size, ob_item, allocated.
    return _word(id(l) + _HEAD + 16)


def set_table(s):
    # PySetObject: fill, used, mask, table, hash, finger.  Include/cpython/setobject.h.
    fill, used, mask, table, _, finger = [_word(id(s) + _HEAD + 8 * i) for i in range(6)]
    slots = []
    for i in range(mask + 1):
        key, key_hash = _word(table + 16 * i), _word(table + 16 * i + 8)
        if key == 0:
            slots.append(None)
        elif key_hash == _DUMMY_HASH:
            slots.append("dummy")
        else:
            slots.append((ctypes.cast(key, ctypes.py_object).value,))
    return {"mask": mask, "fill": fill, "used": used, "finger": finger, "slots": slots}


def gc_refs(objects):
    # From 3.12 the count is the low 32 bits of the word, the rest is flags or padding.
    mask = (1 << 32) - 1 if sys.version_info >= (3, 12) else -1
    ids = list(map(id, objects))
    refs = dict(zip(ids, [(_word(i) & mask) - 1 for i in ids]))
    for index in range(len(objects)):
        for referent in map(id, gc.get_referents(objects[index])):
            if referent in refs:
                refs[referent] -= 1
    return [refs[i] for i in ids]
