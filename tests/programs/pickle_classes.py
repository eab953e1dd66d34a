import copyreg
import pickle


class Plain:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"{type(self).__name__}({self.__dict__})"


class Empty:
    pass


class Slots:
    __slots__ = ("a", "_b", "__c")

    def __init__(self):
        self.a, self.__c = 1, 3


class SlotsAndDict(Slots):
    pass


class State:
    def __init__(self, value):
        self.value = value

    def __getstate__(self):
        return self.value

    def __setstate__(self, state):
        self.value = ("restored", state)


class NewArguments(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __getnewargs__(self):
        return tuple(self)


class Keywords:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self.made_with = args, kwargs
        return self

    def __getnewargs_ex__(self):
        return (1,), {"k": 2}


class Reduced:
    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return Reduced, self.args, {"extra": 1}


class ByName:
    def __reduce__(self):
        return "the_one"


the_one = ByName()


class Numbers(list):
    pass


class Table(dict):
    pass


class Int(int):
    pass


class Fault(Exception):
    def __init__(self, message, code):
        super().__init__(message, code)
        self.code = code


class Outer:
    class Inner:
        pass

    def method(self):
        pass


class ListLike:
    def __init__(self):
        self.items = []

    def append(self, item):
        self.items.append(item)

    def __setitem__(self, key, value):
        self.items.append((key, value))

    def __reduce__(self):
        return ListLike, (), None, iter([1, 2, 3]), iter([("a", 1)])


numbers = Numbers([1, 2])
numbers.name = "n"
slots, both = Slots(), SlotsAndDict()
both.d = 4
objects = [
    Plain(1), Plain([Plain(2)]), Empty(), State(5), State(None), State(0), NewArguments(1, 2), Reduced(1, 2), the_one, numbers,
    Table(a=1), Int(7), Fault("m", 3), Outer.Inner, Outer.Inner(), ListLike(), Plain, Outer.method, Plain(1).__repr__,
]
for protocol in range(6):
    for value in objects:
        print(protocol, type(value).__name__, pickle.dumps(value, protocol))
for protocol in (2, 3, 4, 5):
    print(protocol, pickle.dumps(slots, protocol), pickle.dumps(both, protocol))
print(pickle.dumps(Keywords(), 4))

back = pickle.loads(pickle.dumps(objects))
print(back[0], back[1], back[3].value, back[4].value, back[5].value, back[6], type(back[6]), back[7].args, back[7].extra)
print(back[8] is the_one, back[9], back[9].name, back[10], back[11] + 1, back[12].args, back[12].code, back[13] is Outer.Inner)
print(back[15].items, back[16] is Plain, back[17] is Outer.method, back[18])
again = pickle.loads(pickle.dumps(both))
print(again.a, again._Slots__c, again.d, hasattr(again, "_b"), pickle.loads(pickle.dumps(Keywords(), 4)).made_with)

# The object's own protocol, as copyreg and object give it.
print(Plain(1).__reduce_ex__(2)[0].__name__, Plain(1).__reduce_ex__(2)[1:], Plain(1).__reduce_ex__(0)[0].__name__)
print(slots.__reduce_ex__(2)[2], Empty().__reduce_ex__(4)[2:], copyreg._slotnames(SlotsAndDict))
try:
    slots.__reduce_ex__(1)
except TypeError as error:
    print(error)


def reduce_plain(value):
    return Plain, (value.x * 10,)


copyreg.pickle(Plain, reduce_plain)
print(pickle.dumps(Plain(4), 2), pickle.loads(pickle.dumps(Plain(4))))
del copyreg.dispatch_table[Plain]
copyreg.add_extension("__main__", "Plain", 300)
print(pickle.dumps(Plain(4), 2), pickle.loads(pickle.dumps(Plain(4), 2)))
copyreg.remove_extension("__main__", "Plain", 300)
