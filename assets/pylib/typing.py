"""Type hints at run time.

Left out: `ParamSpec` and `TypeVarTuple` are not substituted, the type parameters' syntax has no variance inference, `get_type_hints`
resolves text by the module's and class's names only, `reveal_type` writes no place.
"""

import sys
import types
from abc import ABCMeta, abstractmethod
from types import GenericAlias, MethodType, UnionType

_MINOR = sys.version_info[1]

__all__ = [
    "AbstractSet", "Annotated", "Any", "AnyStr", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable",
    "BinaryIO", "Callable", "ChainMap", "ClassVar", "Collection", "Concatenate", "Container", "ContextManager",
    "Coroutine", "Counter", "DefaultDict", "Deque", "Dict", "Final", "ForwardRef", "FrozenSet", "Generator", "Generic",
    "Hashable", "IO", "ItemsView", "Iterable", "Iterator", "KeysView", "List", "Literal", "LiteralString", "Mapping",
    "MappingView", "Match", "MutableMapping", "MutableSequence", "MutableSet", "NamedTuple", "Never", "NewType",
    "NoReturn", "NotRequired", "Optional", "OrderedDict", "ParamSpec", "ParamSpecArgs", "ParamSpecKwargs", "Pattern",
    "Protocol", "Required", "Reversible", "Self", "Sequence", "Set", "Sized", "SupportsAbs", "SupportsBytes",
    "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "TYPE_CHECKING", "Text",
    "TextIO", "Tuple", "Type", "TypeAlias", "TypeGuard", "TypeVar", "TypeVarTuple", "TypedDict", "Union", "Unpack",
    "ValuesView", "assert_never", "assert_type", "cast", "clear_overloads", "dataclass_transform", "final", "get_args",
    "get_origin", "get_overloads", "get_type_hints", "is_typeddict", "no_type_check", "no_type_check_decorator",
    "overload", "reveal_type", "runtime_checkable",
]

TYPE_CHECKING = False


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    if isinstance(obj, (list, tuple)):
        return "[" + ", ".join([_type_repr(t) for t in obj]) + "]"
    return repr(obj)


def _type_check(arg, msg):
    if type(arg) is int:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, _SpecialForm) and arg not in (Any, LiteralString, NoReturn, Never, Self, TypeAlias, ClassVar, Final):
        if arg in (Generic, Protocol) or arg._name in ("Union", "Optional", "Literal", "Callable", "Tuple"):
            if arg._name in ("Union", "Optional", "Literal"):
                raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    if callable(arg) or isinstance(arg, (type, TypeVar, ForwardRef, UnionType, GenericAlias, _GenericAlias, _SpecialForm)):
        return arg
    if _MINOR >= 11:
        return arg
    raise TypeError(f"{msg} Got {arg!r:.100}.")


def _collect_parameters(args):
    found = []
    for t in args:
        if isinstance(t, type):
            continue
        if isinstance(t, (tuple, list)):
            for x in _collect_parameters(t):
                if x not in found:
                    found.append(x)
        elif hasattr(t, "__typing_subst__"):
            if t not in found:
                found.append(t)
        else:
            for x in getattr(t, "__parameters__", ()):
                if x not in found:
                    found.append(x)
    return tuple(found)


def _flatten_dedup(parameters):
    flat = []
    for p in parameters:
        if isinstance(p, UnionType) or isinstance(p, _GenericAlias) and p.__origin__ is Union:
            flat.extend(p.__args__)
        else:
            flat.append(p)
    unique = []
    for p in flat:
        if p not in unique:
            unique.append(p)
    return tuple(unique)


class _Final:
    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, **kwds):
        if "_root" not in kwds:
            raise TypeError("Cannot subclass special typing classes")


class _SpecialForm:
    # A name with a meaning of its own, which may take arguments in brackets.
    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        if self is Any:
            return "typing.Any"
        return super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _plain(self, parameters):
    raise TypeError(f"{self} is not subscriptable")


