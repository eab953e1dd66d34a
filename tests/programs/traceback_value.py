# int() of a text that is no number.
def read(fields):
    name, age = fields.split(",")
    return {"name": name, "age": int(age)}


print(read("Ann,31"))
print(
    read(
        "Bob,old",
    )
)
