//! Which variable a name means, in each block of the program (`Python/symtable.c`).
//!
//! First the tree is walked and each block notes what happens to each name; then the blocks are resolved from the outside
//! in. A block is found again by the address of its node, which lives as long as the parsed tree.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::source::Source;
use crate::python::eval::stop::SourceError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Module,
    Class,
    /// A function or lambda.
    Function,
    /// A list, set or dict comprehension.
    Comprehension,
    /// A generator expression.
    Generator,
    /// The function that computes annotations (3.14 on).
    Annotations,
}

/// How a block reaches a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Local,
    Cell,
    Free,
    /// By a `global` statement.
    GlobalExplicit,
    GlobalImplicit,
}

#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    bound: bool,
    used: bool,
    parameter: bool,
    global: bool,
    nonlocal: bool,
    annotated: bool,
    range: TextRange,
}

/// A block's names.
#[derive(Debug)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    names: BTreeMap<String, Uses>,
    pub reach: BTreeMap<String, Reach>,
    /// Lies in a function, at any depth.
    pub nested: bool,
    /// Has a `yield`.
    pub is_generator: bool,
    /// An `async def`, or a comprehension that waits.
    pub is_async: bool,
    /// A comprehension that runs in its parent's frame (PEP 709).
    pub inlined: bool,
    /// A class body whose functions use `__class__`.
    pub needs_class_cell: bool,
    /// A class body whose annotations look names up in its dict.
    pub needs_class_dict: bool,
    /// Names of the class's own that a function inside means an outer variable by.
    pub free_beside_local: BTreeSet<String>,
    pub has_annotations: bool,
    /// The class around that mangles private names.
    class_name: Option<String>,
}

impl Block {
    fn new(kind: BlockKind, parent: Option<usize>) -> Self {
        Self {
            kind,
            parent,
            children: Vec::new(),
            names: BTreeMap::new(),
            reach: BTreeMap::new(),
            nested: false,
            is_generator: false,
            is_async: false,
            inlined: false,
            needs_class_cell: false,
            needs_class_dict: false,
            free_beside_local: BTreeSet::new(),
            has_annotations: false,
            class_name: None,
        }
    }

    pub fn is_function_like(&self) -> bool {
        !matches!(self.kind, BlockKind::Module | BlockKind::Class)
    }

    /// Whether the block itself binds the name.
    pub fn binds(&self, name: &str) -> bool {
        matches!(self.reach.get(name), Some(Reach::Local | Reach::Cell))
    }

    /// Names that inner functions use, sorted.
    pub fn cells(&self) -> Vec<String> {
        self.reach.iter().filter(|(_, reach)| **reach == Reach::Cell).map(|(name, _)| name.clone()).collect()
    }

    /// Names of outer functions, sorted.
    pub fn free(&self) -> Vec<String> {
        let own = self.reach.iter().filter(|(_, reach)| **reach == Reach::Free).map(|(name, _)| name.clone());
        let free: BTreeSet<String> = own.chain(self.free_beside_local.iter().cloned()).collect();
        free.into_iter().collect()
    }

    /// Locals, without parameters: for an inlined comprehension.
    pub fn own_names(&self) -> impl Iterator<Item = (&String, Reach)> {
        self.reach
            .iter()
            .filter(|(_, reach)| matches!(reach, Reach::Local | Reach::Cell))
            .map(|(name, reach)| (name, *reach))
    }
}

/// All blocks of a compilation unit; the first is the module.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub all: Vec<Block>,
    by_node: HashMap<(usize, bool), usize>,
    /// Names that the module imports.
    imported: BTreeSet<String>,
}

impl Blocks {
    /// The block of a node.
    pub fn of<T>(&self, node: &T) -> Option<usize> {
        self.by_node.get(&(address(node), false)).copied()
    }

    /// Whether the module, at its top level, imports the name.
    pub fn is_imported(&self, name: &str) -> bool {
        self.imported.contains(name)
    }

    /// The block that computes the module's annotations.
    pub fn annotations_of_module(&self) -> Option<usize> {
        self.by_node.get(&MODULE_ANNOTATIONS).copied()
    }

