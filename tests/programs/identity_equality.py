# Equal is not identical.
a = [1, 2, 3]
b = [1, 2, 3]
c = a
print(a == b, a is b, a is c, a is not b)
print(id(a) == id(c), id(a) == id(b))
c.append(4)
print(a, a == b, a is c)
a = a + [5]
print(a, c, a is c)
c += [6]
print(c)
x = None
print(x is None, x == None, None is None)
print(1 == 1.0, 1 == True, "1" == 1, [] == False, () == [])
t = (1, [2])
u = (1, [2])
print(t == u, t is u, t[1] is u[1])
nan = float("nan")
print(nan == nan, nan is nan, [nan] == [nan], nan in [nan], (nan,) == (float("nan"),))


class Same:
    def __eq__(self, other):
        return True


s = Same()
print(s == 1, s is s, s == None, s != 5, [s] == ["x"], s in ["anything"])


class Plain:
    pass


p, q = Plain(), Plain()
print(p == q, p == p, p != q, {p: 1}.get(q))
print(type(1) is int, type(True) is int, isinstance(True, int))
