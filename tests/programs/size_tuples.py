# A tuple is as large as its length; from 3.14 it keeps its hash as well.
import sys

print(sys.getsizeof(()))
for n in [1, 2, 3, 10, 100]:
    print(n, sys.getsizeof((None,) * n), sys.getsizeof(tuple(range(n))), sys.getsizeof([None] * n))
t = ()
for i in range(6):
    t += (i,)
    print(t, sys.getsizeof(t))
print(sys.getsizeof(t[2:4]), sys.getsizeof(t * 3), sys.getsizeof((t, t)))
print(sys.getsizeof(tuple("hello")), sys.getsizeof(tuple([])), sys.getsizeof(tuple({1, 2})))
