# Format specs for floats.
for x in [3.14159265, -2.5, 0.0, 1234567.891, 1e-7, 1e20, float("inf"), float("nan")]:
    print(f"{x}|{x:.2f}|{x:10.3f}|{x:<10.1f}|{x:+.1f}|{x:e}|{x:.2e}|{x:g}|{x:.3g}|{x:,.2f}|{x:%}|{x:.1%}|{x:010.2f}|{x:^12}|{x:.3}|{x:_.1f}|{x:G}")
print(f"{1.0:.3}", f"{1e10:g}", f"{123456.0:g}", f"{1234567.0:g}", f"{0.0001:g}", f"{0.00001:g}", f"{100:.0e}", f"{1.5:#.0f}", f"{-0.0:.1f}", f"{-0.0:z.1f}")
width, digits = 12, 4
print(f"{2 / 3:{width}.{digits}f}", f"{2 / 3:{width}.{digits}}", f"{2 / 3!r:>25}", f"{2 / 3!s:.5}")
for spec in ["d", "x", "s", ".f", "=.", ",n"]:
    try:
        print(format(1.5, spec))
    except ValueError as error:
        print(spec, "->", error)
print("%.3f|%8.2f|%-8.2f|%+.1e|%g|%s" % (1.23456, 2.5, 2.5, 12345.6, 0.0001, 0.1))
print(str(1.0), repr(1e100), format(0.1), "{:.1f}".format(0.25), "{:8.3e}".format(1234.5))
