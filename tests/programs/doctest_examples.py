"""Examples of a module.

>>> double(3)
6
"""
import doctest


def double(n):
    """Twice the number.

    >>> double(2)
    4
    >>> [double(n) for n in range(3)]
    [0, 2, 4]
    >>> double("ab")
    'abab'
    >>> double(None)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    >>> for n in range(2):
    ...     print(n)
    ...
    0
    1
    """
    return n * 2


class Stack:
    """A stack.

    >>> stack = Stack()
    >>> stack.push(1)
    >>> stack.items
    [1]
    """

    def __init__(self):
        self.items = []

    def push(self, item):
        """
        >>> stack = Stack()
        >>> stack.push("x"); stack.push("y")
        >>> print(stack.items)  # doctest: +NORMALIZE_WHITESPACE
        ['x',
         'y']
        >>> list(range(100))  # doctest: +ELLIPSIS
        [0, 1, ..., 99]
        >>> print("a\\n\\nb")
        a
        <BLANKLINE>
        b
        """
        self.items.append(item)


def wrong():
    """
    >>> wrong()
    5
    >>> print("printed")
    >>> wrong() is None
    True
    """


def quiet():
    pass


print(doctest.testmod())
print(doctest.testmod(verbose=True))
doctest.run_docstring_examples(double, globals(), name="double")
