# += and its relatives.
n = 10
n += 5
n -= 3
n *= 2
n //= 5
n **= 3
n %= 50
n <<= 2
n >>= 1
n |= 1
n &= 0xFD
n ^= 0xF
n /= 4
print(n)
s = "a"
s += "b"
s *= 3
print(s)
l = k = [1]
l += [2]
l += "xy"
l *= 2
print(l, l is k)
t = u = (1,)
t += (2,)
print(t, u, t is u)
d = {"n": 1, "l": []}
d["n"] += 1
d["l"] += [1]
d |= {"m": 2}
print(d)
q = {1, 2, 3}
q -= {1}
q |= {9}
q &= {2, 9}
q ^= {9, 4}
print(q)


class Holder:
    def __init__(self):
        self.value = 0
        self.items = []


h = Holder()
h.value += 5
h.items += [1]
print(h.value, h.items)


def index():
    print("index", end=" ")
    return 0


numbers = [1, 2]
numbers[index()] += 10
print(numbers)
for action in ["l", "t", "s", "missing"]:
    try:
        if action == "l":
            l += 5
        elif action == "t":
            t += [1]
        elif action == "s":
            s += 1
        else:
            d["missing"] += 1
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
print(l is k, t, s)
x = 5
x += 1
print(x)