    /// The block that computes a node's annotations.
    pub fn annotations_of<T>(&self, node: &T) -> Option<usize> {
        self.by_node.get(&(address(node), true)).copied()
    }
}

/// The key of the block that computes the module's annotations; no node lies there.
const MODULE_ANNOTATIONS: (usize, bool) = (1, true);

fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

/// How names are resolved in a version.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub inline_comprehensions: bool,
    pub lazy_annotations: bool,
    /// What messages call a parameter.
    pub parameter_word: &'static str,
}

/// The blocks of a module's body.
pub(super) fn of_module(source: &Source<'_>, rules: Rules, body: &[Stmt]) -> Result<Blocks, SourceError> {
    let mut collector = Collector::new(source, rules);
    collector.visit_body(body);
    collector.body_annotations(body, MODULE_ANNOTATIONS);
    collector.finish()
}

/// The blocks of an expression by itself.
pub(super) fn of_expression(source: &Source<'_>, rules: Rules, expression: &Expr) -> Result<Blocks, SourceError> {
    let mut collector = Collector::new(source, rules);
    collector.visit_expr(expression);
    collector.finish()
}

/// A private name as its class spells it (`_Py_Mangle`): `__x` in class `C` is `_C__x`.
pub(super) fn mangle(class: Option<&str>, name: &str) -> String {
    let Some(class) = class.map(|class| class.trim_start_matches('_')) else { return name.to_owned() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || class.is_empty() {
        return name.to_owned();
    }
    format!("_{class}{name}")
}

struct Collector<'s, 't> {
    source: &'s Source<'t>,
    rules: Rules,
    blocks: Blocks,
    current: usize,
    class_name: Option<String>,
    error: Option<SourceError>,
}

impl<'s, 't> Collector<'s, 't> {
    fn new(source: &'s Source<'t>, rules: Rules) -> Self {
        let blocks = Blocks { all: vec![Block::new(BlockKind::Module, None)], ..Blocks::default() };
        Self { source, rules, blocks, current: 0, class_name: None, error: None }
    }

    fn finish(mut self) -> Result<Blocks, SourceError> {
        if self.error.is_none() {
            let mut resolver = Resolver { source: self.source, rules: self.rules, blocks: &mut self.blocks.all };
            if let Err(error) = resolver.resolve(0, &BTreeSet::new(), &BTreeSet::new()) {
                self.error = Some(error);
            }
        }
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.blocks),
        }
    }

    fn fail(&mut self, message: String, range: TextRange) {
        if self.error.is_none() {
            self.error = Some(self.source.syntax_error(message, range));
        }
    }

    fn block(&mut self) -> &mut Block {
        &mut self.blocks.all[self.current]
    }

    fn note(&mut self, name: &str, range: TextRange, change: impl FnOnce(&mut Uses)) {
        let name = mangle(self.class_name.as_deref(), name);
        let uses = self.block().names.entry(name).or_insert_with(|| Uses { range, ..Uses::default() });
        change(uses);
    }

    fn bind(&mut self, name: &str, range: TextRange) {
        self.note(name, range, |uses| uses.bound = true);
    }

    fn parameter(&mut self, name: &str, range: TextRange) {
        let mangled = mangle(self.class_name.as_deref(), name);
        if self.block().names.get(&mangled).is_some_and(|uses| uses.parameter) {
            let word = self.rules.parameter_word;
            self.fail(format!("duplicate {word} '{name}' in function definition"), range);
        }
        self.note(name, range, |uses| {
            uses.bound = true;
            uses.parameter = true;
        });
    }

    /// Runs `inside` in a new block.
    fn within(&mut self, node: (usize, bool), kind: BlockKind, inside: impl FnOnce(&mut Self)) {
        let outer = self.current;
        let place = self.blocks.all.len();
        let parent = &self.blocks.all[outer];
        let mut block = Block::new(kind, Some(outer));
        block.nested = parent.nested || parent.is_function_like();
        block.class_name = self.class_name.clone();
        self.blocks.all.push(block);
        self.blocks.all[outer].children.push(place);
        self.blocks.by_node.insert(node, place);
        self.current = place;
        inside(self);
        self.current = outer;
    }

    fn parameters(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs) {
            self.parameter(parameter.parameter.name.as_str(), parameter.parameter.range());
        }
        for parameter in [&parameters.vararg, &parameters.kwarg].into_iter().flatten() {
            self.parameter(parameter.name.as_str(), parameter.range());
        }
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs) {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn function_annotations(&mut self, function: &ast::StmtFunctionDef) {
        let annotated = parameter_annotations(&function.parameters).next().is_some() || function.returns.is_some();
        if !annotated {
            return;
        }
        let visit = |collector: &mut Self| {
            for (_, annotation) in parameter_annotations(&function.parameters) {
                collector.visit_expr(annotation);
            }
            if let Some(returns) = &function.returns {
                collector.visit_expr(returns);
            }
        };
        if self.rules.lazy_annotations {
            let in_class = self.block().kind == BlockKind::Class;
            self.within((address(function), true), BlockKind::Annotations, |collector| {
                collector.parameter(".format", function.name.range());
                if in_class {
                    collector.note("__classdict__", function.name.range(), |uses| uses.used = true);
                }
                visit(collector);
            });
        } else {
            visit(self);
        }
    }

    /// The block that computes the annotations of a module's or class's body (3.14 on).
    fn body_annotations(&mut self, body: &[Stmt], key: (usize, bool)) {
        let annotated = super::annotations::of_body(body);
        let Some(first) = annotated.first().filter(|_| self.rules.lazy_annotations) else { return };
        let (in_class, range) = (self.block().kind == BlockKind::Class, first.range);
        self.within(key, BlockKind::Annotations, |collector| {
            collector.parameter(".format", range);
            if in_class {
                collector.note("__classdict__", range, |uses| uses.used = true);
            }
            for assign in &annotated {
                collector.visit_expr(&assign.annotation);
            }
        });
    }

    fn comprehension<T: Ranged>(
        &mut self,
        node: &T,
        kind: BlockKind,
        generators: &[ast::Comprehension],
        elements: &[&Expr],
    ) {
        let range = node.range();
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        let made = self.blocks.all.len();
        self.within((address(node), false), kind, |collector| {
            collector.parameter(".0", TextRange::default());
            collector.block().is_generator = kind == BlockKind::Generator;
            collector.block().is_async = generators.iter().any(|generator| generator.is_async);
            for (at, generator) in generators.iter().enumerate() {
                collector.visit_expr(&generator.target);
                if at > 0 {
                    collector.visit_expr(&generator.iter);
                }
                for condition in &generator.ifs {
                    collector.visit_expr(condition);
                }
            }
            for element in elements {
                collector.visit_expr(element);
            }
        });
        // A comprehension that waits makes the one around it wait.
        let waits = kind == BlockKind::Comprehension && self.blocks.all.get(made).is_some_and(|block| block.is_async);
        if waits {
            let around = self.block();
            match around.kind {
                BlockKind::Comprehension | BlockKind::Generator => around.is_async = true,
                BlockKind::Function if around.is_async => {}
                _ => self.fail("asynchronous comprehension outside of an asynchronous function".to_owned(), range),
            }
        }
    }

    /// `(name := value)` in a comprehension binds the name in the function around it
    /// (`symtable_extend_namedexpr_scope`).
    fn walrus(&mut self, name: &ast::ExprName) {
        let mut place = self.current;
        while matches!(self.blocks.all[place].kind, BlockKind::Comprehension | BlockKind::Generator) {
            let mangled = mangle(self.class_name.as_deref(), &name.id);
            if self.blocks.all[place]
                .names
                .get(&mangled)
                .is_some_and(|uses| uses.bound && !uses.nonlocal && !uses.global)
            {
                let message =
                    format!("assignment expression cannot rebind comprehension iteration variable '{}'", name.id);
                return self.fail(message, name.range);
            }
            match self.blocks.all[place].parent {
                Some(parent) => place = parent,
                None => break,
            }
        }
        if place == self.current {
            return self.bind(&name.id, name.range);
        }
        let inner = self.current;
        let kind = self.blocks.all[place].kind;
        if kind == BlockKind::Class {
            let message = "assignment expression within a comprehension cannot be used in a class body";
            return self.fail(message.to_owned(), name.range);
        }
        let mangled = mangle(self.class_name.as_deref(), &name.id);
        let is_global =
            kind == BlockKind::Module || self.blocks.all[place].names.get(&mangled).is_some_and(|uses| uses.global);
        let mut between = inner;
        while between != place {
            self.current = between;
            self.note(&name.id, name.range, |uses| {
                uses.bound = true;
                uses.global = is_global;
                uses.nonlocal = !is_global;
            });
            between = self.blocks.all[between].parent.unwrap_or(place);
        }
        self.current = place;
        self.bind(&name.id, name.range);
        self.current = inner;
    }

    /// `global` and `nonlocal` come before any other use of the name in their block (`symtable_visit_stmt`).
    fn declare(&mut self, name: &ast::Identifier, range: TextRange, word: &str) {
        let mangled = mangle(self.class_name.as_deref(), name.as_str());
        let uses = self.block().names.get(&mangled).copied().unwrap_or_default();
        let problem = if uses.parameter {
            Some(format!("name '{name}' is parameter and {word}"))
        } else if uses.annotated {
            Some(format!("annotated name '{name}' can't be {word}"))
        } else if uses.bound && !uses.global && !uses.nonlocal {
            Some(format!("name '{name}' is assigned to before {word} declaration"))
        } else if uses.used && !uses.global && !uses.nonlocal {
            Some(format!("name '{name}' is used prior to {word} declaration"))
        } else {
            None
        };
        if let Some(problem) = problem {
            self.fail(problem, range);
        }
        self.note(name.as_str(), range, |uses| {
            uses.global |= word == "global";
            uses.nonlocal |= word == "nonlocal";
        });
    }
}

