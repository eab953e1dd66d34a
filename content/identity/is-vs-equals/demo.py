a = [1, 2]  #: A list.
b = [1, 2]  #: Another list with the same values.
c = a  #: A second name for the first list.
print(a == b, a is b)  #: True False: equal values, two objects.
print(a == c, a is c)  #: True True: one object.
n = 200
low = n + 56
same = n + 56  #: CPython keeps one object for each int from -5 to 256: both names get that one.
print(low is same)
high = n + 57
twin = n + 57  #: 257 is made anew each time. From 3.15 on, ints up to 1024 are kept too.
print(high is twin)
p = 5000
q = 5000  #: One constant in one piece of compiled code: one object, by accident.
print(p is q)
s = "glass"
t = "glasshouse"
u = s + "house"  #: Made while running: equal to t, but not the same string.
print(t == u, t is u)
nan = float("nan")
print(nan == nan, [nan] == [nan])  #: False True: lists ask for identity before equality.
nothing = None
print(nothing is None)  #: There is one None, so identity is the right question.
