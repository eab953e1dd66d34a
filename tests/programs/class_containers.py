# Classes that act like containers.
class Shelf:
    def __init__(self, *books):
        self.books = list(books)

    def __len__(self):
        return len(self.books)

    def __getitem__(self, key):
        return f"slice {self.books[key]}" if isinstance(key, slice) else self.books[key]

    def __setitem__(self, key, value):
        self.books[key] = value

    def __delitem__(self, key):
        del self.books[key]

    def __iter__(self):
        print("iter")
        return iter(self.books)


class Countdown:
    def __init__(self, start):
        self.now = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.now == 0:
            raise StopIteration
        self.now -= 1
        return self.now + 1


s = Shelf("a", "b", "c")
print(len(s), s[0], s[-1], s[1:], bool(s), bool(Shelf()))
s[0] = "z"
del s[1]
print(list(s), "c" in s, [b.upper() for b in s])
first, second = s
print(first, second)
print(list(Countdown(3)), sum(Countdown(4)), max(Countdown(5)), [x for x in Countdown(2)])
for n in Countdown(3):
    print(n, end=" ")
print()
it = iter([1, 2])
print(next(it), next(it), next(it, "end"))
try:
    next(it)
except StopIteration:
    print("stopped")
try:
    iter(5)
except TypeError as error:
    print(error)
try:
    len(Countdown(1))
except TypeError as error:
    print(error)
try:
    Countdown(1)[0]
except TypeError as error:
    print(error)
a, *b = Countdown(4)
print(a, b, dict(zip("xyz", Countdown(3))))
