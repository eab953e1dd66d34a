# Check sums, hexadecimal and base-64 text, and the numbers of errors.
import binascii, zlib, errno
print(binascii.hexlify(b"\x01\xff"), binascii.unhexlify("01ff"), binascii.hexlify(b"abcdef", "-", 2), binascii.b2a_base64(b"hello"), binascii.a2b_base64(b"aGVsbG8="), binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")))
print(zlib.crc32(b"hello"), zlib.adler32(b"hello"), zlib.adler32(b"lo", zlib.adler32(b"hel")), zlib.crc32(b""), zlib.crc32(b"a", -1), zlib.adler32(b"z"*5000))
for f in (lambda: binascii.unhexlify("0"), lambda: binascii.unhexlify("zz"), lambda: binascii.a2b_base64("a"), lambda: binascii.crc32("x"), lambda: binascii.hexlify("x")):
    try: f()
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
print(errno.ENOENT, errno.errorcode[2], errno.EWOULDBLOCK == errno.EAGAIN, errno.errorcode[errno.EDEADLK], len(errno.errorcode), errno.EOPNOTSUPP)
try: open("/nonexistent/file")
except OSError as e: print(e.errno == errno.ENOENT, errno.errorcode[e.errno], e)

for number in (1, 2, 13, 17, 20, 21, 39, 110, 132):
    print(number, errno.errorcode[number], getattr(errno, errno.errorcode[number]) == number, repr(OSError(number, "x")))
