# A name that is local because it is assigned.
count = 0


def increment():
    count += 1
    return count


print(increment())
