# An error while an instance is made, and a bad comparison.
class Card:
    ranks = ["2", "3", "4"]

    def __init__(self, rank):
        self.value = Card.ranks.index(rank)

    def __lt__(self, other):
        return self.value < other.value


hand = [Card("4"), Card("2")]
print(min(hand).value, sorted(hand)[1].value)
hand.append(Card("3"))
print(max(hand).value)
hand.append(Card("joker"))
