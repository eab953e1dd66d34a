# References that a generator holds, and lets go of.
import sys

def count(thing):
    return sys.getrefcount(thing) - 1

thing = []
print(count(thing))

def hold(argument):
    local = argument
    yield
    del local
    yield
    argument = None
    yield

it = hold(thing)
print("called", count(thing))
next(it)
print("local", count(thing))
next(it)
print("deleted", count(thing))
next(it)
print("argument gone", count(thing))
it = hold(thing)
next(it)
it.close()
print("closed", count(thing))
it = hold(thing)
next(it)
del it
print("dead", count(thing))

def give():
    while True:
        yield thing

it = give()
print("yielded and dropped", next(it) is thing, count(thing))
kept = [next(it) for _ in range(3)]
print("kept", count(thing))
kept = None

def take():
    while True:
        got = yield

it = take()
next(it)
it.send(thing)
print("sent", count(thing))
it.send(None)
print("sent another", count(thing))

def on_stack():
    print([thing, (yield)])

it = on_stack()
next(it)
print("on the suspended stack", count(thing))
try:
    next(it)
except StopIteration:
    print("off the stack", count(thing))

def returns():
    return thing
    yield

try:
    next(returns())
except StopIteration as stop:
    print("in the exception", count(thing))
print("after", count(thing))
it = hold(thing)
for _ in it:
    pass
print("ran out", count(thing))
function = count(hold)
it = hold(thing)
print("the function", count(hold) - function)
list(it)
print("the function after", count(hold) - function)
inner = (x for x in thing)
print("in a generator expression", count(thing))
del inner
print("gone", count(thing))
code = count(hold.__code__)
it = hold(1)
print(count(hold.__code__) - code)
print(count(it))

def holds_itself():
    yield count(me)

me = holds_itself()
print(count(me), next(me))
