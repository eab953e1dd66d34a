"""Helpers for the with statement. What is for coroutines is `_contextlib_async`'s, imported when it is asked for.

Left out: `chdir`, which needs a file system of the host, and `nullcontext` under `async with`; `AbstractContextManager` is a
plain class, so that only its subclasses are its instances.
"""

import sys

__all__ = [
    "AbstractContextManager", "ContextDecorator", "ExitStack", "closing", "contextmanager", "nullcontext", "redirect_stderr",
    "redirect_stdout", "suppress",
]


def _like(function, wrapper):
    """Gives a wrapper the looks of the function that it wraps."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        try:
            setattr(wrapper, name, getattr(function, name))
        except AttributeError:
            pass
    try:
        wrapper.__dict__.update(function.__dict__)
    except AttributeError:
        pass
    wrapper.__wrapped__ = function
    return wrapper


class AbstractContextManager:
    """What has `__enter__` and `__exit__`."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    """Lets a context manager decorate functions, too."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return _like(func, inner)


class _GeneratorBase:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)


class _GeneratorContextManager(_GeneratorBase, AbstractContextManager, ContextDecorator):
    """Helper for @contextmanager decorator."""

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                if sys.version_info >= (3, 12):
                    self.gen.close()
        if value is None:
            value = typ()
        try:
            if sys.version_info >= (3, 12):
                self.gen.throw(value)
            else:
                self.gen.throw(typ, value, traceback)
        except StopIteration as error:
            # The one that was thrown in comes out again where the generator let it through.
            return error is not value
        except RuntimeError as error:
            if error is value:
                error.__traceback__ = traceback
                return False
            if isinstance(value, StopIteration) and error.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            error.__traceback__ = traceback
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            if sys.version_info >= (3, 12):
                self.gen.close()


def contextmanager(func):
    """Makes a context manager of a generator function that yields once."""

    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return _like(func, helper)


class closing(AbstractContextManager):
    """Closes the thing at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        # A stack, so that one manager can be entered several times.
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exc_type, exc_value, traceback):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Sends what is printed to another file meanwhile."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """The same for the stream of errors."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Goes on after the block when one of these exceptions ended it."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_type is None:
            return None
        if issubclass(exc_type, self._exceptions):
            return True
        if sys.version_info >= (3, 12) and issubclass(exc_type, BaseExceptionGroup):
            _, rest = exc_value.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class _ExitStackBase:
    def __init__(self):
        # Pairs of whether the callback is called plainly, and the callback; the last one first to go.
        self._exit_callbacks = []

    def pop_all(self):
        """Moves the callbacks to a new stack, which is given back."""
        new_stack = type(self)()
        new_stack._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = []
        return new_stack

    def push(self, exit):
        """Registers the `__exit__` of a context manager that is not entered, or a function that takes the same."""
        cls = type(exit)
        try:
            method = cls.__exit__
        except AttributeError:
            self._exit_callbacks.append((True, exit))
        else:
            self._exit_callbacks.append((True, _bound(method, exit)))
        return exit

    def enter_context(self, cm):
        """Enters the context manager and remembers to leave it."""
        cls = type(cm)
        try:
            enter, exit = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does "
                            f"not support the context manager protocol") from None
        result = enter(cm)
        self._exit_callbacks.append((True, _bound(exit, cm)))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Registers any function, with its arguments."""

        def leave(exc_type, exc, tb):
            callback(*args, **kwds)

        leave.__wrapped__ = callback
        self._exit_callbacks.append((True, leave))
        return callback


def _bound(function, receiver):
    def call(*exc_details):
        return function(receiver, *exc_details)

    return call


def _fix_context(new, old, frame_exc):
    """Makes `old` the context of `new` where the machine set the exception around all of it."""
    while True:
        context = new.__context__
        if context is None or context is old:
            return
        if context is frame_exc:
            break
        new = context
    new.__context__ = old


class ExitStack(_ExitStackBase, AbstractContextManager):
    """Leaves in reverse order what was entered, however the block ends."""

    def __exit__(self, *exc_details):
        exc = exc_details[1]
        received = exc is not None
        frame_exc = sys.exc_info()[1]
        suppressed, pending = False, False
        while self._exit_callbacks:
            _, callback = self._exit_callbacks.pop()
            try:
                details = (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)
                if callback(*details):
                    suppressed, pending, exc = True, False, None
            except BaseException as new:
                _fix_context(new, exc, frame_exc)
                pending, exc = True, new
        if pending:
            fixed = exc.__context__
            try:
                raise exc
            except BaseException:
                exc.__context__ = fixed
                raise
        return received and suppressed

    def close(self):
        """Leaves everything now."""
        self.__exit__(None, None, None)


class nullcontext(AbstractContextManager):
    """Does nothing; gives what it was made with."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


_ASYNCHRONOUS = ("AbstractAsyncContextManager", "AsyncContextDecorator", "AsyncExitStack", "aclosing", "asynccontextmanager")


def __getattr__(name):
    if name in _ASYNCHRONOUS:
        import _contextlib_async

        return getattr(_contextlib_async, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
