# yield from: next, send, throw and close go through; the result comes back.
def inner(name, log):
    try:
        while True:
            got = yield name
            log.append(got)
            if got == "stop":
                return len(log)
    except ValueError as error:
        log.append(error.args)
        return "after error"

def outer(log):
    result = yield from inner("first", log)
    print("result", result)
    result = yield from inner("second", log)
    print("result", result)
    return "end"

log = []
it = outer(log)
print(next(it), it.send(1), it.send(2), it.send("stop"))
try:
    it.throw(ValueError("x"))
except StopIteration as stop:
    print(stop.value)
print(log)

def flat(items):
    for item in items:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item

print(list(flat([1, [2, [3, [4, []], 5]], [[[6]]]])))

class Iterator:
    def __init__(self, *items):
        self.items = list(items)
    def __iter__(self):
        print("__iter__")
        return self
    def __next__(self):
        if not self.items:
            raise StopIteration("value of the iterator")
        return self.items.pop(0)

class Full(Iterator):
    def send(self, value):
        print("send", value)
        if value == "stop":
            raise StopIteration("sent to stop")
        return value
    def throw(self, *args):
        print("throw", [type(arg).__name__ for arg in args])
        if isinstance(args[0], KeyError) or args[0] is KeyError:
            raise StopIteration("thrown to stop")
        return "thrown"

def delegate(to):
    result = yield from to
    print("result:", result)
    yield "more"

print(list(delegate(Iterator(1, 2))))
print(list(delegate("ab")))
print(list(delegate(range(2))))
it = delegate(Iterator(1, 2))
next(it)
try:
    it.send("x")
except AttributeError as error:
    print(error)
it = delegate(Full(1, 2))
print(next(it), it.send("hello"), it.send("stop"))
it = delegate(Full(1, 2))
print(next(it), it.throw(ValueError("v")), it.throw(KeyError("k")))
it = delegate(Iterator(1, 2))
next(it)
try:
    it.throw(ValueError("no throw there"))
except ValueError as error:
    print(error)
it = delegate([1, 2])
next(it)
try:
    it.throw(IndexError("list iterator"))
except IndexError as error:
    print(error)

for wrong in (3, None, object):
    it = delegate(wrong)
    try:
        next(it)
    except TypeError as error:
        print(error)

def chain(depth):
    if depth == 0:
        try:
            got = yield "bottom"
            while True:
                got = yield ("bottom got", got)
        except LookupError as error:
            yield "bottom caught " + repr(error)
        return 0
    return 1 + (yield from chain(depth - 1))

it = chain(30)
print(next(it), it.send(5), it.send(6))
print(it.throw(LookupError("deep")))
try:
    next(it)
except StopIteration as stop:
    print("depth", stop.value)
it = chain(50)
next(it)
try:
    it.throw(OSError("up through all"))
except OSError as error:
    print(error)

def shared():
    yield 1
    yield 2
    yield 3

common = shared()
def left():
    yield from common
def right():
    yield from common
a, b = left(), right()
print(next(a), next(b), next(a), next(b, "none left"), next(a, "nor here"))

def already():
    def inside():
        yield 1
        next(it)
    yield from inside()

it = already()
next(it)
try:
    next(it)
except ValueError as error:
    print(error)

def after_inner_closed():
    part = shared()
    try:
        yield from part
    finally:
        print("part is", part.gi_frame)

it = after_inner_closed()
next(it)
print(it.gi_yieldfrom.__name__, it.gi_yieldfrom.gi_suspended)
it.gi_yieldfrom.close()
print(next(it, "ended"))
