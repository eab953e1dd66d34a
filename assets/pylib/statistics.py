"""Averages, spreads and relations of numbers, computed exactly and rounded once.

Left out: NormalDist, kernel density estimates, `linear_regression`'s proportional form, `correlation` by ranks, and Decimals.
"""

import math
import sys
from collections import Counter
from fractions import Fraction

__all__ = [
    "StatisticsError",
    "correlation",
    "covariance",
    "fmean",
    "geometric_mean",
    "harmonic_mean",
    "linear_regression",
    "mean",
    "median",
    "median_grouped",
    "median_high",
    "median_low",
    "mode",
    "multimode",
    "pstdev",
    "pvariance",
    "quantiles",
    "stdev",
    "variance",
]


def __getattr__(name):
    if name in ("NormalDist", "kde", "kde_random"):
        raise NotImplementedError(f"statistics.{name} is not modelled")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class StatisticsError(ValueError):
    pass


def _kind(values):
    """What the result of exact arithmetic on these values is to be: int, Fraction or float."""
    kind = int
    for value in values:
        if isinstance(value, float):
            return float
        if isinstance(value, Fraction):
            kind = Fraction
        elif not isinstance(value, int):
            raise TypeError(f"can't convert type '{type(value).__name__}' to numerator/denominator")
    return kind


def _special(values):
    """The sum of values that are not finite, or None when all are."""
    special = [value for value in values if isinstance(value, float) and not math.isfinite(value)]
    return sum(special) if special else None


def _converted(value, kind):
    if kind is Fraction or kind is int and value.denominator == 1:
        return value if kind is Fraction else value.numerator
    return value.numerator / value.denominator


def _exact(values):
    return [Fraction(value) for value in values]


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    kind, special = _kind(data), _special(data)
    if special is not None:
        return special
    return _converted(sum(_exact(data)) / len(data), kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    if sys.version_info >= (3, 12):
        return math.sumprod(data, weights) / total
    return math.fsum([value * weight for value, weight in zip(data, weights)]) / total


def geometric_mean(data):
    data = list(data)
    if not data:
        if sys.version_info >= (3, 13):
            raise StatisticsError("Must have a non-empty dataset")
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
    if min(data) <= 0:
        if sys.version_info >= (3, 13):
            bad = min(data)
            if bad == 0.0:
                return 0.0
            raise StatisticsError("No negative inputs allowed", bad)
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
    return math.exp(math.fsum(map(math.log, data)) / len(data))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any([value < 0 for value in data]):
        raise StatisticsError("harmonic mean does not support negative values")
    if weights is None:
        if len(data) == 1:
            return data[0]
        weights = [1] * len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
    if 0 in data:
        return 0
    total = sum(_exact(weights))
    parts = [weight / value for weight, value in zip(weights, data)]
    return _converted(total / sum(_exact(parts)), _kind(parts))


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    if n % 2 == 1:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    return data[n // 2] if n % 2 else data[n // 2 - 1]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    x = data[n // 2]
    before = len([value for value in data if value < x])
    same = data.count(x)
    lower = float(x) - float(interval) / 2.0
    return lower + float(interval) * (n / 2 - before) / same


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        if count == 1 and sys.version_info >= (3, 13):
            return data * (n - 1)
        if sys.version_info >= (3, 13):
            raise StatisticsError("must have at least one data point")
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (count - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        for i in range(1, n):
            j = i * (count + 1) // n
            j = 1 if j < 1 else count - 1 if j > count - 1 else j
            delta = i * (count + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def _squares(data, center=None):
    """The kind, and the exact sum of squares of the differences from the mean, or from a center."""
    kind = _kind(data)
    values = _exact(data)
    middle = sum(values) / len(values) if center is None else Fraction(center)
    return kind, sum([(value - middle) ** 2 for value in values])


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    kind, squares = _squares(data, xbar)
    return _converted(squares / (len(data) - 1), kind)


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    kind, squares = _squares(data, mu)
    return _converted(squares / len(data), kind)


def _root(value):
    """The square root of a Fraction as a float, rounded once."""
    n, m = value.numerator, value.denominator
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        above, below = _odd_root(n, m << 2 * shift) << shift, 1
    else:
        above, below = _odd_root(n << -2 * shift, m), 1 << -shift
    return above / below


def _odd_root(n, m):
    """The root of n/m as an int, made odd when it is not exact, so that it rounds rightly."""
    a = math.isqrt(n // m)
    return a | (a * a * m != n)


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    kind, squares = _squares(data, xbar)
    return _root(squares / (len(data) - 1))


def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    kind, squares = _squares(data, mu)
    return _root(squares / len(data))


def _pairs(x, y, name):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    xbar, ybar = math.fsum(x) / n, math.fsum(y) / n
    return [value - xbar for value in x], [value - ybar for value in y], xbar, ybar


def _products(x, y):
    if sys.version_info >= (3, 12):
        return math.sumprod(x, y)
    return math.fsum([a * b for a, b in zip(x, y)])


def covariance(x, y, /):
    x, y, _, _ = _pairs(x, y, "covariance")
    return _products(x, y) / (len(x) - 1)


def correlation(x, y, /, *, method="linear"):
    if method != "linear":
        if method == "ranked":
            raise NotImplementedError("correlation by ranks is not modelled")
        raise ValueError(f"Unknown method: {method!r}")
    x, y, _, _ = _pairs(x, y, "correlation")
    above, xx, yy = _products(x, y), _products(x, x), _products(y, y)
    try:
        return above / math.sqrt(xx * yy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple

    if proportional:
        raise NotImplementedError("a proportional linear_regression is not modelled")
    x, y, xbar, ybar = _pairs(x, y, "linear regression")
    try:
        slope = _products(x, y) / _products(x, x)
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    result = namedtuple("LinearRegression", ("slope", "intercept"))
    return result(slope=slope, intercept=ybar - slope * xbar)
