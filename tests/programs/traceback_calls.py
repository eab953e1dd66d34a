# The same function again and again, folded by the traceback.
def down(n):
    if n == 0:
        raise ValueError("at the bottom")
    down(n - 1)


def ping(n):
    if n == 0:
        return [][0]
    return pong(n - 1)


def pong(n):
    return ping(n)


try:
    ping(3)
except IndexError as error:
    print(error)
down(10)
