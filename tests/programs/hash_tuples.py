# The hash of a tuple mixes the hashes of its items.
for t in [(), (0,), (1,), (1, 2), (2, 1), (1, 2, 3), (-1,), (-1, -2), ("a", "b"), (1.5, "x", True), ((1, 2), (3, 4)), ((),)]:
    print(t, hash(t))
print(hash((1, 2)) == hash((1.0, 2.0)), hash((1,)) == hash(1))
print(hash(tuple(range(100))))
points = {(0, 0): "origin", (1, 0): "right"}
print(points[(0, 0)], points[0, 0], points.get((0, 1), "nowhere"))