def _form(name, doc, getitem=_plain):
    def made(self, parameters):
        return getitem(self, parameters)
    made.__name__ = name
    made.__doc__ = doc
    return _SpecialForm(made)


NoReturn = _form("NoReturn", "A function that never returns.")
Never = _form("Never", "A type without values.")
Self = _form("Self", "The class of the method's object.")
LiteralString = _form("LiteralString", "A str made of literals.")
TypeAlias = _form("TypeAlias", "Says that an assignment names a type.")


def _one(self, parameters):
    item = _type_check(parameters, f"{self} accepts only single type.")
    return _GenericAlias(self, (item,))


ClassVar = _form("ClassVar", "A variable of the class, not of its objects.", _one)
Final = _form("Final", "A name that is not assigned again.", _one)
Required = _form("Required", "A key that must be there.", _one)
NotRequired = _form("NotRequired", "A key that may be missing.", _one)
ReadOnly = _form("ReadOnly", "A key that is not assigned.", _one)
TypeGuard = _form("TypeGuard", "What a function that narrows a type returns.", _one)
TypeIs = _form("TypeIs", "What a function that narrows a type returns.", _one)
Unpack = _form("Unpack", "The items of a tuple of types.", _one)


def _union(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    parameters = _flatten_dedup([_type_check(p, "Union[arg, ...]: each arg must be a type.") for p in parameters])
    if len(parameters) == 1:
        return parameters[0]
    return _UnionGenericAlias(Union, parameters)


if _MINOR >= 14:
    class _UnionMaker:
        """`Union[int, str]` is `int | str`, as far as `|` goes."""

    Union = UnionType
else:
    Union = _form("Union", "One of several types.", _union)


def _make_union(parameters):
    if _MINOR < 14:
        return Union[parameters]
    made = parameters[0]
    for p in parameters[1:]:
        made = made | p
    return made


def _optional(self, parameters):
    arg = _type_check(parameters, f"{self} requires a single type.")
    if _MINOR >= 14:
        return arg | None
    return Union[arg, type(None)]


Optional = _form("Optional", "A type, or None.", _optional)


def _literal(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for p in parameters:
        if isinstance(p, _LiteralGenericAlias):
            flat.extend(p.__args__)
        else:
            flat.append(p)
    unique = []
    for p in flat:
        if not [q for q in unique if q == p and type(q) is type(p)]:
            unique.append(p)
    return _LiteralGenericAlias(self, tuple(unique))


Literal = _form("Literal", "One of these values.", _literal)


def _concatenate(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _GenericAlias(self, parameters)


Concatenate = _form("Concatenate", "Parameters before those of a ParamSpec.", _concatenate)


class ForwardRef:
    """A type that is given by its text."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__ and self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class _BoundVar:
    def __typing_subst__(self, arg):
        return _type_check(arg, "Parameters to generic types must be types.")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __or__(self, other):
        return Union[self, other] if _MINOR < 14 else _UnionOfVariables((self, other))

    def __ror__(self, other):
        return Union[other, self] if _MINOR < 14 else _UnionOfVariables((other, self))

    def __repr__(self):
        if getattr(self, "__infer_variance__", False):
            return self.__name__
        prefix = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return prefix + self.__name__

    def __reduce__(self):
        return self.__name__


def _caller(depth=2):
    try:
        return sys._getframe(depth + 1).f_globals.get("__name__", "__main__")
    except (AttributeError, ValueError):
        return "__main__"


class TypeVar(_BoundVar):
    """A type variable."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
                 default=None):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = tuple([_type_check(t, "TypeVar(name, constraint, ...): constraints must be types.")
                                      for t in constraints])
        self.__bound__ = None if bound is None else _type_check(bound, "Bound must be a type.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        if _MINOR >= 13:
            self.__default__ = default
        module = _caller(1)
        if module != "typing":
            self.__module__ = module


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class ParamSpec(_BoundVar):
    """The parameters of a callable."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False, default=None):
        self.__name__ = name
        self.__bound__ = bound
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        self.__module__ = _caller(1)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class TypeVarTuple:
    """Any number of type variables."""

    def __init__(self, name, *, default=None):
        self.__name__ = name
        self.__module__ = _caller(1)

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")


class _GenericAlias:
    """`Origin[arguments]` of a class of the program, or of a special form."""

    def __init__(self, origin, args, *, inst=True, name=None):
        if not isinstance(args, tuple):
            args = (args,)
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        if not name:
            self.__module__ = getattr(origin, "__module__", "typing")

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass
        return result

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return _bases_of_alias(self, bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            i = bases.index(self)
            for b in bases[i + 1:]:
                if isinstance(b, _GenericAlias) and b is not self:
                    return ()
        return (self.__origin__,)

    def __getattr__(self, attr):
        if "__origin__" in self.__dict__ and not (attr.startswith("__") and attr.endswith("__")):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right] if _MINOR < 14 else _UnionOfVariables((self, right))

    def __ror__(self, left):
        return Union[left, self] if _MINOR < 14 else _UnionOfVariables((left, self))

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple([_type_check(a, "Parameters to generic types must be types.") for a in args])
        if len(args) != len(self.__parameters__):
            raise TypeError(f"Too {'many' if len(args) > len(self.__parameters__) else 'few'} arguments for {self}; "
                            f"actual {len(args)}, expected {len(self.__parameters__)}")
        chosen = dict(zip(self.__parameters__, args))
        return self._with([_substituted(a, chosen) for a in self.__args__])

    def _with(self, args):
        if self.__origin__ is Union:
            return _make_union(tuple(args))
        return self.__class__(self.__origin__, tuple(args), inst=self._inst, name=self._name)

    def __instancecheck__(self, obj):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _type_repr(self.__origin__)
        args = ", ".join([_type_repr(a) for a in self.__args__]) or "()"
        return f"{name}[{args}]"


def _substituted(arg, chosen):
    try:
        if arg in chosen:
            return chosen[arg]
    except TypeError:
        return arg
    inner = getattr(arg, "__parameters__", ())
    if isinstance(arg, type) and not isinstance(arg, GenericAlias) or not inner:
        return arg
    return arg[tuple([chosen.get(p, p) for p in inner])]


def _bases_of_alias(alias, bases):
    found = []
    if alias.__origin__ not in bases:
        found.append(alias.__origin__)
    i = bases.index(alias)
    for b in bases[i + 1:]:
        if isinstance(b, _GenericAlias) or isinstance(b, type) and issubclass(b, Generic):
            break
    else:
        found.append(Generic)
    return tuple(found)


class _UnionGenericAlias(_GenericAlias):
    def __eq__(self, other):
        if isinstance(other, UnionType) or isinstance(other, _UnionGenericAlias):
            return set(self.__args__) == set(other.__args__)
        return NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is type(None):
                return f"typing.Optional[{_type_repr(args[1])}]"
            if args[1] is type(None):
                return f"typing.Optional[{_type_repr(args[0])}]"
        return super().__repr__()

    def __instancecheck__(self, obj):
        for cls in self.__args__:
            if isinstance(obj, cls):
                return True
        return False

    def __subclasscheck__(self, cls):
        for arg in self.__args__:
            if issubclass(cls, arg):
                return True
        return False


class _UnionOfVariables(_UnionGenericAlias):
    """`T | None` where the interpreter's own union holds classes alone."""

    def __init__(self, args, **kwds):
        parts = _flatten_dedup([type(None) if a is None else a for a in args])
        _GenericAlias.__init__(self, Union, parts)

    def _with(self, args):
        return _make_union(tuple(args))

    def __repr__(self):
        return " | ".join(["None" if a is type(None) else _type_repr(a) for a in self.__args__])


class _LiteralGenericAlias(_GenericAlias):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set([(v, type(v)) for v in self.__args__]) == set([(v, type(v)) for v in other.__args__])

    def __hash__(self):
        return hash(frozenset([(v, type(v)) for v in self.__args__]))

    def __repr__(self):
        return "typing.Literal[" + ", ".join([repr(a) for a in self.__args__]) + "]"


class _SpecialAlias:
    """`typing.List` and its kin: names of classes that are elsewhere."""

    def __init__(self, origin, count, name, inst=True):
        self.__origin__ = origin
        self._count = count
        self._name = name
        self._inst = inst

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return self._name
        if "__origin__" in self.__dict__ and not (attr.startswith("__") and attr.endswith("__")):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        return self.__origin__(*args, **kwargs)

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if self._name == "Tuple":
            if params == ((),):
                params = ()
            return _GenericAlias(tuple, tuple([p if p is ... else _type_check(p, "Tuple[t0, t1, ...]: each t must be a type.")
                                               for p in params]), inst=False, name="Tuple")
        if self._name == "Callable":
            return _callable_of(params)
        params = tuple([_type_check(p, "Parameters to generic types must be types.") for p in params])
        if len(params) != self._count:
            word = "many" if len(params) > self._count else "few"
            raise TypeError(f"Too {word} arguments for {self}; actual {len(params)}, expected {self._count}")
        return _GenericAlias(self.__origin__, params, inst=self._inst, name=self._name)

    def __mro_entries__(self, bases):
        return _bases_of_alias(self, bases)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialAlias):
            cls = cls.__origin__
        return issubclass(cls, self.__origin__)

    def __or__(self, right):
        return Union[self, right] if _MINOR < 14 else _UnionOfVariables((self, right))

    def __ror__(self, left):
        return Union[left, self] if _MINOR < 14 else _UnionOfVariables((left, self))

    def __repr__(self):
        return "typing." + self._name


class _CallableAlias(_GenericAlias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and args[0] is ...:
            return f"typing.Callable[..., {_type_repr(args[1])}]"
        shown = ", ".join([_type_repr(a) for a in args[:-1]])
        return f"typing.Callable[[{shown}], {_type_repr(args[-1])}]"


def _callable_of(params):
    if len(params) != 2:
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    args, result = params
    result = _type_check(result, "Callable[args, result]: result must be a type.")
    if isinstance(args, list):
        args = tuple([_type_check(a, "Callable[[arg, ...], result]: each arg must be a type.") for a in args])
    elif isinstance(args, tuple):
        pass
    else:
        args = (args,)
    return _CallableAlias(_abc_callable, args + (result,), inst=False, name="Callable")


def _generic_class_getitem(cls, params):
    if not isinstance(params, tuple):
        params = (params,)
    params = tuple([_type_check(p, "Parameters to generic types must be types.") for p in params])
    if cls in (Generic, Protocol):
        if not params:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        for p in params:
            if not isinstance(p, (_BoundVar, TypeVarTuple)) and not (
                    isinstance(p, _GenericAlias) and p.__origin__ is Unpack):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification "
                                "variables.")
        if len(set(params)) != len(params):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
    else:
        own = getattr(cls, "__parameters__", ())
        if not own:
            raise TypeError(f"{cls} is not a generic class")
        variadic = [p for p in own if isinstance(p, (TypeVarTuple, ParamSpec))]
        if len(params) != len(own) and not variadic:
            word = "many" if len(params) > len(own) else "few"
            raise TypeError(f"Too {word} arguments for {cls}; actual {len(params)}, expected {len(own)}")
    return _GenericAlias(cls, params)


class Generic:
    """The base of classes with type variables."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        return _generic_class_getitem(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        tvars = []
        if "__orig_bases__" in cls.__dict__:
            error = Generic in cls.__orig_bases__
        else:
            error = Generic in cls.__bases__ and cls.__name__ != "Protocol"
        if error:
            raise TypeError("Cannot inherit from plain Generic")
        if "__orig_bases__" in cls.__dict__:
            tvars = list(_collect_parameters(cls.__orig_bases__))
            gvars = None
            for base in cls.__orig_bases__:
                if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                    if gvars is not None:
                        raise TypeError("Cannot inherit from Generic[...] multiple times.")
                    gvars = base.__parameters__
            if gvars is not None:
                missing = [t for t in tvars if t not in gvars]
                if missing:
                    s_vars = ", ".join([str(t) for t in missing])
                    s_args = ", ".join([str(g) for g in gvars])
                    raise TypeError(f"Some type variables ({s_vars}) are not listed in Generic[{s_args}]")
                tvars = gvars
        cls.__parameters__ = tuple(tvars)


_PROTOCOL_NAMES = frozenset([
    "_is_protocol", "_is_runtime_protocol", "__protocol_attrs__", "__non_callable_proto_members__", "__abstractmethods__",
    "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__", "__subclasshook__",
    "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__", "__firstlineno__", "__orig_bases__",
    "__parameters__", "_abc_impl", "__annotate__", "__annotate_func__", "__annotations_cache__", "__type_params__",
    "__hash__", "__callable_proto_members_only__",
])


def _get_protocol_attrs(cls):
    attrs = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for attr in list(base.__dict__) + list(getattr(base, "__annotations__", {})):
            if not attr.startswith("_abc_") and attr not in _PROTOCOL_NAMES:
                attrs.add(attr)
    return attrs


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        for attr in _get_protocol_attrs(cls):
            try:
                value = getattr(instance, attr)
            except AttributeError:
                return False
            if value is None and callable(getattr(cls, attr, None)):
                return False
        return True

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False):
            if not isinstance(other, type):
                raise TypeError("issubclass() arg 1 must be a class")
            if not getattr(cls, "_is_runtime_protocol", False):
                if type.__subclasscheck__(cls, other):
                    return True
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            data = [a for a in _get_protocol_attrs(cls) if not callable(getattr(cls, a, None))]
            if data:
                if _MINOR >= 13:
                    names = str(sorted(data))[1:-1]
                    raise TypeError(f"Protocols with non-method members don't support issubclass(). Non-method members: {names}.")
                raise TypeError("Protocols with non-method members don't support issubclass()")
        return super().__subclasscheck__(other)


def _proto_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for attr in _get_protocol_attrs(cls):
        for base in other.__mro__:
            if attr in base.__dict__:
                if base.__dict__[attr] is None:
                    return NotImplemented
                break
            if attr in getattr(base, "__annotations__", {}) and getattr(other, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that describe what others can do."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any([b is Protocol for b in cls.__bases__])
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_proto_hook)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic, Protocol) or getattr(base, "_is_protocol", False)
                    or base.__module__ in ("collections.abc", "contextlib")):
                raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        if cls.__init__ is Protocol.__init__ or cls.__init__ is object.__init__:
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Lets `isinstance` ask a protocol."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


class _AnnotatedAlias(_GenericAlias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), name="Annotated")
        self.__metadata__ = metadata

    def _with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        shown = ", ".join([repr(a) for a in self.__metadata__])
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {shown}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __mro_entries__(self, bases):
        return (self.__origin__,)


def _annotated(self, params):
    if not isinstance(params, tuple) or len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    return _AnnotatedAlias(_type_check(params[0], "Annotated[t, ...]: t must be a type."), tuple(params[1:]))


Annotated = _form("Annotated", "A type with something said about it.", _annotated)


def cast(typ, val):
    """The value as it is."""
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def final(f):
    """Says that a class or method is not overridden."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    """Says that a method overrides one."""
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def no_type_check_decorator(decorator):
    return decorator


def dataclass_transform(**kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = kwargs
        return cls_or_fn
    return decorator


_overload_registry = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """One of several signatures."""
    f = getattr(func, "__func__", func)
    try:
        _overload_registry.setdefault((f.__module__, f.__qualname__), []).append(func)
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    f = getattr(func, "__func__", func)
    return list(_overload_registry.get((f.__module__, f.__qualname__), []))


def clear_overloads():
    _overload_registry.clear()


class NewType:
    """A name that a checker takes for a type of its own."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = _caller(1)
        if module != "typing":
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                        f"`{bases[0].__name__} = NewType({bases[0].__name__!r}, {self.__name__})`")

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return Union[self, other] if _MINOR < 14 else _UnionOfVariables((self, other))

    def __ror__(self, other):
        return Union[other, self] if _MINOR < 14 else _UnionOfVariables((other, self))


def get_origin(tp):
    """What is subscripted: `list` of `list[int]`."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_GenericAlias, GenericAlias, _SpecialAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, UnionType):
        return UnionType
    return None


def get_args(tp):
    """What is in the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, _CallableAlias):
        res = tp.__args__
        if res[0] is not ...:
            res = (list(res[:-1]), res[-1])
        return res
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        return tp.__args__
    if isinstance(tp, UnionType):
        return tp.__args__
    return ()


