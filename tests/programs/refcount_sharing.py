# Who shares what: slices, sums, copies and swaps of lists.
import sys
import copy

a, b = [], []


def show(label):
    print(label, sys.getrefcount(a), sys.getrefcount(b))


show("start")
both = [a, b]
show("in a list")
doubled = both + both
show("doubled")
part = doubled[1:]
show("sliced")
shallow = copy.copy(both)
show("copied")
deep = copy.deepcopy(both)
show("deep copied")
print(deep == both, deep[0] is a, shallow[0] is a)
both[0], both[1] = both[1], both[0]
show("swapped")
doubled.reverse()
show("reversed")
doubled.remove(a)
show("removed an equal one")
part = doubled = shallow = None
show("only both is left")
first, *rest = both
show("unpacked")
in_set = len({id(x) for x in [a, b, a]})
print(in_set)
show("end")
