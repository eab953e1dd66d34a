# f-strings.
name, age, pi = "Ann", 31, 3.14159
print(f"{name} is {age}", f"{age + 1}", f"{name.upper()}!", f"{'nested'}", f"{{braces}}", f"{age:>5}|{name:^7}|{pi:.2f}")
print(f"{name!r} {name!s} {'é'!a}", f"{name=} {age + 1 = }", f"{pi=:.3f}", f"{name!r:>8}", f"{ {'a': 1}['a'] }")
items = [1, 2, 3]
table = {"key": "value"}
print(f"{items} {items[1]} {items[-1:]} {table['key']} {len(items)} {sum(items) / 3:.1f}")
print(f"{'yes' if age > 18 else 'no'}", f"{(lambda x: x * 2)(4)}", f"{[x * x for x in items]}", f"{None} {True}")
width = 10
print(f"{name:{width}}|{name:>{width}}|{pi:{width}.{2}f}|{name:{'*'}^{width}}|")
print(f"a" "b" f"{1}" "c", f"{name}" + f"{age}", f"", f"{'a' 'b'}")
print(f"""two
lines {age}""")
print(f"{1_000_000:,}", f"{255:#x}", f"{0.5:%}", f"{'text':.2}", f"{'t':3}|", f"{5:3}|", f"{True:3}|", f"{[]!s:4}|")


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"<{spec}:{self.amount}>" if spec else "plain"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


m = Money(5)
print(f"{m} {m:abc} {m!s} {m!r} {m!s:>5}", str(m), [m], format(m, "x"), "{:y}".format(m))
for action in [lambda: f"{undefined}", lambda: f"{name:d}", lambda: f"{items:5}", lambda: f"{age:zz}", lambda: f"{None:5}", lambda: f"{1 / 0}"]:
    try:
        print(action())
    except (NameError, ValueError, TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
