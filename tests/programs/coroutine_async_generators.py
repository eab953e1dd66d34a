# asend, athrow and aclose of asynchronous generators.
def step(awaitable, value=None):
    try:
        return ("yields", awaitable.send(value))
    except BaseException as end:
        return (type(end).__name__, end.args)

class Pause:
    def __await__(self):
        got = yield "pause"
        return got

async def echo():
    got = "start"
    while True:
        try:
            got = yield got
            print("got", got)
        except ValueError as error:
            print("caught", error)
            got = "after error"

g = echo()
print(step(g.__anext__()))
print(step(g.asend("a")))
print(step(g.asend(None)))
print(step(g.athrow(ValueError("thrown"))))
print(step(g.aclose()))
print(step(g.__anext__()))
print(step(g.asend(1)))
print(step(g.aclose()))
print(step(g.athrow(KeyError("k"))))

g = echo()
print(step(g.asend("not started")))
print(step(g.asend(None)))
first = g.asend("x")
print(step(first))
print(step(first))
others = [g.aclose(), g.athrow(ValueError)]
print(type(first).__name__, [type(other).__name__ for other in others], [other.close() for other in others])

async def waits():
    try:
        got = await Pause()
        print("awaited", got)
        yield "one"
        yield "two"
    finally:
        print("cleaning")
        await Pause()
        print("cleaned")

g = waits()
awaitable = g.__anext__()
print(step(awaitable), g.ag_running)
print(step(awaitable, "answer"), g.ag_running)
closing = g.aclose()
print(step(closing), step(closing), step(closing))

g = waits()
awaitable = g.__anext__()
step(awaitable)
print(step(g.__anext__()))
print(step(g.aclose()))
print(step(awaitable, 5))
closing = g.aclose()
print(step(closing), step(closing))

async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2

g = ignores()
print(step(g.__anext__()))
print(step(g.aclose()))

async def raises():
    yield 1
    raise LookupError("from inside")

g = raises()
print(step(g.__anext__()), step(g.__anext__()), step(g.__anext__()))

async def stops(error):
    yield 1
    raise error

for error in (StopIteration("s"), StopAsyncIteration("a")):
    g = stops(error)
    print(step(g.__anext__()))
    print(step(g.__anext__()))

async def delegating():
    async for value in echo_two():
        yield value * 2

async def echo_two():
    yield 1
    yield 2

async def consume():
    return [value async for value in delegating()]

print(step(consume()))

import sys
events = []
def first(agen):
    events.append(("first", agen.__name__))
def final(agen):
    events.append(("final", agen.__name__))
sys.set_asyncgen_hooks(first, final)
g = echo_two()
print(events)
print(step(g.__anext__()))
print(events)
del g
print(events)
sys.set_asyncgen_hooks(None, None)
g = echo_two()
step(g.__anext__())
del g
print(events)
try:
    sys.set_asyncgen_hooks(3)
except TypeError as error:
    print(error)
g_wrong = echo_two()
try:
    g_wrong.asend()
except TypeError as error:
    print(error)
