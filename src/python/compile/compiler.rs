//! What all parts of the compiler share: the stack of blocks under compilation, emitting, names and constants.

use std::sync::Arc;

use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange};

use super::code::{Code, CodeFlags, Op, Position};
use super::constant::{Constant, Pool};
use super::scope::{self, Blocks, Reach};
use super::source::Source;
use super::unit::{Argument, Label, Unit};
use super::{assemble, fold};
use crate::python::eval::stop::SourceError;
use crate::python::machine::Machine;
use crate::python::version::Version;

pub(super) type Compiled<T = ()> = Result<T, SourceError>;

/// What is done to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Load,
    Store,
    Delete,
}

pub(super) struct Compiler<'a> {
    pub machine: &'a mut Machine,
    pub version: Version,
    pub source: &'a Source<'a>,
    pub blocks: &'a Blocks,
    pub pool: Pool,
    /// Statements of the module that are expressions print their value.
    pub interactive: bool,
    /// The innermost last.
    pub units: Vec<Unit<'a>>,
    /// Where units go that nothing is to be emitted into, never looked at.
    pub spare: Unit<'a>,
}

impl<'a> Compiler<'a> {
    pub fn new(machine: &'a mut Machine, source: &'a Source<'a>, blocks: &'a Blocks) -> Self {
        let version = machine.version();
        Self {
            machine,
            version,
            source,
            blocks,
            pool: Pool::default(),
            interactive: false,
            units: Vec::new(),
            spare: Unit::default(),
        }
    }

