# A bank with accounts, transfers and a log.
class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed}, have {available}")
        self.needed = needed


class Account:
    next_number = 1000

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.number = Account.next_number
        Account.next_number += 1
        self.history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(amount, self.balance)
        self.balance -= amount
        self.history.append(("withdraw", amount))


class Savings(Account):
    def __init__(self, owner, balance=0, rate=0.02):
        super().__init__(owner, balance)
        self.rate = rate

    def add_interest(self):
        self.deposit(round(self.balance * self.rate, 2))


def transfer(source, target, amount):
    try:
        source.withdraw(amount)
        target.deposit(amount)
    except InsufficientFunds as error:
        print(f"transfer of {amount} refused: {error}")
        return False
    else:
        return True
    finally:
        print(f"{source.owner}: {source.balance:.2f}, {target.owner}: {target.balance:.2f}")


ann, bob = Account("Ann", 100), Savings("Bob", 50, rate=0.1)
print(transfer(ann, bob, 30), transfer(ann, bob, 300))
bob.add_interest()
print(bob.balance, bob.number, bob.history)
try:
    ann.deposit(-5)
except ValueError as error:
    print("error:", error)
for account in sorted([ann, bob], key=lambda a: a.balance):
    print(f"{account.number} {account.owner:<5} {account.balance:>8.2f} {type(account).__name__}")
