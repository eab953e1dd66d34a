# Coroutines driven by hand.
async def add(a, b):
    print("adding")
    return a + b

coro = add(1, 2)
print(type(coro).__name__, coro.__name__, coro.__qualname__, repr(coro).split(" at ")[0])
try:
    coro.send(None)
except StopIteration as stop:
    print("result", stop.value)
try:
    coro.send(None)
except RuntimeError as error:
    print(error)
coro.close()

class Pause:
    def __init__(self, name):
        self.name = name
    def __await__(self):
        got = yield self.name
        print(self.name, "got", got)
        return got

async def steps(count):
    total = 0
    for number in range(count):
        total += await Pause(f"pause {number}")
    return total

def run(coro, *values):
    answers = iter(values)
    try:
        print("->", coro.send(None))
        while True:
            print("->", coro.send(next(answers)))
    except StopIteration as stop:
        return stop.value

print(run(steps(3), 1, 10, 100))

async def outer():
    first = await steps(1)
    second = await steps(2)
    return first, second

print(run(outer(), 5, 6, 7))

async def fails():
    await Pause("before")
    raise ValueError("inside")

async def guards():
    try:
        await fails()
    except ValueError as error:
        print("caught", error)
        return "guarded"
    finally:
        print("finally")

print(run(guards(), 0))
coro = steps(2)
print(coro.send(None))
try:
    coro.throw(KeyError("thrown in"))
except KeyError as error:
    print("out", error)
coro = steps(1)
coro.close()
coro = guards()
coro.send(None)
coro.close()
for bad in (3, None, "text", [1], (x for x in ()), len):
    async def awaits_bad():
        return await bad
    try:
        awaits_bad().send(None)
    except TypeError as error:
        print(error)
coro = steps(1)
try:
    coro.send(1)
except TypeError as error:
    print(error)
coro.close()
for use in (lambda c: iter(c), lambda c: next(c), lambda c: [*c], lambda c: len(c)):
    coro = steps(1)
    try:
        use(coro)
    except TypeError as error:
        print(error)
    coro.close()

async def nested(depth):
    if depth == 0:
        return await Pause("bottom")
    return 1 + await nested(depth - 1)

print(run(nested(20), 100))
it = steps(1).__await__()
print(type(it).__name__, iter(it) is it, next(it))
try:
    it.send(42)
except StopIteration as stop:
    print(stop.value)
async def returns_tuple():
    return (1, 2)
try:
    returns_tuple().send(None)
except StopIteration as stop:
    print(stop.value, stop.args)
async def nothing():
    pass
print(run(nothing()))
async def lambdas():
    return (lambda x: x * 2)(await Pause("for lambda"))
print(run(lambdas(), 21))
