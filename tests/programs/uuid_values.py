# uuid: numbers of names, their parts, order and forms.
import uuid

for name in ("python.org", "", "é"):
    for make in (uuid.uuid3, uuid.uuid5):
        made = make(uuid.NAMESPACE_DNS, name)
        print(made, repr(made), made.version, made.variant, made.hex)
one = uuid.UUID("{12345678-1234-5678-1234-567812345678}")
print(one, int(one), one.bytes, one.bytes_le, one.urn, one.fields, one.time, one.clock_seq, one.node, one.version, one.variant)
print(one == uuid.UUID(bytes=one.bytes) == uuid.UUID(bytes_le=one.bytes_le) == uuid.UUID(int=one.int) == uuid.UUID(fields=one.fields) == uuid.UUID(one.urn))
drawn = {uuid.uuid4() for _ in range(50)}
print(len(drawn), {(each.version, each.variant) for each in drawn})
print(sorted([uuid.NAMESPACE_X500, uuid.NAMESPACE_OID, one])[0], one < uuid.NAMESPACE_URL, one == 3, hash(one) == hash(one.int), one.is_safe)
print(uuid.UUID(int=0), uuid.UUID(int=(1 << 128) - 1).variant, uuid.UUID(int=0).version, uuid.UUID(int=5, version=4))


def attempt(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, type(error).__name__, error)


for text in ("uuid.UUID('x')", "uuid.UUID()", "uuid.UUID(int=-1)", "uuid.UUID(bytes=b'a')", "uuid.UUID(int=1, version=9)", "one < 3", "setattr(one, 'int', 3)", "uuid.UUID(fields=(1,))", "uuid.UUID(fields=(1, 2, 3, 4, 555, 6))", "uuid.UUID(bytes_le=b'')"):
    attempt(text)
