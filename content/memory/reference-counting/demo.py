import sys

def count_inside(items):
    return sys.getrefcount(items)  #: The parameter is one more reference; since 3.14 the argument of this call is none.

class Leaf:
    def __del__(self):
        print("leaf freed")

bag = [Leaf()]  #: One name holds the list. No variable holds the Leaf: a slot does.
print(sys.getrefcount(bag))  #: 2: the name, and the argument of getrefcount itself.
alias = bag  #: A second name for the same list: +1. Nothing is copied.
box = [bag, bag]  #: Two slots, two references: +2. Containers count as names do.
print(sys.getrefcount(bag))  #: 5: two names, two slots, one argument.
print(count_inside(bag))  #: The call is over; its frame is gone, and with it the parameter's reference.
print(sys.getrefcount(bag))  #: 5 again.
del alias  #: del takes a name away, not the list: -1.
box.pop()  #: A slot lets go: -1.
box = None  #: The outer list falls to 0, is freed at once, and lets go of bag: -1.
print(sys.getrefcount(bag))  #: Back to 2: one name and the argument.
print("last name goes")
bag = None  #: 0: the list is freed now, the Leaf with it, before the next line runs.
print("next line")
