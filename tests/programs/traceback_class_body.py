# An error while a class is made.
class Settings:
    size = 3
    values = {"a": 1}
    limit = values["b"] * size

    def show(self):
        return self.limit


print(Settings().show())
