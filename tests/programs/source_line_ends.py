text = """one
twothree"""
print(repr(text))
print(text.count("\n"))
