# Operands that do not go together.
def greet(name, age):
    return "I am " + name + " and " + age


print(greet("Ann", "31"))
print(greet("Bob", 25))
