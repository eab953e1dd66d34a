# The attributes of instances of one class share their keys.
import glasshouse


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


p, q = Point(1, 2), Point(3, 4)
print(p.__dict__, q.__dict__)
table = glasshouse.dict_table(p.__dict__)
print(table["kind"], table["nentries"])
q.z = 5
print(q.__dict__, p.__dict__)
d = p.__dict__
d["w"] = 6
print(p.w, vars(p))
del p.x
print(p.__dict__, hasattr(p, "x"))
p.x = 7
print(p.__dict__)
d[1] = "not a name"
print(glasshouse.dict_table(p.__dict__)["kind"], p.__dict__)
p.__dict__ = {"fresh": True}
print(p.fresh, d)
