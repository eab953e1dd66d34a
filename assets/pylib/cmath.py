"""Mathematics of complex numbers, by the steps of CPython's `Modules/cmathmodule.c` for finite numbers.

Left out, and told so: infinities and NaNs where an argument has them, results near the ends of the range, and the inverse and
tangent functions.
"""

import math
from math import e, inf, nan, pi, tau

infj = complex(0.0, inf)
nanj = complex(0.0, nan)

# Beyond these the steps below would over- or underflow, which C does in other steps.
_LARGE = 1e300
_SMALL = 1e-290


def _refuse(name):
    from _refusal import refuse
    refuse(f"cmath.{name}")


def _number(name, z):
    """The argument's parts, which must be ordinary."""
    z = _complex(z)
    for part in (z.real, z.imag):
        if not math.isfinite(part) or (part and not _SMALL < abs(part) < _LARGE):
            _refuse(f"{name} of {z!r}")
    return z.real, z.imag


def _complex(z):
    if isinstance(z, (str, bytes)):
        raise TypeError(f"must be real number, not {type(z).__name__}")
    try:
        return complex(z)
    except TypeError:
        raise TypeError(f"must be real number, not {type(z).__name__}") from None


def sqrt(z, /):
    x, y = _number("sqrt", z)
    if x == 0.0 and y == 0.0:
        return complex(0.0, y)
    ax, ay = abs(x) / 8.0, abs(y)
    s = 2.0 * math.sqrt(ax + math.hypot(ax, ay / 8.0))
    d = ay / (2.0 * s)
    return complex(s, math.copysign(d, y)) if x >= 0.0 else complex(d, math.copysign(s, y))


def exp(z, /):
    x, y = _number("exp", z)
    if x > 700.0:
        _refuse(f"exp of {z!r}")
    length = math.exp(x)
    return complex(length * math.cos(y), length * math.sin(y))


def _log(name, z):
    x, y = _number(name, z)
    ax, ay = abs(x), abs(y)
    if ax == ay == 0.0:
        raise ValueError("math domain error")
    h = math.hypot(ax, ay)
    if 0.71 <= h <= 1.73:
        if ax < ay:
            ax, ay = ay, ax
        real = math.log1p((ax - 1.0) * (ax + 1.0) + ay * ay) / 2.0
    else:
        real = math.log(h)
    return complex(real, math.atan2(y, x))


def log(z, base=None, /):
    whole = _log("log", z)
    return whole if base is None else whole / _log("log", base)


def log10(z, /):
    whole = _log("log10", z)
    return complex(whole.real / math.log(10.0), whole.imag / math.log(10.0))


def phase(z, /):
    z = _complex(z)
    return math.atan2(z.imag, z.real)


def polar(z, /):
    z = _complex(z)
    return abs(z), phase(z)


def rect(r, phi, /):
    for part in (r, phi):
        if not math.isfinite(part):
            _refuse("rect of infinities and NaNs")
    r, phi = float(r), float(phi)
    if phi == 0.0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def _hyperbolic(name, z):
    x, y = _number(name, z)
    if abs(x) > 700.0:
        _refuse(f"{name} of {z!r}")
    return x, y


def cosh(z, /):
    x, y = _hyperbolic("cosh", z)
    return complex(math.cos(y) * math.cosh(x), math.sin(y) * math.sinh(x))


def sinh(z, /):
    x, y = _hyperbolic("sinh", z)
    return complex(math.cos(y) * math.sinh(x), math.sin(y) * math.cosh(x))


def cos(z, /):
    z = _complex(z)
    return cosh(complex(-z.imag, z.real))


def sin(z, /):
    z = _complex(z)
    turned = sinh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


def isfinite(z, /):
    z = _complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isinf(z, /):
    z = _complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isnan(z, /):
    z = _complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a, b = _complex(a), _complex(b)
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    apart = abs(a - b)
    return apart <= rel_tol * abs(b) or apart <= rel_tol * abs(a) or apart <= abs_tol


def __getattr__(name):
    if name in "acos acosh asin asinh atan atanh tan tanh".split():
        _refuse(name)
    raise AttributeError(f"module 'cmath' has no attribute {name!r}")
