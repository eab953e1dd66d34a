# A small scheduler in plain Python: tasks, sleeping, results.
class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks
    def __await__(self):
        yield ("sleep", self.ticks)

class Future:
    def __init__(self):
        self.done, self.value, self.waiters = False, None, []
    def set(self, value):
        self.done, self.value = True, value
        ready.extend((task, None) for task in self.waiters)
    def __await__(self):
        if not self.done:
            yield ("wait", self)
        return self.value

class Task:
    def __init__(self, name, coro):
        self.name, self.coro, self.future = name, coro, Future()
        ready.append((self, None))
    def step(self, value):
        try:
            kind, what = self.coro.send(value)
        except StopIteration as stop:
            log.append(f"{self.name} ends with {stop.value!r}")
            self.future.set(stop.value)
        else:
            if kind == "sleep":
                sleeping.append((now + what, len(sleeping), self))
            else:
                what.waiters.append(self)

def run():
    global now
    while ready or sleeping:
        while ready:
            task, value = ready.pop(0)
            task.step(value)
        if sleeping:
            sleeping.sort(key=lambda row: row[:2])
            now, _, task = sleeping.pop(0)
            ready.append((task, None))

ready, sleeping, log, now = [], [], [], 0

async def worker(name, delay, count):
    for number in range(count):
        log.append(f"{now}: {name} {number}")
        await Sleep(delay)
    return name * count

async def main():
    tasks = [Task(f"t{n}", worker("abc"[n], n + 1, 3)) for n in range(3)]
    results = [await task.future for task in tasks]
    log.append(f"{now}: all done")
    return results

main_task = Task("main", main())
run()
print("\n".join(log))
print(main_task.future.value)

async def producer(queue, count):
    for number in range(count):
        await Sleep(1)
        queue.append(number)
        print("put", number, "at", now)
    queue.append(None)

async def consumer(queue):
    total = 0
    while True:
        while not queue:
            await Sleep(2)
        item = queue.pop(0)
        if item is None:
            return total
        print("took", item, "at", now)
        total += item

queue = []
log.clear()
Task("producer", producer(queue, 4))
consuming = Task("consumer", consumer(queue))
run()
print(consuming.future.value, log)
