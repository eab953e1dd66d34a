# Fractions: making, arithmetic, comparison, hashing, errors.
import math
from fractions import Fraction


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


for made in (Fraction(), Fraction(6, -4), Fraction("3/7"), Fraction(" -1.25 "), Fraction("1e-3"), Fraction(0.1), Fraction(2.5), Fraction(True),
             Fraction(Fraction(1, 3), Fraction(2, 5)), Fraction("7"), Fraction(".5"), Fraction.from_float(0.75)):
    print(repr(made), made, float(made), made.numerator, made.denominator)
a, b = Fraction(3, 4), Fraction(-5, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a**2, a**-3, b**3, -a, +b, abs(b))
print(a + 1, 1 + a, 2 - a, 3 * a, 1 / a, a / 2, 7 // a, 5 % a, a + 0.5, 0.5 + a, a * 2.0, a**0.5, 2**a, 2 ** Fraction(3), a + 1j)
print(a < b, a > 0.7, a <= 1, a == 0.75, a == Fraction(6, 8), a != 1, Fraction(4, 2) == 2, a < float("inf"), a == float("nan"))
print(hash(Fraction(4, 2)) == hash(2), hash(Fraction(1, 2)) == hash(0.5), {Fraction(1, 3): "third"}[Fraction(2, 6)], hash(Fraction(-1, 3)))
print(int(Fraction(7, 2)), int(Fraction(-7, 2)), math.floor(b), math.ceil(b), round(Fraction(5, 2)), round(Fraction(7, 2)), round(Fraction(22, 7), 3), round(Fraction(1234, 7), -1), math.trunc(b))
print(Fraction(math.pi).limit_denominator(1000), Fraction("3.1415926535").limit_denominator(10), Fraction(1, 3).limit_denominator())
print(sum([Fraction(1, n) for n in range(1, 11)]), max(Fraction(1, 2), Fraction(2, 3)), sorted([Fraction(1, 2), 0.4, Fraction(1, 3)]), bool(Fraction(0)), a.as_integer_ratio())
attempt(lambda: Fraction(1, 0))
attempt(lambda: Fraction("1/0"))
attempt(lambda: Fraction("abc"))
attempt(lambda: Fraction(1.5, 2))
attempt(lambda: a + "x")
attempt(lambda: a < "x")
attempt(lambda: Fraction(0) ** -1)
attempt(lambda: setattr(a, "numerator", 3))
attempt(lambda: Fraction(float("inf")))
attempt(lambda: Fraction(float("nan")))
attempt(lambda: a.limit_denominator(0))
attempt(lambda: Fraction(5) // 0)
