import sys

empty = sys.getsizeof([])

def slots(items):
    return (sys.getsizeof(items) - empty) // 8

items = []  #: A header, and no block yet: nothing to hold.
room = 0
for number in range(40):
    items.append(number)  #: If a spare place is left it is used; if not, a larger block is taken.
    if slots(items) != room:
        room = slots(items)
        print("append", len(items), "slots", room)  #: A new block: 4, 8, 16, 24, 32, 40. That is not doubling.
items.insert(0, "first")  #: 40 pointers move up one place, after the block has grown to 52.
print("insert", len(items), "slots", slots(items))
room = slots(items)
while items:
    items.pop()  #: Below half, the block shrinks (3.14.10 and 3.15.2: if it has over 32 places).
    if slots(items) != room:
        room = slots(items)
        print("pop", len(items), "slots", room)  #: Smaller now. The last pop gives the whole block back.
literal = [1, 2, 3]  #: Three constants are copied out of a tuple: room for 4.
repeated = [0] * 3  #: A known length, taken exactly: room for 3.
print(slots(literal), slots(repeated))
