# Hash functions: what they give, how they are named, what they refuse.
import hashlib, io
for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name, b"abc")
    h.update(b"def")
    c = h.copy(); c.update(b"x")
    a = (20,) if name.startswith("shake") else ()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(*a), h.digest(*a)[:4], c.hexdigest(*a)[:16])
print(hashlib.blake2b(b"x", digest_size=10).hexdigest(), repr(hashlib.md5())[:26])
for f in (lambda: hashlib.md5("a"), lambda: hashlib.new("foo"), lambda: hashlib.sha1(3), lambda: hashlib.blake2b(digest_size=99)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(hashlib.sha256(bytearray(b"q")).hexdigest())
h = hashlib.sha256()
for line in b"one two three".split():
    h.update(line)
print(h.hexdigest() == hashlib.sha256(b"onetwothree").hexdigest(), h.digest() == bytes.fromhex(h.hexdigest()))
print(hashlib.file_digest(io.BytesIO(b"abc" * 1000), "sha1").hexdigest())
print(hashlib.new("SHA256", b"").hexdigest() == hashlib.sha256().hexdigest(), hashlib.md5(memoryview(b"abc")[1:]).hexdigest())
print(sorted({hashlib.md5(str(n).encode()).hexdigest()[0] for n in range(40)}))
