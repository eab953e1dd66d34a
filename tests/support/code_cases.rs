//! Random programs about what runs: calls with every kind of parameter, closures, generators that are driven from outside.

use crate::cases::Case;
use crate::random::Random;

/// What the steps of calls and closures use.
pub const CALLS: &str = "
def attempt(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

";

/// A function's parameters: as they are written, and their names.
fn parameters(random: &mut Random) -> (String, Vec<&'static str>) {
    const NAMES: [&str; 6] = ["a", "b", "c", "key", "value", "other"];
    let positional_only = random.small(3);
    let positional = positional_only + random.small(4);
    let keyword_only = random.small(3);
    let first_default = random.below(positional + 2);
    let mut written: Vec<String> = Vec::new();
    let mut names = Vec::new();
    let mut fresh = NAMES.into_iter();
    for place in 0..positional {
        let Some(name) = fresh.next() else { break };
        names.push(name);
        written.push(if place >= first_default { format!("{name}=3{place}") } else { name.to_owned() });
        if place + 1 == positional_only {
            written.push("/".to_owned());
        }
    }
    let rest = random.below(3) == 0;
    if rest {
        written.push("*rest".to_owned());
        names.push("rest");
    }
    for place in 0..keyword_only {
        let Some(name) = fresh.next() else { break };
        if place == 0 && !rest {
            written.push("*".to_owned());
        }
        names.push(name);
        written.push(if random.below(2) == 0 { format!("{name}=4{place}") } else { name.to_owned() });
    }
    if random.below(4) == 0 {
        written.push("**more".to_owned());
        names.push("more");
    }
    (written.join(", "), names)
}

/// Arguments of a call, as they are written.
fn arguments(random: &mut Random) -> String {
    let mut written: Vec<String> = (0..random.small(5)).map(|place| format!("{place}")).collect();
    if random.below(6) == 0 {
        written.push(format!("*{}", random.pick(&["()", "(7,)", "[8, 9]", "range(3)", "'xy'"])));
    }
    let mut left = vec!["a", "b", "c", "key", "value", "other", "kye", "more"];
    for place in 0..random.small(4) {
        let name = left.remove(random.below(left.len()));
        written.push(format!("{name}=2{place}"));
    }
    if random.below(6) == 0 {
        written.push(format!("**{}", random.pick(&["{}", "{'key': 5}", "{'z': 1, 'a': 2}", "{'value': 3}"])));
    }
    written.join(", ")
}

/// Functions with random parameters, called with random arguments.
pub fn calls(random: &mut Random, length: usize) -> Case {
    let steps = (0..length).map(|number| {
        let (written, names) = parameters(random);
        let arguments = arguments(random);
        let result = names.iter().map(|name| format!("{name}, ")).collect::<String>();
        match random.below(8) {
            0 => format!("show(lambda: (lambda {written}: ({result}))({arguments}))\n"),
            1 => format!(
                "class C{number}:\n    def method(self{}{written}): return ({result})\n\
                 show(lambda: C{number}().method({arguments}))\n",
                if written.is_empty() || written.contains('/') && written.starts_with('/') { "" } else { ", " }
            ),
            2 => format!(
                "class C{number}:\n    def __init__(self, *given, **named): self.given = given, named\n\
                 show(lambda: C{number}({arguments}).given)\n"
            ),
            3 if !arguments.contains('*') => format!(
                "def f{number}({written}): return ({result})\nattempt(f{number}{}{arguments})\n",
                if arguments.is_empty() { "" } else { ", " }
            ),
            _ => format!("def f{number}({written}): return ({result})\nshow(lambda: f{number}({arguments}))\n"),
        }
    });
    Case { steps: steps.collect(), setup: String::new(), cleanup: "" }
}

/// Functions inside functions that share variables.
pub fn closures(random: &mut Random, length: usize) -> Case {
    let start = random.below(5);
    let setup = format!(
        "def outer(n={start}):\n    shared, items = n, []\n    def add(m=1):\n        nonlocal shared\n        shared += m\n        \
         items.append(shared)\n        return shared\n    def read():\n        return shared, len(items)\n    def drop():\n        \
         nonlocal shared\n        del shared\n    def make(k):\n        def inner(j):\n            nonlocal k\n            k += j\n            \
         return k, shared\n        return inner\n    return add, read, drop, make, [lambda i=i: (i, shared) for i in range(3)], \
         [lambda: i for i in range(3)]\nadd, read, drop, make, bound, late = outer()\ninner = make(1)\n"
    );
    let steps = (0..length).map(|_| {
        let few = random.small(9);
        match random.below(16) {
            0..=3 => format!("attempt(add, {few})\n"),
            4 | 5 => "attempt(read)\n".to_owned(),
            6 => format!("attempt(bound[{}])\n", few % 3),
            7 => format!("attempt(late[{}])\n", few % 3),
            8 => format!("inner = make({few})\n"),
            9 | 10 => format!("attempt(inner, {few})\n"),
            11 => "attempt(drop)\n".to_owned(),
            12 => format!("add, read, drop, make, bound, late = outer({few})\n"),
            13 => "print(len(make.__closure__), add.__code__.co_freevars, read.__code__.co_freevars)\n".to_owned(),
            14 => "print(inner.__closure__[0].cell_contents, inner.__code__.co_freevars, sorted(outer.__code__.co_cellvars))\n"
                .to_owned(),
            _ => format!("attempt(lambda: [f() for f in bound[:{few}]])\n"),
        }
    });
    Case { steps: steps.collect(), setup, cleanup: "" }
}

/// What the steps of generators use.
pub const GENERATORS: &str = "
log = []


class Manager:
    def __init__(self, name, swallow):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        log.append(('enter', self.name))
        return self.name

    def __exit__(self, kind, value, traceback):
        log.append(('exit', self.name, kind and kind.__name__))
        return self.swallow and kind is ValueError


def drive(action):
    try:
        print('->', action())
    except BaseException as error:
        print(type(error).__name__, error.args, repr(error.__cause__), repr(error.__context__))
    if log:
        print(log)
        log.clear()


def state(g):
    return g.gi_running, g.gi_frame is None, g.gi_frame and g.gi_frame.f_lineno - g.gi_code.co_firstlineno, type(g.gi_yieldfrom).__name__

";

/// Writes the body of a generator function.
struct Body<'r> {
    random: &'r mut Random,
    text: String,
    /// Generator functions that it may delegate to.
    before: usize,
}