    /// The block under compilation.
    pub fn unit(&mut self) -> &mut Unit<'a> {
        match self.units.last_mut() {
            Some(unit) => unit,
            None => &mut self.spare,
        }
    }

    pub fn position(&self, node: &impl Ranged) -> Position {
        self.source.position_of(node)
    }

    pub fn unmodelled(&self, what: &str, range: TextRange) -> SourceError {
        self.source.unmodelled(format!("{what} is not modelled yet"), range)
    }

    pub fn emit(&mut self, op: Op, position: Position) {
        self.emit_with(op, 0, position);
    }

    pub fn emit_with(&mut self, op: Op, arg: u32, position: Position) {
        self.unit().emit(op, Argument::Plain(arg), position);
    }

    pub fn jump(&mut self, op: Op, label: Label, position: Position) {
        self.unit().emit(op, Argument::Jump(label), position);
    }

    pub fn new_label(&mut self) -> Label {
        self.unit().new_label()
    }

    /// An iterator takes (1) or gives back (-1) a second place on CPython's stack, from 3.15.
    pub fn iterator_width(&mut self, change: i32) {
        if self.version >= Version::V3_15 {
            self.unit().items.push(super::unit::Item::Width(change));
        }
    }

    /// The same for what a `with` statement calls at its end, from 3.14.
    pub fn exit_width(&mut self, change: i32) {
        if self.version >= Version::V3_14 {
            self.unit().items.push(super::unit::Item::Width(change));
        }
    }

    pub fn place(&mut self, label: Label) {
        self.unit().place(label);
    }

    /// Takes the handler that was put in force last out of force (`POP_BLOCK`).
    pub fn pop_handler(&mut self) {
        self.unit().handlers.pop();
    }

    /// Loads a constant; a small int as such from 3.14 on (`LOAD_SMALL_INT`).
    pub fn load_constant(&mut self, constant: &Constant, position: Position) {
        if let Constant::Int(value) = constant
            && self.version.has_small_int_instruction()
            && let Ok(value) = u8::try_from(value)
        {
            return self.emit_with(Op::LoadSmallInt, u32::from(value), position);
        }
        let place = self.constant_place(constant);
        self.emit_with(Op::LoadConst, place, position);
    }

    pub fn load_none(&mut self, position: Position) {
        self.load_constant(&Constant::None, position);
    }

    pub fn constant_place(&mut self, constant: &Constant) -> u32 {
        if let Some(place) = self.unit().constant_places.get(constant) {
            return *place;
        }
        let object = self.pool.object(self.machine, constant);
        let unit = self.unit();
        let place = unit.constants.len() as u32;
        unit.constants.push(object);
        unit.constant_places.insert(constant.clone(), place);
        place
    }

    pub fn load_code(&mut self, code: Arc<Code>, position: Position) {
        let object = self.pool.code(self.machine, code);
        let unit = self.unit();
        let place = unit.constants.len() as u32;
        unit.constants.push(object);
        self.emit_with(Op::LoadConst, place, position);
    }

    pub fn mangle(&mut self, name: &str) -> String {
        scope::mangle(self.unit().class_name.as_deref(), name)
    }

    /// The place of a name that is mangled already.
    pub fn name_place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.unit().name_places.get(name) {
            return *place;
        }
        let object = self.pool.name(self.machine, name);
        let unit = self.unit();
        let place = unit.names.len() as u32;
        unit.names.push(object);
        unit.name_places.insert(name.to_owned(), place);
        place
    }

    /// An instruction whose argument is an attribute or module name.
    pub fn emit_name(&mut self, op: Op, name: &str, position: Position) {
        let name = self.mangle(name);
        let place = self.name_place(&name);
        self.emit_with(op, place, position);
    }

    /// Loads, stores or deletes a variable (`compiler_nameop`).
    pub fn variable(&mut self, act: Act, name: &str, position: Position) {
        let name = self.mangle(name);
        let (reach, function_like) = self.reach(&name);
        let choose = |load, store, delete| match act {
            Act::Load => load,
            Act::Store => store,
            Act::Delete => delete,
        };
        if matches!(act, Act::Load) && self.load_beside_class(&name, reach, position) {
            return;
        }
        match reach {
            Reach::Local if function_like => {
                let place = self.unit().fast_place(&name);
                self.emit_with(choose(Op::LoadFast, Op::StoreFast, Op::DeleteFast), place, position);
            }
            Reach::Cell | Reach::Free => {
                let in_class = self.unit().is_class && self.unit().inlined.is_empty();
                let load = if in_class { Op::LoadClassDeref } else { Op::LoadDeref };
                match self.unit().cell_place(&name) {
                    Some(place) => {
                        let op = choose(load, Op::StoreDeref, Op::DeleteDeref);
                        self.unit().emit(op, Argument::Cell(place), position);
                    }
                    None => {
                        let place = self.name_place(&name);
                        self.emit_with(choose(Op::LoadGlobal, Op::StoreGlobal, Op::DeleteGlobal), place, position);
                    }
                }
            }
            Reach::GlobalExplicit => {
                let place = self.name_place(&name);
                self.emit_with(choose(Op::LoadGlobal, Op::StoreGlobal, Op::DeleteGlobal), place, position);
            }
            Reach::GlobalImplicit if function_like => {
                let place = self.name_place(&name);
                self.emit_with(choose(Op::LoadGlobal, Op::StoreGlobal, Op::DeleteGlobal), place, position);
            }
            _ => {
                let place = self.name_place(&name);
                self.emit_with(choose(Op::LoadName, Op::StoreName, Op::DeleteName), place, position);
            }
        }
    }

    /// A load in annotations of a class: the class's dict is asked first (`codegen_nameop`, `can_see_class_scope`). Says whether it
    /// was one.
    fn load_beside_class(&mut self, name: &str, reach: Reach, position: Position) -> bool {
        let block = self.unit().block;
        let sees = self.unit().inlined.is_empty()
            && self.blocks.all.get(block).is_some_and(|block| {
                block.kind == scope::BlockKind::Annotations && block.reach.get("__classdict__") == Some(&Reach::Free)
            });
        if !sees || reach == Reach::Local || reach == Reach::GlobalExplicit || name == "__classdict__" {
            return false;
        }
        let Some(dict) = self.unit().cell_place("__classdict__") else { return false };
        self.unit().emit(Op::LoadDeref, Argument::Cell(dict), position);
        match self.unit().cell_place(name) {
            Some(place) if matches!(reach, Reach::Cell | Reach::Free) => {
                self.unit().emit(Op::LoadFromDictOrDeref, Argument::Cell(place), position);
            }
            _ => {
                let place = self.name_place(name);
                self.emit_with(Op::LoadFromDictOrGlobals, place, position);
            }
        }
        true
    }

    /// How the name is reached here, and whether a local is a fast one.
    pub fn reach(&mut self, name: &str) -> (Reach, bool) {
        let blocks = self.blocks;
        let unit = self.unit();
        for inlined in unit.inlined.iter().rev() {
            if let Some(block) = blocks.all.get(*inlined)
                && let Some(reach @ (Reach::Local | Reach::Cell)) = block.reach.get(name)
            {
                return (*reach, true);
            }
        }
        let Some(block) = blocks.all.get(unit.block) else { return (Reach::GlobalImplicit, false) };
        let reach = block.reach.get(name).copied();
        let reach = match reach {
            // The class's own use of a name that a function inside takes from further out.
            Some(Reach::GlobalImplicit) if block.free_beside_local.contains(name) => Reach::Free,
            Some(reach) => reach,
            None => Reach::GlobalImplicit,
        };
        (reach, block.is_function_like())
    }

    /// Starts a block.
    pub fn enter(&mut self, block: usize, name: &str, first_line: u32, class_name: Option<String>) {
        let qualified_name = self.qualified_name(block, name);
        let blocks = self.blocks;
        let in_class = self.unit().is_class;
        let mut unit = Unit { block, name: name.to_owned(), qualified_name, first_line, class_name, ..Unit::default() };
        if let Some(block) = blocks.all.get(block) {
            unit.flags = CodeFlags {
                optimized: block.is_function_like(),
                nested: block.nested,
                generator: block.is_generator && !block.is_async,
                coroutine: block.is_async && !block.is_generator,
                async_generator: block.is_async && block.is_generator,
                method: in_class && block.kind == scope::BlockKind::Function,
                ..CodeFlags::default()
            };
            unit.is_comprehension = matches!(block.kind, scope::BlockKind::Comprehension | scope::BlockKind::Generator);
            unit.is_class = block.kind == scope::BlockKind::Class;
            unit.cells = block.cells();
            if block.needs_class_cell {
                unit.cells.push("__class__".to_owned());
            }
            if block.needs_class_dict {
                unit.cells.push("__classdict__".to_owned());
            }
            unit.free = block.free();
        }
        self.units.push(unit);
    }

    /// Ends the block and makes its code.
    pub fn leave(&mut self) -> Compiled<Arc<Code>> {
        let unit = self.units.pop().unwrap_or_default();
        assemble::assemble(self.machine, &mut self.pool, self.version, self.source, unit).map(Arc::new)
    }

    /// `outer.<locals>.inner` (`compiler_set_qualname`).
    fn qualified_name(&mut self, block: usize, name: &str) -> String {
        let blocks = self.blocks;
        if self.units.len() <= 1 {
            return name.to_owned();
        }
        let parent_is_class = self.unit().is_class;
        let mangled = self.mangle(name);
        let is_definition = blocks
            .all
            .get(block)
            .is_some_and(|block| matches!(block.kind, scope::BlockKind::Function | scope::BlockKind::Class));
        let parent_block = self.unit().block;
        let declared_global = is_definition
            && blocks.all.get(parent_block).and_then(|parent| parent.reach.get(&mangled))
                == Some(&Reach::GlobalExplicit);
        if declared_global {
            return name.to_owned();
        }
        let base = &self.unit().qualified_name;
        if parent_is_class { format!("{base}.{name}") } else { format!("{base}.<locals>.{name}") }
    }

    /// The constant that the expression is.
    pub fn constant(&self, expression: &Expr) -> Option<Constant> {
        fold::constant(expression)
    }
}
