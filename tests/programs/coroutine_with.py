# async with: entering and leaving are awaited.
class Pause:
    def __init__(self, name):
        self.name = name
    def __await__(self):
        yield self.name
        return self.name + " done"

def run(coro):
    try:
        while True:
            print("  driver sees", coro.send(None))
    except StopIteration as stop:
        return stop.value

class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
    async def __aenter__(self):
        print("entering", await Pause("enter " + self.name))
        return self.name.upper()
    async def __aexit__(self, kind, value, traceback):
        print("leaving", self.name, kind and kind.__name__, value, await Pause("exit " + self.name))
        return self.swallow

async def plain():
    async with Manager("a") as name:
        print("inside", name)
        await Pause("body")
    return "after"

print(run(plain()))

async def several():
    async with Manager("x") as x, Manager("y") as y:
        print(x, y)
        return x + y

print(run(several()))

async def swallowed():
    async with Manager("s", swallow=True):
        raise ValueError("hidden")
    return "went on"

print(run(swallowed()))

async def propagates():
    try:
        async with Manager("p"):
            raise KeyError("seen")
    except KeyError as error:
        return repr(error)

print(run(propagates()))

async def loops():
    for number in range(3):
        async with Manager(str(number)):
            if number == 0:
                continue
            if number == 1:
                break
    return number

print(run(loops()))

class OnlyEnter:
    async def __aenter__(self):
        return self

class OnlyExit:
    async def __aexit__(self, *args):
        return None

class Plain:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        return None

class NotAwaitable:
    def __aenter__(self):
        return 3
    def __aexit__(self, *args):
        return 4

class BadExit:
    async def __aenter__(self):
        return self
    def __aexit__(self, *args):
        return 4

for manager in (OnlyEnter(), OnlyExit(), Plain(), NotAwaitable(), BadExit(), 3):
    async def use():
        async with manager:
            print("in", type(manager).__name__)
    try:
        run(use())
    except TypeError as error:
        print(error)

async def closed():
    async with Manager("c"):
        await Pause("to be closed")

coro = closed()
print(coro.send(None), coro.send(None))
try:
    coro.close()
except RuntimeError as error:
    print(error)
coro = closed()
print(coro.send(None), coro.send(None), coro.throw(ValueError("thrown")))
try:
    coro.send(None)
except ValueError as error:
    print("out", error)
