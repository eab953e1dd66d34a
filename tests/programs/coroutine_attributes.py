# What coroutines say of themselves.
class Pause:
    def __await__(self):
        yield "paused"

async def inner():
    await Pause()

async def outer():
    print(me.cr_running, me.cr_suspended, me.cr_await)
    await inner()

me = outer()
print(me.cr_running, me.cr_suspended, me.cr_await, me.cr_frame.f_lineno, me.cr_code is outer.__code__)
print(me.send(None))
print(me.cr_running, me.cr_suspended, type(me.cr_await).__name__, me.cr_await.__name__, me.cr_frame.f_lineno)
print(type(me.cr_await.cr_await).__name__, me.cr_origin)
try:
    me.send(None)
except StopIteration:
    print(me.cr_running, me.cr_suspended, me.cr_await, me.cr_frame)
print(hex(outer.__code__.co_flags & 0x3a0), hex(Pause.__await__.__code__.co_flags & 0x3a0))

async def agen():
    yield 1

g = agen()
print(type(g).__name__, g.ag_running, g.ag_await, g.ag_code.co_name, g.ag_frame.f_lineno)
print(hex(agen.__code__.co_flags & 0x3a0))
print(repr(g).split(" at ")[0], g.__qualname__)

async def twice():
    coro = inner()
    waiter = coro.__await__()
    next(waiter)
    try:
        await coro
    except RuntimeError as error:
        print(error)
    coro.close()

try:
    twice().send(None)
except StopIteration:
    pass

class Bad:
    def __init__(self, result):
        self.result = result
    def __await__(self):
        return self.result

for result in (3, [1, 2], iter([])):
    async def use():
        return await Bad(result)
    try:
        use().send(None)
    except TypeError as error:
        print(error)
    except StopIteration as stop:
        print("value", stop.value)
coro = inner()
async def use():
    return await Bad(coro)
try:
    use().send(None)
except TypeError as error:
    print(error)
coro.close()

def plain():
    yield from inner()
it = plain()
try:
    next(it)
except TypeError as error:
    print(error)

class Methods:
    async def method(self):
        return self
    @classmethod
    async def of_class(cls):
        return cls.__name__
    @staticmethod
    async def static():
        return "static"

for coro in (Methods().method(), Methods.of_class(), Methods.static()):
    try:
        coro.send(None)
    except StopIteration as stop:
        print(coro.__qualname__, type(stop.value).__name__)
