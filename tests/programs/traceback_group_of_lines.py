# A chain of calls on one line.
def a(x):
    return b(x)[0]


def b(x):
    return c(x).items


def c(x):
    return [x]


text = "value"
print(c(1)); print(text.upper().lower().title().center(20).strip()); print(a(text))
