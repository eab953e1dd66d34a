//! Code objects and the instructions of the machine.
//!
//! The instruction set keeps CPython's stack discipline (each push takes a reference, each pop drops one) with the names of
//! CPython's own instructions where they do the same, but no inline caches, no specialised forms and no `EXTENDED_ARG`.

use crate::python::object::Ref;

/// A compiled module, class body, function, lambda or comprehension.
#[derive(Clone, Debug)]
pub struct Code {
    pub name: String,
    pub qualified_name: String,
    pub file_name: String,
    /// Whether the lines are the program's own: those of library modules and of `exec`'s strings are no marks of a run.
    pub in_program: bool,
    /// The first line of the block (of the decorators, if there are any).
    pub first_line: u32,
    pub flags: CodeFlags,
    pub positional_only: u32,
    /// Positional parameters, positional-only ones included.
    pub arguments: u32,
    pub keyword_only: u32,
    /// Names of the locals plus: parameters (positional, keyword-only, *args, **kwargs), other locals, cells that are no
    /// parameters, free variables. A parameter that is a cell is marked in `kinds` and stays at its place.
    pub locals: Vec<LocalName>,
    /// Names for `LoadName`, `LoadGlobal`, `LoadAttr`, `ImportName` …: interned str objects (owned by the code).
    pub names: Vec<Ref>,
    /// Owned by the code.
    pub constants: Vec<Ref>,
    /// The most values that stand on the stack at once.
    pub stack_size: u32,
    pub instructions: Vec<Instruction>,
    /// One for each instruction.
    pub positions: Vec<Position>,
    /// Where an exception goes, innermost range last to win: see [`Handler`].
    pub handlers: Vec<Handler>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeFlags {
    /// Has fast locals (a function), as against module and class bodies.
    pub optimized: bool,
    pub varargs: bool,
    pub varkeywords: bool,
    /// Defined inside a function.
    pub nested: bool,
    pub generator: bool,
    pub coroutine: bool,
    pub async_generator: bool,
    /// A generator that may be awaited (`types.coroutine`).
    pub iterable_coroutine: bool,
    /// Defined in a class body.
    pub method: bool,
    /// The first constant is the docstring.
    pub docstring: bool,
}

impl CodeFlags {
    /// Whether a call gives a generator, coroutine or asynchronous generator.
    pub fn is_resumable(self) -> bool {
        self.generator || self.coroutine || self.async_generator
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalName {
    /// The interned str object (owned by the code).
    pub name: Ref,
    pub text: String,
    pub kind: LocalKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalKind {
    /// A plain local or parameter.
    Fast,
    /// A local, or parameter, that an inner function uses: `MakeCell` at the start puts it in a cell.
    Cell,
    /// A variable of an outer function: `CopyFreeVars` puts the cell here.
    Free,
}

/// Operation and argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction {
    pub op: Op,
    pub arg: u32,
}

/// Where an instruction's source stands: lines from 1, columns in UTF-8 bytes from 0 (CPython's `co_positions`). Line 0:
/// none (artificial instruction).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub line: u32,
    pub end_line: u32,
    pub column: u32,
    pub end_column: u32,
}

/// A row of the exception table: when an instruction in `start..end` raises, the stack is cut to `depth` values, the
/// instruction's number is pushed as an int if `push_instruction`, the exception is pushed, and control goes to `target`. Rows are searched in
/// order; the first that holds the instruction wins (so inner ranges come first).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub depth: u32,
    pub push_instruction: bool,
}

/// Operators of [`Op::BinaryOp`]; in-place forms follow the plain ones by [`BinaryOperator::INPLACE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum BinaryOperator {
    Add,
    And,
    FloorDivide,
    LeftShift,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    Power,
    RightShift,
    Subtract,
    TrueDivide,
    Xor,
}

impl BinaryOperator {
    /// Added to the argument for `+=` and the like.
    pub const INPLACE: u32 = 13;
    pub const ALL: [BinaryOperator; 13] = [
        BinaryOperator::Add,
        BinaryOperator::And,
        BinaryOperator::FloorDivide,
        BinaryOperator::LeftShift,
        BinaryOperator::MatrixMultiply,
        BinaryOperator::Multiply,
        BinaryOperator::Remainder,
        BinaryOperator::Or,
        BinaryOperator::Power,
        BinaryOperator::RightShift,
        BinaryOperator::Subtract,
        BinaryOperator::TrueDivide,
        BinaryOperator::Xor,
    ];
}

/// Operators of [`Op::CompareOp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Comparison {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

