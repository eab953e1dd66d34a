# statistics: averages, spreads and relations, with the kinds of their results and their errors.
import statistics
from fractions import Fraction
from statistics import *


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)


print(mean([1, 2, 3, 4]), mean([1, 2, 3]), mean([0.1] * 3), mean([Fraction(1, 2), Fraction(1, 3)]), mean([1, 2.5]), mean([True, 3]))
print(fmean([1, 2, 4]), fmean([3.5, 4.0], [1, 3]), harmonic_mean([40, 60]), harmonic_mean([5]), geometric_mean([54, 24, 36]))
print(median([5, 1, 3]), median([1, 4, 2, 3]), median_low([1, 2, 3, 4]), median_high([1, 2, 3, 4]), median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5]))
print(mode("abracadabra"), mode([3, 1, 3, 1]), multimode("aabbc"), multimode([]))
print(variance([2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]), pvariance([1, 2, 3, 4]), variance([1, 2, 3]), stdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75]), pstdev([1, 2, 3, 4, 5]))
print(stdev([10**10, 10**10 + 1, 10**10 + 2]), pstdev([0.1, 0.2, 0.3]), variance([Fraction(1, 6), Fraction(1, 2)]), pvariance([0, 0, 1], 0))
print(quantiles([1, 2, 3, 4, 5, 6, 7, 8]), quantiles(range(1, 101), n=10), quantiles([5, 1, 9], n=2, method="inclusive"))
print(covariance([1, 2, 3, 4], [1, 2, 3, 5]), correlation([1, 2, 3], [3, 2, 1]), correlation([1, 2, 4], [1, 3, 2]))
line = linear_regression([1, 2, 3, 4], [3, 5, 7, 9.5])
print(line, line.slope, line.intercept)
for action in (lambda: mean([]), lambda: median([]), lambda: mode([]), lambda: stdev([1]), lambda: variance([]), lambda: pstdev([]), lambda: fmean([]),
               lambda: harmonic_mean([-1, 2]), lambda: quantiles([1, 2], n=0), lambda: correlation([1, 1], [1, 2]), lambda: covariance([1], [1, 2]),
               lambda: mean(["a"]), lambda: quantiles([1, 2], method="odd"), lambda: linear_regression([1, 1], [2, 3])):
    attempt(action)
print(issubclass(StatisticsError, ValueError), statistics.mean is mean)
