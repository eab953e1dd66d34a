# throw() into a generator that delegates to something without a throw of its own; `types.coroutine`; `code.replace`.
import types


def to_range():
    result = yield from range(3)
    print("range ended with", result)
    yield "after"


generator = to_range()
print(next(generator))
try:
    print(generator.throw(StopIteration("early")))
except RuntimeError as error:
    print(type(error).__name__, error)


@types.coroutine
def pause(value):
    received = yield value
    return received * 2


async def main():
    return await pause("waiting") + 1


coroutine = main()
print(coroutine.send(None))
try:
    coroutine.send(20)
except StopIteration as stop:
    print(stop.value)
print(bool(pause.__code__.co_flags & 0x100))


def named():
    pass


named.__code__ = named.__code__.replace(co_name="other")
print(named.__code__.co_name, named.__name__)
print(b"   a   b    ".split(None, 1), b"  a b   c ".rsplit(None, 1), "  a  b  ".split(None, 1), " a b  c ".rsplit(None, 1))
