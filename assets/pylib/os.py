"""The operating system as far as a program here has one: names of paths, and the files in the machine's memory.

The program runs in an empty directory of its own, has an empty environment and process number 1000. Left out, and told so:
other processes, users, rights, file descriptors, links, and randomness.
"""

import sys
from abc import ABC, abstractmethod
from _collections_abc import MutableMapping, _check_methods

import _os_files

name = "posix"
linesep = "\n"
curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
error = OSError
supports_bytes_environ = True


def fspath(path):
    """The str or bytes that a path is, or gives by `__fspath__`."""
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        found = kind.__fspath__
    except AttributeError:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {kind.__name__}") from None
    given = found(path)
    if isinstance(given, (str, bytes)):
        return given
    raise TypeError(
        f"expected {kind.__name__}.__fspath__() to return str or bytes, not {type(given).__name__}"
    )


class PathLike(ABC):
    """What gives a path by `__fspath__`."""

    __slots__ = ()

    @abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return _check_methods(subclass, "__fspath__")
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


import posixpath as path

sys.modules["os.path"] = path


class _Environ(MutableMapping):
    """The variables of the environment; names and values are strs."""

    def __init__(self):
        self._data = {}

    def _text(self, value):
        if not isinstance(value, str):
            raise TypeError(f"str expected, not {type(value).__name__}")
        return value

    def __getitem__(self, key):
        if self._text(key) not in self._data:
            raise KeyError(key) from None
        return self._data[key]

    def __setitem__(self, key, value):
        key, value = self._text(key), self._text(value)
        self._data[key] = value

    def __delitem__(self, key):
        if self._text(key) not in self._data:
            raise KeyError(key) from None
        del self._data[key]

    def __iter__(self):
        yield from list(self._data)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        inside = ", ".join(f"{key!r}: {value!r}" for key, value in self.items())
        return f"environ({{{inside}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        from collections.abc import Mapping
        return dict(self) | dict(other) if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other):
        from collections.abc import Mapping
        return dict(other) | dict(self) if isinstance(other, Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value, /):
    # As in CPython, `environ` does not see it.
    fsencode(name), fsencode(value)


def getpid():
    return 1000


def getcwd():
    return _os_files.working_directory


def getcwdb():
    return fsencode(getcwd())


_ERRORS = {
    2: "No such file or directory",
    17: "File exists",
    20: "Not a directory",
    21: "Is a directory",
    39: "Directory not empty",
}


def strerror(code, /):
    if code not in _ERRORS:
        _refuse("strerror of this number")
    return _ERRORS[code]


def _fail(number, *given):
    if len(given) == 2:
        raise OSError(number, _ERRORS[number], given[0], None, given[1])
    raise OSError(number, _ERRORS[number], *given)


_KINDS = {
    "listdir": "string, bytes, os.PathLike, integer or None",
    "stat": "string, bytes, os.PathLike or integer",
}


def _named(function, path):
    """The path as a str, for the machine's files."""
    if isinstance(path, int):
        _refuse("a file descriptor")
    if not isinstance(path, (str, bytes)) and not hasattr(type(path), "__fspath__"):
        kinds = _KINDS.get(function, "string, bytes or os.PathLike")
        raise TypeError(
            f"{function}: path should be {kinds}, not {type(path).__name__}"
        )
    return fsdecode(path)


def _kind(name):
    """Whether a file ("file"), a directory ("directory") or nothing (None) is there."""
    if not name:
        return None
    if _os_files.is_directory(name):
        return "directory"
    return None if _os_files.size(name) is None else "file"


def listdir(path=None):
    """The names in a directory, sorted here: the order that CPython gives is the file system's."""
    shown = "." if path is None else path
    name = _named("listdir", shown)
    kind = _kind(name)
    if kind != "directory":
        _fail(20 if kind else 2, shown)
    names = _os_files.entries(name)
    return [fsencode(each) for each in names] if isinstance(shown, bytes) else names


