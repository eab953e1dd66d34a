"""ChainMap, UserDict, UserList and UserString: lookups, writes, operators, copies, errors."""

import copy
from collections import *
from collections import abc
from typing import *


def show(label, make):
    try:
        result = make()
    except Exception as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, type(result).__name__, result)


print("names:", ChainMap.__name__, UserDict.__module__, UserList.__qualname__, UserString.__mro__[1:3])
print("typed:", Optional[int], List[str])

# ChainMap
base, over = {"a": 1, "b": 2}, {"b": 20, "c": 30}
chain = ChainMap(over, base)
print(chain, len(chain), list(chain), dict(chain))
print(chain["a"], chain["b"], chain.get("z"), chain.get("z", 5), "c" in chain, "z" in chain, bool(chain), bool(ChainMap()))
show("missing", lambda: chain["z"])
chain["a"] = 100
print(over, base, chain.maps, chain.parents, chain.parents.maps)
show("delete", lambda: chain.__delitem__("a"))
show("delete", lambda: chain.__delitem__("a"))
show("pop", lambda: chain.pop("c"))
show("pop", lambda: chain.pop("c"))
show("pop default", lambda: chain.pop("c", 4))
show("popitem", chain.popitem)
show("popitem", chain.popitem)
child = chain.new_child({"x": 1}, y=2)
print(child, child.new_child(), child.new_child(q=1), child.parents == chain)
print(chain.maps, list(child.items()), sorted(child.values()), child.keys())
copied = copy.copy(child)
print(copied == child, copied.maps[0] is child.maps[0], copied.maps[1] is child.maps[1], type(child.copy()))
print(child | {"y": 9}, {"y": 9, "n": 0} | child)
child |= {"z": 26}
print(child, ChainMap.fromkeys("ab"), ChainMap.fromkeys("ab", 0), ChainMap() == {}, ChainMap({1: 2}) == {1: 2})
show("or", lambda: child | 3)
show("fromkeys name", lambda: ChainMap.fromkeys(iterable="ab"))
chain["self"] = chain
print(chain)
chain.clear()
print(chain, isinstance(chain, abc.MutableMapping), isinstance(chain, dict))
first = ChainMap(defaultdict(list), {"k": 1})
print(first["k"], first.get("q"), first)
chain.setdefault("s", []).append(1)
chain.update(t=2)
print(chain)


class Deep(ChainMap):
    def __missing__(self, key):
        return key * 2


print(Deep()["ab"], Deep().get("ab"), Deep({"ab": 1}).get("ab"), Deep().new_child(), Deep({}, {}).parents)

# UserDict
user = UserDict({"a": 1}, b=2)
print(user, repr(user), str(user), len(user), list(user), user.data, user == {"a": 1, "b": 2}, bool(UserDict()))
show("missing", lambda: user["z"])
show("delete", lambda: user.__delitem__("z"))
show("hash", lambda: hash(user))
print(user | {"c": 3}, {"c": 3} | user, user | UserDict(a=0), type({} | user))
user |= {"d": 4}
user |= UserDict(e=5)
print(user, user.pop("d"), user.popitem(), user.setdefault("n", 7), user.get("q"), user.get("q", 1))
print(UserDict.fromkeys("xy", 0), UserDict(dict=3), UserDict(None), UserDict([(1, 2)]))
show("two", lambda: UserDict({}, {}))
show("or", lambda: user | 3)
print(isinstance(user, dict), isinstance(user, abc.Mapping), "a" in user)


class Lower(UserDict):
    extra = None

    def __setitem__(self, key, item):
        print("  set", key)
        super().__setitem__(key.lower(), item)

    def __missing__(self, key):
        return f"no {key}"


lower = Lower(A=1)
lower.update(B=2, C=3)
lower.extra = [1]
print(lower, lower["a"], lower["Z"], lower.get("Z"), lower.get("a"))
print(lower.copy(), lower.copy().extra is lower.extra, copy.copy(lower), copy.copy(lower).data is lower.data)
print(type(lower | {"Q": 1}), lower.setdefault("w", 1), lower)

