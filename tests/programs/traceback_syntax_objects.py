# A SyntaxError that the program makes: file, line, text and carets from its fields.
error = SyntaxError("made by hand", ("file.txt", 3, 7, "  some text here\n", 3, 11))
error.add_note("with a note")
try:
    raise error
except SyntaxError:
    raise IndentationError("second", ("other.txt", 1, 2, "\ttabbed\n"))