/// Parameters that have an annotation, in the order of `compiler_visit_annotations`.
pub(super) fn parameter_annotations(parameters: &ast::Parameters) -> impl Iterator<Item = (&ast::Identifier, &Expr)> {
    let positional = parameters.args.iter().chain(&parameters.posonlyargs).map(|parameter| &parameter.parameter);
    let rest = parameters.kwonlyargs.iter().map(|parameter| &parameter.parameter);
    positional
        .chain(parameters.vararg.as_deref())
        .chain(rest)
        .chain(parameters.kwarg.as_deref())
        .filter_map(|parameter| parameter.annotation.as_deref().map(|annotation| (&parameter.name, annotation)))
}

impl<'a> Visitor<'a> for Collector<'_, '_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => {
                for decorator in &function.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.bind(function.name.as_str(), function.name.range());
                self.defaults(&function.parameters);
                self.function_annotations(function);
                self.within((address(function), false), BlockKind::Function, |collector| {
                    collector.block().is_async = function.is_async;
                    collector.parameters(&function.parameters);
                    collector.visit_body(&function.body);
                });
            }
            Stmt::ClassDef(class) => {
                for decorator in &class.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.bind(class.name.as_str(), class.name.range());
                if let Some(arguments) = &class.arguments {
                    self.visit_arguments(arguments);
                }
                let outer = self.class_name.replace(class.name.to_string());
                self.within((address(class), false), BlockKind::Class, |collector| {
                    collector.visit_body(&class.body);
                    collector.body_annotations(&class.body, (address(class), true));
                });
                self.class_name = outer;
            }
            Stmt::Global(global) => {
                for name in &global.names {
                    self.declare(name, global.range, "global");
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                if self.current == 0 {
                    self.fail("nonlocal declaration not allowed at module level".to_owned(), nonlocal.range);
                }
                for name in &nonlocal.names {
                    self.declare(name, nonlocal.range, "nonlocal");
                }
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    self.import(alias);
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    if alias.name.as_str() == "*" {
                        if self.current != 0 {
                            self.fail("import * only allowed at module level".to_owned(), import.range);
                        }
                    } else {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name);
                        self.bind_import(name.as_str(), alias.range);
                    }
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    let mangled = mangle(self.class_name.as_deref(), &name.id);
                    let uses = self.block().names.get(&mangled).copied().unwrap_or_default();
                    let module = self.current == 0;
                    if assign.simple && !module && (uses.global || uses.nonlocal) {
                        let word = if uses.global { "global" } else { "nonlocal" };
                        self.fail(format!("annotated name '{}' can't be {word}", name.id), assign.range);
                    }
                    let has_value = assign.value.is_some();
                    if assign.simple {
                        self.block().has_annotations = true;
                        self.note(&name.id, name.range, |uses| {
                            uses.annotated = true;
                            uses.bound = true;
                        });
                    } else if has_value {
                        self.bind(&name.id, name.range);
                    }
                } else {
                    self.visit_expr(&assign.target);
                }
                let evaluated = !self.rules.lazy_annotations && !self.block().is_function_like();
                if evaluated {
                    self.visit_expr(&assign.annotation);
                }
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
            }
            Stmt::AugAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    self.note(&name.id, name.range, |uses| {
                        uses.bound = true;
                        uses.used = true;
                    });
                } else {
                    self.visit_expr(&assign.target);
                }
                self.visit_expr(&assign.value);
            }
            Stmt::Try(_) => {
                if let Stmt::Try(attempt) = statement {
                    for handler in &attempt.handlers {
                        let ast::ExceptHandler::ExceptHandler(handler) = handler;
                        if let Some(name) = &handler.name {
                            self.bind(name.as_str(), name.range());
                        }
                    }
                }
                visitor::walk_stmt(self, statement);
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load => {
                    self.note(&name.id, name.range, |uses| uses.used = true);
                    if name.id.as_str() == "super" && self.block().is_function_like() {
                        self.note("__class__", name.range, |uses| uses.used = true);
                    }
                }
                _ => self.bind(&name.id, name.range),
            },
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.within((address(lambda), false), BlockKind::Function, |collector| {
                    if let Some(parameters) = &lambda.parameters {
                        collector.parameters(parameters);
                    }
                    collector.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(list) => self.comprehension(list, BlockKind::Comprehension, &list.generators, &[&list.elt]),
            Expr::SetComp(set) => self.comprehension(set, BlockKind::Comprehension, &set.generators, &[&set.elt]),
            Expr::DictComp(dict) => {
                let elements: Vec<&Expr> = dict.key.iter().map(|key| &**key).chain([&*dict.value]).collect();
                self.comprehension(dict, BlockKind::Comprehension, &dict.generators, &elements);
            }
            Expr::Generator(made) => self.comprehension(made, BlockKind::Generator, &made.generators, &[&made.elt]),
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    self.walrus(name);
                }
            }
            Expr::Await(_) => {
                let in_comprehension = matches!(self.block().kind, BlockKind::Comprehension | BlockKind::Generator);
                self.block().is_async |= in_comprehension;
                visitor::walk_expr(self, expression);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.block().is_generator = true;
                visitor::walk_expr(self, expression);
            }
            _ => visitor::walk_expr(self, expression),
        }
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name.as_str(), name.range());
        }
        visitor::walk_pattern(self, pattern);
    }
}

