"""`doctest`: the examples in docstrings, run and compared.

Left out: `testfile` and files of examples, `DocTestSuite`, the debugger, reports as differences; examples that raise what
was not expected are told without CPython's own frames.
"""

import re
import sys
from io import StringIO
from traceback import format_exception_only
from _inspect import source as _source

DONT_ACCEPT_TRUE_FOR_1, DONT_ACCEPT_BLANKLINE, NORMALIZE_WHITESPACE, ELLIPSIS = 1, 2, 4, 8
SKIP, IGNORE_EXCEPTION_DETAIL, REPORT_UDIFF, REPORT_CDIFF = 16, 32, 64, 128
REPORT_NDIFF, REPORT_ONLY_FIRST_FAILURE, FAIL_FAST = 256, 512, 1024
_flags = {name: value for name, value in list(globals().items()) if name.isupper() and isinstance(value, int)}
_newer = sys.version_info >= (3, 13)


class TestResults(tuple):
    def __new__(cls, failed, attempted, *, skipped=0):
        self = tuple.__new__(cls, (failed, attempted))
        self.skipped = skipped
        return self

    @property
    def failed(self):
        return self[0]

    @property
    def attempted(self):
        return self[1]

    def __repr__(self):
        more = f", skipped={self.skipped}" if _newer and self.skipped else ""
        return f"TestResults(failed={self[0]}, attempted={self[1]}{more})"


class Example:
    """A piece of source in a docstring, and what it is to print or raise."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source, self.want, self.exc_msg = source, want, exc_msg
        self.lineno, self.indent, self.options = lineno, indent, options or {}


class DocTest:
    """The examples of one docstring."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples, self.globs, self.name = examples, globs, name
        self.filename, self.lineno, self.docstring = filename, lineno, docstring


_raised = re.compile(r"Traceback \((?:most recent call last|innermost last)\):\s*\n(?:[ \t].*\n|\s*\n)*(?P<message>\w+.*)", re.S)


def _examples(text, name="<string>"):
    lines = text.expandtabs().split("\n")
    found, at = [], 0
    while at < len(lines):
        stripped = lines[at].lstrip()
        if not (stripped == ">>>" or stripped.startswith(">>> ")):
            if stripped.startswith(">>>"):
                raise ValueError("line %d of the docstring for %s lacks blank after %s: %r"
                                 % (at + 1, name, ">>>", lines[at]))
            at += 1
            continue
        indent = len(lines[at]) - len(stripped)
        first, code = at, [stripped[4:]]
        at += 1
        while at < len(lines) and (lines[at][indent:].startswith("... ") or lines[at][indent:] == "..."):
            code.append(lines[at][indent + 4:])
            at += 1
        want = []
        while at < len(lines) and lines[at].strip() and not lines[at].lstrip().startswith(">>>"):
            if lines[at][:indent].strip():
                raise ValueError("line %r of the docstring for %s has inconsistent leading whitespace: %r"
                                 % (at + 1, name, lines[at]))
            want.append(lines[at][indent:])
            at += 1
        source = "\n".join(code)
        if not source.endswith("\n"):
            source += "\n"
        want = "\n".join(want) + "\n" if want else ""
        match = _raised.match(want)
        options = {}
        for directive in re.findall(r"#\s*doctest:\s*([^\n]*)", source):
            for option in directive.replace(",", " ").split():
                if option[0] not in "+-" or option[1:] not in _flags:
                    raise ValueError("line %r of the doctest for %s has an invalid option: %r" % (first + 1, name, option))
                options[_flags[option[1:]]] = option[0] == "+"
        if source.strip() and not source.strip().startswith("#") or want:
            found.append(Example(source, want, match and match.group("message"), first, indent, options))
    return found


def _ellipsis_match(want, got):
    if "..." not in want:
        return want == got
    pieces = want.split("...")
    start, end = 0, len(got)
    if pieces[0]:
        if not got.startswith(pieces[0]):
            return False
        start = len(pieces[0])
    if pieces[-1]:
        if not got.endswith(pieces[-1]):
            return False
        end -= len(pieces[-1])
    if start > end:
        return False
    for piece in pieces[1:-1]:
        start = got.find(piece, start, end)
        if start < 0:
            return False
        start += len(piece)
    return True


