# throw(): an exception raised at the yield.
def patient():
    while True:
        try:
            got = yield "ready"
            print("got", got)
        except ValueError as error:
            print("caught", repr(error), repr(error.__context__))
        except KeyError as error:
            print("key", error.args)
            yield "from handler"

it = patient()
print(next(it))
print(it.throw(ValueError("one")))
print(it.throw(ValueError))
print(it.throw(KeyError("k")))
print(it.send("after"))
try:
    it.throw(ZeroDivisionError("out"))
except ZeroDivisionError as error:
    print("went through", error)
print(list(it))
try:
    it.throw(OSError("dead"))
except OSError as error:
    print("raised at the end:", error)

it = patient()
try:
    it.throw(RuntimeError("before the start"))
except RuntimeError as error:
    print(error)
print(next(it, "ended"))

for bad in (3, "text", int, None, object()):
    it = patient()
    next(it)
    try:
        it.throw(bad)
    except TypeError as error:
        print(type(bad).__name__, "->", error)
    print(next(it, "ended"))

def gives_back():
    try:
        yield 1
    except ValueError:
        return "value of return"

it = gives_back()
next(it)
try:
    it.throw(ValueError)
except StopIteration as stop:
    print(stop.value)

class Special(Exception):
    def __init__(self, *args):
        print("made with", args)
        super().__init__(*args)

it = patient()
next(it)
try:
    it.throw(Special)
except Special as error:
    print("special", error.args)

def stops():
    try:
        yield 1
    except StopIteration:
        print("StopIteration inside")
    yield 2

it = stops()
next(it)
print(it.throw(StopIteration))
try:
    it.throw(StopIteration("again"))
except RuntimeError as error:
    print(error, "from", repr(error.__cause__))

def context():
    try:
        raise KeyError("inner")
    except KeyError:
        try:
            yield
        except ValueError as error:
            print("context", repr(error.__context__))
            yield "done"

it = context()
next(it)
print(it.throw(ValueError))
try:
    raise TypeError("outside")
except TypeError:
    it = patient()
    next(it)
    it.throw(ValueError("with a context"))

error = ValueError("same object")
def same():
    try:
        yield
    except ValueError as caught:
        yield caught is error

it = same()
next(it)
print(it.throw(error))
for wrong in ((), (1, 2, 3, 4)):
    try:
        it.throw(*wrong)
    except TypeError as error:
        print(error)
