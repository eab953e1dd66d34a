# Comparing what has no order, in a condition.
class Version:
    def __init__(self, text):
        self.parts = text.split(".")

    def newer(self, other):
        if self.parts[0] > other.parts[0] and len(self.parts) >= len(other) or self.parts < other:
            return True
        return False


print(Version("1.2") and Version("2").newer(Version("3.1")))
