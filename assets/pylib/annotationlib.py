"""Annotations in their formats (3.14 on).

Left out: the formats STRING and FORWARDREF of annotations that name what does not exist; they say so.
"""

import enum
import sys

if sys.version_info < (3, 14):
    raise ModuleNotFoundError("No module named 'annotationlib'", name="annotationlib")

__all__ = ["Format", "ForwardRef", "call_annotate_function", "get_annotate_from_class_namespace", "get_annotations"]


class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


def __getattr__(name):
    if name == "ForwardRef":
        from typing import ForwardRef
        return ForwardRef
    raise AttributeError(f"module 'annotationlib' has no attribute {name!r}")


def get_annotate_from_class_namespace(obj):
    try:
        return obj["__annotate__"]
    except KeyError:
        return obj.get("__annotate_func__", None)


def call_annotate_function(annotate, format, *, owner=None):
    if format in (Format.VALUE, Format.FORWARDREF):
        return annotate(Format.VALUE)
    raise NotImplementedError("this format of annotations")


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """The annotations of a class, function or module, as a new dict."""
    if isinstance(obj, type) or hasattr(obj, "__annotations__"):
        found = obj.__annotations__
    elif callable(obj):
        return {}
    else:
        raise TypeError(f"{obj!r} does not have annotations")
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    return dict(found)
