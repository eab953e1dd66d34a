# Classes that inherit from bytearray and array.
from array import array
class B(bytearray):
    def __init__(self, a, b): super().__init__(a); self.b = b
x = B(b'abc', 5); x.append(1); print(x, x.b, x[1:], x.upper(), type(x+b'd'), isinstance(x, bytearray))
class A2(array): pass
y = A2('i', [1,2]); y.name = 'q'; print(y, y.name, y[0:1])
