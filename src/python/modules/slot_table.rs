//! Which special methods and descriptors each built-in class has in its dict, by version: what `dir()` and `type.__dict__` show.
//!
//! Seen by running the five releases. What the methods do is `slots`'; ordinary methods stand in the file of their class.
//! A name may carry the minor version since which it is there (`name@12`), and the one in which it is gone (`name<13`).

use crate::python::object::{Ref, known};

/// One class's special names.
pub struct Slots {
    pub class: Ref,
    /// `slot wrapper`s.
    pub wrappers: &'static str,
    /// Methods with two underscores that are no slot's.
    pub methods: &'static str,
    pub class_methods: &'static str,
    /// What the machine computes (`getset_descriptor`).
    pub computed: &'static str,
    /// The same, read-only (`member_descriptor`).
    pub members: &'static str,
    /// Has a `__new__` of its own.
    pub new: bool,
    /// `__hash__` is None.
    pub unhashable: bool,
}

impl Slots {
    const NONE: Slots = Slots {
        class: Ref::NULL,
        wrappers: "",
        methods: "",
        class_methods: "",
        computed: "",
        members: "",
        new: false,
        unhashable: false,
    };
}

/// The class's entry.
pub fn of(class: Ref) -> Option<&'static Slots> {
    TABLE.iter().find(|slots| slots.class == class)
}