def _resolved(value, globalns, localns):
    if value is None:
        return type(None)
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    if isinstance(value, str):
        return _resolved(_by_text(value, globalns, localns), globalns, localns)
    if isinstance(value, (_GenericAlias, GenericAlias)) and not isinstance(value, (_LiteralGenericAlias,)):
        args = tuple([_resolved(a, globalns, localns) if isinstance(a, (str, ForwardRef, _GenericAlias, GenericAlias)) else a
                      for a in value.__args__])
        if args == value.__args__:
            return value
        if isinstance(value, GenericAlias):
            return GenericAlias(value.__origin__, args)
        return value._with(args)
    return value


def _by_text(text, globalns, localns):
    return eval(text, globalns, localns)


def _hints_of(annotations, globalns, localns):
    return {name: _resolved(value, globalns, localns) for name, value in annotations.items()}


def _strip_annotations(t):
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if isinstance(t, _GenericAlias) and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, _GenericAlias) and not isinstance(t, _LiteralGenericAlias):
        args = tuple([_strip_annotations(a) for a in t.__args__])
        return t if args == t.__args__ else t._with(args)
    if isinstance(t, GenericAlias):
        args = tuple([_strip_annotations(a) for a in t.__args__])
        return t if args == t.__args__ else GenericAlias(t.__origin__, args)
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of an object, texts among them resolved."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            if base is object:
                continue
            names = globalns if globalns is not None else getattr(sys.modules.get(base.__module__), "__dict__", {})
            ann = base.__annotations__ if _MINOR >= 14 and "__annotate_func__" in base.__dict__ else base.__dict__.get(
                "__annotations__", {})
            hints.update(_hints_of(ann, names, dict(vars(base)) if localns is None else localns))
    elif isinstance(obj, types.ModuleType):
        hints = _hints_of(obj.__annotations__, obj.__dict__, localns)
    else:
        found = obj
        while hasattr(found, "__wrapped__"):
            found = found.__wrapped__
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if isinstance(obj, (types.FunctionType, types.BuiltinFunctionType, MethodType)):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        names = globalns if globalns is not None else getattr(found, "__globals__", {})
        hints = _hints_of(annotations, names, localns if localns is not None else names)
    return hints if include_extras else {k: _strip_annotations(t) for k, t in hints.items()}


