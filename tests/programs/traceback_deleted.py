# A name that was deleted, and an error in a loop's header.
values = [1, 2, 3]


def process(data):
    for index, value in enumerate(data):
        if value > 1:
            del data
        print(index, value, len(data))


process(values)
