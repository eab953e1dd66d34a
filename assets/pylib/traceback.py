"""Tracebacks as text: what is printed for an exception, and its parts.

Left out: `capture_locals`, colours, and `max_group_width` and `max_group_depth` other than the usual ones.
"""

import sys

from _frames import exception_lines, group_text, source_line, traceback_rows

__all__ = [
    "FrameSummary", "StackSummary", "TracebackException", "clear_frames", "extract_stack", "extract_tb",
    "format_exception", "format_exception_only", "format_exc", "format_list", "format_stack", "format_tb", "print_exc",
    "print_exception", "print_last", "print_list", "print_stack", "print_tb", "walk_stack", "walk_tb",
]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_GIVEN = object()


class FrameSummary:
    """One frame of a traceback: file, line, name and text."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "_shown", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None, shown=None):
        self.filename, self.lineno, self.name = filename, lineno, name
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno, self.end_colno = colno, end_colno
        self._line, self._shown = line, shown
        self.locals = None

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = source_line(self.filename, self.lineno) or ""
        return self._line.strip()

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
                    and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def _text(self):
        text = f'  File "{self.filename}", line {self.lineno}, in {self.name}\n'
        if self._shown is not None:
            return text + self._shown
        return text + (f"    {self.line}\n" if self.line else "")


class StackSummary(list):
    """A list of frames."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        frames = [FrameSummary(frame.f_code.co_filename, lineno, frame.f_code.co_name) for frame, lineno in frame_gen]
        return klass(_limited(frames, limit))

    @classmethod
    def from_list(klass, a_list):
        made = klass()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            made.append(frame)
        return made

    def format_frame_summary(self, frame_summary):
        return frame_summary._text()

    def format(self):
        result = []
        last, count = None, 0
        for frame in self:
            place = (frame.filename, frame.lineno, frame.name)
            if place != last:
                _repeated(result, count)
                last, count = place, 0
            count += 1
            if count <= 3:
                result.append(self.format_frame_summary(frame))
        _repeated(result, count)
        return result


def _repeated(result, count):
    if count > 3:
        count -= 3
        result.append(f"  [Previous line repeated {count} more time{'s' if count > 1 else ''}]\n")


def _limited(frames, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return frames
    return frames[:limit] if limit >= 0 else frames[limit:]


class TracebackException:
    """An exception, its traceback and those behind it, kept without holding frames."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.exc_type = exc_type
        self.exc_type_str = None
        if exc_type is not None:
            module, name = exc_type.__module__, exc_type.__qualname__
            self.exc_type_str = name if module in ("__main__", "builtins") else f"{module}.{name}"
        self.stack = extract_tb(exc_traceback, limit)
        self._has_traceback = exc_traceback is not None
        self._lines = [] if exc_value is None else exception_lines(exc_value)
        try:
            self._str = str(exc_value)
        except Exception:
            self._str = "<exception str() failed>"
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._group = group_text(exc_value) if isinstance(exc_value, BaseExceptionGroup) else None
        self.exceptions = None
        cause = getattr(exc_value, "__cause__", None)
        context = getattr(exc_value, "__context__", None)
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        self.__cause__ = self.__context__ = None
        if cause is not None and id(cause) not in seen:
            self.__cause__ = TracebackException(type(cause), cause, cause.__traceback__, limit=limit, _seen=seen)
        if context is not None and id(context) not in seen:
            self.__context__ = TracebackException(type(context), context, context.__traceback__, limit=limit, _seen=seen)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return self._str

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def format_exception_only(self, *, show_group=False):
        return iter(self._lines or [f"{self.exc_type_str or 'NoneType'}: None\n"])

    def format(self, *, chain=True):
        return iter(self._format(chain))

    def _format(self, chain):
        lines = []
        if chain and self._group is not None:
            return [self._group]
        if chain:
            if self.__cause__ is not None:
                lines += self.__cause__._format(chain)
                lines.append(_CAUSE)
            elif self.__context__ is not None and not self.__suppress_context__:
                lines += self.__context__._format(chain)
                lines.append(_CONTEXT)
        if self._has_traceback:
            lines.append("Traceback (most recent call last):\n")
            lines += self.stack.format()
        return lines + list(self.format_exception_only())

    def print(self, *, file=None, chain=True):
        file = sys.stderr if file is None else file
        for line in self._format(chain):
            file.write(line)


def _given(exc, value, tb):
    """What the functions of old mean by one argument, or by type, value and traceback."""
    if (value is _GIVEN) != (tb is _GIVEN):
        raise ValueError("Both or neither of value and tb must be given")
    if value is _GIVEN:
        if exc is None:
            return None, None
        if not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc, exc.__traceback__
    return value, tb


def format_exception(exc, /, value=_GIVEN, tb=_GIVEN, limit=None, chain=True, **kwargs):
    """The lines that are printed for an exception."""
    value, tb = _given(exc, value, tb)
    if value is None:
        return ["NoneType: None\n"]
    return TracebackException(type(value), value, tb, limit=limit)._format(chain)


def print_exception(exc, /, value=_GIVEN, tb=_GIVEN, limit=None, file=None, chain=True, **kwargs):
    """Prints them, to `sys.stderr` if no file is given."""
    file = sys.stderr if file is None else file
    for line in format_exception(exc, value, tb, limit, chain):
        file.write(line)


def format_exception_only(exc, /, value=_GIVEN, *, show_group=False):
    """The last lines: class, message and notes."""
    if value is _GIVEN:
        value = exc
    return ["NoneType: None\n"] if value is None else exception_lines(value)


def print_exc(limit=None, file=None, chain=True):
    """Prints the exception that is being handled."""
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The same as one text."""
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Prints the last uncaught exception, which a running program does not have."""
    raise ValueError("no last exception")


def extract_tb(tb, limit=None):
    """The frames of a traceback, the outermost first."""
    rows = [] if tb is None else traceback_rows(tb)
    frames = []
    for filename, lineno, name, shown, colno, end_lineno, end_colno in rows:
        frames.append(FrameSummary(filename, lineno, name, shown=shown, colno=colno, end_lineno=end_lineno,
                                   end_colno=end_colno))
    return StackSummary(_limited(frames, limit))


def extract_stack(f=None, limit=None):
    """The frames that are running, the innermost last."""
    if f is None:
        f = sys._getframe().f_back
    frames = []
    while f is not None:
        frames.append(FrameSummary(f.f_code.co_filename, f.f_lineno, f.f_code.co_name))
        f = f.f_back
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    frames.reverse()
    return StackSummary(frames)


def format_tb(tb, limit=None):
    """A traceback's lines."""
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    """Prints them."""
    print_list(extract_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    """The lines of the frames that are running."""
    return extract_stack(sys._getframe().f_back if f is None else f, limit).format()


def print_stack(f=None, limit=None, file=None):
    """Prints them."""
    print_list(extract_stack(sys._getframe().f_back if f is None else f, limit), file)


def format_list(extracted_list):
    """The lines of frames, or of tuples of file, line, name and text."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Prints them."""
    file = sys.stderr if file is None else file
    for line in format_list(extracted_list):
        file.write(line)


def walk_tb(tb):
    """Frame and line of each step of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    """Frame and line of each running frame, the innermost first."""
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def clear_frames(tb):
    """Lets the locals of a traceback's frames go."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next