# UserList
items = UserList([3, 1, 2])
print(items, items[0], items[1:], type(items[1:]), len(items), 3 in items, items == [3, 1, 2], items < [4], items >= UserList([3]))
print(items + [4], [4] + items, items + (5,), items * 2, 2 * items, UserList("ab") + "cd", UserList(items).data is items.data)
items.append(9)
items.insert(0, 8)
items.extend(UserList([7]))
items += (6,)
print(items, items.pop(), items.pop(0), items.index(2), items.count(1))
items.sort(key=lambda n: -n)
print(items)
items.reverse()
items.remove(9)
items[0] = "z"
items[1:2] = [0, 0]
del items[-1]
print(items, list(reversed(items)), items.copy(), copy.copy(items).data is items.data)
items *= 2
print(items, items.data)
items.clear()
print(items, bool(items), isinstance(items, list), isinstance(items, abc.MutableSequence))
show("pop", items.pop)
show("remove", lambda: items.remove(1))
show("item", lambda: items[3])
show("hash", lambda: hash(items))
show("add", lambda: items + 3)
show("compare", lambda: items < 3)
print(UserList(), UserList((1, 2)), UserList(range(3)), UserList() == UserList(), UserList([1]) != [1])


class Loud(UserList):
    def append(self, item):
        super().append(str(item).upper())


loud = Loud(["a"])
loud.append("b")
loud.tag = 5
print(loud, loud[:1], type(loud[:1]), loud + ["c"], copy.copy(loud).tag, type(loud.copy()))

# UserString
text = UserString("Hello")
print(text, repr(text), len(text), text[1], type(text[1]), text[1:3], text + " you", "say " + text, text * 2, 2 * text, text + 5)
print(text == "Hello", text == UserString("Hello"), text < "I", text != "x", hash(text) == hash("Hello"), {text: 1}["Hello"])
print("ell" in text, UserString("ell") in text, text.upper(), type(text.upper()), text.lower(), text.swapcase(), text.center(11, "*"))
print(text.find("l"), text.rfind(UserString("l")), text.index("l"), text.rindex("l"), text.count("l"), text.count("l", 3))
print(text.startswith("He"), text.endswith("x"), text.replace("l", "L"), text.replace("l", "L", 1), text.encode(), text.encode("ascii"))
print(text.split("l"), UserString("a b").split(), UserString("a,b,c").rsplit(",", 1), text.partition("e"), text.rpartition("l"))
print(UserString("%s-%d") % ("a", 3), "<%s>" % text, UserString("{}+{x}").format(1, x=2), UserString("{x}").format_map({"x": 1}))
print(int(UserString("12")), float(UserString("1.5")), complex(UserString("1j")), UserString(12), UserString(3.5).data)
print(UserString("ab").join(["1", "2"]), UserString("a\nb").splitlines(), UserString("a\nb").splitlines(True), UserString(" x ").strip())
print(UserString("abc").isalpha(), UserString("12").isdigit(), UserString("a b").title(), UserString("a").zfill(3), UserString("a").ljust(3, "."))
print(UserString("preabc").removeprefix("pre"), UserString("abc").removesuffix(UserString("bc")), UserString("ab").translate({97: "x"}))
print(UserString.maketrans("a", "b"), UserString("a\tb").expandtabs(4), f"{text}", isinstance(text, str), isinstance(text, abc.Sequence))
show("index", lambda: text.index("z"))
show("index user", lambda: text.index(UserString("l")))
show("item", lambda: text[9])
show("none", lambda: UserString())
show("set", lambda: text.__setitem__(0, "x"))
show("int", lambda: int(UserString("x")))
print(list(text), list(reversed(text)), sorted(UserString("ba")), "%r" % text)
