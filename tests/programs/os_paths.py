# os.path: names of paths, taken apart and put together.
import os
import os.path
import posixpath
from os.path import join, split, splitext, basename, dirname, normpath

print(os.path is posixpath, os.path.__name__, os.sep, os.curdir, os.pardir, os.extsep, repr(os.linesep), os.name, os.pathsep)


def attempt(function, *args):
    try:
        return repr(function(*args))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for parts in [("a", "b"), ("a/", "b"), ("a", "/b", "c"), ("", "b"), ("a", ""), ("a", "b", ""), (b"a", b"b"), ("a", b"b"), ("a", 3), (3,)]:
    print("join", parts, attempt(join, *parts))
for path in ["", "/", "//", "a", "a/", "/a", "/a/b.txt", "a//b//", "///x/y", "archive.tar.gz", ".bashrc", "..hidden.x", "a.b/c", "a.", "dir/.x.y", "...", "a/...b"]:
    print(repr(path), split(path), splitext(path), repr(basename(path)), repr(dirname(path)), normpath(path), os.path.isabs(path))
for path in ["a/./b", "a/../b", "../a", "a/../../b", "/..", "//a//b", "///a", "./", "/a/b/../../..", "a/b/..", b"a/./c"]:
    print("norm", path, normpath(path))
for paths in [["/usr/lib", "/usr/local"], ["abc", "abd", "ab"], [], ["a"], ["", "x"], [[1, 2, 3], [1, 2, 4]]]:
    print("prefix", paths, os.path.commonprefix(paths))
for paths in [["/usr/lib", "/usr/local"], ["/a/b", "/a/b/c"], ["a/b", "a//c/./d"], ["/a", "b"], [], ["/"], [b"/x/y", b"/x/z"], ["a", b"a"]]:
    print("common", paths, attempt(os.path.commonpath, paths))
for pair in [("/a/b/c", "/a"), ("/a", "/a/b/c"), ("/a/b", "/a/b"), ("x/y", "x/z"), ("x", None), ("/a/x", "/b/y")]:
    print("rel", pair, attempt(os.path.relpath, *pair))
print(attempt(os.path.relpath, ""), os.path.abspath("/a/../b"), os.path.abspath("x") == join(os.getcwd(), "x"))


class Path:
    def __init__(self, given):
        self.given = given

    def __fspath__(self):
        return self.given


print(os.fspath(Path("p/q")), join(Path("x"), Path("y")), splitext(Path("a.py")), isinstance(Path("a"), os.PathLike), issubclass(str, os.PathLike))
print(attempt(os.fspath, 3), attempt(os.fspath, Path(3)), attempt(basename, None), attempt(join, "a", None))
print(os.fsencode("é"), os.fsdecode(b"\xc3\xa9"), os.path.normcase("A/b"), os.path.splitdrive("c:/x"))
print(os.path.expanduser("x/~"), os.path.expanduser("~") == os.path.expanduser("~/").rstrip("/"))
