# Raising by hand, with and without a message.
class Empty(Exception):
    pass


def check(stack):
    if not stack:
        raise Empty
    return stack[-1]


try:
    check([])
except Empty as error:
    print("caught", repr(error), str(error))
print(check([1]))
check([])
