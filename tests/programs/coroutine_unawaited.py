# A coroutine that nobody awaits says so when it dies.
async def forgotten():
    print("never printed")

async def other(n):
    return n

forgotten()
coro = forgotten()
coro = None
def make():
    coro = other(1)
    return "made"
print(make())
for n in range(3):
    other(n)
coro = other(5)
coro.close()
coro = None
print("closed in time")
