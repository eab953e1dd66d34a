"""`pickletools`: what a pickle's bytes say, opcode by opcode.

Left out: the docs of opcodes and arguments (`doc` is one line), and the command line.
"""

import pickle
import sys

__all__ = ["dis", "genops", "optimize"]

_since_3_14 = sys.version_info >= (3, 14)


class StackObject:
    """A kind of object on the unpickler's stack."""

    __slots__ = ("name", "doc")

    def __init__(self, name, doc=""):
        self.name, self.doc = name, doc

    def __repr__(self):
        return self.name


anyobject, markobject, stackslice = StackObject("any"), StackObject("mark"), StackObject("stackslice")
pystring = StackObject("str")


class ArgumentDescriptor:
    """What follows an opcode."""

    __slots__ = ("name", "n", "reader", "doc")

    def __init__(self, name, reader):
        self.name, self.n, self.reader, self.doc = name, 0, reader, ""


class OpcodeInfo:
    """An opcode: its name, its byte, its argument, what it takes from the stack and puts there, and since which protocol."""

    __slots__ = ("name", "code", "arg", "stack_before", "stack_after", "proto", "doc")

    def __init__(self, name, code, arg, before, after, proto):
        self.name, self.code, self.arg = name, code, arg
        self.stack_before, self.stack_after, self.proto, self.doc = before, after, proto, ""


class _Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count, what):
        data = self.data[self.at:self.at + count]
        if len(data) < count:
            raise ValueError("not enough data in stream to read " + what)
        self.at += count
        return data

    def line(self):
        end = self.data.find(b"\n", self.at)
        if end < 0:
            raise ValueError("no newline found when trying to read stringnl")
        data = self.data[self.at:end]
        self.at = end + 1
        return data


def _unsigned(size, name):
    return ArgumentDescriptor(name, lambda r: int.from_bytes(r.take(size, name), "little"))


def _counted(size, name, decode):
    def read(reader):
        count = int.from_bytes(reader.take(size, name), "little")
        data = reader.data[reader.at:reader.at + count]
        if len(data) < count:
            raise ValueError("expected %d bytes in a %s, but only %d remain" % (count, name, len(data)))
        reader.at += count
        return decode(data)
    return ArgumentDescriptor(name, read)


def _text(data):
    return data.decode("utf-8", "surrogatepass")


def _decimal(reader):
    line = reader.line()
    if line in (b"00", b"01"):
        return line == b"01"
    return int(line)


def _decimal_long(reader):
    line = reader.line()
    return int(line[:-1] if line[-1:] == b"L" else line)


def _quoted(reader):
    line = reader.line()
    if line[:1] not in (b"'", b'"'):
        raise ValueError("no string quotes around %r" % line)
    if len(line) < 2 or line[:1] != line[-1:]:
        raise ValueError("strinq quote %r not found at both ends of %r" % (line[:1], line))
    return line[1:-1].decode("ascii")


def _two_lines(reader):
    return "%s %s" % (reader.line().decode("utf-8"), reader.line().decode("utf-8"))


_arguments = {
    "u1": _unsigned(1, "uint1"), "u2": _unsigned(2, "uint2"), "u4": _unsigned(4, "uint4"), "u8": _unsigned(8, "uint8"),
    "i4": ArgumentDescriptor("int4", lambda r: int.from_bytes(r.take(4, "int4"), "little", signed=True)),
    "bytes1": _counted(1, "bytes1", bytes), "bytes4": _counted(4, "bytes4", bytes), "bytes8": _counted(8, "bytes8", bytes),
    "bytearray8": _counted(8, "bytearray8", lambda data: bytearray(data)),
    "string1": _counted(1, "string1", lambda data: data.decode("latin1")),
    "string4": _counted(4, "string4", lambda data: data.decode("latin1")),
    "unicode1": _counted(1, "unicodestring1", _text), "unicode4": _counted(4, "unicodestring4", _text),
    "unicode8": _counted(8, "unicodestring8", _text),
    "long1": _counted(1, "long1", pickle.decode_long), "long4": _counted(4, "long4", pickle.decode_long),
    "decimal": ArgumentDescriptor("decimalnl_short", _decimal),
    "decimal_long": ArgumentDescriptor("decimalnl_long", _decimal_long),
    "float_line": ArgumentDescriptor("floatnl", lambda r: float(r.line())),
    "float8": ArgumentDescriptor("float8", lambda r: _double(r.take(8, "float8"))),
    "quoted": ArgumentDescriptor("stringnl", _quoted),
    "line": ArgumentDescriptor("stringnl_noescape", lambda r: r.line().decode("ascii")),
    "two_lines": ArgumentDescriptor("stringnl_noescape_pair", _two_lines),
    "unicode_line": ArgumentDescriptor("unicodestringnl", lambda r: _raw(r.line())),
}


