# What sys tells of numbers.
import sys
print(sys.float_info)
print(sys.int_info)
print(sys.hash_info)
print(sys.float_info.epsilon, sys.float_info.max, sys.float_info.dig, sys.float_info[0] == sys.float_info.max, len(sys.float_info), tuple(sys.int_info))
print(sys.hash_info.modulus == 2 ** 61 - 1, hash(float('inf')) == sys.hash_info.inf, hash(1j) == sys.hash_info.imag)
print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.float_repr_style, sys.get_int_max_str_digits(), sys.getfilesystemencoding(), sys.float_info is sys.float_info)
print(1.0 + sys.float_info.epsilon != 1.0, 1.0 + sys.float_info.epsilon / 2 == 1.0, sys.float_info.max * 2, type(sys.float_info), isinstance(sys.int_info, tuple))
try:
    sys.no_such_thing
except AttributeError as e:
    print(e)
