//! Objects that every machine has, at places that never change: singletons and built-in classes.
//!
//! The start of a machine (`machine::start`) makes them in exactly this order; a test holds the two together.

use super::Ref;

/// Heads of the collector's lists: generations 0, 1, 2, permanent, and the list of the unreachable.
pub const GENERATION_HEADS: [Ref; 5] = [Ref(1), Ref(2), Ref(3), Ref(4), Ref(5)];

/// A place in the youngest list that parts what importing library modules makes from what was there before.
pub const LIBRARY_MARK: Ref = Ref(6);

macro_rules! known {
    ($($first:literal =>)? $($name:ident = $place:literal, $text:literal, $base:ident;)*) => {
        $(#[doc = concat!("The class `", $text, "`.")] pub const $name: Ref = Ref($place);)*
        /// Every built-in class: its place, name and base (object's own base is null).
        pub const CLASSES: &[(Ref, &str, Ref)] = &[$((Ref($place), $text, $base),)*];
    };
}

/// No base: for `object` alone.
const NO_BASE: Ref = Ref::NULL;

pub const NONE: Ref = Ref(8);
pub const NOT_IMPLEMENTED: Ref = Ref(9);
pub const ELLIPSIS: Ref = Ref(10);
pub const FALSE: Ref = Ref(11);
pub const TRUE: Ref = Ref(12);
pub const EMPTY_TUPLE: Ref = Ref(13);
pub const EMPTY_STR: Ref = Ref(14);
pub const EMPTY_BYTES: Ref = Ref(15);

known! {
    OBJECT = 16, "object", NO_BASE;
    TYPE = 17, "type", OBJECT;
    NONE_TYPE = 18, "NoneType", OBJECT;
    NOT_IMPLEMENTED_TYPE = 19, "NotImplementedType", OBJECT;
    ELLIPSIS_TYPE = 20, "ellipsis", OBJECT;
    INT = 21, "int", OBJECT;
    BOOL = 22, "bool", INT;
    FLOAT = 23, "float", OBJECT;
    COMPLEX = 24, "complex", OBJECT;
    STR = 25, "str", OBJECT;
    BYTES = 26, "bytes", OBJECT;
    TUPLE = 27, "tuple", OBJECT;
    LIST = 28, "list", OBJECT;
    DICT = 29, "dict", OBJECT;
    SET = 30, "set", OBJECT;
    FROZENSET = 31, "frozenset", OBJECT;
    RANGE = 32, "range", OBJECT;
    SLICE = 33, "slice", OBJECT;
    CODE = 34, "code", OBJECT;
    FUNCTION = 35, "function", OBJECT;
    METHOD = 36, "method", OBJECT;
    BUILTIN_FUNCTION = 37, "builtin_function_or_method", OBJECT;
    METHOD_DESCRIPTOR = 38, "method_descriptor", OBJECT;
    PROPERTY = 39, "property", OBJECT;
    STATICMETHOD = 40, "staticmethod", OBJECT;
    CLASSMETHOD = 41, "classmethod", OBJECT;
    SUPER = 42, "super", OBJECT;
    CELL = 43, "cell", OBJECT;
    MODULE = 44, "module", OBJECT;
    TRACEBACK = 45, "traceback", OBJECT;
    FRAME = 46, "frame", OBJECT;
    DICT_KEYS = 47, "dict_keys", OBJECT;
    DICT_VALUES = 48, "dict_values", OBJECT;
    DICT_ITEMS = 49, "dict_items", OBJECT;
    LIST_ITERATOR = 50, "list_iterator", OBJECT;
    LIST_REVERSE_ITERATOR = 51, "list_reverseiterator", OBJECT;
    TUPLE_ITERATOR = 52, "tuple_iterator", OBJECT;
    STR_ITERATOR = 53, "str_ascii_iterator", OBJECT;
    RANGE_ITERATOR = 54, "range_iterator", OBJECT;
    DICT_KEY_ITERATOR = 55, "dict_keyiterator", OBJECT;
    DICT_VALUE_ITERATOR = 56, "dict_valueiterator", OBJECT;
    DICT_ITEM_ITERATOR = 57, "dict_itemiterator", OBJECT;
    SET_ITERATOR = 58, "set_iterator", OBJECT;
    BYTES_ITERATOR = 59, "bytes_iterator", OBJECT;
    ENUMERATE = 60, "enumerate", OBJECT;
    ZIP = 61, "zip", OBJECT;
    MAP = 62, "map", OBJECT;
    FILTER = 63, "filter", OBJECT;
    REVERSED = 64, "reversed", OBJECT;
    CALLABLE_ITERATOR = 65, "callable_iterator", OBJECT;
    SEQUENCE_ITERATOR = 66, "iterator", OBJECT;
    MEMBER_DESCRIPTOR = 67, "member_descriptor", OBJECT;
    GETSET_DESCRIPTOR = 68, "getset_descriptor", OBJECT;
    WRAPPER_DESCRIPTOR = 69, "wrapper_descriptor", OBJECT;
    METHOD_WRAPPER = 70, "method-wrapper", OBJECT;
    WEAK_REFERENCE = 71, "weakref.ReferenceType", OBJECT;
    MAPPING_PROXY = 72, "mappingproxy", OBJECT;
    GENERATOR = 73, "generator", OBJECT;
    COROUTINE = 74, "coroutine", OBJECT;
    LONG_RANGE_ITERATOR = 75, "longrange_iterator", OBJECT;
    DICT_REVERSE_KEY_ITERATOR = 76, "dict_reversekeyiterator", OBJECT;
    DICT_REVERSE_VALUE_ITERATOR = 77, "dict_reversevalueiterator", OBJECT;
    DICT_REVERSE_ITEM_ITERATOR = 78, "dict_reverseitemiterator", OBJECT;
    BASE_EXCEPTION = 80, "BaseException", OBJECT;
    EXCEPTION = 81, "Exception", BASE_EXCEPTION;
    SYSTEM_EXIT = 82, "SystemExit", BASE_EXCEPTION;
    KEYBOARD_INTERRUPT = 83, "KeyboardInterrupt", BASE_EXCEPTION;
    GENERATOR_EXIT = 84, "GeneratorExit", BASE_EXCEPTION;
    STOP_ITERATION = 85, "StopIteration", EXCEPTION;
    ARITHMETIC_ERROR = 86, "ArithmeticError", EXCEPTION;
    OVERFLOW_ERROR = 87, "OverflowError", ARITHMETIC_ERROR;
    ZERO_DIVISION_ERROR = 88, "ZeroDivisionError", ARITHMETIC_ERROR;
    FLOATING_POINT_ERROR = 89, "FloatingPointError", ARITHMETIC_ERROR;
    ASSERTION_ERROR = 90, "AssertionError", EXCEPTION;
    ATTRIBUTE_ERROR = 91, "AttributeError", EXCEPTION;
    BUFFER_ERROR = 92, "BufferError", EXCEPTION;
    EOF_ERROR = 93, "EOFError", EXCEPTION;
    IMPORT_ERROR = 94, "ImportError", EXCEPTION;
    MODULE_NOT_FOUND_ERROR = 95, "ModuleNotFoundError", IMPORT_ERROR;
    LOOKUP_ERROR = 96, "LookupError", EXCEPTION;
    INDEX_ERROR = 97, "IndexError", LOOKUP_ERROR;
    KEY_ERROR = 98, "KeyError", LOOKUP_ERROR;
    MEMORY_ERROR = 99, "MemoryError", EXCEPTION;
    NAME_ERROR = 100, "NameError", EXCEPTION;
    UNBOUND_LOCAL_ERROR = 101, "UnboundLocalError", NAME_ERROR;
    OS_ERROR = 102, "OSError", EXCEPTION;
    FILE_NOT_FOUND_ERROR = 103, "FileNotFoundError", OS_ERROR;
    PERMISSION_ERROR = 104, "PermissionError", OS_ERROR;
    TIMEOUT_ERROR = 105, "TimeoutError", OS_ERROR;
    REFERENCE_ERROR = 106, "ReferenceError", EXCEPTION;
    RUNTIME_ERROR = 107, "RuntimeError", EXCEPTION;
    NOT_IMPLEMENTED_ERROR = 108, "NotImplementedError", RUNTIME_ERROR;
    RECURSION_ERROR = 109, "RecursionError", RUNTIME_ERROR;
    SYNTAX_ERROR = 110, "SyntaxError", EXCEPTION;
    INDENTATION_ERROR = 111, "IndentationError", SYNTAX_ERROR;
    SYSTEM_ERROR = 112, "SystemError", EXCEPTION;
    TYPE_ERROR = 113, "TypeError", EXCEPTION;
    VALUE_ERROR = 114, "ValueError", EXCEPTION;
    UNICODE_ERROR = 115, "UnicodeError", VALUE_ERROR;
    UNICODE_ENCODE_ERROR = 116, "UnicodeEncodeError", UNICODE_ERROR;
    UNICODE_DECODE_ERROR = 117, "UnicodeDecodeError", UNICODE_ERROR;
    STOP_ASYNC_ITERATION = 118, "StopAsyncIteration", EXCEPTION;
    WARNING = 119, "Warning", EXCEPTION;
    DEPRECATION_WARNING = 120, "DeprecationWarning", WARNING;
    RUNTIME_WARNING = 121, "RuntimeWarning", WARNING;
    SYNTAX_WARNING = 122, "SyntaxWarning", WARNING;
    USER_WARNING = 123, "UserWarning", WARNING;
    BASE_EXCEPTION_GROUP = 124, "BaseExceptionGroup", BASE_EXCEPTION;
    EXCEPTION_GROUP = 125, "ExceptionGroup", BASE_EXCEPTION_GROUP;
    UNICODE_TRANSLATE_ERROR = 126, "UnicodeTranslateError", UNICODE_ERROR;
    TAB_ERROR = 127, "TabError", INDENTATION_ERROR;
    BLOCKING_IO_ERROR = 128, "BlockingIOError", OS_ERROR;
    CHILD_PROCESS_ERROR = 129, "ChildProcessError", OS_ERROR;
    CONNECTION_ERROR = 130, "ConnectionError", OS_ERROR;
    BROKEN_PIPE_ERROR = 131, "BrokenPipeError", CONNECTION_ERROR;
    CONNECTION_ABORTED_ERROR = 132, "ConnectionAbortedError", CONNECTION_ERROR;
    CONNECTION_REFUSED_ERROR = 133, "ConnectionRefusedError", CONNECTION_ERROR;
    CONNECTION_RESET_ERROR = 134, "ConnectionResetError", CONNECTION_ERROR;
    FILE_EXISTS_ERROR = 135, "FileExistsError", OS_ERROR;
    INTERRUPTED_ERROR = 136, "InterruptedError", OS_ERROR;
    IS_A_DIRECTORY_ERROR = 137, "IsADirectoryError", OS_ERROR;
    NOT_A_DIRECTORY_ERROR = 138, "NotADirectoryError", OS_ERROR;
    PROCESS_LOOKUP_ERROR = 139, "ProcessLookupError", OS_ERROR;
    PYTHON_FINALIZATION_ERROR = 140, "PythonFinalizationError", RUNTIME_ERROR;
    PENDING_DEPRECATION_WARNING = 141, "PendingDeprecationWarning", WARNING;
    FUTURE_WARNING = 142, "FutureWarning", WARNING;
    IMPORT_WARNING = 143, "ImportWarning", WARNING;
    UNICODE_WARNING = 144, "UnicodeWarning", WARNING;
    BYTES_WARNING = 145, "BytesWarning", WARNING;
    RESOURCE_WARNING = 146, "ResourceWarning", WARNING;
    ENCODING_WARNING = 147, "EncodingWarning", WARNING;
    IMPORT_CYCLE_ERROR = 148, "ImportCycleError", IMPORT_ERROR;
    INCOMPLETE_INPUT_ERROR = 149, "_IncompleteInputError", SYNTAX_ERROR;
    BYTEARRAY = 160, "bytearray", OBJECT;
    BYTEARRAY_ITERATOR = 161, "bytearray_iterator", OBJECT;
    MEMORYVIEW = 162, "memoryview", OBJECT;
    MEMORYVIEW_ITERATOR = 163, "memory_iterator", OBJECT;
    MANAGED_BUFFER = 164, "_managedbuffer", OBJECT;
    ARRAY = 165, "array.array", OBJECT;
    ARRAY_ITERATOR = 166, "array.arrayiterator", OBJECT;
    CLASSMETHOD_DESCRIPTOR = 200, "classmethod_descriptor", OBJECT;
    WEAK_PROXY = 201, "weakref.ProxyType", OBJECT;
    CALLABLE_WEAK_PROXY = 202, "weakref.CallableProxyType", OBJECT;
    GENERIC_ALIAS = 203, "types.GenericAlias", OBJECT;
    UNION = 204, "types.UnionType", OBJECT;
    SIMPLE_NAMESPACE = 205, "types.SimpleNamespace", OBJECT;
    ASYNC_GENERATOR = 230, "async_generator", OBJECT;
}

/// The one built-in class of two bases: its second.
pub const EXCEPTION_GROUP_SECOND_BASE: Ref = EXCEPTION;

/// The small int -5; the others follow it one by one, 1024 the last.
pub const FIRST_SMALL_INT: Ref = Ref(256);
/// Places kept for small ints, -5 to 1024; a version with fewer (-5 to 256) leaves the rest free.
pub const SMALL_INTS: u32 = 1030;
/// The one-character strings of Latin-1, U+0000 to U+00FF in order.
pub const FIRST_LATIN1: Ref = Ref(FIRST_SMALL_INT.0 + SMALL_INTS);
/// The first place that is free for everything else.
pub const FIRST_FREE: Ref = Ref(FIRST_LATIN1.0 + 256);

/// The place of the small int `value`, if it is small in a version whose largest is `largest`.
pub fn small_int(value: i64, largest: i64) -> Option<Ref> {
    (-5..=largest).contains(&value).then(|| Ref((i64::from(FIRST_SMALL_INT.0) + value + 5) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_classes_share_a_place_and_bases_come_first() {
        for (at, (place, name, base)) in CLASSES.iter().enumerate() {
            assert!(CLASSES[..at].iter().all(|(other, ..)| other < place), "{name} is out of order");
            assert!(base < place && place.0 < FIRST_SMALL_INT.0, "{name}");
        }
    }
}
