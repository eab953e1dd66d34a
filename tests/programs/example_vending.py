# A machine with states, and an error that ends the program.
class OutOfStock(Exception):
    pass


class Vending:
    PRICES = {"water": 100, "juice": 150, "snack": 225}
    COINS = (200, 100, 50, 20, 10)

    def __init__(self):
        self.stock = {name: 2 for name in self.PRICES}
        self.inserted = 0

    def insert(self, *coins):
        for coin in coins:
            if coin not in self.COINS:
                raise ValueError(f"no such coin: {coin}")
            self.inserted += coin
        return self

    def change(self):
        result = []
        for coin in self.COINS:
            count, self.inserted = divmod(self.inserted, coin)
            result.extend([coin] * count)
        return result

    def buy(self, name):
        price = self.PRICES[name]
        if self.stock[name] == 0:
            raise OutOfStock(name)
        if self.inserted < price:
            raise ValueError(f"{name} costs {price / 100:.2f}, inserted {self.inserted / 100:.2f}")
        self.stock[name] -= 1
        self.inserted -= price
        return name, self.change()


machine = Vending()
print(machine.insert(200).buy("water"))
print(machine.insert(200, 50, 20).buy("snack"), machine.inserted)
for attempt in ["juice", "gum", "water", "water"]:
    try:
        print(machine.insert(100).buy(attempt))
    except KeyError as error:
        print("we do not sell", error, machine.change())
    except ValueError as error:
        print(error)
    except OutOfStock as error:
        print("no more", error, machine.change())
print(machine.stock, machine.inserted)
machine.insert(100, 30)
