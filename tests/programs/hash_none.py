# None's hash is its address up to 3.11, a fixed number since.
import sys

if sys.version_info >= (3, 12):
    print(hash(None), hash((None,)), hash((None, None)))
else:
    print("an address")
print(hash(None) == hash(None), {None: 1}[None])
names = {"x": 1, None: 2}
print(names, None in names, list(names))
