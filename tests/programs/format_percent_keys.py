# % formatting with keys: what is left for conversions that name none.
print("%(a)s %%" % {"a": 1})
for template in ("%(a)*d", "%(a).*f", "%(a)s %d %(a)s", "%s %(a)s", "%(a)s %(b)s", "%(a)s %(a)r"):
    try:
        print(template % {"a": 1})
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
