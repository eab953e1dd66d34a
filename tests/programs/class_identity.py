# Methods are made new at each look-up; functions are not.
class Thing:
    shared = []

    def method(self):
        return self

    def __init__(self):
        self.own = []


a, b = Thing(), Thing()
print(a.method is a.method, a.method == a.method, a.method == b.method, Thing.method is Thing.method)
print(a.shared is b.shared, a.own is b.own, a.shared is Thing.shared)
a.shared.append(1)
print(b.shared, Thing.shared)
a.shared = [2]
print(a.shared, b.shared, "shared" in a.__dict__, "shared" in b.__dict__)
print(a.__class__ is Thing, type(Thing) is type, a.method() is a, a.method.__func__ is Thing.method)


class Other:
    def method(self):
        return "other"


a.__class__ = Other
print(a.method(), a.own)
a.method = lambda: "instance"
print(a.method(), Other.method(a))
del a.method
print(a.method())
print(a == a, a == b, a != b, hash(a) == hash(a))
print(Thing.__dict__["shared"] is b.shared, "method" in Thing.__dict__, Thing.__module__)


def make():
    class Local:
        pass

    return Local


print(make() is make(), make().__name__, make().__qualname__)
print(Thing.method.__qualname__, isinstance(b, make()))
