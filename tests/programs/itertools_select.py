# chain, islice, takewhile, dropwhile, filterfalse, compress, zip_longest, starmap, accumulate: laziness, errors, results.
import operator
import sys
from itertools import *


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


class Loud:
    def __init__(self, name, items):
        self.name, self.items, self.at = name, items, 0

    def __iter__(self):
        print("iter", self.name)
        return self

    def __next__(self):
        if self.at == len(self.items):
            print("end", self.name)
            raise StopIteration
        self.at += 1
        print("next", self.name, self.items[self.at - 1])
        return self.items[self.at - 1]


c = chain(Loud("a", [1, 2]), Loud("b", [3]))
print("made")
print(list(c), list(c))
print(list(chain.from_iterable(["ab", "", "cd"])), list(chain()), next(chain("x")))
bad = chain([1], 2, [3])
print(next(bad))
attempt(lambda: next(bad))
attempt(lambda: next(bad, "ended"))
s = islice(Loud("s", "abcdefgh"), 1, 6, 2)
print(list(s))
print(list(islice("abc", 0)), list(islice("abc", None)), list(islice("abcdef", 2, None)), list(islice("abcdef", 1, None, 3)))
source = iter(range(10))
print(list(islice(source, 3)), next(source), list(islice(source, 0, 2, 2)), next(source))
attempt(lambda: islice("abc"))
attempt(lambda: islice("abc", -1))
attempt(lambda: islice("abc", 1, -1))
attempt(lambda: islice("abc", -1, 1))
attempt(lambda: islice("abc", "x"))
attempt(lambda: islice("abc", 1, 2, 0))
attempt(lambda: islice("abc", 1, 2, -3))
attempt(lambda: islice("abc", 1, "y"))
attempt(lambda: islice("abc", 1, 2, 3, 4))
attempt(lambda: islice(5, 1))
attempt(lambda: islice("abc", stop=2))
t = takewhile(lambda x: x < 3, Loud("t", [1, 2, 3, 1]))
print(list(t), list(t))
d = dropwhile(lambda x: x < 3, [1, 2, 3, 1, 5])
print(list(d))
print(list(filterfalse(None, [0, 1, "", "x", []])), list(filterfalse(lambda x: x % 2, range(7))))
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(compress("ab", [True, False, True])))
print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest()), list(zip_longest("ab", "")))
print(list(starmap(pow, [(2, 5), (3, 2), [10, 3]])), list(starmap(print, [])))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4, 1, 5, 9], max)), list(accumulate([1, 2], initial=100)))
print(list(accumulate([], initial=None)), list(accumulate("abc")), list(accumulate([2, 3, 4], lambda a, b: a * b, initial=10)))
attempt(lambda: list(accumulate([1, "x"])))
attempt(lambda: accumulate())
attempt(lambda: takewhile(1))
attempt(lambda: list(takewhile(None, [1])))
attempt(lambda: list(starmap(pow, [1])))
attempt(lambda: compress("abc"))
attempt(lambda: zip_longest("a", fill=1))
attempt(lambda: filterfalse(None, 3))
attempt(lambda: takewhile(bool, [], x=1))
attempt(lambda: chain(a=1))
pairs = []
for pair in zip_longest("ab", "xyz"):
    pairs.append(pair)
print(pairs)
for made in (chain(), islice("", 1), takewhile(bool, ""), dropwhile(bool, ""), filterfalse(bool, ""), compress("", ""),
             zip_longest(), starmap(pow, []), accumulate([])):
    print(type(made), type(made).__qualname__, sys.getsizeof(made), iter(made) is made, list(made))


class Numbers(chain):
    def doubled(self):
        return [2 * number for number in self]


n = Numbers([1], [2, 3])
n.label = "n"
print(n.doubled(), n.label, isinstance(n, chain), Numbers.from_iterable([[4]]).doubled(), type(Numbers.from_iterable([])))