/// The names of a list that a version has.
pub fn names(list: &'static str, minor: u32) -> impl Iterator<Item = &'static str> {
    list.split_whitespace().filter_map(move |entry| {
        let (entry, until) = entry.split_once('<').unwrap_or((entry, "99"));
        let (name, since) = entry.split_once('@').unwrap_or((entry, "0"));
        let bound = |text: &str| text.parse::<u32>().unwrap_or(0);
        (minor >= bound(since) && minor < bound(until)).then_some(name)
    })
}

static TABLE: &[Slots] = &[
    Slots {
        class: known::OBJECT,
        wrappers: "__repr__ __hash__ __str__ __getattribute__ __setattr__ __delattr__ __lt__ __le__ __eq__ \
            __ne__ __gt__ __ge__ __init__",
        methods: "__reduce_ex__ __reduce__ __getstate__ __format__ __sizeof__ __dir__",
        class_methods: "__subclasshook__ __init_subclass__",
        computed: "__class__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::TYPE,
        wrappers: "__repr__ __call__ __getattribute__ __setattr__ __delattr__ __init__ __or__ __ror__",
        methods: "__subclasses__ __instancecheck__ __subclasscheck__ __dir__ __sizeof__",
        class_methods: "__prepare__",
        computed: "__name__ __qualname__ __bases__ __module__ __abstractmethods__ __dict__ __doc__ \
            __text_signature__ __annotations__ __mro__@12 __type_params__@12 __annotate__@14",
        members: "__basicsize__ __itemsize__ __flags__ __weakrefoffset__ __base__ __dictoffset__ __mro__<12",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::NONE_TYPE,
        wrappers: "__repr__ __bool__ __hash__@12 __lt__@12 __le__@12 __eq__@12 __ne__@12 __gt__@12 __ge__@12",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::NOT_IMPLEMENTED_TYPE,
        wrappers: "__repr__ __bool__",
        methods: "__reduce__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::ELLIPSIS_TYPE,
        wrappers: "__repr__ __getattribute__<13",
        methods: "__reduce__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::INT,
        wrappers: "__repr__ __hash__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __add__ \
            __radd__ __sub__ __rsub__ __mul__ __rmul__ __mod__ __rmod__ __divmod__ __rdivmod__ __pow__ \
            __rpow__ __neg__ __pos__ __abs__ __bool__ __invert__ __lshift__ __rlshift__ __rshift__ \
            __rrshift__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__ __int__ __float__ __floordiv__ \
            __rfloordiv__ __truediv__ __rtruediv__ __index__",
        methods: "__trunc__ __floor__ __ceil__ __round__ __getnewargs__ __format__ __sizeof__",
        computed: "real imag numerator denominator",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::BOOL,
        wrappers: "__repr__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__ __invert__@12",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::FLOAT,
        wrappers: "__repr__ __hash__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __add__ \
            __radd__ __sub__ __rsub__ __mul__ __rmul__ __mod__ __rmod__ __divmod__ __rdivmod__ __pow__ \
            __rpow__ __neg__ __pos__ __abs__ __bool__ __int__ __float__ __floordiv__ __rfloordiv__ \
            __truediv__ __rtruediv__",
        methods: "__trunc__ __floor__ __ceil__ __round__ __getnewargs__ __format__",
        class_methods: "__getformat__",
        computed: "real imag",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::COMPLEX,
        wrappers: "__repr__ __hash__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __add__ \
            __radd__ __sub__ __rsub__ __mul__ __rmul__ __pow__ __rpow__ __neg__ __pos__ __abs__ __bool__ \
            __truediv__ __rtruediv__",
        methods: "__complex__ __getnewargs__ __format__",
        members: "real imag",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::STR,
        wrappers: "__repr__ __hash__ __str__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ \
            __iter__ __mod__ __rmod__ __len__ __getitem__ __add__ __mul__ __rmul__ __contains__",
        methods: "__format__ __sizeof__ __getnewargs__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::BYTES,
        wrappers: "__repr__ __hash__ __str__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ \
            __iter__ __mod__ __rmod__ __len__ __getitem__ __add__ __mul__ __rmul__ __contains__ \
            __buffer__@12",
        methods: "__getnewargs__ __bytes__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::BYTEARRAY,
        wrappers: "__repr__ __str__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ \
            __init__ __mod__ __rmod__ __len__ __getitem__ __setitem__ __delitem__ __add__ __mul__ \
            __rmul__ __contains__ __iadd__ __imul__ __buffer__@12 __release_buffer__@12",
        methods: "__alloc__ __reduce__ __reduce_ex__ __sizeof__",
        new: true,
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::MEMORYVIEW,
        wrappers: "__repr__ __hash__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ \
            __len__ __getitem__ __setitem__ __delitem__ __buffer__@12 __release_buffer__@12",
        methods: "__enter__ __exit__",
        class_methods: "__class_getitem__@14",
        computed: "obj nbytes readonly itemsize format ndim shape strides suboffsets c_contiguous f_contiguous \
            contiguous",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::ARRAY,
        wrappers: "__repr__ __getattribute__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ __len__ __getitem__ \
            __setitem__ __delitem__ __add__ __mul__ __rmul__ __contains__ __iadd__ __imul__ __buffer__@12 \
            __release_buffer__@12",
        class_methods: "__class_getitem__",
        computed: "typecode",
        members: "itemsize",
        new: true,
        unhashable: true,
        ..Slots::NONE
    },
    Slots { class: known::ARRAY_ITERATOR, wrappers: "__getattribute__ __iter__ __next__", ..Slots::NONE },
    Slots {
        class: known::TUPLE,
        wrappers: "__repr__ __hash__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ \
            __len__ __getitem__ __add__ __mul__ __rmul__ __contains__",
        methods: "__getnewargs__",
        class_methods: "__class_getitem__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::LIST,
        wrappers: "__repr__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ __init__ \
            __len__ __setitem__ __delitem__ __add__ __mul__ __rmul__ __contains__ __iadd__ __imul__",
        methods: "__getitem__ __reversed__ __sizeof__",
        class_methods: "__class_getitem__",
        new: true,
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::DICT,
        wrappers: "__repr__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ __init__ \
            __or__ __ror__ __ior__ __len__ __setitem__ __delitem__",
        methods: "__getitem__ __contains__ __sizeof__ __reversed__",
        class_methods: "__class_getitem__",
        new: true,
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::SET,
        wrappers: "__repr__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ __init__ \
            __sub__ __rsub__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__ __isub__ __iand__ __ixor__ \
            __ior__ __len__",
        methods: "__contains__ __reduce__ __sizeof__",
        class_methods: "__class_getitem__",
        new: true,
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::FROZENSET,
        wrappers: "__repr__ __hash__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ \
            __sub__ __rsub__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__ __len__",
        methods: "__contains__ __reduce__ __sizeof__",
        class_methods: "__class_getitem__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::RANGE,
        wrappers: "__repr__ __hash__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ \
            __bool__ __len__ __getitem__ __contains__",
        methods: "__reversed__ __reduce__",
        members: "start stop step",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::SLICE,
        wrappers: "__repr__ __getattribute__<14 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __hash__@12",
        methods: "__reduce__",
        class_methods: "__class_getitem__@15",
        members: "start stop step",
        new: true,
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::CODE,
        wrappers: "__repr__ __hash__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__",
        methods: "__sizeof__ __replace__@13",
        computed: "co_lnotab<15 _co_code_adaptive co_varnames co_cellvars co_freevars co_code",
        members: "co_argcount co_posonlyargcount co_kwonlyargcount co_stacksize co_flags co_nlocals co_consts \
            co_names co_filename co_name co_qualname co_firstlineno co_linetable co_exceptiontable",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::FUNCTION,
        wrappers: "__repr__ __call__ __get__",
        computed: "__code__ __defaults__ __kwdefaults__ __annotations__ __dict__ __name__ __qualname__ \
            __type_params__@12 __annotate__@14 __doc__@14 __module__@14",
        members: "__closure__ __doc__<14 __globals__ __module__<14 __builtins__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::METHOD,
        wrappers: "__repr__ __hash__ __call__ __getattribute__ __setattr__<13 __delattr__<13 __lt__ __le__ \
            __eq__ __ne__ __gt__ __ge__ __get__@13",
        methods: "__reduce__",
        computed: "__doc__",
        members: "__func__ __self__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::BUILTIN_FUNCTION,
        wrappers: "__repr__ __hash__ __call__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__",
        methods: "__reduce__",
        computed: "__doc__ __name__ __qualname__ __self__ __text_signature__",
        members: "__module__",
        ..Slots::NONE
    },
    Slots {
        class: known::METHOD_DESCRIPTOR,
        wrappers: "__repr__ __call__ __getattribute__<13 __get__",
        methods: "__reduce__",
        computed: "__doc__ __qualname__ __text_signature__",
        members: "__objclass__ __name__",
        ..Slots::NONE
    },
    Slots {
        class: known::PROPERTY,
        wrappers: "__getattribute__<14 __get__ __set__ __delete__ __init__",
        methods: "__set_name__",
        computed: "__isabstractmethod__ __name__@13",
        members: "fget fset fdel __doc__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::STATICMETHOD,
        wrappers: "__repr__ __call__ __get__ __init__",
        class_methods: "__class_getitem__@14",
        computed: "__isabstractmethod__ __dict__ __annotations__@14 __annotate__@14",
        members: "__func__ __wrapped__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::CLASSMETHOD,
        wrappers: "__repr__ __get__ __init__",
        class_methods: "__class_getitem__@14",
        computed: "__isabstractmethod__ __dict__ __annotations__@14 __annotate__@14",
        members: "__func__ __wrapped__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::SUPER,
        wrappers: "__repr__ __getattribute__ __get__ __init__",
        members: "__thisclass__ __self__ __self_class__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::CELL,
        wrappers: "__repr__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__",
        computed: "cell_contents",
        new: true,
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::MODULE,
        wrappers: "__repr__ __getattribute__ __setattr__<13 __delattr__<13 __init__",
        methods: "__dir__",
        computed: "__annotations__ __annotate__@14",
        members: "__dict__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::TRACEBACK,
        wrappers: "__getattribute__<13",
        methods: "__dir__",
        computed: "tb_next tb_lineno",
        members: "tb_frame tb_lasti",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::FRAME,
        wrappers: "__repr__ __getattribute__<13 __setattr__<13 __delattr__<13",
        methods: "__sizeof__",
        computed: "f_back f_locals f_lineno f_trace f_lasti f_globals f_builtins f_code f_trace_opcodes@12 \
            f_generator@14",
        members: "f_trace_lines f_trace_opcodes<12",
        ..Slots::NONE
    },
    Slots {
        class: known::DICT_KEYS,
        wrappers: "__repr__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ __sub__ \
            __rsub__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__ __len__ __contains__",
        methods: "__reversed__",
        computed: "mapping",
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::DICT_VALUES,
        wrappers: "__repr__ __getattribute__<13 __iter__ __len__",
        methods: "__reversed__",
        computed: "mapping",
        ..Slots::NONE
    },
    Slots {
        class: known::DICT_ITEMS,
        wrappers: "__repr__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ __sub__ \
            __rsub__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__ __len__ __contains__",
        methods: "__reversed__",
        computed: "mapping",
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::LIST_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        ..Slots::NONE
    },
    Slots {
        class: known::LIST_REVERSE_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        ..Slots::NONE
    },
    Slots {
        class: known::TUPLE_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        ..Slots::NONE
    },
    Slots {
        class: known::STR_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        ..Slots::NONE
    },
    Slots {
        class: known::RANGE_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        ..Slots::NONE
    },
    Slots {
        class: known::DICT_KEY_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__",
        ..Slots::NONE
    },
    Slots {
        class: known::DICT_VALUE_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__",
        ..Slots::NONE
    },
    Slots {
        class: known::DICT_ITEM_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__",
        ..Slots::NONE
    },
    Slots {
        class: known::SET_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__",
        ..Slots::NONE
    },
    Slots {
        class: known::BYTEARRAY_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        ..Slots::NONE
    },
    Slots { class: known::MEMORYVIEW_ITERATOR, wrappers: "__getattribute__<13 __iter__ __next__", ..Slots::NONE },
    Slots {
        class: known::BYTES_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        ..Slots::NONE
    },
    Slots {
        class: known::ENUMERATE,
        wrappers: "__getattribute__<14 __iter__ __next__",
        methods: "__reduce__",
        class_methods: "__class_getitem__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::ZIP,
        wrappers: "__getattribute__<14 __iter__ __next__",
        methods: "__reduce__ __setstate__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::MAP,
        wrappers: "__getattribute__<14 __iter__ __next__",
        methods: "__reduce__ __setstate__@14",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::FILTER,
        wrappers: "__getattribute__<14 __iter__ __next__",
        methods: "__reduce__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::REVERSED,
        wrappers: "__getattribute__<14 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::CALLABLE_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__reduce__",
        ..Slots::NONE
    },
    Slots {
        class: known::SEQUENCE_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        ..Slots::NONE
    },
    Slots {
        class: known::MEMBER_DESCRIPTOR,
        wrappers: "__repr__ __getattribute__<13 __get__ __set__ __delete__",
        methods: "__reduce__",
        computed: "__doc__ __qualname__",
        members: "__objclass__ __name__",
        ..Slots::NONE
    },
    Slots {
        class: known::GETSET_DESCRIPTOR,
        wrappers: "__repr__ __getattribute__<13 __get__ __set__ __delete__",
        computed: "__doc__ __qualname__",
        members: "__objclass__ __name__",
        ..Slots::NONE
    },
    Slots {
        class: known::WRAPPER_DESCRIPTOR,
        wrappers: "__repr__ __call__ __getattribute__<13 __get__",
        methods: "__reduce__",
        computed: "__doc__ __qualname__ __text_signature__",
        members: "__objclass__ __name__",
        ..Slots::NONE
    },
    Slots {
        class: known::METHOD_WRAPPER,
        wrappers: "__repr__ __hash__ __call__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__",
        methods: "__reduce__",
        computed: "__objclass__ __name__ __qualname__ __doc__ __text_signature__",
        members: "__self__",
        ..Slots::NONE
    },
    Slots {
        class: known::CLASSMETHOD_DESCRIPTOR,
        wrappers: "__repr__ __call__ __getattribute__<13 __get__",
        computed: "__doc__ __qualname__ __text_signature__",
        members: "__objclass__ __name__",
        ..Slots::NONE
    },
    Slots {
        class: known::WEAK_REFERENCE,
        wrappers: "__repr__ __hash__ __call__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __init__",
        class_methods: "__class_getitem__",
        members: "__callback__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::MAPPING_PROXY,
        wrappers: "__repr__ __str__ __getattribute__<13 __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __iter__ \
            __or__ __ror__ __ior__ __len__ __getitem__ __contains__ __hash__@12",
        methods: "__reversed__",
        class_methods: "__class_getitem__",
        new: true,
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::GENERATOR,
        wrappers: "__repr__ __getattribute__<13 __iter__ __next__ __del__",
        methods: "__sizeof__",
        class_methods: "__class_getitem__@13",
        computed: "__name__ __qualname__ gi_yieldfrom gi_running gi_frame gi_suspended gi_code@12 gi_state@15",
        members: "gi_code<12",
        ..Slots::NONE
    },
    Slots {
        class: known::LONG_RANGE_ITERATOR,
        wrappers: "__getattribute__<13 __iter__ __next__",
        methods: "__length_hint__ __reduce__ __setstate__",
        ..Slots::NONE
    },
    Slots {
        class: known::DICT_REVERSE_KEY_ITERATOR,
        wrappers: "__iter__ __next__",
        methods: "__length_hint__ __reduce__",
        ..Slots::NONE
    },
    Slots {
        class: known::DICT_REVERSE_VALUE_ITERATOR,
        wrappers: "__iter__ __next__",
        methods: "__length_hint__ __reduce__",
        ..Slots::NONE
    },
    Slots {
        class: known::DICT_REVERSE_ITEM_ITERATOR,
        wrappers: "__iter__ __next__",
        methods: "__length_hint__ __reduce__",
        ..Slots::NONE
    },
    Slots {
        class: known::WEAK_PROXY,
        wrappers: "__repr__ __str__ __getattribute__ __setattr__ __delattr__ __lt__ __le__ __eq__ __ne__ __gt__ \
            __ge__ __iter__ __next__ __add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __mod__ __rmod__ \
            __divmod__ __rdivmod__ __pow__ __rpow__ __neg__ __pos__ __abs__ __bool__ __invert__ \
            __lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ __xor__ __rxor__ __or__ \
            __ror__ __int__ __float__ __iadd__ __isub__ __imul__ __imod__ __ipow__ __ilshift__ \
            __irshift__ __iand__ __ixor__ __ior__ __floordiv__ __rfloordiv__ __truediv__ __rtruediv__ \
            __ifloordiv__ __itruediv__ __index__ __matmul__ __rmatmul__ __imatmul__ __len__ __getitem__ \
            __setitem__ __delitem__ __contains__",
        methods: "__bytes__ __reversed__",
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::CALLABLE_WEAK_PROXY,
        wrappers: "__repr__ __call__ __str__ __getattribute__ __setattr__ __delattr__ __lt__ __le__ __eq__ \
            __ne__ __gt__ __ge__ __iter__ __next__ __add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ \
            __mod__ __rmod__ __divmod__ __rdivmod__ __pow__ __rpow__ __neg__ __pos__ __abs__ __bool__ \
            __invert__ __lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ __xor__ __rxor__ \
            __or__ __ror__ __int__ __float__ __iadd__ __isub__ __imul__ __imod__ __ipow__ __ilshift__ \
            __irshift__ __iand__ __ixor__ __ior__ __floordiv__ __rfloordiv__ __truediv__ __rtruediv__ \
            __ifloordiv__ __itruediv__ __index__ __matmul__ __rmatmul__ __imatmul__ __len__ __getitem__ \
            __setitem__ __delitem__ __contains__",
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::GENERIC_ALIAS,
        wrappers: "__repr__ __hash__ __call__ __getattribute__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ \
            __iter__ __or__ __ror__ __getitem__",
        methods: "__mro_entries__ __instancecheck__ __subclasscheck__ __reduce__ __dir__",
        computed: "__parameters__ __typing_unpacked_tuple_args__",
        members: "__origin__ __args__ __unpacked__",
        new: true,
        ..Slots::NONE
    },
    Slots {
        class: known::UNION,
        wrappers: "__repr__ __hash__ __getattribute__ __lt__ __le__ __eq__ __ne__ __gt__ __ge__ __or__ __ror__ \
            __getitem__",
        methods: "__mro_entries__@14",
        class_methods: "__class_getitem__@14",
        computed: "__parameters__ __name__@14 __qualname__@14 __origin__@14",
        members: "__args__",
        ..Slots::NONE
    },
    Slots {
        class: known::SIMPLE_NAMESPACE,
        wrappers: "__repr__ __getattribute__<13 __setattr__<13 __delattr__<13 __lt__ __le__ __eq__ __ne__ __gt__ \
            __ge__ __init__",
        methods: "__reduce__ __replace__@13",
        members: "__dict__",
        new: true,
        unhashable: true,
        ..Slots::NONE
    },
    Slots {
        class: known::BASE_EXCEPTION,
        wrappers: "__repr__ __str__ __getattribute__<14 __setattr__<13 __delattr__<13 __init__",
        methods: "__reduce__ __setstate__",
        computed: "__dict__ args __traceback__ __context__ __cause__",
        members: "__suppress_context__",
        new: true,
        ..Slots::NONE
    },
];
