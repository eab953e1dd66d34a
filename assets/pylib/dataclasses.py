"""Data classes.

Left out: the generated signature in the docstring takes defaults by their repr as CPython's does, and no more of `inspect`.
"""

import abc
import copy
import sys
import types
from _types import GenericAlias, define as _define

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]

_MINOR = sys.version_info[1]


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_EMPTY_METADATA = types.MappingProxyType({})


class _FIELD_BASE:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"


class InitVar:
    """An argument of `__init__` that is no field."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type):
            type_name = self.type.__name__
        else:
            type_name = repr(self.type)
        return f"dataclasses.InitVar[{type_name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What a data class knows of one of its fields."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
                 "doc", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc=None):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else types.MappingProxyType(metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None

    def __repr__(self):
        doc = f"doc={self.doc!r}," if _MINOR >= 14 else ""
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},{doc}"
                f"_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots",
                 "weakref_slot")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen
        self.match_args = match_args
        self.kw_only = kw_only
        self.slots = slots
        self.weakref_slot = weakref_slot

    def __repr__(self):
        text = (f"_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},order={self.order!r},"
                f"unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r}")
        if _MINOR >= 12:
            text += (f",match_args={self.match_args!r},kw_only={self.kw_only!r},slots={self.slots!r},"
                     f"weakref_slot={self.weakref_slot!r}")
        return text + ")"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING, doc=None):
    """Describes a field that needs more than a default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


def _fields_in_init_order(fields):
    return ([f for f in fields if f.init and not f.kw_only], [f for f in fields if f.init and f.kw_only])


def _tuple_str(obj_name, fields):
    if not fields:
        return "()"
    return f"({','.join([f'{obj_name}.{f.name}' for f in fields])},)"


def _make(cls, name, head, body, extra):
    """A function of the class, made from its source: the names in `extra` are its own."""
    namespace = {"__name__": cls.__module__}
    names = list(extra)
    lines = [f"def __create_fn__({', '.join(names)}):", f" def {name}{head}:"]
    lines += ["  " + line for line in body]
    lines.append(f" return {name}")
    _define("\n".join(lines) + "\n", namespace)
    made = namespace["__create_fn__"](**extra)
    made.__qualname__ = f"{cls.__qualname__}.{name}"
    return made


def _init_param(f):
    if f.default is MISSING and f.default_factory is MISSING:
        default = ""
    elif f.default is not MISSING:
        default = f"=__dataclass_dflt_{f.name}__"
    else:
        default = "=__dataclass_HAS_DEFAULT_FACTORY__"
    return f"{f.name}{default}"


def _field_init(f, frozen, self_name, slots):
    if f.default_factory is not MISSING:
        if f.init:
            value = (f"__dataclass_dflt_{f.name}__() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}")
        else:
            value = f"__dataclass_dflt_{f.name}__()"
    elif f.init:
        value = f.name
    elif slots and f.default is not MISSING:
        value = f"__dataclass_dflt_{f.name}__"
    else:
        return None
    if f._field_type is _FIELD_INITVAR:
        return None
    if frozen:
        return f"__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})"
    return f"{self_name}.{f.name}={value}"


def _init_fn(cls, fields, std_fields, kw_only_fields, frozen, has_post_init, self_name, slots):
    seen_default = None
    for f in std_fields:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen_default = f
            elif seen_default:
                if _MINOR >= 13:
                    raise TypeError(f"non-default argument {f.name!r} follows default argument {seen_default.name!r}")
                raise TypeError(f"non-default argument {f.name!r} follows default argument")
    extra = {"__dataclass_HAS_DEFAULT_FACTORY__": _HAS_DEFAULT_FACTORY, "__dataclass_builtins_object__": object}
    for f in fields:
        if f.default is not MISSING:
            extra[f"__dataclass_dflt_{f.name}__"] = f.default
        elif f.default_factory is not MISSING:
            extra[f"__dataclass_dflt_{f.name}__"] = f.default_factory
    body = []
    for f in fields:
        line = _field_init(f, frozen, self_name, slots)
        if line:
            body.append(line)
    if has_post_init:
        names = ",".join([f.name for f in fields if f._field_type is _FIELD_INITVAR])
        body.append(f"{self_name}.{_POST_INIT_NAME}({names})")
    params = [_init_param(f) for f in std_fields]
    if kw_only_fields:
        params += ["*"] + [_init_param(f) for f in kw_only_fields]
    made = _make(cls, "__init__", f"({', '.join([self_name] + params)})", body or ["pass"], extra)
    annotations = {f.name: f.type for f in std_fields + kw_only_fields}
    annotations["return"] = None
    made.__annotations__ = annotations
    return made


