# Rounding, half to even and binary.
for x in [0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 1e16, 0.1, 1234.5678]:
    print(x, round(x), round(x, 1), round(x, 2), round(x, -2))
print(round(2.5, 0), round(-2.5, 0), type(round(2.5)).__name__, type(round(2.5, 0)).__name__, round(1e300) == 10**300)
print(f"{2.675:.2f}", f"{1.005:.2f}", f"{0.5:.0f}", f"{1.5:.0f}", f"{2.5:.0f}", f"{0.125:.2f}", f"{0.375:.2f}")
print(f"{1e21:.3f}", f"{1 / 3:.20f}", f"{2**0.5:.30f}", f"{0.1:.55f}")
print([round(i * 0.1, 1) for i in range(11)])
print([i * 0.1 for i in range(11)])
for bad in [float("nan"), float("inf")]:
    try:
        round(bad)
    except (ValueError, OverflowError) as error:
        print(error)
    print(round(bad, 2))
prices = [19.99, 5.01, 0.1, 0.2]
print(sum(prices), round(sum(prices), 2), f"{sum(prices):.2f}", sum(prices[2:]))
