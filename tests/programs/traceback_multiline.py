# A statement over several lines.
def total(
    first,
    second,
    third,
):
    return (
        first
        + second
        + third
    )


print(total(1, 2, 3))
print(
    total(
        1,
        2,
        "3",
    )
)