def _recursive_repr(user_function):
    running = set()

    def wrapper(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return user_function(self)
        finally:
            running.discard(key)

    wrapper.__name__ = user_function.__name__
    wrapper.__qualname__ = user_function.__qualname__
    wrapper.__wrapped__ = user_function
    return wrapper


def _is_classvar(a_type):
    typing = sys.modules.get("typing")
    if typing is None:
        return False
    return a_type is typing.ClassVar or getattr(a_type, "__origin__", None) is typing.ClassVar


def _is_initvar(a_type):
    return a_type is InitVar or type(a_type) is InitVar


def _names_type(annotation, cls, what):
    """Whether an annotation that is text names ClassVar, InitVar or KW_ONLY."""
    head = annotation.strip().partition("[")[0].strip()
    prefix, _, name = head.rpartition(".")
    namespace = getattr(sys.modules.get(cls.__module__), "__dict__", {})
    if prefix:
        module = namespace.get(prefix)
        found = getattr(module, name, None) if isinstance(module, types.ModuleType) else None
    else:
        found = namespace.get(name)
    if what == "ClassVar":
        typing = sys.modules.get("typing")
        return typing is not None and found is typing.ClassVar
    return found is (InitVar if what == "InitVar" else KW_ONLY.__class__)


def _get_field(cls, a_name, a_type, default_kw_only):
    default = getattr(cls, a_name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING
        f = field(default=default)
    f.name = a_name
    f.type = a_type
    f._field_type = _FIELD
    if _is_classvar(a_type) or isinstance(a_type, str) and _names_type(a_type, cls, "ClassVar"):
        f._field_type = _FIELD_CLASSVAR
    elif _is_initvar(a_type) or isinstance(a_type, str) and _names_type(a_type, cls, "InitVar"):
        f._field_type = _FIELD_INITVAR
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR):
        if f.default_factory is not MISSING:
            raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory")
    return f


def _set_new_attribute(cls, name, value):
    if name in cls.__dict__:
        return True
    value.__qualname__ = f"{cls.__qualname__}.{value.__name__}"
    setattr(cls, name, value)
    return False


def _hash_action(unsafe_hash, eq, frozen, has_explicit_hash):
    if unsafe_hash:
        return "exception" if has_explicit_hash else "add"
    if not eq or has_explicit_hash:
        return None
    return "add" if frozen else "set None"


def _own_annotations(cls):
    if _MINOR >= 14:
        try:
            import annotationlib
            return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
        except ImportError:
            return dict(cls.__annotations__)
    return cls.__dict__.get("__annotations__", {})


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    setattr_params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                                      weakref_slot)
    any_frozen_base = False
    all_frozen_bases = None
    has_dataclass_bases = False
    for b in cls.__mro__[-1:0:-1]:
        base_fields = getattr(b, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            if all_frozen_bases is None:
                all_frozen_bases = True
            for f in base_fields.values():
                fields[f.name] = f
            frozen_base = getattr(b, _PARAMS).frozen
            all_frozen_bases = all_frozen_bases and frozen_base
            any_frozen_base = any_frozen_base or frozen_base
    setattr(cls, _PARAMS, setattr_params)
    cls_annotations = _own_annotations(cls)
    cls_fields = []
    kw_only_seen = False
    current_kw_only = kw_only
    for name, a_type in cls_annotations.items():
        if a_type is KW_ONLY or a_type is _KW_ONLY_TYPE or (
                isinstance(a_type, str) and a_type.rpartition(".")[2] == "KW_ONLY"):
            if kw_only_seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only_seen = True
            current_kw_only = True
        else:
            cls_fields.append(_get_field(cls, name, a_type, current_kw_only))
    for f in cls_fields:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls_annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen_bases is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, fields)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (class_hash is MISSING or (class_hash is None and "__eq__" in cls.__dict__))
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    all_init_fields = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    std_init_fields, kw_only_init_fields = _fields_in_init_order(all_init_fields)
    self_name = "__dataclass_self__" if "self" in fields else "self"
    if init:
        has_post_init = hasattr(cls, _POST_INIT_NAME)
        _set_new_attribute(cls, "__init__", _init_fn(cls, all_init_fields, std_init_fields, kw_only_init_fields, frozen,
                                                     has_post_init, self_name, slots))
    if _MINOR >= 13:
        _set_new_attribute(cls, "__replace__", _replace_method)
    field_list = [f for f in fields.values() if f._field_type is _FIELD]
    if repr:
        shown = ", ".join([f"{f.name}={{self.{f.name}!r}}" for f in field_list if f.repr])
        body = [f'return f"{{self.__class__.__qualname__}}({shown})"']
        _set_new_attribute(cls, "__repr__", _recursive_repr(_make(cls, "__repr__", "(self)", body, {})))
    compared = [f for f in field_list if f.compare]
    if eq:
        if _MINOR >= 13:
            body = ["if self is other:", " return True", "if other.__class__ is self.__class__:"]
            terms = " and ".join([f"self.{f.name}==other.{f.name}" for f in compared]) or "True"
            body += [f" return {terms}", "return NotImplemented"]
        else:
            body = ["if other.__class__ is self.__class__:",
                    f" return {_tuple_str('self', compared)}=={_tuple_str('other', compared)}",
                    "return NotImplemented"]
        _set_new_attribute(cls, "__eq__", _make(cls, "__eq__", "(self, other)", body, {}))
    if order:
        mine, other = _tuple_str("self", compared), _tuple_str("other", compared)
        for name, op in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            body = ["if other.__class__ is self.__class__:", f" return {mine}{op}{other}", "return NotImplemented"]
            if _set_new_attribute(cls, name, _make(cls, name, "(self, other)", body, {})):
                stop = "" if _MINOR >= 13 else "."
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}{stop} Consider using "
                                "functools.total_ordering")
    if frozen:
        own = "(" + ",".join([f.name.__repr__() for f in field_list]) + ("," if field_list else "") + ")"
        for name, arg, verb in (("__setattr__", ", value", "assign to"), ("__delattr__", "", "delete")):
            value = ", value" if arg else ""
            body = [f"if type(self) is cls or name in {own}:" if field_list else "if type(self) is cls:",
                    f' raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
                    f"super(cls, self).{name}(name{value})"]
            extra = {"cls": cls, "FrozenInstanceError": FrozenInstanceError}
            if _set_new_attribute(cls, name, _make(cls, name, f"(self, name{arg})", body, extra)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
    action = _hash_action(bool(unsafe_hash), bool(eq), bool(frozen), has_explicit_hash)
    if action == "set None":
        cls.__hash__ = None
    elif action == "add":
        hashed = [f for f in field_list if (f.compare if f.hash is None else f.hash)]
        cls.__hash__ = _make(cls, "__hash__", "(self)", [f"return hash({_tuple_str('self', hashed)})"], {})
    elif action == "exception":
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if not cls.__dict__.get("__doc__"):
        cls.__doc__ = cls.__name__ + _signature_text(std_init_fields, kw_only_init_fields)
    if match_args:
        if "__match_args__" not in cls.__dict__:
            cls.__match_args__ = tuple([f.name for f in std_init_fields])
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    abc.update_abstractmethods(cls)
    return cls


def _type_text(a_type):
    if isinstance(a_type, type) and not isinstance(a_type, GenericAlias):
        return a_type.__qualname__ if a_type.__module__ == "builtins" else f"{a_type.__module__}.{a_type.__qualname__}"
    text = a_type.__repr__()
    return text.replace("typing.", "")


def _signature_text(std_fields, kw_only_fields):
    parts = []
    for f in std_fields + kw_only_fields:
        if kw_only_fields and f is kw_only_fields[0]:
            parts.append("*")
        text = f"{f.name}: {_type_text(f.type)}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        parts.append(text)
    return f"({', '.join(parts)})" + (" -> None" if _MINOR < 11 else "")


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__", ())
    return [slots] if isinstance(slots, str) else list(slots)


def _add_slots(cls, is_frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    cls_dict = dict(cls.__dict__)
    field_names = tuple([f.name for f in fields(cls)])
    inherited = set()
    for base in cls.__mro__[1:-1]:
        inherited.update(_slots_of(base))
    names = [name for name in field_names + (("__weakref__",) if weakref_slot else ()) if name not in inherited]
    cls_dict["__slots__"] = tuple(names)
    for field_name in field_names:
        cls_dict.pop(field_name, None)
    cls_dict.pop("__dict__", None)
    cls_dict.pop("__weakref__", None)
    cls_dict.pop("_abc_impl", None)
    qualname = getattr(cls, "__qualname__", None)
    old = cls
    cls = type(cls)(cls.__name__, cls.__bases__, cls_dict)
    if qualname is not None:
        cls.__qualname__ = qualname
    if is_frozen:
        if "__getstate__" not in cls_dict:
            cls.__getstate__ = _dataclass_getstate
        if "__setstate__" not in cls_dict:
            cls.__setstate__ = _dataclass_setstate
    for value in list(cls.__dict__.values()):
        _renew_class_cell(value, old, cls)
    return cls


def _renew_class_cell(value, old, new):
    """`super()` and `__class__` in the methods mean the new class."""
    if isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    if isinstance(value, property):
        for part in (value.fget, value.fset, value.fdel):
            if part is not None:
                _renew_class_cell(part, old, new)
        return
    value = getattr(value, "__wrapped__", value)
    for cell in getattr(value, "__closure__", None) or ():
        try:
            if cell.cell_contents is old:
                cell.cell_contents = new
        except ValueError:
            pass


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Gives a class the methods that its annotated fields ask for."""
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    if cls is None:
        return wrap
    return wrap(cls)


def fields(class_or_instance):
    """The fields of a data class, in order."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether this is a data class or an instance of one."""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


_ATOMIC = frozenset([type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), types.CodeType,
                     types.BuiltinFunctionType, types.FunctionType, type, range, property])


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, containers and data classes within them too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, dict_factory):
    if type(obj) in _ATOMIC:
        return obj
    if hasattr(type(obj), _FIELDS):
        pairs = [(f.name, _asdict_inner(getattr(obj, f.name), dict_factory)) for f in fields(obj)]
        return dict_factory(pairs) if dict_factory is not dict else dict(pairs)
    if isinstance(obj, (list, tuple)):
        items = [_asdict_inner(v, dict_factory) for v in obj]
        if isinstance(obj, tuple) and hasattr(obj, "_fields"):
            return type(obj)(*items)
        return type(obj)(items)
    if isinstance(obj, dict):
        pairs = [(_asdict_inner(k, dict_factory), _asdict_inner(v, dict_factory)) for k, v in obj.items()]
        if hasattr(type(obj), "default_factory"):
            result = type(obj)(obj.default_factory)
            for k, v in pairs:
                result[k] = v
            return result
        return type(obj)(pairs)
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple, containers and data classes within them too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    if type(obj) in _ATOMIC:
        return obj
    if _is_dataclass_instance(obj):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    if isinstance(obj, (list, tuple)):
        items = [_astuple_inner(v, tuple_factory) for v in obj]
        if isinstance(obj, tuple) and hasattr(obj, "_fields"):
            return type(obj)(*items)
        return type(obj)(items)
    if isinstance(obj, dict):
        return type(obj)([(_astuple_inner(k, tuple_factory), _astuple_inner(v, tuple_factory)) for k, v in obj.items()])
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None, decorator=dataclass):
    """A data class from a list of names, types and fields."""
    if namespace is None:
        namespace = {}
    seen = set()
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, tp = item, "typing.Any"
            if _MINOR >= 14:
                import typing
                tp = typing.Any
        elif len(item) == 2:
            name, tp = item
        elif len(item) == 3:
            name, tp, spec = item
            defaults[name] = spec
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        import keyword
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in seen:
            raise TypeError(f"Field name duplicated: {name!r}")
        seen.add(name)
        annotations[name] = tp

    def exec_body_callback(ns):
        ns.update(namespace)
        ns.update(defaults)
        if _MINOR < 14:
            ns["__annotations__"] = annotations

    cls = types.new_class(cls_name, bases, {}, exec_body_callback)
    if _MINOR >= 14:
        cls.__annotations__ = annotations
    if _MINOR >= 12:
        if module is None:
            try:
                module = sys._getframe(1).f_globals.get("__name__", "__main__")
            except (AttributeError, ValueError):
                module = None
        if module is not None:
            cls.__module__ = module
    return decorator(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A copy with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, changes)


def _replace_method(self, /, **changes):
    return _replace(self, changes)


_replace_method.__name__ = "__replace__"


def _replace(self, changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                error = TypeError if _MINOR >= 13 else ValueError
                raise error(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                error = TypeError if _MINOR >= 13 else ValueError
                raise error(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
