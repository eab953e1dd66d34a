# A class, its instances, their methods.
class Account:
    bank = "Glass Bank"
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        Account.opened += 1

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self.balance += amount
        return self

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f"{self.owner} has only {self.balance}")
        self.balance -= amount
        return self

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"

    def __str__(self):
        return f"{self.owner}: {self.balance:.2f}"


ann = Account("Ann", 100)
bob = Account("Bob")
print(ann, bob, [ann, bob])
ann.deposit(50).withdraw(30)
print(ann, repr(ann), f"{ann} {ann!r}")
try:
    bob.withdraw(1)
except ValueError as error:
    print(error)
print(Account.opened, ann.bank, bob.opened)
ann.bank = "Own Bank"
print(ann.bank, bob.bank, Account.bank, ann.__dict__)
Account.bank = "New Bank"
print(ann.bank, bob.bank)
print(type(ann), type(ann).__name__, isinstance(ann, Account), Account.__name__)
print(hasattr(ann, "balance"), getattr(ann, "missing", "nothing"), getattr(bob, "owner"))
setattr(bob, "nick", "B")
print(bob.nick, vars(bob))
del bob.nick
print(hasattr(bob, "nick"))
method = ann.deposit
method(5)
print(ann.balance, Account.deposit(ann, 5).balance, method.__name__, method.__self__ is ann)
Account.close = lambda self: "closed " + self.owner
print(bob.close())
