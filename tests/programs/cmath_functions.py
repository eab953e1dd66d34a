# cmath: roots, powers of e, logarithms, polar forms and circles of finite complex numbers.
import cmath

numbers = [0, 1, -1, 2.5, -4, 1j, -1j, 3 + 4j, -3 + 4j, -3 - 4j, 0.5 - 0.25j, complex(-4, -0.0), complex(-0.0, -0.0), 1e10 + 1j, 1e-5j, True, 0.8 + 0.6j]
for number in numbers:
    print(number, cmath.sqrt(number), cmath.phase(number), cmath.polar(number))
for number in numbers[1:12]:
    print(number, cmath.log(number), cmath.log10(number), cmath.log(number, 2), cmath.exp(number))
for number in numbers[:12]:
    print(number, cmath.cos(number), cmath.sin(number), cmath.cosh(number), cmath.sinh(number))
for r, phi in [(1, 0), (2, cmath.pi), (1, cmath.pi / 2), (0, 1), (-1, 0.5), (3, -0.0), (5, 10)]:
    print(r, phi, cmath.rect(r, phi))
print(cmath.e, cmath.pi, cmath.tau, cmath.inf, cmath.infj, cmath.nan, cmath.nanj)
print(cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 1.1), cmath.isclose(1, 1.1, rel_tol=0.2), cmath.isclose(0, 1e-12, abs_tol=1e-9), cmath.isclose(cmath.inf, cmath.inf), cmath.isclose(cmath.nan, cmath.nan))
for number in (1, cmath.inf, cmath.nan, cmath.infj, cmath.nanj, complex(cmath.inf, cmath.nan)):
    print(number, cmath.isfinite(number), cmath.isinf(number), cmath.isnan(number))
print(cmath.isclose(cmath.exp(1j * cmath.pi), -1), cmath.sqrt(-2) ** 2)
for attempt in (lambda: cmath.sqrt("x"), lambda: cmath.log(0), lambda: cmath.isclose(1, 2, rel_tol=-1), lambda: cmath.sqrt(None)):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
