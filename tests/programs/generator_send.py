# send(): the value of the yield expression, and what may be sent when.
def average():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        if value is None:
            return total, count
        total += value
        count += 1
        mean = total / count

it = average()
print(it.send(None))
for value in (10, 20, 60):
    print(it.send(value))
try:
    it.send(None)
except StopIteration as stop:
    print("returned", stop.value, stop.args)
for value in (None, 5):
    try:
        it.send(value)
    except StopIteration as stop:
        print("ended", stop.value, stop.args)

try:
    average().send(1)
except TypeError as error:
    print(error)

def echo():
    received = []
    try:
        while True:
            received.append((yield len(received)))
    finally:
        print("received", received)

it = echo()
print(next(it), it.send("a"), next(it), it.send((1, 2)))
it.close()

def arithmetic():
    x = (yield 1) + (yield 2) * (yield 3)
    yield x

it = arithmetic()
print(next(it), it.send(10), it.send(20), it.send(30))

def calls():
    print("call", (yield "first"), (yield "second"), sep="|")
    return (yield), (yield)

it = calls()
print(next(it), it.send("A"))
it.send("B")
it.send("C")
try:
    it.send("D")
except StopIteration as stop:
    print(stop.value)

for wrong in ((), (1, 2)):
    try:
        echo().send(*wrong)
    except TypeError as error:
        print(error)

def itself():
    yield next(me)

for how in ("next", "send", "throw", "close"):
    def running(how=how):
        try:
            if how == "next":
                next(me)
            elif how == "send":
                me.send(None)
            elif how == "throw":
                me.throw(KeyError)
            else:
                me.close()
        except ValueError as error:
            print(how, "->", error)
        yield how
    me = running()
    print(next(me))

def tuple_value():
    return (1, 2)
    yield

try:
    next(tuple_value())
except StopIteration as stop:
    print(stop.value, stop.args)

def exception_value():
    return ValueError("as a value")
    yield

try:
    next(exception_value())
except StopIteration as stop:
    print(repr(stop.value))
