# async for, asynchronous comprehensions and generators.
class Pause:
    def __init__(self, name):
        self.name = name
    def __await__(self):
        yield self.name

def run(coro):
    seen = []
    try:
        while True:
            seen.append(coro.send(None))
    except StopIteration as stop:
        print("driver saw", seen)
        return stop.value

class Count:
    def __init__(self, stop):
        self.at, self.stop = 0, stop
    def __aiter__(self):
        return self
    async def __anext__(self):
        if self.at == self.stop:
            raise StopAsyncIteration
        self.at += 1
        await Pause(f"count {self.at}")
        return self.at

async def loop():
    total = 0
    async for number in Count(3):
        total += number
    else:
        print("else")
    return total

print(run(loop()))

async def breaks():
    async for number in Count(5):
        if number == 1:
            continue
        if number == 3:
            break
    else:
        print("never")
    return number

print(run(breaks()))

async def numbers(stop):
    print("begin")
    try:
        for number in range(stop):
            await Pause(f"before {number}")
            yield number
    finally:
        print("end of numbers")

async def over_generator():
    return [number * 10 async for number in numbers(3)]

print(run(over_generator()))

async def comprehensions():
    squares = {n: n * n async for n in Count(2)}
    odd = {n async for n in Count(5) if n % 2}
    pairs = [(a, b) async for a in Count(2) for b in "xy"]
    inner = [[n async for n in Count(k)] for k in (1, 2)]
    awaited = [await echo(n) for n in range(2)]
    return squares, sorted(odd), pairs, inner, awaited

async def echo(value):
    await Pause("echo")
    return value

print(run(comprehensions()))

async def generator_expression():
    doubled = (n * 2 async for n in Count(3))
    print(type(doubled).__name__, doubled.__name__)
    lazy = (await echo(n) for n in (7, 8))
    return [n async for n in doubled], [n async for n in lazy]

print(run(generator_expression()))

async def returns_inside():
    async for number in numbers(3):
        return number

print(run(returns_inside()))

async def raises_inside():
    try:
        async for number in Count(3):
            raise LookupError(number)
    except LookupError as error:
        return repr(error)

print(run(raises_inside()))

class NoNext:
    def __aiter__(self):
        return self

class BadNext:
    def __aiter__(self):
        return self
    def __anext__(self):
        return 5

for wrong in (3, [1], NoNext(), BadNext()):
    async def use():
        async for item in wrong:
            pass
    try:
        run(use())
    except TypeError as error:
        print(error, "|", repr(error.__cause__))

async def use_anext():
    it = aiter(numbers(2))
    first = await anext(it)
    second = await anext(it, "default")
    third = await anext(it, "default")
    try:
        await anext(it)
    except StopAsyncIteration as stop:
        print("ended", stop.args)
    return first, second, third

print(run(use_anext()))
for function, wrong in ((aiter, [1]), (anext, iter([1]))):
    try:
        function(wrong)
    except TypeError as error:
        print(error)
