import pickle


class File:
    def __init__(self, data=b""):
        self.data, self.at = data, 0

    def write(self, data):
        self.data += data
        return len(data)

    def read(self, size=-1):
        end = len(self.data) if size < 0 else self.at + size
        data = self.data[self.at:end]
        self.at += len(data)
        return data

    def readline(self):
        end = self.data.find(b"\n", self.at) + 1
        return self.read(end - self.at if end else -1)

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


file = File()
pickler = pickle.Pickler(file, 2)
shared = ["shared"]
pickler.dump(shared)
pickler.dump([shared, 1])
print(file.data)
unpickler = pickle.Unpickler(file)
print(unpickler.load(), unpickler.load())
pickler.clear_memo()
file = File()
pickle.dump({"a": 1}, file)
pickle.dump((1, 2), file, protocol=0)
print(pickle.load(file), pickle.load(file))
try:
    pickle.load(file)
except EOFError as error:
    print("EOFError", error)


class Record:
    def __init__(self, key):
        self.key = key


records = {"k1": Record("k1"), "k2": Record("k2")}


class Outside(pickle.Pickler):
    def persistent_id(self, obj):
        return obj.key if isinstance(obj, Record) else None


class Inside(pickle.Unpickler):
    def persistent_load(self, pid):
        if pid not in records:
            raise pickle.UnpicklingError("no record " + pid)
        return records[pid]


for protocol in (0, 1, 4):
    file = File()
    Outside(file, protocol).dump([records["k1"], {"r": records["k2"]}, records["k1"]])
    print(protocol, file.data)
    back = Inside(file).load()
    print(back[0] is records["k1"], back[1]["r"] is records["k2"])


class Careful(pickle.Unpickler):
    def find_class(self, module, name):
        print("asked for", module, name)
        if name != "Record":
            raise pickle.UnpicklingError(f"global '{module}.{name}' is forbidden")
        return super().find_class(module, name)


print(Careful(File(pickle.dumps(Record(5)))).load().key)
try:
    Careful(File(pickle.dumps(print))).load()
except pickle.UnpicklingError as error:
    print(error)


class Shorter(pickle.Pickler):
    def reducer_override(self, obj):
        if isinstance(obj, Record):
            return str, ("record " + obj.key,)
        return NotImplemented


file = File()
Shorter(file, 2).dump([Record("a"), 5, Exception])
print(file.data, pickle.loads(file.data))
file = File()
pickler = pickle.Pickler(file, 2)
pickler.dispatch_table = {Record: lambda record: (Record, (record.key + "!",))}
pickler.dump(Record("b"))
print(file.data, pickle.loads(file.data).key)
print(pickle.loads(b"\x80\x04K\x05. rest is ignored"), pickle.loads(pickle.dumps([1, 2]), encoding="bytes"))
print(pickle.loads(b"U\x03abc."), pickle.loads(b"U\x03abc.", encoding="bytes"), pickle.loads(b"c__builtin__\nxrange\n."))
print(pickle.loads(b"c__builtin__\nset\n(]K\x01atR."), pickle.loads(b"(i__main__\nRecord\n." if False else b"(I1\nI2\nd."))
print(pickle.encode_long(255), pickle.encode_long(-128), pickle.decode_long(b"\x00\x80"), pickle.MARK, pickle.STOP)
