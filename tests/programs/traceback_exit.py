# sys.exit ends the program without a traceback.
import sys

print("before")
try:
    sys.exit(1)
except SystemExit as error:
    print("asked to leave", error.code)
try:
    print("working")
    sys.exit(3)
finally:
    print("cleaning up")
