# base64: there and back.
import base64
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)
for data in [b'', b'a', b'ab', b'abc', b'hello world', bytes(range(256)), b'\xff\xfe\xfb\xef', bytearray(b'x'), b'??>>']:
    e = base64.b64encode(data)
    print(e, base64.b64decode(e) == bytes(data), base64.urlsafe_b64encode(data), base64.urlsafe_b64decode(base64.urlsafe_b64encode(data)) == bytes(data), base64.b16encode(data))
for text in ['YQ==', 'YWI=', 'YWJj', 'YQ', 'Y', 'YWJj\nYWJj', '!YQ==!', 'YQ=', 'é', b'YQ==', '', 'YWJjZ', 'YW Jj']:
    show(text, lambda: base64.b64decode(text))
show('str', lambda: base64.b64encode('a'))
show('int', lambda: base64.b64encode(5))
show('int', lambda: base64.b64decode(5))
show('alt', lambda: base64.b64encode(b'\xff\xfe', b'!@'))
