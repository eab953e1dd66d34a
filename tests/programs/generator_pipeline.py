# Generators as stages of a pipeline, driven from the end.
def numbers(limit):
    for number in range(limit):
        trace.append(("made", number))
        yield number

def evens(source):
    for number in source:
        if number % 2 == 0:
            trace.append(("passed", number))
            yield number

def doubled(source):
    for number in source:
        yield number * 2

trace = []
pipe = doubled(evens(numbers(7)))
print("nothing ran:", trace)
print(next(pipe), trace)
print(list(pipe))
print(len(trace), trace[-3:])

def take(count, source):
    source = iter(source)
    for _ in range(count):
        try:
            yield next(source)
        except StopIteration:
            return

def chunks(source, size):
    chunk = []
    for item in source:
        chunk.append(item)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)

print(list(chunks(take(8, numbers(100)), 3)))

def primes():
    found = []
    number = 2
    while True:
        if all(number % prime for prime in found):
            found.append(number)
            yield number
        number += 1

print(list(take(12, primes())))

def coroutine(function):
    def start(*args):
        it = function(*args)
        next(it)
        return it
    return start

@coroutine
def grep(pattern, target):
    try:
        while True:
            line = yield
            if pattern in line:
                target.send(line)
    finally:
        target.close()

@coroutine
def printer():
    count = 0
    try:
        while True:
            print(">", (yield))
            count += 1
    finally:
        print("printed", count)

sink = grep("py", printer())
for line in ("python", "ruby", "numpy", "perl"):
    sink.send(line)
sink.close()

def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield f"{a}{c}"
        yield from hanoi(n - 1, b, a, c)

print(" ".join(hanoi(4, "A", "B", "C")))

def permutations(items):
    if len(items) <= 1:
        yield items
    else:
        for index, item in enumerate(items):
            for rest in permutations(items[:index] + items[index + 1:]):
                yield [item] + rest

print(["".join(p) for p in permutations(list("abcd"))][::5])

def round_robin(*tasks):
    tasks = list(tasks)
    while tasks:
        task = tasks.pop(0)
        try:
            yield next(task)
        except StopIteration:
            continue
        tasks.append(task)

print(list(round_robin((f"a{i}" for i in range(3)), (f"b{i}" for i in range(1)), iter("xyz"))))