def mkdir(path, mode=0o777, *, dir_fd=None):
    name = _named("mkdir", path)
    if not name:
        _fail(2, path)
    if _kind(name):
        _fail(17, path)
    if not _os_files.has_parent(name):
        _fail(20 if _kind(globals()["path"].dirname(name.rstrip("/"))) == "file" else 2, path)
    _os_files.add_directory(name)


def makedirs(name, mode=0o777, exist_ok=False):
    """Makes a directory, and those above it that are not there."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if fsdecode(tail) == ".":
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def rmdir(path, *, dir_fd=None):
    name = _named("rmdir", path)
    kind = _kind(name)
    if kind != "directory":
        _fail(20 if kind else 2, path)
    if _os_files.entries(name):
        _fail(39, path)
    _os_files.remove_directory(name)


def removedirs(name):
    """Removes a directory, and those above it while they are empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def remove(path, *, dir_fd=None):
    name = _named("remove", path)
    kind = _kind(name)
    if kind != "file":
        _fail(21 if kind else 2, path)
    _os_files.remove_file(name)


def unlink(path, *, dir_fd=None):
    remove(path)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Gives a file another name; a file that had it goes. Directories with something in them are left out."""
    old, new = _named("rename", src), _named("rename", dst)
    kind, taken = _kind(old), _kind(new)
    if not kind or not _os_files.has_parent(new):
        _fail(2, src, dst)
    if path.abspath(old) == path.abspath(new):
        return
    if kind == "file":
        if taken == "directory":
            _fail(21, src, dst)
        _os_files.move_file(old, new)
        return
    if taken == "file":
        _fail(20, src, dst)
    if taken and _os_files.entries(new):
        _fail(39, src, dst)
    if _os_files.entries(old):
        _refuse("rename of a directory with something in it")
    _os_files.remove_directory(old)
    _os_files.add_directory(new)


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    rename(src, dst)


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """The size and kind of a file."""
    name = _named("stat", path)
    kind = _kind(name)
    if not kind:
        _fail(2, path)
    return stat_result(0o040755 if kind == "directory" else 0o100644, _os_files.size(name) or 0)


class stat_result:
    """What `stat` tells here: `st_mode` and `st_size`; a directory's size is 0."""

    __slots__ = ("st_mode", "st_size")

    def __init__(self, mode, size):
        self.st_mode = mode
        self.st_size = size

    def __getattr__(self, name):
        if name.startswith("st_"):
            _refuse(f"stat_result.{name}")
        raise AttributeError(f"'os.stat_result' object has no attribute {name!r}")


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Each directory from here down: its path, its directories and its files."""
    top = fspath(top)
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    directories = [each for each in names if path.isdir(path.join(top, each))]
    files = [each for each in names if each not in directories]
    if topdown:
        yield top, directories, files
    for each in directories:
        yield from walk(path.join(top, each), topdown, onerror)
    if not topdown:
        yield top, directories, files


def cpu_count():
    return 1


def _refuse(name):
    from _refusal import refuse
    refuse(f"os.{name}")


_LEFT_OUT = """
_exit abort access chdir chmod chown chroot close closerange copy_file_range ctermid dup dup2 environb execl execle execlp
execlpe execv execve execvp execvpe fchdir fchmod fchown fdopen fork forkpty fstat fsync ftruncate fwalk get_exec_path
get_terminal_size getegid getenvb geteuid getgid getgroups getloadavg getlogin getpgid getppid getrandom getuid isatty kill
killpg link lseek lstat mkfifo nice open pipe pipe2 popen posix_spawn pread process_cpu_count putenv pwrite read readlink
register_at_fork renames scandir sched_getaffinity sched_yield sendfile setuid spawnl spawnv statvfs symlink sync sysconf
system terminal_size times truncate ttyname umask uname unsetenv urandom utime wait waitpid write
""".split()


def __getattr__(name):
    if name in _LEFT_OUT or name.isupper():
        _refuse(name)
    raise AttributeError(f"module 'os' has no attribute {name!r}")
