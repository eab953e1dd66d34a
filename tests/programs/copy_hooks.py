# __copy__ and __deepcopy__ of a class.
import copy


class Counted:
    def __init__(self, items):
        self.items = items
        self.copies = 0

    def __copy__(self):
        self.copies += 1
        return Counted(self.items)

    def __deepcopy__(self, memo):
        self.copies += 1
        return Counted(copy.deepcopy(self.items, memo))


a = Counted([[1], [2]])
b = copy.copy(a)
c = copy.deepcopy(a)
print(a.copies, b.copies, c.copies)
print(b.items is a.items, c.items is a.items, c.items == a.items)
pair = [a, a]
twins = copy.deepcopy(pair)
print(a.copies, twins[0] is twins[1], twins[0] is a)
print([x.items for x in copy.copy(pair)])


class Account:
    def __init__(self):
        self.balance = 10
        self.log = ["open"]


x = Account()
y = copy.copy(x)
z = copy.deepcopy(x)
x.balance += 5
x.log.append("deposit")
print(y.balance, y.log, z.balance, z.log)
