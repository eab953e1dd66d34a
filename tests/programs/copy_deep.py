# A deep copy copies everything that can change, once.
import copy

inner = [1, 2]
original = {"a": inner, "b": [inner, (inner, 3)], "t": (1, "x"), "s": {1, 2}}
deep = copy.deepcopy(original)
print(deep == original, deep["a"] is inner, deep["a"] is deep["b"][0], deep["b"][1][0] is deep["a"])
print(deep["t"] is original["t"], deep["b"][1] is original["b"][1], deep["s"] is original["s"])
inner.append(3)
print(original)
print(deep)
loop = [1]
loop.append(loop)
twin = copy.deepcopy(loop)
print(twin, twin is loop, twin[1] is twin)


class Tree:
    def __init__(self, value, children=None):
        self.value = value
        self.children = children or []
        for child in self.children:
            child.parent = self


tree = Tree("root", [Tree("left"), Tree("right", [Tree("leaf")])])
other = copy.deepcopy(tree)
other.children[1].children[0].value = "changed"
print(tree.children[1].children[0].value, other.children[1].children[0].value)
print(other.children[0].parent is other, other is tree)
memo = {}
copy.deepcopy(inner, memo)
print(id(inner) in memo, memo[id(inner)])
for atom in [1, 1.5, "x", None, True, print, Tree]:
    print(copy.deepcopy(atom) is atom, end=" ")
print()