impl Comparison {
    pub const ALL: [Comparison; 6] = [
        Comparison::Less,
        Comparison::LessEqual,
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Greater,
        Comparison::GreaterEqual,
    ];
}

/// Flags of [`Op::MakeFunction`]; what is present lies on the stack below the code in this order.
pub const MAKE_DEFAULTS: u32 = 1;
pub const MAKE_KEYWORD_DEFAULTS: u32 = 2;
/// Up to 3.13 a tuple of names and values in turn.
pub const MAKE_ANNOTATIONS: u32 = 4;
pub const MAKE_CLOSURE: u32 = 8;
/// From 3.14: the function that computes the annotations.
pub const MAKE_ANNOTATE: u32 = 16;

/// The high bit of the argument of [`Op::LoadSuperAttr`]: load as a method.
pub const SUPER_METHOD: u32 = 1 << 31;

/// The operations. In the comments the stack grows to the right, `arg` is the instruction's argument, and jump targets are
/// instruction numbers. Unless told otherwise popped references are dropped and pushed ones are new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Op {
    Nop,
    /// Start of a frame, and a safepoint.
    Resume,
    /// `value →`
    PopTop,
    /// `→ the arg-th value from the top` (1 is the top)
    Copy,
    /// Exchanges the top and the arg-th value from it.
    Swap,
    /// `→ null`
    PushNull,
    /// `→ constants[arg]`
    LoadConst,
    /// `→ the small int arg` (no constant; 3.14 on)
    LoadSmallInt,
    /// `→ locals[arg]`, UnboundLocalError when unbound.
    LoadFast,
    /// The same without a count of its own: the compiler has shown that the local outlives the value (3.14 on).
    LoadFastBorrow,
    /// `→ locals[arg]`, leaving it unbound; pushes null when it is (inlined comprehensions).
    LoadFastAndClear,
    /// `value →`; null, from [`Op::LoadFastAndClear`], leaves the local unbound.
    StoreFast,
    /// Unbinds `locals[arg]`; UnboundLocalError when unbound.
    DeleteFast,
    /// Puts a new cell at `locals[arg]` holding what was there.
    MakeCell,
    /// Copies the function's closure (arg cells) to the last locals.
    CopyFreeVars,
    /// `→ content of the cell locals[arg]`
    LoadDeref,
    /// `value →`
    StoreDeref,
    DeleteDeref,
    /// `→ the class body's name, else the cell's content` (arg is the cell)
    LoadClassDeref,
    /// `mapping → mapping[names[arg]]`, else from globals, builtins.
    LoadFromDictOrGlobals,
    /// `mapping → mapping[name of locals[arg]]`, else the content of the cell locals[arg].
    LoadFromDictOrDeref,
    /// `→ names[arg]` from the locals dict, globals, builtins.
    LoadName,
    StoreName,
    DeleteName,
    LoadGlobal,
    StoreGlobal,
    DeleteGlobal,
    /// `object → object.names[arg]`
    LoadAttr,
    /// `object → function, object` when the attribute is a plain function of the class, else `attribute, null`.
    LoadMethod,
    /// `super, class, receiver → attribute` or, with the high bit of arg set, as LoadMethod (3.12 on).
    LoadSuperAttr,
    /// `value, object →`
    StoreAttr,
    /// `object →`
    DeleteAttr,
    /// `left, right → result`: arg is a BinaryOperator, plus INPLACE.
    BinaryOp,
    /// `container, key → item`
    BinarySubscript,
    /// `container, start, stop → item` (3.12 on)
    BinarySlice,
    /// `value, container, key →`
    StoreSubscript,
    /// `value, container, start, stop →` (3.12 on)
    StoreSlice,
    /// `container, key →`
    DeleteSubscript,
    UnaryNegative,
    UnaryPositive,
    UnaryInvert,
    UnaryNot,
    /// `left, right → bool or whatever`: arg is a Comparison.
    CompareOp,
    /// `left, right → bool`; arg 1 for `is not`.
    IsOp,
    /// `left, right → bool`; arg 1 for `not in`.
    ContainsOp,
    /// `arg values → tuple`
    BuildTuple,
    BuildList,
    BuildSet,
    /// `arg pairs → dict`
    BuildMap,
    /// `arg values, tuple of keys → dict`
    BuildConstKeyMap,
    /// `arg strings → str`
    BuildString,
    /// `arg (2 or 3) values → slice`
    BuildSlice,
    /// `list at depth arg …, value → list …`
    ListAppend,
    SetAdd,
    /// `dict at depth arg …, key, value → dict …`
    MapAdd,
    /// `list at depth arg …, iterable → list …`
    ListExtend,
    SetUpdate,
    /// `dict at depth arg …, mapping → dict …`: `{**mapping}`
    DictUpdate,
    /// The same for call keywords: a repeated key is a TypeError that names the callable (at depth arg + 2).
    DictMerge,
    /// `list → tuple`
    ListToTuple,
    /// `sequence → arg values, the first on top`
    UnpackSequence,
    /// `sequence → before, list, after`: low byte of arg before, next bytes after; the first on top.
    UnpackEx,
    /// `iterable → iterator`
    GetIter,
    /// `iterator → iterator, next`, or at the end jumps to arg with the iterator still there (EndFor follows there).
    ForIter,
    /// `iterator →`
    EndFor,
    JumpForward,
    /// A safepoint.
    JumpBackward,
    /// `value →`, jumps when it is true …
    PopJumpIfTrue,
    PopJumpIfFalse,
    PopJumpIfNone,
    PopJumpIfNotNone,
    /// `value → bool`
    ToBool,
    /// `callable, receiver or null, arg arguments → result`
    Call,
    /// The same with `names` (a tuple constant) on top for the last arguments.
    CallKeywords,
    /// `callable, null, tuple, (dict if arg is 1) → result`
    CallEx,
    /// `value → None`: hands the value to the caller and ends the frame.
    ReturnValue,
    /// `(defaults …), code → function`: arg is made of the MAKE_ flags.
    MakeFunction,
    /// `→ __build_class__`
    LoadBuildClass,
    /// `value, (format spec if arg & 4) → str`: arg & 3 is 0 none, 1 str, 2 repr, 3 ascii.
    FormatValue,
    /// `level, from-list → module names[arg]`
    ImportName,
    /// `module → module, module.names[arg]`
    ImportFrom,
    /// `module →`
    ImportStar,
    /// `(exception, (cause)) →`: arg says how many; 0 re-raises the handled one.
    RaiseVarargs,
    /// `exception → the one handled before, exception`; now this one is being handled.
    PushExcInfo,
    /// `the one handled before →`: it is again.
    PopExcept,
    /// `exception, class or tuple → exception, bool`
    CheckExcMatch,
    /// `exception, type → rest or None, match or None` (except*)
    CheckEgMatch,
    /// `original, list of raised → what to raise or None` (after the clauses of except*)
    PrepareReraiseStar,
    /// `(instruction number), (…), exception →`: raises it again; arg > 0: the frame goes back to the instruction at depth arg for the traceback.
    Reraise,
    /// `manager → exit, entered`
    BeforeWith,
    /// `exit, number, handled before, exception → …, result of exit`
    WithExceptStart,
    /// `→ AssertionError`
    LoadAssertionError,
    /// Makes `__annotations__` in a module or class body if it is not there.
    SetupAnnotations,
    /// Makes the generator or coroutine and returns it.
    ReturnGenerator,
    /// `value → sent value`
    YieldValue,
    /// `receiver, value → receiver, result`; jumps to arg when the receiver is done.
    Send,
    GetYieldFromIter,
    /// `value →`: prints it, as an interactive interpreter does.
    PrintExpr,
    /// `awaitable → iterator`: arg tells what asks, for messages.
    GetAwaitable,
    /// `iterable → asynchronous iterator`
    GetAiter,
    /// `asynchronous iterator → asynchronous iterator, awaitable`
    GetAnext,
    /// `asynchronous iterator, exception →`; raises the exception again unless it is StopAsyncIteration.
    EndAsyncFor,
    /// `manager → exit, awaitable of entering`
    BeforeAsyncWith,
    /// `value → wrapped value`, which an asynchronous generator yields.
    AsyncGenWrap,
    /// `subject → subject, bool`: whether it is a sequence to patterns.
    MatchSequence,
    /// `subject → subject, bool`: whether it is a mapping to patterns.
    MatchMapping,
    /// `subject, keys → subject, keys, tuple of their values`, or None instead when one is missing.
    MatchKeys,
    /// `subject, class, tuple of names → tuple of attributes`, or None when it does not match; arg positional patterns.
    MatchClass,
    /// `object → object, its length`
    GetLength,
    /// `→ locals() of a class body` and the like, for what the compiler needs.
    LoadLocals,
}

impl Op {
    /// Whether the eval breaker is looked at here: threads may switch, a pending collection runs.
    pub fn is_safepoint(self) -> bool {
        matches!(self, Op::Resume | Op::JumpBackward)
    }
}
