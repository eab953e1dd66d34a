"""`_pickle`: the pickler and the unpickler, byte for byte what CPython's C does (`Modules/_pickle.c`).

Left out: `PickleBuffer` and out-of-band buffers, which are refused.
"""

import sys
import copyreg
from _codecs import encode
from _reduce import import_module, pack_double, unpack_double, raw_unicode_escape, raw_unicode_unescape

_since_3_13 = sys.version_info >= (3, 13)
_since_3_15 = sys.version_info >= (3, 15)
_since_3_14 = sys.version_info >= (3, 14)

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 5 if _since_3_14 else 4
_BATCH = 1000
_FRAME_TARGET = 64 * 1024
_FRAME_LEAST = 4


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class PickleBuffer:
    def __init__(self, obj):
        raise NotImplementedError("pickle.PickleBuffer is not modelled by Glasshouse")


# Names of Python 2, which protocols 0 to 2 use.
_MODULES = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "reprlib": "repr",
            "socketserver": "SocketServer", "configparser": "ConfigParser", "_thread": "thread",
            "winreg": "_winreg", "collections.abc": "_abcoll", "_functools": "functools",
            "_pickle": "pickle", "subprocess": "commands", "html.parser": "HTMLParser"}
_NAMES = {("builtins", "range"): ("__builtin__", "xrange"), ("builtins", "chr"): ("__builtin__", "unichr"),
          ("builtins", "str"): ("__builtin__", "unicode"), ("builtins", "int"): ("__builtin__", "long"),
          ("builtins", "zip"): ("itertools", "izip"), ("builtins", "map"): ("itertools", "imap"),
          ("builtins", "filter"): ("itertools", "ifilter"),
          ("itertools", "filterfalse"): ("itertools", "ifilterfalse"),
          ("itertools", "zip_longest"): ("itertools", "izip_longest"),
          ("functools", "reduce"): ("__builtin__", "reduce"), ("_functools", "reduce"): ("__builtin__", "reduce"),
          ("sys", "intern"): ("__builtin__", "intern"),
          ("collections", "UserDict"): ("UserDict", "IterableUserDict"),
          ("collections", "UserList"): ("UserList", "UserList"),
          ("collections", "UserString"): ("UserString", "UserString")}
for _name in ("ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning "
              "DeprecationWarning EOFError EnvironmentError Exception FloatingPointError FutureWarning "
              "GeneratorExit IOError ImportError ImportWarning IndentationError IndexError KeyError "
              "KeyboardInterrupt LookupError MemoryError NameError NotImplementedError OSError OverflowError "
              "PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning StopIteration SyntaxError "
              "SyntaxWarning SystemError SystemExit TabError TypeError UnboundLocalError UnicodeDecodeError "
              "UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning "
              "ZeroDivisionError").split():
    _NAMES["builtins", _name] = ("exceptions", _name)
_OLD_MODULES = {_old: _new for _new, _old in _MODULES.items() if not _new.startswith("_")}
_OLD_MODULES.update(cPickle="pickle", StringIO="io", cStringIO="io", UserDict="collections",
                    UserList="collections", UserString="collections", thread="_thread")
_OLD_NAMES = {_old: _new for _new, _old in _NAMES.items() if _new[0] != "_functools"}
_OLD_NAMES["__builtin__", "basestring"] = ("builtins", "str")
_OLD_NAMES["exceptions", "StandardError"] = ("builtins", "Exception")
for _name in ("BrokenPipeError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError "
              "ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError "
              "NotADirectoryError PermissionError ProcessLookupError TimeoutError").split():
    _NAMES["builtins", _name] = ("exceptions", "OSError")
_NAMES["builtins", "ModuleNotFoundError"] = ("exceptions", "ImportError")
del _name


def _encode_long(number):
    # Two's complement, little-endian, as short as it can be.
    if number == 0:
        return b""
    size = (number.bit_length() >> 3) + 1
    data = number.to_bytes(size, "little", signed=True)
    if number < 0 and size > 1 and data[-1] == 0xFF and data[-2] & 0x80:
        data = data[:-1]
    return data


def _type_name(obj):
    return _class_name(type(obj))


def _class_name(cls):
    if cls.__module__ in ("builtins", "__main__"):
        return cls.__qualname__
    return cls.__module__ + "." + cls.__qualname__


class _PicklerMemoProxy:
    def __init__(self, pickler):
        self._pickler = pickler

    def clear(self):
        self._pickler._memo.clear()

    def copy(self):
        return dict(self._pickler._memo)


