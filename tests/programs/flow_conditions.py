# Truth, comparisons and choices.
def kind(x):
    if x:
        return "true"
    elif x is None:
        return "none"
    elif x == 0:
        return "zero"
    else:
        return "empty"


for x in [1, 0, -1, 0.0, "", "0", [], [0], {}, {0: 0}, set(), (), (0,), None, True, False, range(0), range(3)]:
    print(repr(x), kind(x), bool(x), not x)


def say(label, value):
    print(label, end=" ")
    return value


print(say("a", 0) and say("b", 1), say("c", 2) or say("d", 3), not say("e", []))
print(say("low", 1) < say("middle", 5) < say("high", 3))
print(say("x", 9) < say("y", 5) < say("never", 3))
print("yes" if say("flag", True) else say("no", 0))
for grade in [95, 85, 75, 20]:
    letter = "A" if grade >= 90 else "B" if grade >= 80 else "C" if grade >= 70 else "F"
    print(grade, letter, end="; ")
print()
if 0:
    print("never")
for n in range(1, 16):
    print("FizzBuzz" if n % 15 == 0 else "Fizz" if n % 3 == 0 else "Buzz" if n % 5 == 0 else n, end=" ")
print()
a = b = 3
print(a == b, a is b, a != b, 2 in [1, 2], 2 not in [1, 2], None is None, None == False)
print([] == [], (1, 2) < (1, 3), [1, 2] < [1, 2, 0], "a" < "b" < "c", (1, "a") < (1, "b"), {1} < {1, 2})
pass
