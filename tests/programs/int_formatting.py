# Format specs for whole numbers.
n = 1234567
for spec in ["", "d", "5", "12", "<12", "^12", ">12", "012", "+", "+d", " d", ",", "_", "x", "X", "#x", "o", "#o", "b", "#b", "_b", "_x", "e", ".2f", "g", "%", "n", "c>3"]:
    print(f"[{spec}]", format(n, spec))
for m in [0, 5, -5, 255, -255]:
    print(f"{m:4d}|{m:<4}|{m:^5}|{m:+}|{m:05}|{m:=6}|{m:*^7}|{m:#b}|{m:#06x}|{m:.1f}")
print(f"{65:c}{66:c}", f"{True:d}", f"{True}", f"{True:5}", f"{3:>{5}}", f"{n:{'>'}{12}}")
for spec in ["s", ".2d", "z", "5.", ",x", "cc", "q"]:
    try:
        print(format(5, spec))
    except ValueError as error:
        print(spec, "->", error)
print("%d items" % 3, "%5d|%-5d|%05d" % (1, 2, 3), "%x %X %o" % (255, 255, 8), "%s %r" % ("a", "a"), "%.2f%%" % 12.345)
print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{name:>5}".format(name="x"), "{0[1]} {1.real}".format([1, 2], 5), "{{}}".format())