def _own_annotations(ns):
    if "__annotations__" in ns:
        return dict(ns["__annotations__"])
    annotate = ns.get("__annotate_func__") or ns.get("__annotate__")
    return dict(annotate(1)) if annotate else {}


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        from collections import namedtuple
        types_ = _own_annotations(ns)
        default_names = []
        for field_name in types_:
            if field_name in ns:
                default_names.append(field_name)
            elif default_names:
                plural = "s" if len(default_names) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {field_name} cannot follow default field{plural} "
                                + ", ".join(default_names))
        made = namedtuple(typename, list(types_), defaults=[ns[n] for n in default_names], module=ns["__module__"])
        made.__annotations__ = types_
        made.__new__.__annotations__ = types_
        generic = [b for b in bases if b is not _NamedTuple]
        for key in ns:
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types",
                       "_make", "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__annotations__", "__name__", "__module__", "__qualname__", "__orig_bases__",
                           "__annotate_func__", "__annotate__", "__classdictcell__", "__classcell__") \
                    and key not in made._fields:
                setattr(made, key, ns[key])
        made.__qualname__ = ns.get("__qualname__", typename)
        if "__orig_bases__" in ns:
            made.__orig_bases__ = ns["__orig_bases__"]
        return made


class _NamedTupleForm:
    """A tuple with names and types."""

    __name__ = __qualname__ = "NamedTuple"

    def __call__(self, typename, fields=None, /, **kwargs):
        from collections import namedtuple
        pairs = list(fields) if fields is not None else list(kwargs.items())
        made = namedtuple(typename, [n for n, t in pairs], module=_caller(1))
        made.__annotations__ = {n: _type_check(t, f"field {n} annotation must be a type") for n, t in pairs}
        return made

    def __mro_entries__(self, bases):
        return (_NamedTuple,)

    def __repr__(self):
        return "<function NamedTuple>"


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
NamedTuple = _NamedTupleForm()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True, **kwds):
        annotations, required, optional = {}, set(), set()
        made = type.__new__(_TypedDictMeta, name, (dict,), {k: v for k, v in ns.items()})
        for base in bases:
            annotations.update(getattr(base, "__total_annotations__", {}))
            required |= getattr(base, "__required_keys__", set())
            optional |= getattr(base, "__optional_keys__", set())
        own = _own_annotations(ns)
        for key, tp in own.items():
            origin = get_origin(tp)
            needed = total if origin not in (Required, NotRequired) else origin is Required
            (required if needed else optional).add(key)
        annotations.update(own)
        type.__setattr__(made, "__total_annotations__", annotations)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


