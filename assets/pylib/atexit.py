"""Functions that are called at the end of the program, last registered first."""

from _atexit import register, unregister


def __getattr__(name):
    if name in ("_run_exitfuncs", "_clear", "_ncallbacks"):
        from _refusal import refuse
        refuse(f"atexit.{name}")
    raise AttributeError(f"module 'atexit' has no attribute {name!r}")