def _double(data):
    from _reduce import unpack_double
    return unpack_double(data)


def _raw(data):
    from _reduce import raw_unicode_unescape
    return raw_unicode_unescape(data)


# Name, byte, argument, and the stack: what is taken (any objects, a mark, a slice above the mark) and what is put there.
_table = """
INT I decimal 0 1 0|BININT J i4 0 1 1|BININT1 K u1 0 1 1|BININT2 M u2 0 1 1|LONG L decimal_long 0 1 0
LONG1 \x8a long1 0 1 2|LONG4 \x8b long4 0 1 2|STRING S quoted 0 1 0|BINSTRING T string4 0 1 1
SHORT_BINSTRING U string1 0 1 1|BINBYTES B bytes4 0 1 3|SHORT_BINBYTES C bytes1 0 1 3|BINBYTES8 \x8e bytes8 0 1 4
BYTEARRAY8 \x96 bytearray8 0 1 5|NEXT_BUFFER \x97 - 0 1 5|READONLY_BUFFER \x98 - 1 1 5|NONE N - 0 1 0
NEWTRUE \x88 - 0 1 2|NEWFALSE \x89 - 0 1 2|UNICODE V unicode_line 0 1 0|SHORT_BINUNICODE \x8c unicode1 0 1 4
BINUNICODE X unicode4 0 1 1|BINUNICODE8 \x8d unicode8 0 1 4|FLOAT F float_line 0 1 0|BINFLOAT G float8 0 1 1
EMPTY_LIST ] - 0 1 1|APPEND a - 2 1 0|APPENDS e - 1ms 1 1|LIST l - ms 1 0|EMPTY_TUPLE ) - 0 1 1|TUPLE t - ms 1 0
TUPLE1 \x85 - 1 1 2|TUPLE2 \x86 - 2 1 2|TUPLE3 \x87 - 3 1 2|EMPTY_DICT } - 0 1 1|DICT d - ms 1 0|SETITEM s - 3 1 0
SETITEMS u - 1ms 1 1|EMPTY_SET \x8f - 0 1 4|ADDITEMS \x90 - 1ms 1 4|FROZENSET \x91 - ms 1 4|POP 0 - 1 0 0|DUP 2 - 1 2 0
MARK ( - 0 m 0|POP_MARK 1 - ms 0 1|GET g decimal 0 1 0|BINGET h u1 0 1 1|LONG_BINGET j u4 0 1 1|PUT p decimal 0 0 0
BINPUT q u1 0 0 1|LONG_BINPUT r u4 0 0 1|MEMOIZE \x94 - 1 1 4|EXT1 \x82 u1 0 1 2|EXT2 \x83 u2 0 1 2|EXT4 \x84 i4 0 1 2
GLOBAL c two_lines 0 1 0|STACK_GLOBAL \x93 - 2 1 4|REDUCE R - 2 1 0|BUILD b - 2 1 0|INST i two_lines ms 1 0
OBJ o - m1s 1 1|NEWOBJ \x81 - 2 1 2|NEWOBJ_EX \x92 - 3 1 4|PROTO \x80 u1 0 0 2|STOP . - 1 0 0|FRAME \x95 u8 0 0 4
PERSID P line 0 1 0|BINPERSID Q - 1 1 1
"""


def _stack(text):
    found = []
    for char in text:
        if char == "m":
            found.append(markobject)
        elif char == "s":
            found.append(stackslice)
        else:
            found += [anyobject] * int(char)
    return found


opcodes = []
for _row in _table.replace("|", "\n").split("\n"):
    if _row:
        _name, _byte, _argument, _before, _after, _since = _row.split(" ")
        opcodes.append(OpcodeInfo(_name, _byte, _arguments.get(_argument), _stack(_before), _stack(_after), int(_since)))
code2op = {info.code: info for info in opcodes}
del _row, _name, _byte, _argument, _before, _after, _since


def _bytes_of(data):
    if hasattr(data, "read"):
        return data.read()
    return bytes(data)


def genops(pickle):
    """Generate all the opcodes in a pickle: (OpcodeInfo, argument, position)."""
    reader = _Reader(_bytes_of(pickle))
    while True:
        at = reader.at
        code = reader.data[at:at + 1]
        info = code2op.get(code.decode("latin-1")) if code else None
        if info is None:
            if not code:
                raise ValueError("pickle exhausted before seeing STOP")
            raise ValueError("at position %s, opcode %r unknown" % (at, code))
        reader.at += 1
        argument = None if info.arg is None else info.arg.reader(reader)
        yield info, argument, at
        if info.code == ".":
            return


