# The hash of an int is its value modulo 2**61 - 1; -1 is kept for errors.
for n in [0, 1, -1, -2, 2**31, 2**61 - 2, 2**61 - 1, 2**61, 2**61 + 5, 2**64, 10**30, -(10**30), 2**200]:
    print(n, hash(n))
print(hash(True), hash(False))
print(hash(2**61 - 1) == hash(0), 2**61 - 1 == 0)
print(hash(-1) == hash(-2))
table = {-1: "minus one", -2: "minus two"}
print(table[-1], table[-2])
