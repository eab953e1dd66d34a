# os: files and directories made, listed, renamed and removed, with the errors of what is not there.
import os

base = os.path.join("/tmp", "glasshouse_os_files")


def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, args, "->", function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, args, type(error).__name__, error)


for folder, folders, files in list(os.walk(base, topdown=False)):
    for each in files:
        os.remove(os.path.join(folder, each))
    os.rmdir(folder)
print(os.path.exists(base), os.path.isdir("/tmp"), os.path.isfile("/tmp"), os.path.exists(""))
attempt(os.mkdir, base)
attempt(os.mkdir, base)
attempt(os.mkdir, base + "/no/where")
attempt(os.makedirs, base + "/a/b/c")
attempt(os.makedirs, base + "/a/b/c")
attempt(os.makedirs, base + "/a/b/c", exist_ok=True)
with open(base + "/a/one.txt", "w") as file:
    print(file.write("hello"))
with open(os.path.join(base, "a", "two.txt"), "w") as file:
    file.write("world!")
print(sorted(os.listdir(base + "/a")), os.listdir(base), sorted(os.listdir(os.fsencode(base + "/a"))))
print(os.path.isfile(base + "/a/one.txt"), os.path.isdir(base + "/a"), os.path.exists(base + "/a/one.txt/"), os.path.getsize(base + "/a/two.txt"))
attempt(open, base + "/nowhere/x", "w")
attempt(open, base + "/a")
attempt(open, base + "/a", "w")
attempt(os.listdir, base + "/a/one.txt")
attempt(os.listdir, base + "/zzz")
attempt(os.remove, base + "/zzz")
attempt(os.rmdir, base + "/a")
attempt(os.rmdir, base + "/a/one.txt")
attempt(os.rename, base + "/zzz", base + "/yyy")
attempt(os.rename, base + "/a/one.txt", base + "/a/two.txt")
print(os.listdir(base + "/a").count("one.txt"), open(base + "/a/two.txt").read())
attempt(os.rename, base + "/a/two.txt", base + "/a/b")
attempt(os.replace, base + "/a/two.txt", base + "/a/b/three.txt")
for folder, folders, files in os.walk(base):
    print("walk", folder, folders, files)
for folder, folders, files in os.walk(base, topdown=False):
    print("up", folder, folders, files)
attempt(os.unlink, base + "/a/b/three.txt")
attempt(os.removedirs, base + "/a/b/c")
print(os.path.exists(base))
attempt(os.stat, base + "/zzz")
attempt(os.path.getsize, base + "/zzz")
attempt(os.mkdir, 3.5)
attempt(os.listdir, 3.5)
