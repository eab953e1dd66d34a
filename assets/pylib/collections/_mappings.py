"""ChainMap, UserDict, UserList and UserString; `collections` loads them when a program first asks for one.

Left out: 3.15's `frozendict` as the other operand of `UserDict | other`. Tracebacks name this file and not `collections/__init__.py`.
"""

import sys
from _collections_abc import MutableMapping, MutableSequence, Sequence

_MINOR = sys.version_info[1]


class ChainMap(MutableMapping):
    """Several mappings seen as one: looked up from the first to the last, written to the first only."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for each in self.maps:
            # Asked for rather than tested, so that a defaultdict answers with what it makes.
            try:
                return each[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        # The last mapping's order counts, since it is the one that the others lie over.
        order = {}
        for each in reversed(self.maps):
            order.update(dict.fromkeys(each))
        return iter(order)

    def __contains__(self, key):
        return any([key in each for each in self.maps])

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        if id(self) in _being_shown:
            return "..."
        _being_shown.add(id(self))
        try:
            return f"{self.__class__.__name__}({', '.join(map(repr, self.maps))})"
        finally:
            _being_shown.discard(id(self))

    if _MINOR >= 13:

        @classmethod
        def fromkeys(cls, iterable, value=None, /):
            return cls(dict.fromkeys(iterable, value))

    else:

        @classmethod
        def fromkeys(cls, iterable, *args):
            return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        first, *others = self.maps
        return self.__class__(first.copy(), *others)

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def clear(self):
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        result = self.copy()
        result.maps[0].update(other)
        return result

    def __ror__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        result = dict(other)
        for each in reversed(self.maps):
            result.update(each)
        return self.__class__(result)


_being_shown = set()


def _is_mapping(other):
    from _collections_abc import Mapping

    return isinstance(other, Mapping)


class UserDict(MutableMapping):
    """A dict for subclasses: each method goes by the others, and the items are in `data`."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(self.__class__, "__missing__", None)
        if missing is None:
            raise KeyError(key)
        return missing(self, key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    if _MINOR >= 12:

        # By `in`, so that a `__missing__` is not asked.
        def get(self, key, default=None):
            return self[key] if key in self else default

    def __repr__(self):
        return repr(self.data)

    def __or__(self, other):
        other = _content(other, UserDict)
        return self.__class__(self.data | other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        other = _content(other, UserDict)
        return self.__class__(other | self.data) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= _content(other, UserDict)
        return self

    def __copy__(self):
        return _copied(self, self.data.copy())

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        # A subclass is copied without its items first, since copying may go by methods that it overrides.
        import copy

        data = self.data
        try:
            self.data = {}
            result = copy.copy(self)
        finally:
            self.data = data
        result.update(self)
        return result

    if _MINOR >= 15:

        # The last item, as of a dict; MutableMapping's own takes the first.
        def popitem(self):
            return self.data.popitem()

    @classmethod
    def fromkeys(cls, iterable, value=None):
        result = cls()
        for key in iterable:
            result[key] = value
        return result


def _content(other, kind):
    return other.data if isinstance(other, kind) else other


def _copied(self, data):
    """A shallow copy with everything that the object has, and data of its own."""
    result = self.__class__.__new__(self.__class__)
    result.__dict__.update(self.__dict__)
    result.__dict__["data"] = data
    return result


class UserList(MutableSequence):
    """A list for subclasses; the items are in `data`."""

    def __init__(self, initlist=None):
        self.data = []
        if initlist is not None:
            self.data[:] = list(initlist) if not isinstance(initlist, UserList) else initlist.data

    def __repr__(self):
        return repr(self.data)

    def __lt__(self, other):
        return self.data < _content(other, UserList)

    def __le__(self, other):
        return self.data <= _content(other, UserList)

    def __eq__(self, other):
        return self.data == _content(other, UserList)

    def __gt__(self, other):
        return self.data > _content(other, UserList)

    def __ge__(self, other):
        return self.data >= _content(other, UserList)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def _listed(self, other):
        other = _content(other, UserList)
        return other if isinstance(other, type(self.data)) else list(other)

    def __add__(self, other):
        return self.__class__(self.data + self._listed(other))

    def __radd__(self, other):
        return self.__class__(self._listed(other) + self.data)

    def __iadd__(self, other):
        self.data += self._listed(other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        return _copied(self, self.data[:])

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(_content(other, UserList))


class UserString(Sequence):
    """A str for subclasses; the text is in `data`."""

    def __init__(self, seq):
        self.data = seq if isinstance(seq, str) else seq.data[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def __eq__(self, string):
        return self.data == _content(string, UserString)

    def __lt__(self, string):
        return self.data < _content(string, UserString)

    def __le__(self, string):
        return self.data <= _content(string, UserString)

    def __gt__(self, string):
        return self.data > _content(string, UserString)

    def __ge__(self, string):
        return self.data >= _content(string, UserString)

    def __contains__(self, char):
        return _content(char, UserString) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        other = _content(other, UserString)
        return self.__class__(self.data + (other if isinstance(other, str) else str(other)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, str) else str(other)) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    # What takes texts takes those of other UserStrings as well.
    def count(self, sub, start=0, end=sys.maxsize):
        return self.data.count(_content(sub, UserString), start, end)

    def find(self, sub, start=0, end=sys.maxsize):
        return self.data.find(_content(sub, UserString), start, end)

    def rfind(self, sub, start=0, end=sys.maxsize):
        return self.data.rfind(_content(sub, UserString), start, end)

    def index(self, sub, start=0, end=sys.maxsize):
        return self.data.index(_content(sub, UserString) if _MINOR >= 14 else sub, start, end)

    def rindex(self, sub, start=0, end=sys.maxsize):
        return self.data.rindex(_content(sub, UserString) if _MINOR >= 14 else sub, start, end)

    def startswith(self, prefix, start=0, end=sys.maxsize):
        return self.data.startswith(prefix, start, end)

    def endswith(self, suffix, start=0, end=sys.maxsize):
        return self.data.endswith(suffix, start, end)

    def encode(self, encoding="utf-8", errors="strict"):
        return self.data.encode("utf-8" if encoding is None else encoding, "strict" if errors is None else errors)

    def removeprefix(self, prefix, /):
        return self.__class__(self.data.removeprefix(_content(prefix, UserString)))

    def removesuffix(self, suffix, /):
        return self.__class__(self.data.removesuffix(_content(suffix, UserString)))

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(_content(old, UserString), _content(new, UserString), maxsplit))

    def join(self, seq):
        return self.data.join(seq)

    def split(self, sep=None, maxsplit=-1):
        return self.data.split(sep, maxsplit)

    def rsplit(self, sep=None, maxsplit=-1):
        return self.data.rsplit(sep, maxsplit)

    def splitlines(self, keepends=False):
        return self.data.splitlines(keepends)

    def partition(self, sep):
        return self.data.partition(sep)

    def rpartition(self, sep):
        return self.data.rpartition(sep)

    def format(self, /, *args, **kwds):
        return self.data.format(*args, **kwds)

    def format_map(self, mapping):
        return self.data.format_map(mapping)

    maketrans = str.maketrans


def _add_texts(names, wrapped):
    """Gives UserString the methods of str that need no more than their arguments."""

    def made(name):
        if wrapped:

            def method(self, *args):
                return self.__class__(getattr(self.data, name)(*args))

        else:

            def method(self):
                return getattr(self.data, name)()

        method.__name__ = name
        method.__qualname__ = f"UserString.{name}"
        return method

    for name in names.split():
        setattr(UserString, name, made(name))


_add_texts("capitalize casefold lower upper title swapcase center ljust rjust zfill expandtabs lstrip rstrip strip translate", True)
_add_texts("isalpha isalnum isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper", False)

for _each in (ChainMap, UserDict, UserList, UserString):
    _each.__module__ = "collections"