def optimize(p):
    """Return an equivalent pickle string without PUT opcodes that nothing asks for."""
    data = _bytes_of(p)
    got, puts, operations = set(), {}, []
    protocol, count = 0, 0
    found = [(info, argument, at) for info, argument, at in genops(data)]
    ends = [at for _, _, at in found[1:]] + [len(data)]
    for (info, argument, at), end in zip(found, ends):
        if "PUT" in info.name:
            operations.append(("put", argument, at, end))
        elif info.name == "MEMOIZE":
            operations.append(("put", count, at, end))
            puts[count] = True
            count += 1
            continue
        elif info.name == "FRAME":
            pass
        elif "GET" in info.name:
            got.add(argument)
            operations.append(("get", argument, at, end))
        elif info.name == "PROTO":
            protocol = max(protocol, argument)
            operations.append(("proto", argument, at, end))
        else:
            operations.append(("data", None, at, end))
        if "PUT" in info.name:
            count += 1
    if data[:1] != b"\x80":
        protocol = 0
    new_numbers, body = {}, []
    next_number = 0
    header = b""
    for kind, argument, at, end in operations:
        if kind == "proto":
            header = data[at:end]
        elif kind == "put":
            if argument in got:
                new_numbers[argument] = next_number
                if protocol >= 4:
                    body.append(b"\x94")
                elif data[at:at + 1] == b"p":
                    body.append(("p%d\n" % next_number).encode("ascii"))
                else:
                    body.append(_numbered(b"q", b"r", next_number))
                next_number += 1
        elif kind == "get":
            number = new_numbers[argument]
            if data[at:at + 1] == b"g":
                body.append(("g%d\n" % number).encode("ascii"))
            else:
                body.append(_numbered(b"h", b"j", number))
        else:
            body.append(data[at:end])
    if protocol < 4:
        return header + b"".join(body)
    # Frames anew, as a pickler makes them.
    out, frame, size = [header], [], 0
    for at, piece in enumerate(body):
        if size >= 65536:
            out += [b"\x95", size.to_bytes(8, "little"), *frame]
            frame, size = [], 0
        frame.append(piece)
        size += len(piece)
    if size >= 4:
        out += [b"\x95", size.to_bytes(8, "little")]
    return b"".join(out + frame)


def _numbered(short, long, number):
    if number < 256:
        return short + bytes([number])
    return long + number.to_bytes(4, "little")


def dis(pickle, out=None, memo=None, indentlevel=4, annotate=0):
    """Produce a symbolic disassembly of a pickle."""
    stack, marks = [], []
    if memo is None:
        memo = {}
    most = -1
    indent = " " * indentlevel
    complaint = None
    for info, argument, at in genops(pickle):
        print("%5d:" % at, end=" ", file=out)
        line = "%-4s %s%s" % (repr(info.code)[1:-1], indent * len(marks), info.name)
        most = max(most, info.proto)
        before, after = info.stack_before, info.stack_after
        taken = len(before)
        note = None
        if markobject in before or info.name == "POP" and stack and stack[-1] is markobject:
            if markobject not in after:
                if marks:
                    mark = marks.pop()
                    note = "(MARK at %d)" % mark if mark is not None else "(MARK at unknown opcode offset)"
                    while stack[-1] is not markobject:
                        stack.pop()
                    stack.pop()
                    taken = before.index(markobject) if info.name != "POP" else 0
                else:
                    complaint = "no MARK exists on stack"
                    note = None if _since_3_14 else complaint
        if info.name in ("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"):
            number = len(memo) if info.name == "MEMOIZE" else argument
            if info.name == "MEMOIZE":
                note = "(as %d)" % number
            if number in memo:
                complaint = "memo key %r already defined" % argument
            elif not stack:
                complaint = "stack is empty -- can't store into memo"
            elif stack[-1] is markobject:
                complaint = "can't store markobject in the memo"
            else:
                memo[number] = stack[-1]
        elif info.name in ("GET", "BINGET", "LONG_BINGET"):
            if argument in memo:
                after = [memo[argument]]
            else:
                complaint = "memo key %r has never been stored into" % argument
        if argument is not None or note:
            line += " " * (10 - len(info.name))
            if argument is not None:
                line += " " + repr(argument)
            if note:
                line += " " + note
        print(line, file=out)
        if complaint:
            raise ValueError(complaint)
        if len(stack) < taken:
            raise ValueError("tries to pop %d items from stack with only %d items" % (taken, len(stack)))
        if taken:
            del stack[-taken:]
        if markobject in after:
            marks.append(at)
        stack.extend(after)
    print("highest protocol among opcodes =", most, file=out)
    if stack:
        raise ValueError("stack not empty after STOP: %r" % stack)