class _TypedDictForm:
    """A dict with known keys."""

    __name__ = __qualname__ = "TypedDict"

    def __call__(self, typename, fields=None, /, *, total=True):
        ns = {"__annotations__": dict(fields or {}), "__module__": _caller(1)}
        return _TypedDictMeta(typename, (), ns, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDict,)

    def __repr__(self):
        return "<function TypedDict>"


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict = _TypedDictForm()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


import _collections_abc as _abc

_abc_callable = _abc.Callable


def _alias(module, name, count, own=None, inst=False):
    origin = getattr(module, name, None)
    return _SpecialAlias(origin, count, own or name, inst)


Callable = _SpecialAlias(_abc_callable, 2, "Callable", False)
Hashable = _alias(_abc, "Hashable", 0)
Awaitable = _alias(_abc, "Awaitable", 1)
Coroutine = _alias(_abc, "Coroutine", 3)
AsyncIterable = _alias(_abc, "AsyncIterable", 1)
AsyncIterator = _alias(_abc, "AsyncIterator", 1)
AsyncGenerator = _alias(_abc, "AsyncGenerator", 2)
Iterable = _alias(_abc, "Iterable", 1)
Iterator = _alias(_abc, "Iterator", 1)
Reversible = _alias(_abc, "Reversible", 1)
Sized = _alias(_abc, "Sized", 0)
Container = _alias(_abc, "Container", 1)
Collection = _alias(_abc, "Collection", 1)
AbstractSet = _alias(_abc, "Set", 1, "AbstractSet")
MutableSet = _alias(_abc, "MutableSet", 1)
Mapping = _alias(_abc, "Mapping", 2)
MutableMapping = _alias(_abc, "MutableMapping", 2)
Sequence = _alias(_abc, "Sequence", 1)
MutableSequence = _alias(_abc, "MutableSequence", 1)
MappingView = _alias(_abc, "MappingView", 1)
KeysView = _alias(_abc, "KeysView", 1)
ItemsView = _alias(_abc, "ItemsView", 2)
ValuesView = _alias(_abc, "ValuesView", 1)
Generator = _alias(_abc, "Generator", 3)
Tuple = _SpecialAlias(tuple, -1, "Tuple", False)
List = _SpecialAlias(list, 1, "List", False)
Set = _SpecialAlias(set, 1, "Set", False)
FrozenSet = _SpecialAlias(frozenset, 1, "FrozenSet", False)
Dict = _SpecialAlias(dict, 2, "Dict", False)
Type = _SpecialAlias(type, 1, "Type", False)

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
for _variable in (T, KT, VT, T_co, AnyStr):
    _variable.__module__ = "typing"
