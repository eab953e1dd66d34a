import copy

shared = [1]
original = [shared, shared]  #: Two slots, one inner list.
same = original  #: Assignment: a second name, no new object.
shallow = copy.copy(original)  #: A new outer list; its slots refer to the same inner list.
deep = copy.deepcopy(original)  #: A new outer and a new inner list. Both slots still share one.
original.append("new")  #: Only the outer list changes.
print(len(same), len(shallow), len(deep))  #: 3 2 2: one name sees it, the copies do not.
shared.append(2)  #: Now the inner list changes.
print(same[0], shallow[0], deep[0])  #: The shallow copy sees it. The deep copy does not.
print(shallow[0] is shared, deep[0] is shared)
print(deep[0] is deep[1])  #: True: the memo copied the shared list once.
loop = [0]
loop.append(loop)
twin = copy.deepcopy(loop)  #: A list that holds itself: the memo ends the walk.
print(twin is loop, twin[1] is twin)  #: False True: the copy holds itself, not the original.
point = (1, 2)
print(copy.deepcopy(point) is point)  #: Nothing in it can change: no copy is made.
