# Exceptions of one's own, with a module name in front or not.
class BankError(ValueError):
    """Something about money."""


class Overdrawn(BankError):
    def __init__(self, missing):
        super().__init__(f"{missing} missing")
        self.missing = missing


def pay(balance, amount):
    if amount > balance:
        raise Overdrawn(amount - balance)
    return balance - amount


balance = 100
for amount in [30, 50, 40]:
    balance = pay(balance, amount)
    print(balance)
