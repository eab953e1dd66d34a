# Equal numbers have equal hashes, whatever their type.
for x in [0.0, -0.0, 1.0, 1.5, 0.1, -0.5, 2.5e10, 1e22, 1e308, 5e-324, 3.141592653589793, -1.0]:
    print(x, hash(x))
print(hash(float("inf")), hash(float("-inf")))
print(hash(1) == hash(1.0) == hash(True))
d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, len(d))
print(10**22 in {1e22}, 10**23 in {1e23}, 2**53 in {float(2**53)})
print(hash(float(2**53 + 1)), hash(2**53 + 1))
