# count, cycle and repeat: iterators that need not end.
import itertools, sys
from itertools import count, cycle, repeat
c = count(5)
print(next(c), next(c), c, repr(count(1.5, 2)))
for i in count(3, -1):
    if i < 0: break
    print(i, end=' ')
print()
r = repeat('x', 3)
print(r, list(r), r, repeat(7))
n = 0
for x in cycle('abc'):
    print(x, end='')
    n += 1
    if n > 7: break
print()
print(type(c), type(c).__name__, type(c).__module__, itertools, count)
class C(count):
    def __next__(self):
        return super().__next__() * 10
    def hi(self): return self.x
d = C(2)
d.x = 4
print(next(d), d.hi(), d, d.__dict__, isinstance(d, count))
for i in d:
    print(i); break
try: count('a')
except TypeError as e: print(e)
try: c.foo
except AttributeError as e: print(e)
try: c.foo = 1
except AttributeError as e: print(e)
try: count.foo = 1
except TypeError as e: print(e)
try: c[0]
except TypeError as e: print(e)
try: c + 1
except TypeError as e: print(e)
print(sys.getsizeof(c), sys.getsizeof(r), sys.getsizeof(cycle([])), sys.getsizeof(d))
it = iter(repeat(1, 2)); print(next(it), next(it), next(it, 'end'))
try: next(it)
except StopIteration as e: print('stop', e.args)
print(iter(it) is it)
def f():
    a = []
    c = cycle(a)
    a.append(c)
import gc
gc.collect(); f(); print(gc.collect())
print(list(zip(count(), 'abc')), list(map(pow, repeat(2), range(4))))
def g(key): raise ValueError(key)
print(repeat(*[1, 2]), repeat(times=2, object=3))
try: repeat()
except TypeError as e: print(e)
try: cycle()
except TypeError as e: print(e)