impl Body<'_> {
    /// `quiet`: nothing that yields or raises, for what runs when a generator dies.
    fn block(&mut self, indent: usize, depth: usize, quiet: bool) {
        for _ in 0..1 + self.random.below(3) {
            self.statement(indent, depth, quiet);
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text += &format!("{}{text}\n", "    ".repeat(indent));
    }

    fn statement(&mut self, indent: usize, depth: usize, quiet: bool) {
        let number = self.random.below(50);
        let choice = if quiet { 0 } else { self.random.below(if depth == 0 { 9 } else { 17 }) };
        match choice {
            0 | 1 => self.line(indent, &format!("log.append({number})")),
            2..=4 => self.line(indent, &format!("x = yield {number}")),
            5 => self.line(indent, &format!("yield ({number}, x)")),
            6 if self.before > 0 => {
                let target = self.random.below(self.before);
                self.line(indent, &format!("x = yield from g{target}()"));
            }
            6 => {
                let target = self.random.pick(&["iter((1, 2))", "iter('ab')", "iter(range(2))"]);
                self.line(indent, &format!("x = yield from {target}"));
            }
            7 => {
                let error = self.random.pick(&["ValueError", "KeyError", "StopIteration"]);
                self.line(indent, &format!("if x == {}: raise {error}({number})", number % 4));
            }
            8 => self.line(indent, &format!("if x == {}: return {number}", number % 5)),
            9 | 10 => {
                self.line(indent, "try:");
                self.block(indent + 1, depth - 1, false);
                let error = self.random.pick(&["ValueError", "(ValueError, KeyError)", "Exception"]);
                self.line(indent, &format!("except {error} as e:"));
                self.line(indent + 1, "log.append(repr(e))");
                self.block(indent + 1, depth - 1, false);
            }
            11 | 12 => {
                self.line(indent, "try:");
                self.block(indent + 1, depth - 1, false);
                self.line(indent, "finally:");
                self.block(indent + 1, depth - 1, true);
            }
            13 | 14 => {
                self.line(indent, &format!("for i in range({}):", 1 + number % 3));
                self.block(indent + 1, depth - 1, false);
            }
            15 => {
                let swallow = self.random.pick(&["True", "False"]);
                self.line(indent, &format!("with Manager({number}, {swallow}):"));
                self.block(indent + 1, depth - 1, false);
            }
            _ => {
                self.line(indent, &format!("if x: x = yield {number}"));
                self.line(indent, "else:");
                self.block(indent + 1, depth - 1, false);
            }
        }
    }
}

/// Random generator functions, driven by `next`, `send`, `throw` and `close`.
pub fn generators(random: &mut Random, length: usize) -> Case {
    let count = 1 + random.below(3);
    let mut setup = String::new();
    for number in 0..count {
        let mut body = Body { random, text: format!("def g{number}():\n    x = None\n"), before: number };
        body.block(1, 3, false);
        body.line(1, "yield 'last'");
        setup += &body.text;
    }
    setup += &format!("g = g{}()\n", count - 1);
    let steps = (0..length).map(|_| {
        let number = random.below(count);
        match random.below(20) {
            0..=6 => "drive(lambda: next(g))\n".to_owned(),
            7..=10 => format!("drive(lambda: g.send({}))\n", random.pick(&["None", "1", "2", "3", "'text'"])),
            11 | 12 => {
                let error =
                    random.pick(&["ValueError", "ValueError('v')", "KeyError('k')", "GeneratorExit", "StopIteration"]);
                format!("drive(lambda: g.throw({error}))\n")
            }
            13 => "drive(lambda: g.close())\n".to_owned(),
            14 | 15 => format!("g = g{number}()\n"),
            16 => "drive(lambda: state(g))\n".to_owned(),
            17 => "drive(lambda: [v for v, _ in zip(g, range(3))])\n".to_owned(),
            18 => format!("drive(lambda: list(zip(g{number}(), range(5)))[-1:])\n"),
            _ => "drive(lambda: next(g, 'default'))\n".to_owned(),
        }
    });
    Case { steps: steps.collect(), setup, cleanup: "g = None\nlog.clear()\n" }
}
