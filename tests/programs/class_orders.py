# Method resolution orders: C3, and the orders that cannot be.
def show(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error, *getattr(error, "__notes__", ()))


def build(spec):
    made = {}
    for name, bases in spec:
        made[name] = type(name, tuple(made[b] for b in bases.split()), {'who': name})
    return made
for spec in ([('A', ''), ('B', 'A'), ('C', 'A'), ('D', 'B C')], [('O', ''), ('A', 'O'), ('B', 'O'), ('C', 'O'), ('D', 'O'), ('E', 'O'), ('K1', 'A B C'), ('K2', 'D B E'), ('K3', 'D A'), ('Z', 'K1 K2 K3')],
             [('F', ''), ('G', ''), ('H', 'F G'), ('I', 'F'), ('J', 'H I')]):
    print(' '.join(c.__name__ for c in list(build(spec).values())[-1].__mro__))
for spec in ([('A', ''), ('B', ''), ('X', 'A B'), ('Y', 'B A'), ('Z', 'X Y')], [('A', ''), ('B', 'A'), ('C', 'A B')], [('A', ''), ('B', 'A A')]):
    show(lambda: build(spec))
d = build([('A', ''), ('B', 'A'), ('C', 'A'), ('D', 'B C')]); print(d['D'].mro() == list(d['D'].__mro__), d['A'].__subclasses__(), d['D'].__base__, d['D'].__bases__, issubclass(d['D'], d['A']), int.mro(), bool.__mro__, type.mro(d['B']))
class Cooperative:
    def go(self): return ['base']
class L(Cooperative):
    def go(self): return ['L'] + super().go()
class R(Cooperative):
    def go(self): return ['R'] + super().go()
class LR(L, R):
    def go(self): return ['LR'] + super().go()
print(LR().go(), L().go())
