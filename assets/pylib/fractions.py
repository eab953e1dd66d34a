"""Rational numbers, exact.

Left out: `numbers` (a Fraction is no registered Rational), pickling, `limit_denominator`'s speed, and formats other than 'e', 'f',
'g' and '%'.
"""

import math
import operator
import re
import sys

__all__ = ["Fraction"]

_PRIME = 2**61 - 1
_INFINITE_HASH = 314159

_text_form = re.compile(
    r"\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)"
    r"(?:(?:\s*/\s*(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:[eE](?P<exp>[-+]?\d+(_\d+)*))?)\s*"
)


class Fraction:
    """A numerator and a denominator in lowest terms; the denominator is positive."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, (int, Fraction)):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, float) or (
                not isinstance(numerator, (str, type)) and hasattr(numerator, "as_integer_ratio")
            ):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                if sys.version_info >= (3, 14):
                    raise TypeError(
                        "argument should be a string or a Rational instance or have the as_integer_ratio() method"
                    )
                raise TypeError("argument should be a string or a Rational instance")
            match = _text_form.fullmatch(numerator)
            if match is None:
                raise ValueError(f"Invalid literal for Fraction: {numerator!r}")
            above = int(match["num"] or "0")
            below = 1
            if match["denom"]:
                below = int(match["denom"])
            else:
                if match["decimal"]:
                    digits = match["decimal"].replace("_", "")
                    scale = 10 ** len(digits)
                    above = above * scale + int(digits)
                    below = scale
                if match["exp"]:
                    exponent = int(match["exp"])
                    if exponent >= 0:
                        above *= 10**exponent
                    else:
                        below *= 10**-exponent
            numerator = -above if match["sign"] == "-" else above
            denominator = below
        elif type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator,
            )
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = math.gcd(numerator, denominator)
        if denominator < 0:
            divisor = -divisor
        self._numerator = numerator // divisor
        self._denominator = denominator // divisor
        return self

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self

    def is_integer(self):
        if sys.version_info < (3, 12):
            raise AttributeError("'Fraction' object has no attribute 'is_integer'")
        return self._denominator == 1

    def as_integer_ratio(self):
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        # The nearer of the two bounds; the one with the smaller denominator when they are as near.
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __format__(self, spec):
        if not spec:
            return str(self)
        raise NotImplementedError("formats of a Fraction are not modelled")

    def _operated(a, b, exact, approximate):
        if isinstance(b, Fraction):
            return exact(a, b)
        if isinstance(b, int):
            return exact(a, Fraction(b))
        if isinstance(b, float):
            return approximate(float(a), b)
        if isinstance(b, complex):
            return approximate(complex(float(a)), b)
        return NotImplemented

    def _reflected(b, a, exact, approximate):
        if isinstance(a, int):
            return exact(Fraction(a), b)
        if isinstance(a, float):
            return approximate(a, float(b))
        if isinstance(a, complex):
            return approximate(a, complex(float(b)))
        return NotImplemented

    def _add(a, b):
        return Fraction(
            a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator
        )

    def _sub(a, b):
        return Fraction(
            a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator
        )

    def _mul(a, b):
        return Fraction(a._numerator * b._numerator, a._denominator * b._denominator)

    def _div(a, b):
        above, below = a._numerator * b._denominator, a._denominator * b._numerator
        if below == 0:
            raise ZeroDivisionError(f"Fraction({above // math.gcd(above, a._denominator) if above else 0}, 0)")
        return Fraction(above, below)

    def _floordiv(a, b):
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    def _mod(a, b):
        below = a._denominator * b._denominator
        return Fraction((a._numerator * b._denominator) % (b._numerator * a._denominator), below)

    def _divmod(a, b):
        return Fraction._floordiv(a, b), Fraction._mod(a, b)

    def __add__(a, b):
        return a._operated(b, Fraction._add, operator.add)

    def __radd__(b, a):
        return b._reflected(a, Fraction._add, operator.add)

    def __sub__(a, b):
        return a._operated(b, Fraction._sub, operator.sub)

    def __rsub__(b, a):
        return b._reflected(a, Fraction._sub, operator.sub)

    def __mul__(a, b):
        return a._operated(b, Fraction._mul, operator.mul)

    def __rmul__(b, a):
        return b._reflected(a, Fraction._mul, operator.mul)

    def __truediv__(a, b):
        return a._operated(b, Fraction._div, operator.truediv)

    def __rtruediv__(b, a):
        return b._reflected(a, Fraction._div, operator.truediv)

    def __floordiv__(a, b):
        return a._operated(b, Fraction._floordiv, operator.floordiv)

    def __rfloordiv__(b, a):
        return b._reflected(a, Fraction._floordiv, operator.floordiv)

    def __mod__(a, b):
        return a._operated(b, Fraction._mod, operator.mod)

    def __rmod__(b, a):
        return b._reflected(a, Fraction._mod, operator.mod)

    def __divmod__(a, b):
        return a._operated(b, Fraction._divmod, divmod)

    def __rdivmod__(b, a):
        return b._reflected(a, Fraction._divmod, divmod)

    def __pow__(a, b):
        if isinstance(b, (int, Fraction)):
            if b.denominator != 1:
                return float(a) ** float(b)
            power = b.numerator
            if power >= 0:
                return Fraction(a._numerator**power, a._denominator**power)
            if a._numerator == 0:
                raise ZeroDivisionError(f"Fraction({a._denominator**-power}, 0)")
            return Fraction(a._denominator**-power, a._numerator**-power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a**b._numerator
        if isinstance(a, (int, Fraction)):
            return Fraction(a) ** b
        if b._denominator == 1:
            return a**b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction(abs(a._numerator), a._denominator)

    def __float__(a):
        return a._numerator / a._denominator

    def __int__(a):
        return a.__trunc__()

    def __trunc__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return whole
            if rest * 2 > self._denominator:
                return whole + 1
            return whole if whole % 2 == 0 else whole + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _PRIME)
        except ValueError:
            result = _INFINITE_HASH
        else:
            result = hash(hash(abs(self._numerator)) * inverse)
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, (int, Fraction)):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == Fraction(b)
        return NotImplemented

    def _compared(self, other, compare):
        if isinstance(other, (int, Fraction)):
            return compare(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return compare(0.0, other)
            return compare(self, Fraction(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compared(b, operator.lt)

    def __gt__(a, b):
        return a._compared(b, operator.gt)

    def __le__(a, b):
        return a._compared(b, operator.le)

    def __ge__(a, b):
        return a._compared(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return (self.__class__, (self._numerator, self._denominator))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self
