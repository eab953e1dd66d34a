# Output and errors go different ways; the last line may lack its newline.
import sys

print("to the output")
print("to the errors", file=sys.stderr)
print("no newline", end="")
sys.stdout.write("written\n")
sys.stderr.write("half a line ")
numbers = {"one": 1}
print(numbers["one"], numbers["two"])
