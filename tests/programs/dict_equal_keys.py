# Equal keys are one key; the first one stays.
d = {1: "one"}
d[True] = "yes"
d[1.0] = "float"
print(d)
del d[True]
print(d)
d[1.0] = "first"
d[1] = "second"
print(d, [type(k).__name__ for k in d])
nan = float("nan")
d = {nan: 1}
print(nan in d, float("nan") in d, d[nan], nan == nan)
d[float("nan")] = 2
print(len(d), d)
print({0: "a", False: "b", 0.0: "c", -0.0: "d"})
print({"1": "text", 1: "number"})
print({(1, 2): "x"} == {(1.0, 2.0): "x"})
print([1.0, True, 1] == [1, 1, 1], {1, True, 1.0})
