"""What `sys` tells of numbers and flags, as tuples with names; `sys` asks here when a program first does.

Left out: what only a host has (threads' library, files that are open).
"""


def _record(name, **fields):
    names = tuple(fields)

    def __repr__(self):
        parts = [f"{field}={value!r}" for field, value in zip(names, self)]
        return f"sys.{name}({', '.join(parts)})"

    def field(place):
        return property(lambda self: tuple.__getitem__(self, place))

    namespace = {"__module__": "sys", "__slots__": (), "__repr__": __repr__, "n_fields": len(names)}
    namespace["n_sequence_fields"] = len(names)
    namespace["n_unnamed_fields"] = 0
    for place, each in enumerate(names):
        namespace[each] = field(place)
    made = tuple.__new__(type(name, (tuple,), namespace), fields.values())
    return made


float_info = _record(
    "float_info",
    max=1.7976931348623157e308,
    max_exp=1024,
    max_10_exp=308,
    min=2.2250738585072014e-308,
    min_exp=-1021,
    min_10_exp=-307,
    dig=15,
    mant_dig=53,
    epsilon=2.220446049250313e-16,
    radix=2,
    rounds=1,
)
int_info = _record(
    "int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640
)
hash_info = _record(
    "hash_info",
    width=64,
    modulus=2305843009213693951,
    inf=314159,
    nan=0,
    imag=1000003,
    algorithm="siphash13",
    hash_bits=64,
    seed_bits=128,
    cutoff=0,
)
float_repr_style = "short"
