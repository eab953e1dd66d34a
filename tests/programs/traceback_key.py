# A missing key, inside a longer expression.
prices = {"apple": 3, "pear": 2}


def cost(basket):
    return sum([prices[fruit] * count for fruit, count in basket.items()])


print(cost({"apple": 2}))
print(cost({"apple": 1, "plum": 4}) + 1)
