# sys.exit with a text.
import sys


def main(arguments):
    if not arguments:
        sys.exit("usage: program FILE")


main(["x"])
main([])
