//! One block while its instructions are emitted: items in order, with labels for what jumps and handlers aim at.

use std::collections::HashMap;

use ruff_python_ast::Stmt;

use super::code::{CodeFlags, Op, Position};
use super::constant::Constant;
use crate::python::object::Ref;

/// A place that instructions jump to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Label(pub u32);

/// What stands in a block's text of instructions.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    Label(Label),
    Instruction(Emitted),
    /// From here on exceptions go to the handler (CPython's pseudo instructions `SETUP_FINALLY` and its like).
    Setup(usize),
    /// From here on CPython's stack is higher by so many values than this machine's.
    Width(i32),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Emitted {
    pub op: Op,
    pub arg: Argument,
    pub position: Position,
    /// The handler in force, a place in [`Unit::setups`].
    pub handler: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    Plain(u32),
    Jump(Label),
    /// A fast local that may get no value: an inlined comprehension puts back what was there.
    MaybeNull(u32),
    /// A cell or free variable: a place in [`Unit::cells`] followed by [`Unit::free`].
    Cell(u32),
}

/// A handler: where it is, and what it finds on the stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setup {
    pub target: Label,
    pub push_instruction: bool,
    /// Values on top at the set-up that the handler does not find (`SETUP_WITH`: the entered value).
    pub dropped: u32,
}

/// What `break`, `continue` and `return` must undo on their way out (`struct fblockinfo`, `Python/compile.c`).
#[derive(Clone, Copy, Debug)]
pub(super) enum FrameBlock<'a> {
    While {
        start: Label,
        end: Label,
    },
    For {
        start: Label,
        end: Label,
    },
    Try,
    FinallyTry {
        body: &'a [Stmt],
    },
    FinallyEnd,
    With {
        position: Position,
        is_async: bool,
    },
    /// The handlers of a `try`, between two of them.
    Handlers,
    /// The same of an `except*`, which nothing but an exception may leave.
    StarHandlers,
    /// In a handler, with the name that it binds.
    Handler {
        name: Option<&'a str>,
    },
    /// A value on the stack.
    Value,
}

#[derive(Debug, Default)]
pub(super) struct Unit<'a> {
    /// The block's place in the blocks.
    pub block: usize,
    pub name: String,
    pub qualified_name: String,
    pub first_line: u32,
    pub flags: CodeFlags,
    pub positional_only: u32,
    pub arguments: u32,
    pub keyword_only: u32,
    /// For mangling: the class that this block lies in.
    pub class_name: Option<String>,
    pub items: Vec<Item>,
    pub labels: u32,
    pub setups: Vec<Setup>,
    /// Handlers in force, innermost last.
    pub handlers: Vec<usize>,
    pub frame_blocks: Vec<FrameBlock<'a>>,
    /// Fast locals in the order of their first use, parameters first.
    pub fast: Vec<String>,
    pub fast_places: HashMap<String, u32>,
    pub parameters: usize,
    pub cells: Vec<String>,
    pub free: Vec<String>,
    pub names: Vec<Ref>,
    pub name_places: HashMap<String, u32>,
    pub constants: Vec<Ref>,
    pub constant_places: HashMap<Constant, u32>,
    /// Comprehensions that run here at this place, innermost last: places in the blocks.
    pub inlined: Vec<usize>,
    /// Names that methods of a class body set on `self` (`__static_attributes__`, 3.13 on).
    pub static_attributes: Vec<String>,
    pub is_class: bool,
    /// A comprehension or generator expression with a frame of its own.
    pub is_comprehension: bool,
}

impl Unit<'_> {
    pub fn new_label(&mut self) -> Label {
        self.labels += 1;
        Label(self.labels - 1)
    }

    pub fn place(&mut self, label: Label) {
        self.items.push(Item::Label(label));
    }

    pub fn emit(&mut self, op: Op, arg: Argument, position: Position) {
        let handler = self.handlers.last().copied();
        self.items.push(Item::Instruction(Emitted { op, arg, position, handler }));
    }

    /// Puts a handler in force.
    pub fn set_up(&mut self, target: Label, push_instruction: bool, dropped: u32) {
        self.setups.push(Setup { target, push_instruction, dropped });
        let place = self.setups.len() - 1;
        self.items.push(Item::Setup(place));
        self.handlers.push(place);
    }

    /// The fast local's place; a new one for a new name.
    pub fn fast_place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.fast_places.get(name) {
            return *place;
        }
        let place = self.fast.len() as u32;
        self.fast.push(name.to_owned());
        self.fast_places.insert(name.to_owned(), place);
        place
    }

    pub fn cell_place(&self, name: &str) -> Option<u32> {
        let at = self.cells.iter().position(|cell| cell == name);
        let place = at.or_else(|| Some(self.cells.len() + self.free.iter().position(|free| free == name)?));
        place.map(|place| place as u32)
    }
}
