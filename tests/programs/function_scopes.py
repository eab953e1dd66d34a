# Where names are looked up.
x = "global"


def read():
    return x


def shadow():
    x = "local"
    return x


def change():
    global x
    x = "changed"


def unbound():
    print(x)
    x = 1


def deleted():
    y = 1
    del y
    return y


def free():
    def inner():
        return later

    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    later = 5
    return inner()


print(read(), shadow(), x)
change()
print(read(), x)
for function in [unbound, deleted]:
    try:
        function()
    except UnboundLocalError as error:
        print(type(error).__name__, error)
print(free())
try:
    undefined_name
except NameError as error:
    print(error)
try:
    del undefined_name
except NameError as error:
    print(error)
i = "kept"
squares = [i * i for i in range(3)]
print(i, squares)
for i in range(3):
    pass
print(i)


def conditional(flag):
    if flag:
        value = 1
    return value


print(conditional(True))
try:
    conditional(False)
except UnboundLocalError as error:
    print(error)


class Scope:
    x = "class"

    def method(self):
        return x, self.x


print(Scope().method())
len_was = len
len = lambda thing: "mine"
print(len([1]))
del len
print(len([1]), len is len_was)
print("x" in globals(), sorted((lambda a, b: locals())(1, 2)))