Text = str


class ContextManager(Protocol[T_co]):
    """What `with` takes."""

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None


def _supports(name, method):
    def stand_in(self):
        pass
    stand_in.__name__ = method
    made = _ProtocolMeta(name, (Protocol,), {method: abstractmethod(stand_in), "__module__": "typing", "__slots__": ()})
    return runtime_checkable(made)


ContextManager = runtime_checkable(ContextManager)
SupportsInt = _supports("SupportsInt", "__int__")
SupportsFloat = _supports("SupportsFloat", "__float__")
SupportsComplex = _supports("SupportsComplex", "__complex__")
SupportsBytes = _supports("SupportsBytes", "__bytes__")
SupportsIndex = _supports("SupportsIndex", "__index__")
SupportsAbs = _supports("SupportsAbs", "__abs__")
SupportsRound = _supports("SupportsRound", "__round__")


class IO(Generic[AnyStr]):
    """A stream."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


_IN_COLLECTIONS = {"Deque": ("deque", 1), "DefaultDict": ("defaultdict", 2), "OrderedDict": ("OrderedDict", 2),
                   "Counter": ("Counter", 1), "ChainMap": ("ChainMap", 2)}


def __getattr__(name):
    if name in ("Pattern", "Match"):
        import re
        made = _SpecialAlias(getattr(re, name), 1, name, False)
        globals()[name] = made
        return made
    if name in _IN_COLLECTIONS:
        import collections
        origin, count = _IN_COLLECTIONS[name]
        made = _alias(collections, origin, count, name, True)
        globals()[name] = made
        return made
    raise AttributeError(f"module 'typing' has no attribute {name!r}")


if _MINOR >= 12:
    __all__ += ["override", "get_protocol_members", "is_protocol", "TypeAliasType"]

    class TypeAliasType:
        """What `type X = …` makes."""

        def __init__(self, name, value, *, type_params=()):
            self.__name__ = name
            self.__value__ = value
            self.__type_params__ = type_params
            self.__parameters__ = tuple(type_params)
            self.__module__ = _caller(1)

        def __getitem__(self, parameters):
            return GenericAlias(self, parameters)

        def __or__(self, other):
            return Union[self, other] if _MINOR < 14 else _UnionOfVariables((self, other))

        def __ror__(self, other):
            return Union[other, self] if _MINOR < 14 else _UnionOfVariables((other, self))

        def __repr__(self):
            return self.__name__

    def is_protocol(tp, /):
        return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol

    def get_protocol_members(tp, /):
        if not is_protocol(tp):
            raise TypeError(f"{tp!r} is not a Protocol")
        return frozenset(_get_protocol_attrs(tp))
else:
    del override
if _MINOR < 13:
    del TypeIs, ReadOnly
else:
    __all__ += ["TypeIs", "ReadOnly"]