impl Collector<'_, '_> {
    fn import(&mut self, alias: &ast::Alias) {
        let name = match &alias.asname {
            Some(name) => name.as_str(),
            None => alias.name.as_str().split('.').next().unwrap_or_default(),
        };
        self.bind_import(name, alias.range);
    }

    fn bind_import(&mut self, name: &str, range: TextRange) {
        if self.current == 0 {
            self.blocks.imported.insert(name.to_owned());
        }
        self.bind(name, range);
    }
}

struct Resolver<'s, 't, 'b> {
    source: &'s Source<'t>,
    rules: Rules,
    blocks: &'b mut Vec<Block>,
}

impl Resolver<'_, '_, '_> {
    /// Resolves a block and those in it (`analyze_block`): `bound` are the names of the functions around, `globals` those
    /// that they declare global. Gives the names that the block needs from the functions around it.
    fn resolve(
        &mut self,
        place: usize,
        bound: &BTreeSet<String>,
        globals: &BTreeSet<String>,
    ) -> Result<BTreeSet<String>, SourceError> {
        let names = std::mem::take(&mut self.blocks[place].names);
        let kind = self.blocks[place].kind;
        let mut free = BTreeSet::new();
        let mut local = BTreeSet::new();
        let mut own_globals = globals.clone();
        let mut reach = BTreeMap::new();
        for (name, uses) in &names {
            let found = if uses.global {
                if uses.nonlocal {
                    let message = format!("name '{name}' is nonlocal and global");
                    return Err(self.source.syntax_error(message, uses.range));
                }
                own_globals.insert(name.clone());
                Reach::GlobalExplicit
            } else if uses.nonlocal {
                if !bound.contains(name) {
                    let message = format!("no binding for nonlocal '{name}' found");
                    return Err(self.source.syntax_error(message, uses.range));
                }
                free.insert(name.clone());
                Reach::Free
            } else if uses.bound {
                local.insert(name.clone());
                own_globals.remove(name);
                Reach::Local
            } else if bound.contains(name) {
                free.insert(name.clone());
                Reach::Free
            } else {
                Reach::GlobalImplicit
            };
            reach.insert(name.clone(), found);
        }
        let mut inner_bound = bound.clone();
        match kind {
            BlockKind::Module => inner_bound.clear(),
            BlockKind::Class => {
                inner_bound.insert("__class__".to_owned());
                inner_bound.insert("__classdict__".to_owned());
            }
            _ => {
                inner_bound.retain(|name| !matches!(reach.get(name), Some(Reach::GlobalExplicit)));
                inner_bound.extend(local.iter().cloned());
            }
        }
        let mut inner_free = BTreeSet::new();
        for child in self.blocks[place].children.clone() {
            let mut child_free = self.resolve(child, &inner_bound, &own_globals)?;
            if self.blocks[child].kind == BlockKind::Comprehension && self.rules.inline_comprehensions {
                self.inline(child, kind, &mut reach, &mut child_free);
            }
            inner_free.extend(child_free);
        }
        if kind == BlockKind::Class {
            if inner_free.remove("__class__") {
                self.blocks[place].needs_class_cell = true;
            }
            if inner_free.remove("__classdict__") {
                self.blocks[place].needs_class_dict = true;
            }
        } else if kind != BlockKind::Module {
            for (name, reach) in &mut reach {
                if *reach == Reach::Local && inner_free.remove(name) {
                    *reach = Reach::Cell;
                }
                if *reach == Reach::Cell {
                    inner_free.remove(name);
                }
            }
        }
        for name in inner_free {
            match reach.get(&name) {
                None => {
                    reach.insert(name.clone(), Reach::Free);
                }
                Some(Reach::Local) if kind == BlockKind::Class => {
                    self.blocks[place].free_beside_local.insert(name.clone());
                }
                // The class's own use of the name looks in the class first, then in the cell.
                Some(Reach::GlobalImplicit) if kind == BlockKind::Class => {
                    self.blocks[place].free_beside_local.insert(name.clone());
                }
                _ => {}
            }
            free.insert(name);
        }
        self.blocks[place].reach = reach;
        Ok(free)
    }

    /// Merges the names of a comprehension that runs in its parent's frame (`inline_comprehension`).
    fn inline(
        &mut self,
        child: usize,
        parent_kind: BlockKind,
        reach: &mut BTreeMap<String, Reach>,
        child_free: &mut BTreeSet<String>,
    ) {
        let needed_deeper: BTreeSet<String> =
            self.blocks[child].children.iter().flat_map(|inner| self.blocks[*inner].free()).collect();
        self.blocks[child].inlined = true;
        for (name, inner) in self.blocks[child].reach.clone() {
            if name == ".0" {
                continue;
            }
            match reach.get(&name).copied() {
                None => {
                    // The parent learns only of names that are not the comprehension's own.
                    if !matches!(inner, Reach::Local | Reach::Cell) {
                        reach.insert(name.clone(), inner);
                    }
                }
                Some(outer) => {
                    if inner == Reach::Free
                        && matches!(outer, Reach::Local | Reach::Cell)
                        && parent_kind != BlockKind::Class
                        && !needed_deeper.contains(&name)
                    {
                        child_free.remove(&name);
                    }
                }
            }
        }
    }
}