class OutputChecker:
    """Compares what an example printed with what it was to print."""

    def check_output(self, want, got, optionflags):
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(r"(?m)^<BLANKLINE>\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = " ".join(got.split()), " ".join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _ellipsis_match(want, got)


def _indented(text):
    return re.sub(r"(?m)^(?!$)", "    ", text)


class DocTestRunner:
    """Runs examples and reports."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = optionflags
        self.tries = self.failures = self.skips = 0
        self._results = {}

    def run(self, test, out=None, clear_globs=True):
        write = out or sys.stdout.write
        failed = tried = skipped = 0
        for number, example in enumerate(test.examples):
            flags = self.optionflags
            for flag, given in example.options.items():
                flags = flags | flag if given else flags & ~flag
            if flags & SKIP:
                skipped += 1
                continue
            tried += 1
            if self._verbose:
                expecting = "Expecting:\n" + _indented(example.want) if example.want else "Expecting nothing\n"
                write("Trying:\n" + _indented(example.source) + expecting)
            got, error = self._run_one(test, example, number)
            if error is None:
                good = self._checker.check_output(example.want, got, flags)
            elif example.exc_msg is None:
                good = False
            else:
                message = format_exception_only(type(error), error)[-1]
                good = self._checker.check_output(example.exc_msg, message, flags)
                if not good and flags & IGNORE_EXCEPTION_DETAIL:
                    name = lambda text: text.split(":", 1)[0].strip().rsplit(".", 1)[-1]
                    good = name(example.exc_msg) == name(message)
            if good:
                if self._verbose:
                    write("ok\n")
                continue
            failed += 1
            where = 'File "%s", line %d, in %s' % (test.filename, (test.lineno or 0) + example.lineno + 1, test.name)
            lines = [self.DIVIDER, where, "Failed example:", _indented(example.source).rstrip("\n")]
            write("\n".join(lines) + "\n")
            if error is not None and example.exc_msg is None:
                text = "Traceback (most recent call last):\n" + "".join(format_exception_only(type(error), error))
                write("Exception raised:\n" + _indented(text))
            else:
                if error is not None:
                    got = "Traceback (most recent call last):\n" + "".join(format_exception_only(type(error), error))
                shown = re.sub(r"(?m)^[ ]*(?=\n)", "<BLANKLINE>", got) if not flags & DONT_ACCEPT_BLANKLINE else got
                write("Expected:\n" + _indented(example.want) if example.want else "Expected nothing\n")
                write("Got:\n" + _indented(shown) if shown else "Got nothing\n")
            if flags & FAIL_FAST:
                break
        self.failures += failed
        self.tries += tried
        self.skips += skipped
        self._results[test.name] = (failed, tried)
        return TestResults(failed, tried, skipped=skipped)

    def _run_one(self, test, example, number):
        name = "<doctest %s[%d]>" % (test.name, number)
        kept, sys.stdout = sys.stdout, StringIO()
        error = None
        try:
            try:
                code = compile(example.source.strip(), name, "eval")
            except SyntaxError:
                exec(compile(example.source, name, "exec"), test.globs)
            else:
                value = eval(code, test.globs)
                if value is not None:
                    sys.stdout.write(repr(value) + "\n")
        except KeyboardInterrupt:
            raise
        except BaseException as raised:
            error = raised
        finally:
            got = sys.stdout.getvalue()
            sys.stdout = kept
        if got and not got.endswith("\n"):
            got += "\n"
        return got, error

    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        none, passed, failed = [], [], []
        for name, (failures, tries) in sorted(self._results.items()):
            (none if tries == 0 else passed if failures == 0 else failed).append((name, failures, tries))
        count = lambda number, word: f"{number} {word}{'' if number == 1 and _newer else 's'}"
        if verbose:
            if none:
                print(f"{count(len(none), 'item')} had no tests:")
                for name, _, _ in none:
                    print(f"    {name}")
            if passed:
                print(f"{count(len(passed), 'item')} passed all tests:")
                for name, _, tries in passed:
                    print(f" {tries:3d} {'test' if tries == 1 and _newer else 'tests'} in {name}")
        if failed:
            print(self.DIVIDER)
            print(f"{count(len(failed), 'item')} had failures:")
            for name, failures, tries in failed:
                print(f" {failures:3d} of {tries:3d} in {name}")
        if verbose:
            print(f"{count(self.tries, 'test')} in {count(len(self._results), 'item')}.")
            skipped = f" and {self.skips} skipped" if _newer and self.skips else ""
            print(f"{self.tries - self.failures} passed" + (f" and {self.failures} failed" if self.failures or not _newer else "")
                  + skipped + ".")
        if self.failures:
            print(f"***Test Failed*** {count(self.failures, 'failure')}.")
        elif verbose:
            print("Test passed.")
        return TestResults(self.failures, self.tries, skipped=self.skips)


class DocTestFinder:
    """Finds the docstrings of a module or object."""

    def __init__(self, verbose=False, recurse=True, exclude_empty=True):
        self._recurse, self._exclude_empty = recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        name = name or obj.__name__
        if module is None:
            module = obj if type(obj) is type(sys) else sys.modules.get(getattr(obj, "__module__", None))
        globs = dict(module.__dict__ if globs is None and module is not None else globs or {})
        globs.update(extraglobs or {})
        globs.setdefault("__name__", "__main__")
        filename = getattr(module, "__file__", None) or getattr(module, "__name__", "?")
        text = _source(filename) if module is not None else None
        tests = []
        self._find(tests, obj, name, module, text.splitlines(True) if text else None, filename, globs, set())
        tests.sort(key=lambda test: test.name)
        return tests

    def _find(self, tests, obj, name, module, lines, filename, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        doc = getattr(obj, "__doc__", None)
        doc = "" if doc is None else str(doc)
        if doc or not self._exclude_empty:
            tests.append(DocTest(_examples(doc, name), dict(globs), name, filename, self._line(obj, lines), doc))
        if not self._recurse:
            return
        if type(obj) is type(sys):
            for key, value in obj.__dict__.items():
                if self._is_testable(value) and getattr(_unwrapped(value), "__module__", None) == obj.__name__:
                    self._find(tests, value, f"{name}.{key}", module, lines, filename, globs, seen)
        elif isinstance(obj, type):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if isinstance(value, property) or self._is_testable(value) and getattr(
                        _unwrapped(value), "__module__", None) == module.__name__:
                    self._find(tests, value, f"{name}.{key}", module, lines, filename, globs, seen)

    def _is_testable(self, value):
        return isinstance(value, type) or hasattr(_unwrapped(value), "__code__")

    def _line(self, obj, lines):
        # The line of the docstring, from 0.
        start = None
        if type(obj) is type(sys) and getattr(obj, "__doc__", None) is not None:
            start = 0
        if isinstance(obj, property):
            obj = obj.fget
        obj = _unwrapped(obj)
        if isinstance(obj, type) and lines is not None:
            wanted = re.compile(r"^\s*class\s*%s\b" % re.escape(obj.__name__))
            start = next((at for at, line in enumerate(lines) if wanted.match(line)), None)
        elif hasattr(obj, "__code__"):
            start = obj.__code__.co_firstlineno - 1
        if start is None or lines is None:
            return start
        for at in range(start, len(lines)):
            if re.match(r"(^|.*:)\s*\w*(\"|')", lines[at]):
                return at
        return None


def _unwrapped(value):
    while hasattr(value, "__wrapped__"):
        value = value.__wrapped__
    return value


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Test examples in docstrings of functions and classes reachable from a module."""
    if m is None:
        m = sys.modules.get("__main__")
    if type(m) is not type(sys):
        raise TypeError("testmod: module required; %r" % (m,))
    if raise_on_error:
        raise NotImplementedError("doctest's raise_on_error is not modelled by Glasshouse")
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=exclude_empty).find(m, name or m.__name__, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Test examples in the given object's docstring, with these globals."""
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(recurse=False).find(f, name, globs=globs):
        runner.run(test)


def testfile(filename, *args, **kwargs):
    raise NotImplementedError("doctest.testfile is not modelled by Glasshouse")