class Pickler:
    """Writes objects to a file as a stream that an Unpickler reads."""

    def __init__(self, file, protocol=None, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        if buffer_callback is not None:
            if protocol < 5:
                raise ValueError("buffer_callback needs protocol >= 5")
            raise NotImplementedError("out-of-band buffers are not modelled by Glasshouse")
        if file is not None:
            try:
                self._file_write = file.write
            except AttributeError:
                raise TypeError("file must have a 'write' attribute") from None
        self._protocol = protocol
        self._fix_imports = fix_imports and protocol < 3
        self._memo = {}
        self.bin = int(protocol > 0)
        self.fast = 0

    @property
    def memo(self):
        return _PicklerMemoProxy(self)

    @memo.setter
    def memo(self, memo):
        self._memo = dict(memo._pickler._memo if isinstance(memo, _PicklerMemoProxy) else memo)

    def clear_memo(self):
        """Forget which objects were written, so that they are written again."""
        self._memo.clear()

    def dump(self, obj):
        """Write a pickled representation of the object to the file."""
        if not hasattr(self, "_memo"):
            raise PicklingError(f"Pickler.__init__() was not called by {type(self).__name__}.__init__()")
        self._file_write(self._dumped(obj))

    def _dumped(self, obj):
        self._out = []
        self._frame = None
        self._frame_size = 0
        self._framing = False
        self._persistent = getattr(self, "persistent_id", None)
        self._override = getattr(self, "reducer_override", None)
        self._table = getattr(self, "dispatch_table", None)
        if self._protocol >= 2:
            self._write(b"\x80" + bytes([self._protocol]))
        self._framing = self._protocol >= 4
        try:
            self._save(obj)
            self._write(b".")
            self._end_frame()
            return b"".join(self._out)
        finally:
            self._out = self._frame = None

    # The stream: pieces, in frames from protocol 4 on.

    def _write(self, data):
        if not self._framing:
            self._out.append(data)
            return
        if self._frame is None:
            self._frame = []
            self._frame_size = 0
        self._frame.append(data)
        self._frame_size += len(data)

    def _end_frame(self):
        if self._frame is None:
            return
        if self._frame_size >= _FRAME_LEAST:
            self._out.append(b"\x95" + self._frame_size.to_bytes(8, "little"))
        self._out += self._frame
        self._frame = None

    def _boundary(self):
        if self._frame is not None and self._frame_size >= _FRAME_TARGET:
            self._end_frame()

    def _write_large(self, header, payload):
        if len(payload) < _FRAME_TARGET or not self._framing:
            self._write(header)
            self._write(payload)
            return
        self._end_frame()
        self._out.append(header)
        self._out.append(payload)

    # The memo: what was written already, by identity.

    def _remember(self, obj):
        if self.fast:
            return
        index = len(self._memo)
        self._memo[id(obj)] = (index, obj)
        if self._protocol >= 4:
            self._write(b"\x94")
        elif not self.bin:
            self._write(("p%d\n" % index).encode("ascii"))
        elif index < 256:
            self._write(b"q" + bytes([index]))
        else:
            self._write(b"r" + index.to_bytes(4, "little"))

    def _recall(self, obj):
        index = self._memo[id(obj)][0]
        if not self.bin:
            self._write(("g%d\n" % index).encode("ascii"))
        elif index < 256:
            self._write(b"h" + bytes([index]))
        else:
            self._write(b"j" + index.to_bytes(4, "little"))

    def _save(self, obj, persistent=True):
        if persistent and self._persistent is not None:
            pid = self._persistent(obj)
            if pid is not None:
                self._save_persistent(pid)
                self._boundary()
                return
        cls = type(obj)
        atom = _atoms.get(cls)
        if atom is not None:
            atom(self, obj)
        elif id(obj) in self._memo:
            self._recall(obj)
        else:
            save = _savers.get(cls)
            if save is not None:
                save(self, obj)
            else:
                self._save_other(obj, cls)
        self._boundary()

    def _save_other(self, obj, cls):
        value = NotImplemented
        if self._override is not None:
            value = self._override(obj)
        if value is NotImplemented:
            if cls is type:
                return self._save_type(obj)
            if cls is _function:
                return self._save_global(obj, None)
            if self._table is None:
                reduce = copyreg.dispatch_table.get(cls)
            else:
                try:
                    reduce = self._table[cls]
                except KeyError:
                    reduce = None
            if reduce is not None:
                value = reduce(obj)
            elif isinstance(obj, type):
                return self._save_global(obj, None)
            elif obj is Ellipsis or obj is NotImplemented:
                value = repr(obj)
            elif cls is _module:
                raise TypeError("cannot pickle 'module' object")
            else:
                try:
                    reduce = obj.__reduce_ex__
                except AttributeError:
                    raise PicklingError(f"can't pickle {cls.__name__!r} object: {obj!r}") from None
                value = reduce(self._protocol)
        if isinstance(value, str):
            return self._save_global(obj, value)
        if not _since_3_14:
            if not isinstance(value, tuple):
                raise PicklingError("__reduce__ must return a string or tuple")
            return self._save_reduce(value, obj)
        try:
            if not isinstance(value, tuple):
                raise PicklingError(f"__reduce__ must return a string or tuple, not {_type_name(value)}")
            self._save_reduce(value, obj)
        except BaseException as error:
            error.add_note(f"when serializing {_type_name(obj)} object")
            raise

    def _save_persistent(self, pid):
        if self.bin:
            self._save(pid, False)
            self._write(b"Q")
            return
        try:
            text = str(pid).encode("ascii")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
        self._write(b"P" + text + b"\n")

    # Atoms.

    def _save_none(self, obj):
        self._write(b"N")

    def _save_bool(self, obj):
        if self._protocol >= 2:
            self._write(b"\x88" if obj else b"\x89")
        else:
            self._write(b"I01\n" if obj else b"I00\n")

    def _save_int(self, obj):
        if -0x80000000 <= obj <= 0x7FFFFFFF:
            if not self.bin:
                self._write(("I%d\n" % obj).encode("ascii"))
            elif 0 <= obj <= 0xFF:
                self._write(b"K" + bytes([obj]))
            elif 0 <= obj <= 0xFFFF:
                self._write(b"M" + obj.to_bytes(2, "little"))
            else:
                self._write(b"J" + obj.to_bytes(4, "little", signed=True))
        elif self._protocol >= 2:
            data = _encode_long(obj)
            if len(data) < 256:
                self._write(b"\x8a" + bytes([len(data)]) + data)
            else:
                self._write(b"\x8b" + len(data).to_bytes(4, "little") + data)
        else:
            self._write(b"L" + repr(obj).encode("ascii") + b"L\n")

    def _save_float(self, obj):
        if self.bin:
            self._write(b"G" + pack_double(obj))
        else:
            self._write(b"F" + repr(obj).encode("ascii") + b"\n")

    # What is written once and recalled.

    def _save_bytes(self, obj):
        if self._protocol < 3:
            if obj:
                self._save_reduce((encode, (str(obj, "latin1"), "latin1")), obj)
            else:
                self._save_reduce((bytes, ()), obj)
            return
        size = len(obj)
        if size <= 0xFF:
            self._write(b"C" + bytes([size]) + obj)
        elif size <= 0xFFFFFFFF:
            self._write_large(b"B" + size.to_bytes(4, "little"), obj)
        else:
            self._write_large(b"\x8e" + size.to_bytes(8, "little"), obj)
        self._remember(obj)

    def _save_bytearray(self, obj):
        if self._protocol < 5:
            self._save_reduce((bytearray, (bytes(obj),) if obj else ()), obj)
            return
        self._write_large(b"\x96" + len(obj).to_bytes(8, "little"), bytes(obj))
        self._remember(obj)

    def _save_str(self, obj):
        if self.bin:
            data = obj.encode("utf-8", "surrogatepass")
            size = len(data)
            if size <= 0xFF and self._protocol >= 4:
                self._write(b"\x8c" + bytes([size]) + data)
            elif size <= 0xFFFFFFFF:
                self._write_large(b"X" + size.to_bytes(4, "little"), data)
            else:
                self._write_large(b"\x8d" + size.to_bytes(8, "little"), data)
        else:
            self._write(b"V" + raw_unicode_escape(obj) + b"\n")
        self._remember(obj)

    def _note(self, error, obj, what):
        if _since_3_14:
            error.add_note(f"when serializing {_type_name(obj)} {what}")

    def _save_items(self, obj, items):
        at = 0
        try:
            for item in items:
                self._save(item)
                at += 1
        except BaseException as error:
            self._note(error, obj, f"item {at}")
            raise

    def _save_tuple(self, obj):
        size = len(obj)
        if size == 0:
            self._write(b")" if self.bin else b"(t")
            return
        if size <= 3 and self._protocol >= 2:
            self._save_items(obj, obj)
            if id(obj) in self._memo:
                self._write(b"0" * size)
                self._recall(obj)
                return
            self._write(b"\x85\x86\x87"[size - 1:size])
        else:
            self._write(b"(")
            self._save_items(obj, obj)
            if id(obj) in self._memo:
                self._write(b"1" if self.bin else b"0" * (size + 1))
                self._recall(obj)
                return
            self._write(b"t")
        self._remember(obj)

    def _save_list(self, obj):
        self._write(b"]" if self.bin else b"(l")
        self._remember(obj)
        if not obj:
            return
        if not self.bin:
            return self._batch_list(iter(obj), obj)
        size = len(obj)
        if size == 1:
            self._save_items(obj, obj)
            self._write(b"a")
            return
        at = 0
        while at < len(obj):
            if _since_3_15 and at + 1 == size:
                self._save_items(obj, obj[at:])
                self._write(b"a")
                return
            self._write(b"(")
            for _ in range(_BATCH):
                if at >= len(obj):
                    break
                try:
                    self._save(obj[at])
                except BaseException as error:
                    self._note(error, obj, f"item {at}")
                    raise
                at += 1
            self._write(b"e")

    def _batch_list(self, items, obj):
        at = 0
        try:
            if not self.bin:
                for item in items:
                    self._save(item)
                    self._write(b"a")
                    at += 1
                return
            end = object()
            while True:
                first = next(items, end)
                if first is end:
                    return
                item = next(items, end)
                if item is end:
                    self._save(first)
                    self._write(b"a")
                    return
                self._write(b"(")
                self._save(first)
                at += 1
                count = 1
                while item is not end:
                    self._save(item)
                    at += 1
                    count += 1
                    if count == _BATCH:
                        break
                    item = next(items, end)
                self._write(b"e")
                if count != _BATCH:
                    return
        except BaseException as error:
            self._note(error, obj, f"item {at}")
            raise

    def _save_pair(self, key, value, obj):
        try:
            self._save(key)
        except BaseException as error:
            self._note(error, obj, "key")
            raise
        try:
            self._save(value)
        except BaseException as error:
            self._note(error, obj, f"item {key!r}")
            raise

    def _save_dict(self, obj):
        self._write(b"}" if self.bin else b"(d")
        self._remember(obj)
        size = len(obj)
        if not size:
            return
        if not self.bin:
            return self._batch_dict(iter(obj.items()), obj)
        if size == 1:
            for key in obj:
                self._save_pair(key, obj[key], obj)
            self._write(b"s")
            return
        items = iter(list(obj.items()))
        done = 0
        while True:
            if _since_3_15 and done + 1 == size:
                for key, value in items:
                    self._save_pair(key, value, obj)
                self._write(b"s")
                return
            count = 0
            self._write(b"(")
            for key, value in items:
                self._save_pair(key, value, obj)
                count += 1
                if count == _BATCH:
                    break
            self._write(b"u")
            if len(obj) != size:
                raise RuntimeError("dictionary changed size during iteration")
            done += count
            if count != _BATCH or _since_3_15 and done == size:
                return

    def _batch_dict(self, items, obj):
        end = (None, object())
        if not self.bin:
            for pair in items:
                key, value = self._checked_pair(pair)
                self._save_pair(key, value, obj)
                self._write(b"s")
            return
        while True:
            first = next(items, end)
            if first is end:
                return
            first = self._checked_pair(first)
            pair = next(items, end)
            if pair is end:
                self._save_pair(first[0], first[1], obj)
                self._write(b"s")
                return
            self._write(b"(")
            self._save_pair(first[0], first[1], obj)
            count = 1
            while pair is not end:
                pair = self._checked_pair(pair)
                self._save_pair(pair[0], pair[1], obj)
                count += 1
                if count == _BATCH:
                    break
                pair = next(items, end)
            self._write(b"u")
            if count != _BATCH:
                return

    def _checked_pair(self, pair):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError("dict items iterator must return 2-tuples")
        return pair

    def _save_set(self, obj):
        if self._protocol < 4:
            self._save_reduce((set, (list(obj),)), obj)
            return
        self._write(b"\x8f")
        self._remember(obj)
        size = len(obj)
        if not size:
            return
        items = iter(list(obj))
        while True:
            count = 0
            self._write(b"(")
            for item in items:
                try:
                    self._save(item)
                except BaseException as error:
                    self._note(error, obj, "element")
                    raise
                count += 1
                if count == _BATCH:
                    break
            self._write(b"\x90")
            if len(obj) != size:
                raise RuntimeError("set changed size during iteration")
            if count != _BATCH:
                return

    def _save_frozenset(self, obj):
        if self._protocol < 4:
            self._save_reduce((frozenset, (list(obj),)), obj)
            return
        self._write(b"(")
        for item in obj:
            try:
                self._save(item)
            except BaseException as error:
                self._note(error, obj, "element")
                raise
        if id(obj) in self._memo:
            self._write(b"1")
            self._recall(obj)
            return
        self._write(b"\x91")
        self._remember(obj)

    # Names.

    def _save_type(self, obj):
        if obj is type(None):
            self._save_reduce((type, (None,)), obj)
        elif obj is type(NotImplemented):
            self._save_reduce((type, (NotImplemented,)), obj)
        elif obj is type(...):
            self._save_reduce((type, (...,)), obj)
        else:
            self._save_global(obj, None)

    def _save_global(self, obj, name):
        if name is None:
            name = getattr(obj, "__qualname__", None)
            if name is None:
                name = obj.__name__
        path = name.split(".")
        if "<locals>" in path:
            if _since_3_14:
                raise PicklingError(f"Can't pickle local object {obj!r}")
            verb = "get" if _since_3_13 else "pickle"
            raise AttributeError(f"Can't {verb} local object {name!r}")
        module_name = _module_of(obj, path)
        try:
            module = import_module(module_name)
        except (ImportError, KeyError, ValueError) as error:
            if _since_3_14:
                raise PicklingError(f"Can't pickle {obj!r}: {error!s}") from None
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
        found, parent = module, None
        try:
            for part in path:
                found, parent = getattr(found, part), found
        except AttributeError:
            if _since_3_14:
                # The AttributeError stays as the context.
                raise PicklingError(f"Can't pickle {obj!r}: it's not found as {module_name}.{name}")
            found = None
        else:
            if found is not obj:
                raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        if found is None:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed")
        if self._protocol >= 2:
            code = copyreg._extension_registry.get((module_name, name))
            if code is not None:
                if code <= 0xFF:
                    self._write(b"\x82" + bytes([code]))
                elif code <= 0xFFFF:
                    self._write(b"\x83" + code.to_bytes(2, "little"))
                else:
                    self._write(b"\x84" + code.to_bytes(4, "little"))
                return
        if self._protocol >= 4:
            self._save(module_name)
            self._save(name)
            self._write(b"\x93")
        elif len(path) == 1:
            self._write_global(module_name, name)
        elif not _since_3_13:
            self._save_reduce((getattr, (parent, path[-1])), None)
        else:
            # One getattr for each dot; the outermost class on the way is not remembered.
            for _ in path[1:]:
                self._save(getattr)
                if self._protocol < 2:
                    self._write(b"(")
            self._write_global(module_name, path[0])
            for part in path[1:]:
                self._save(part)
                self._write(b"tR" if self._protocol < 2 else b"\x86R")
        self._remember(obj)

    def _write_global(self, module_name, name):
        if self._fix_imports:
            if (module_name, name) in _NAMES:
                module_name, name = _NAMES[module_name, name]
            elif module_name in _MODULES:
                module_name = _MODULES[module_name]
        coding = "utf-8" if self._protocol >= 3 else "ascii"
        try:
            self._write(b"c" + module_name.encode(coding) + b"\n" + name.encode(coding) + b"\n")
        except UnicodeEncodeError:
            raise PicklingError(f"can't pickle global identifier '{module_name}.{name}' "
                                f"using pickle protocol {self._protocol}") from None

    # What a class says of its instances.

    def _save_reduce(self, value, obj):
        if not 2 <= len(value) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        func, args, state, list_items, dict_items, setter = (*value, None, None, None, None)[:6]
        newer = _since_3_14
        if not callable(func):
            more = f", not {_type_name(func)}" if newer else ""
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable" + more)
        if not isinstance(args, tuple):
            more = f", not {_type_name(args)}" if newer else ""
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple" + more)
        element = "item" if newer else "element"
        for which, items in (("fourth", list_items), ("fifth", dict_items)):
            if items is not None and not hasattr(type(items), "__next__"):
                raise PicklingError(f"{which} {element} of the tuple returned by __reduce__ "
                                    f"must be an iterator, not {_type_name(items)}")
        if setter is not None and not callable(setter):
            kind = "callable" if newer else "a function"
            raise PicklingError(f"sixth {element} of the tuple returned by __reduce__ "
                                f"must be {kind}, not {_type_name(setter)}")
        name = getattr(func, "__name__", "") if self._protocol >= 2 else ""
        if name == "__newobj_ex__":
            self._save_new_ex(args, obj)
        elif name == "__newobj__":
            self._save_new(args, obj)
        else:
            self._noted(func, obj, "reconstructor")
            self._noted(args, obj, "reconstructor arguments")
            self._write(b"R")
        if obj is not None:
            if id(obj) in self._memo:
                self._write(b"0")
                self._recall(obj)
                return
            self._remember(obj)
        if list_items is not None:
            self._batch_list(list_items, obj)
        if dict_items is not None:
            self._batch_dict(dict_items, obj)
        if state is None:
            return
        if setter is None:
            self._noted(state, obj, "state")
            self._write(b"b")
        else:
            self._noted(setter, obj, "state setter")
            self._save(obj)
            self._noted(state, obj, "state")
            self._write(b"\x86R0")

    def _noted(self, part, obj, what):
        try:
            self._save(part)
        except BaseException as error:
            if obj is not None:
                self._note(error, obj, what)
            raise

    def _save_new_ex(self, args, obj):
        if len(args) != 3:
            raise PicklingError("length of the NEWOBJ_EX argument tuple must be exactly 3, not %d" % len(args)
                                if not _since_3_14 else
                                "__newobj_ex__ expected 3 arguments, got %d" % len(args))
        cls, args, kwargs = args
        if not hasattr(cls, "__new__"):
            raise PicklingError("args[0] from __newobj_ex__ args has no __new__" if not _since_3_14 else
                                "first argument to __newobj_ex__() has no __new__")
        if self._protocol >= 4:
            self._noted(cls, obj, "class")
            self._noted(args, obj, "__new__ arguments")
            self._noted(kwargs, obj, "__new__ arguments")
            self._write(b"\x92")
            return
        import functools
        func = functools.partial(cls.__new__, cls, *args, **kwargs)
        self._noted(func, obj, "reconstructor")
        self._noted((), obj, "reconstructor arguments")
        self._write(b"R")

    def _save_new(self, args, obj):
        if not args:
            raise PicklingError("__newobj__ arglist is empty" if not _since_3_14 else
                                "__newobj__ expected at least 1 argument, got 0")
        cls = args[0]
        if not hasattr(cls, "__new__"):
            raise PicklingError("args[0] from __newobj__ args has no __new__" if not _since_3_14 else
                                "first argument to __newobj__() has no __new__")
        if obj is not None and obj.__class__ is not cls:
            raise PicklingError("args[0] from __newobj__ args has the wrong class" if not _since_3_14 else
                                f"first argument to __newobj__() must be {obj.__class__!r}, not {cls!r}")
        self._noted(cls, obj, "class")
        self._noted(args[1:], obj, "__new__ arguments")
        self._write(b"\x81")


_function = type(_encode_long)
_builtin_function = type(len)
_module = type(sys)
_builtins_name = "".join(["built", "ins"])

_atoms = {type(None): Pickler._save_none, bool: Pickler._save_bool, int: Pickler._save_int,
          float: Pickler._save_float}
_savers = {bytes: Pickler._save_bytes, str: Pickler._save_str, dict: Pickler._save_dict,
           set: Pickler._save_set, frozenset: Pickler._save_frozenset, list: Pickler._save_list,
           tuple: Pickler._save_tuple}
try:
    _savers[bytearray] = Pickler._save_bytearray
except NameError:
    pass


def _module_of(obj, path):
    # The module that the object says it is from, or the one that has it.
    name = getattr(obj, "__module__", None)
    if name is not None:
        # The module's own name, which built-in functions share, is not the interned str that built-in classes give.
        return _builtins_name if name == "builtins" and type(obj) is _builtin_function else name
    for name, module in list(sys.modules.items()):
        if name in ("__main__", "__mp_main__") or module is None:
            continue
        found = module
        try:
            for part in path:
                found = getattr(found, part)
        except AttributeError:
            continue
        if found is obj:
            return _builtins_name if name == "builtins" and type(obj) is _builtin_function else name
    return "__main__"


class Unpickler:
    """Reads objects from a file that a Pickler wrote."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
        if file is not None:
            try:
                self._read_file, self._readline_file = file.read, file.readline
            except AttributeError:
                raise TypeError("file must have 'read' and 'readline' attributes") from None
        self._data = b""
        self._at = 0
        self._whole = False
        self._fix_imports = fix_imports
        self._encoding = encoding
        self._errors = errors
        self._protocol = 0
        self.memo = {}

    def find_class(self, module, name):
        """The object of this name, which the stream asks for."""
        if self._protocol < 3 and self._fix_imports:
            if (module, name) in _OLD_NAMES:
                module, name = _OLD_NAMES[module, name]
            elif module in _OLD_MODULES:
                module = _OLD_MODULES[module]
        found = import_module(module)
        if self._protocol < 4:
            if _since_3_14:
                return getattr(found, name)
            try:
                return getattr(found, name)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {name!r} on {found!r}") from None
        for part in name.split("."):
            if part == "<locals>":
                raise AttributeError(f"Can't get local attribute {name!r} on {sys.modules[module]!r}")
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {name!r} on {sys.modules[module]!r}") from None
        return found

    def load(self):
        """Read a pickled object from the file and return it."""
        if not hasattr(self, "memo"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {type(self).__name__}.__init__()")
        self._stack = []
        self._below = []
        self._persistent = getattr(self, "persistent_load", None)
        while True:
            code = self._read(1, True)
            if code == b".":
                return self._pop()
            operation = _operations.get(code)
            if operation is None:
                shown = repr(code)[2:-1] if code not in (b"'", b"\\") else "\\x%02x" % code[0]
                raise UnpicklingError(f"invalid load key, '{shown}'.")
            operation(self)

    # Reading.

    def _fill(self, count):
        while len(self._data) - self._at < count and not self._whole:
            more = self._read_file(count - (len(self._data) - self._at))
            if not more:
                break
            self._data = self._data[self._at:] + more
            self._at = 0

    def _read(self, count, first=False):
        self._fill(count)
        end = self._at + count
        if end > len(self._data):
            if self._at == len(self._data) and (first or not self._whole):
                raise EOFError("Ran out of input")
            raise UnpicklingError("pickle data was truncated")
        data = self._data[self._at:end]
        self._at = end
        return data

    def _readline(self):
        if self._whole or self._at < len(self._data):
            end = self._data.find(b"\n", self._at)
            if end < 0 and not self._whole:
                self._data += self._readline_file()
                end = self._data.find(b"\n", self._at)
            if end < 0:
                if self._at == len(self._data):
                    raise EOFError("Ran out of input") if not self._whole else UnpicklingError("pickle data was truncated")
                raise UnpicklingError("pickle data was truncated")
            line = self._data[self._at:end]
            self._at = end + 1
            return line
        line = self._readline_file()
        if not line:
            raise EOFError("Ran out of input")
        if line[-1:] != b"\n":
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def _number(self, size):
        return int.from_bytes(self._read(size), "little")

    # The stack.

    def _need(self, count):
        if len(self._stack) < count:
            if self._below:
                raise UnpicklingError("unexpected MARK found")
            raise UnpicklingError("unpickling stack underflow")

    def _pop(self):
        self._need(1)
        return self._stack.pop()

    def _pop_mark(self):
        if not self._below:
            raise UnpicklingError("could not find MARK")
        items = self._stack
        self._stack = self._below.pop()
        return items

    def _push(self, obj):
        self._stack.append(obj)

    def _proto(self):
        protocol = self._read(1)[0]
        if protocol > HIGHEST_PROTOCOL:
            raise ValueError("unsupported pickle protocol: %d" % protocol)
        self._protocol = protocol

    def _frame(self):
        size = self._number(8)
        self._fill(size)
        if len(self._data) - self._at < size:
            raise UnpicklingError("pickle data was truncated")

    def _mark(self):
        self._below.append(self._stack)
        self._stack = []

    def _pop_op(self):
        # A mark may lie on top instead.
        if self._stack:
            self._stack.pop()
        elif self._below:
            self._stack = self._below.pop()
        else:
            raise UnpicklingError("unpickling stack underflow")

    def _dup(self):
        self._need(1)
        self._push(self._stack[-1])

    def _int(self):
        line = self._readline()
        if line == b"00":
            self._push(False)
        elif line == b"01":
            self._push(True)
        else:
            try:
                self._push(int(line, 0))
            except ValueError:
                raise ValueError("could not convert string to int") from None

    def _long(self):
        line = self._readline()
        if line[-1:] == b"L":
            line = line[:-1]
        self._push(int(line, 0))

    def _long_bytes(self, size):
        self._push(int.from_bytes(self._read(size), "little", signed=True))

    def _long4(self):
        size = int.from_bytes(self._read(4), "little", signed=True)
        if size < 0:
            raise UnpicklingError("LONG pickle has negative byte count")
        self._long_bytes(size)

    def _float(self):
        self._push(float(self._readline()))

    def _string(self):
        line = self._readline()
        if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in (b"'", b'"'):
            raise UnpicklingError("the STRING opcode argument must be quoted")
        self._push_old(line[1:-1].decode("unicode_escape").encode("latin1"))

    def _push_old(self, data):
        # A str of Python 2.
        self._push(data if self._encoding == "bytes" else data.decode(self._encoding, self._errors))

    def _persid(self):
        line = self._readline()
        try:
            pid = line.decode("ascii")
        except UnicodeDecodeError:
            raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
        self._load_persistent(pid)

    def _load_persistent(self, pid):
        if self._persistent is None:
            raise UnpicklingError("A load persistent id instruction was encountered,"
                                  + (" " if sys.version_info >= (3, 12) else "\n")
                                  + "but no persistent_load function was specified.")
        self._push(self._persistent(pid))

    def _build_tuple(self, count):
        self._need(count)
        items = tuple(self._stack[len(self._stack) - count:])
        del self._stack[len(self._stack) - count:]
        self._push(items)

    def _dict(self):
        items = self._pop_mark()
        self._push({items[at]: items[at + 1] for at in range(0, len(items), 2)})

    def _instantiate(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, "__getinitargs__"):
            self._push(cls(*args))
        else:
            self._push(cls.__new__(cls))

    def _inst(self):
        module = self._readline().decode("ascii")
        name = self._readline().decode("ascii")
        cls = self.find_class(module, name)
        self._instantiate(cls, self._pop_mark())

    def _obj(self):
        args = self._pop_mark()
        cls = args.pop(0)
        self._instantiate(cls, args)

    def _newobj(self):
        args = self._pop()
        self._new(self._pop(), args, {}, "NEWOBJ")

    def _newobj_ex(self):
        kwargs = self._pop()
        args = self._pop()
        self._new(self._pop(), args, kwargs, "NEWOBJ_EX")

    def _new(self, cls, args, kwargs, what):
        if not isinstance(cls, type):
            raise UnpicklingError(f"{what} class argument must be a type, not {type(cls).__name__}")
        if not isinstance(args, tuple):
            raise UnpicklingError(f"{what} expected an arg tuple, got {type(args).__name__}" if what == "NEWOBJ" else
                                  f"{what} args argument must be a tuple, not {type(args).__name__}")
        if not isinstance(kwargs, dict):
            raise UnpicklingError(f"{what} kwargs argument must be a dict, not {type(kwargs).__name__}")
        self._push(cls.__new__(cls, *args, **kwargs))

    def _global(self):
        module = self._readline().decode("utf-8")
        name = self._readline().decode("utf-8")
        self._push(self.find_class(module, name))

    def _stack_global(self):
        name = self._pop()
        module = self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self._push(self.find_class(module, name))

    def _extension(self, size):
        code = self._number(size)
        if not code:
            raise UnpicklingError("EXT specifies code <= 0")
        if code in copyreg._extension_cache:
            self._push(copyreg._extension_cache[code])
            return
        key = copyreg._inverted_registry.get(code)
        if key is None:
            raise ValueError("unregistered extension code %d" % code)
        found = self.find_class(*key)
        copyreg._extension_cache[code] = found
        self._push(found)

    def _reduce(self):
        args = self._pop()
        func = self._pop()
        if not isinstance(args, tuple):
            raise TypeError("argument list must be a tuple")
        self._push(func(*args))

    def _get(self, index):
        try:
            self._push(self.memo[index])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {index}") from None

    def _put(self, index):
        self._need(1)
        if index < 0:
            raise ValueError("negative PUT argument")
        self.memo[index] = self._stack[-1]

    def _get_line(self):
        self._get(int(self._readline().decode("ascii") + "\n"))

    def _append(self):
        item = self._pop()
        self._need(1)
        self._extend([item])

    def _appends(self):
        items = self._pop_mark()
        self._need(1)
        self._extend(items)

    def _extend(self, items):
        target = self._stack[-1]
        if type(target) is list:
            target.extend(items)
            return
        extend = getattr(target, "extend", None)
        if extend is not None:
            extend(items)
            return
        append = target.append
        for item in items:
            append(item)

    def _setitem(self):
        value = self._pop()
        key = self._pop()
        self._need(1)
        self._stack[-1][key] = value

    def _setitems(self):
        items = self._pop_mark()
        self._need(1)
        target = self._stack[-1]
        if len(items) % 2:
            raise UnpicklingError("odd number of items for SETITEMS")
        for at in range(0, len(items), 2):
            target[items[at]] = items[at + 1]

    def _additems(self):
        items = self._pop_mark()
        self._need(1)
        target = self._stack[-1]
        if isinstance(target, set):
            target.update(items)
            return
        for item in items:
            target.add(item)

    def _build(self):
        state = self._pop()
        self._need(1)
        obj = self._stack[-1]
        set_state = getattr(obj, "__setstate__", None)
        if set_state is not None:
            set_state(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state is not None:
            if not isinstance(state, dict):
                raise UnpicklingError("state is not a dictionary")
            attributes = obj.__dict__
            for name, value in state.items():
                attributes[sys.intern(name) if type(name) is str else name] = value
        if slots is not None:
            if not isinstance(slots, dict):
                raise UnpicklingError("slot state is not a dictionary")
            for name, value in slots.items():
                setattr(obj, name, value)

    def _text(self, size):
        self._push(self._read(size).decode("utf-8", "surrogatepass"))

    def _raw_text(self):
        self._push(raw_unicode_unescape(self._readline()))

    def _buffer(self):
        raise NotImplementedError("out-of-band buffers are not modelled by Glasshouse")


_operations = {
    b"\x80": Unpickler._proto,
    b"\x95": Unpickler._frame,
    b"(": Unpickler._mark,
    b"0": Unpickler._pop_op,
    b"1": Unpickler._pop_mark,
    b"2": Unpickler._dup,
    b"N": lambda self: self._push(None),
    b"\x88": lambda self: self._push(True),
    b"\x89": lambda self: self._push(False),
    b"I": Unpickler._int,
    b"L": Unpickler._long,
    b"J": lambda self: self._push(int.from_bytes(self._read(4), "little", signed=True)),
    b"K": lambda self: self._push(self._number(1)),
    b"M": lambda self: self._push(self._number(2)),
    b"\x8a": lambda self: self._long_bytes(self._number(1)),
    b"\x8b": Unpickler._long4,
    b"F": Unpickler._float,
    b"G": lambda self: self._push(unpack_double(self._read(8))),
    b"S": Unpickler._string,
    b"T": lambda self: self._push_old(self._read(self._number(4))),
    b"U": lambda self: self._push_old(self._read(self._number(1))),
    b"B": lambda self: self._push(self._read(self._number(4))),
    b"C": lambda self: self._push(self._read(self._number(1))),
    b"\x8e": lambda self: self._push(self._read(self._number(8))),
    b"\x96": lambda self: self._push(bytearray(self._read(self._number(8)))),
    b"V": Unpickler._raw_text,
    b"X": lambda self: self._text(self._number(4)),
    b"\x8c": lambda self: self._text(self._number(1)),
    b"\x8d": lambda self: self._text(self._number(8)),
    b"P": Unpickler._persid,
    b"Q": lambda self: self._load_persistent(self._pop()),
    b")": lambda self: self._push(()),
    b"]": lambda self: self._push([]),
    b"}": lambda self: self._push({}),
    b"\x8f": lambda self: self._push(set()),
    b"t": lambda self: self._push(tuple(self._pop_mark())),
    b"l": lambda self: self._push(self._pop_mark()),
    b"d": Unpickler._dict,
    b"\x91": lambda self: self._push(frozenset(self._pop_mark())),
    b"\x85": lambda self: self._build_tuple(1),
    b"\x86": lambda self: self._build_tuple(2),
    b"\x87": lambda self: self._build_tuple(3),
    b"i": Unpickler._inst,
    b"o": Unpickler._obj,
    b"\x81": Unpickler._newobj,
    b"\x92": Unpickler._newobj_ex,
    b"c": Unpickler._global,
    b"\x93": Unpickler._stack_global,
    b"\x82": lambda self: self._extension(1),
    b"\x83": lambda self: self._extension(2),
    b"\x84": lambda self: self._extension(4),
    b"R": Unpickler._reduce,
    b"g": Unpickler._get_line,
    b"h": lambda self: self._get(self._number(1)),
    b"j": lambda self: self._get(self._number(4)),
    b"p": lambda self: self._put(int(self._readline().decode("ascii") + "\n")),
    b"q": lambda self: self._put(self._number(1)),
    b"r": lambda self: self._put(self._number(4)),
    b"\x94": lambda self: self._put(len(self.memo)),
    b"a": Unpickler._append,
    b"e": Unpickler._appends,
    b"s": Unpickler._setitem,
    b"u": Unpickler._setitems,
    b"\x90": Unpickler._additems,
    b"b": Unpickler._build,
    b"\x97": Unpickler._buffer,
    b"\x98": Unpickler._buffer,
}


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Return the pickled representation of the object as a bytes object."""
    return Pickler(None, protocol, fix_imports, buffer_callback)._dumped(obj)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write a pickled representation of obj to the open file object file."""
    Pickler(file, protocol, fix_imports, buffer_callback).dump(obj)


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    """Read and return an object from the given pickle data."""
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    unpickler = Unpickler(None, fix_imports=fix_imports, encoding=encoding, errors=errors)
    unpickler._data = bytes(data)
    unpickler._whole = True
    return unpickler.load()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    """Read and return an object from the pickle data stored in a file."""
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors).load()
