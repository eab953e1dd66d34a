"""What is called at the end of the program: the list that the interpreter goes through backwards.

Left out: calling it before the end (`_run_exitfuncs`) forgetting it (`_clear`) and counting it (`_ncallbacks`).
"""

# An entry is a list of function, arguments and keywords; it is emptied when it is taken back while the end runs.
_waiting = []


def register(*args, **kwargs):
    """Has the function called at the end, with these arguments."""
    if not args:
        raise TypeError("register() takes at least 1 argument (0 given)")
    func, *positional = args
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _waiting.append([func, tuple(positional), kwargs])
    return func


def unregister(func, /):
    """Takes back every registration of a function equal to this one."""
    for entry in list(_waiting):
        if entry and (entry[0] is func or func == entry[0]):
            entry.clear()
    _waiting[:] = [entry for entry in _waiting if entry]
