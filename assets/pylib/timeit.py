"""How long a statement takes, on the clock that the program has here: it tells what is modelled, not this machine's speed.

Left out: the command line.
"""

import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1_000_000
default_repeat = 5
dummy_src_name = "<timeit-src>"


def _indented(text, by):
    return text.replace("\n", "\n" + " " * by)


class Timer:
    """A statement that is run again and again between two looks at the clock."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {} if globals is None else globals
        local_names = {}
        for what, given in (("setup", setup), ("stmt", stmt)):
            if isinstance(given, str):
                compile(given if what == "setup" else self._before(setup) + given, dummy_src_name, "exec")
            elif not callable(given):
                raise ValueError(f"{what} is neither a string nor callable")
        more = ""
        if not isinstance(setup, str):
            local_names["_setup"] = setup
            more += ", _setup=_setup"
            setup = "_setup()"
        if not isinstance(stmt, str):
            local_names["_stmt"] = stmt
            more += ", _stmt=_stmt"
            stmt = "_stmt()"
        self.src = (
            f"\ndef inner(_it, _timer{more}):\n    {_indented(setup, 4)}\n    _t0 = _timer()\n"
            f"    for _i in _it:\n        {_indented(stmt, 8)}\n        pass\n    _t1 = _timer()\n    return _t1 - _t0\n"
        )
        exec(compile(self.src, dummy_src_name, "exec"), names, local_names)
        self.inner = local_names["inner"]

    @staticmethod
    def _before(setup):
        return setup + "\n" if isinstance(setup, str) else ""

    def timeit(self, number=default_number):
        """Seconds that so many runs took; the collector rests meanwhile."""
        import gc
        runs = itertools.repeat(None, number)
        was_on = gc.isenabled()
        gc.disable()
        try:
            return self.inner(runs, self.timer)
        finally:
            if was_on:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """Runs 1, 2, 5, 10 … times until that takes a fifth of a second."""
        scale = 1
        while True:
            for factor in (1, 2, 5):
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10

    def print_exc(self, file=None):
        import traceback
        traceback.print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
