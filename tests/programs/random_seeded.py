# random: the same numbers for the same seed, in every distribution; states, subclasses, errors.
import random
import sys
from random import Random


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", str(error).split("\n")[0])


for seed in (0, 1, 42, -42, 2**70, "text", "", b"bytes", 1.5, True, 10**30):
    r = Random(seed)
    print(repr(seed), r.random(), r.getrandbits(5), r.getrandbits(70), r.randint(1, 6), r.random())
random.seed(7)
print(random.random(), random.uniform(2, 5), random.randrange(10), random.randrange(5, 50, 5), random.randrange(20, 2, -3))
print(random.choice("abcdef"), random.choices("abc", k=5), random.choices([1, 2, 3], [10, 1, 1], k=4), random.choices("xy", cum_weights=[1, 3], k=3))
deck = list(range(10))
random.shuffle(deck)
print(deck, random.sample(range(100), 5), random.sample("abcdef", 3), random.sample(range(10**6), 4), random.sample(["a", "b"], counts=[3, 1], k=3))
print(random.sample(list(range(30)), 25))
for name, arguments in [("gauss", (0, 1)), ("gauss", (0, 1)), ("normalvariate", (10, 2)), ("lognormvariate", (0, 0.5)), ("expovariate", (1.5,)),
                        ("triangular", (0, 10, 3)), ("triangular", ()), ("betavariate", (2, 3)), ("gammavariate", (2.5, 1)), ("gammavariate", (1.0, 2)),
                        ("gammavariate", (0.5, 2)), ("paretovariate", (3,)), ("weibullvariate", (1, 1.5)), ("vonmisesvariate", (0, 4)), ("vonmisesvariate", (0, 0))]:
    print(name, getattr(random, name)(*arguments))
print(random.randbytes(6), random.getrandbits(1), random.getrandbits(64))
state = random.getstate()
first = [random.random() for _ in range(3)]
random.setstate(state)
print(first == [random.random() for _ in range(3)], len(state), state[0], len(state[1]), state[2])
a, b = Random(5), Random(5)
print(a.random() == b.random(), a is b, type(a), isinstance(a, Random))
attempt(lambda: random.choice([]))
attempt(lambda: random.randint(5, 1))
attempt(lambda: random.randrange(0))
attempt(lambda: random.randrange(1, 10, 0))
attempt(lambda: random.sample([1, 2], 3))
attempt(lambda: random.sample({1, 2}, 1))
attempt(lambda: random.choices([1, 2], [1]))
attempt(lambda: random.choices([1, 2], [0, 0]))
attempt(lambda: random.choices([1], weights=[1], cum_weights=[1]))
attempt(lambda: random.shuffle("abc"))
attempt(lambda: random.seed([1]))
attempt(lambda: random.getrandbits(-1))
attempt(lambda: random.getrandbits("x"))
attempt(lambda: random.gammavariate(0, 1))
attempt(lambda: random.setstate((1, 2, 3)))
attempt(lambda: Random([1]))


class Dice(Random):
    def __init__(self, sides, seed):
        super().__init__(seed)
        self.sides = sides

    def roll(self):
        return self.randint(1, self.sides)


dice = Dice(20, 3)
print([dice.roll() for _ in range(8)], dice.sides)
if sys.version_info >= (3, 12):
    print(random.binomialvariate(10, 0.3), random.binomialvariate(), random.binomialvariate(5, 1.0), random.expovariate())
    attempt(lambda: random.binomialvariate(-1))
random.seed(99)
inside = 0
for _ in range(2000):
    x, y = random.random(), random.random()
    inside += x * x + y * y <= 1
print(4 * inside / 2000, sum(random.randint(1, 6) for _ in range(1000)))
