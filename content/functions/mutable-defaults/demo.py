def add(item, bag=[]):  #: The default is made now, once, when `def` runs; the function keeps it.
    bag.append(item)  #: No list was given, so `bag` is the kept one.
    return bag

first = add("tea")
print(first)
second = add("milk")  #: The same list again: it still holds the tea.
print(second, first is second)
print(add.__defaults__)  #: Here it lives: in the function, not in the call.
own = add("salt", [])  #: A list of one's own is used instead; the default is not touched.
print(own, add.__defaults__)

def add_fresh(item, bag=None):  #: None as the default: nothing that could change.
    if bag is None:
        bag = []  #: A new list for each call.
    bag.append(item)
    return bag

third = add_fresh("tea")
fourth = add_fresh("milk")
print(third, fourth)  #: Two calls, two lists.
