//! Random small programs of several kinds, each a setup and a list of steps that can be left out one by one.
//!
//! A step never raises, whichever of the others are left out, so cases can stand one after another in one program.

use crate::code_cases;
use crate::random::Random;

/// A kind of random programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lists: capacity and size after each operation.
    Lists,
    /// Dicts: order, table and size after each operation.
    Dicts,
    /// Sets: order, table and size after each operation.
    Sets,
    /// Names and containers that refer to each other: reference counts after each operation.
    References,
    /// Rings and chains, in generations: what collections find, and the order of finalisers.
    Collections,
    /// Garbage made under random thresholds: when collections run by themselves.
    Thresholds,
    /// Calls with random parameters and arguments, errors included.
    Calls,
    /// Functions inside functions that share variables.
    Closures,
    /// Random generators, driven from outside.
    Generators,
}

/// One random program.
#[derive(Clone, Debug)]
pub struct Case {
    /// What the steps rely on.
    pub setup: String,
    /// Statements at module level, each ending in a newline.
    pub steps: Vec<String>,
    /// Clears away what the steps left.
    pub cleanup: &'static str,
}

/// Printed before each case of a batch.
pub const MARKER: &str = "== case ";

impl Kind {
    /// A case; the same seed gives the same.
    pub fn case(self, seed: u64) -> Case {
        let random = &mut Random::new(seed);
        let length = 3 + random.below(28);
        match self {
            Kind::Lists => lists(random, length),
            Kind::Dicts => dicts(random, length),
            Kind::Sets => sets(random, length),
            Kind::References => references(random, length),
            Kind::Collections => collections(random, length),
            Kind::Thresholds => thresholds(random, length),
            Kind::Calls => code_cases::calls(random, length),
            Kind::Closures => code_cases::closures(random, length),
            Kind::Generators => code_cases::generators(random, length),
        }
    }

    /// The program that runs cases one after another, each after a line with the marker and its number.
    pub fn program(self, cases: &[Case]) -> String {
        let mut program = format!("{}{}", PRELUDE, self.prelude());
        for (number, case) in cases.iter().enumerate() {
            program += &format!("print(\"{MARKER}{number}\")\n{}{}{}", case.setup, case.steps.concat(), case.cleanup);
        }
        program
    }

    fn prelude(self) -> &'static str {
        match self {
            Kind::Lists => LISTS,
            Kind::Dicts => DICTS,
            Kind::Sets => SETS,
            Kind::References => REFERENCES,
            Kind::Collections => COLLECTIONS,
            Kind::Thresholds => THRESHOLDS,
            Kind::Calls | Kind::Closures => code_cases::CALLS,
            Kind::Generators => code_cases::GENERATORS,
        }
    }
}

const PRELUDE: &str = "\
import gc
import sys
import glasshouse

gc.disable()
gc.collect()
";

const LISTS: &str = "
def show(l):
    print(len(l), glasshouse.list_allocated(l), sys.getsizeof(l), l[:3], l[-2:])

";

fn lists(random: &mut Random, length: usize) -> Case {
    let steps = (0..length).map(|_| {
        let (a, b) = (random.small(40), random.small(40));
        let few = random.below(6);
        let operation = match random.below(34) {
            0..=4 => format!("l.append({a})"),
            5 => format!("l.extend(range({a}))"),
            6 => format!("l.extend([0] * {a})"),
            7 => format!("l.extend(tuple(range({few})))"),
            8 => format!("l += {}", random.pick(&["[1, 2, 3]", "(4, 5)", "range(7)", "{6: 0, 7: 0}", "{8, 9}", "l"])),
            9 => format!("l.insert({a}, {b})"),
            10 => format!("l.insert(-{few}, {b})"),
            11..=13 => "if l: l.pop()".to_owned(),
            14 => format!("if l: l.pop({a} % len(l))"),
            15 => format!("if l: del l[{a} % len(l)]"),
            16 => format!("del l[{a}:{}]", a + b),
            17 => format!("del l[{few}:]"),
            18 => format!("del l[::{}]", few + 1),
            19 => format!("l[{a}:{}] = range({few})", a + few),
            20 => format!("l[{few}:{few}] = [7] * {b}"),
            21 => format!("if len(l) < 150: l *= {}", few.min(3)),
            22 => format!("l = l + [{}]", random.pick(&["", "1", "1, 2", "1, 2, 3"])),
            23 => format!("l = l[{few}:{a}]"),
            24 => "l = list(l)".to_owned(),
            25 => "l = l.copy()".to_owned(),
            26 => "l.clear()".to_owned(),
            27 => "l.reverse()".to_owned(),
            28 => "l.sort()".to_owned(),
            29 => format!("if {few} in l: l.remove({few})"),
            30 => format!("l = [x for x in l if x % {}]", few + 2),
            31 => "l = sorted(l)".to_owned(),
            32 => format!(
                "l = list({})",
                random.pick(&["range(9)", "(1, 2, 3)", "set(l)", "dict.fromkeys(l)", "map(abs, l)", "zip()"])
            ),
            _ => format!(
                "l = [{}]",
                random.pick(&["", "1", "1, 2", "1, 2, 3, 4, 5", "*l", "*l, *l[:3]", "0, *range(4)"])
            ),
        };
        format!("{operation}\nshow(l)\n")
    });
    Case { steps: steps.collect(), setup: "l = []\n".to_owned(), cleanup: "" }
}

const DICTS: &str = "
def show(d):
    print(len(d), sys.getsizeof(d), glasshouse.dict_table(d), list(d))

";

fn key(random: &mut Random) -> String {
    match random.below(12) {
        0..=3 => format!("{}", random.below(20)),
        4 => format!("{}", 8 * random.below(12)),
        5 => format!("-{}", random.below(6)),
        6 => format!("2**{} + {}", 20 + random.below(50), random.below(3)),
        7 => format!("{}.5", random.below(8)),
        8 => format!("({}, {})", random.below(4), random.below(4)),
        9 => random.pick(&["True", "1.0", "0.0", "False"]).to_owned(),
        _ => text_key(random),
    }
}

fn text_key(random: &mut Random) -> String {
    match random.below(2) {
        0 => format!("'{}'", random.pick(&["a", "b", "c", "name", "é", "", "two words", "x1", "key"])),
        _ => format!("'k{}'", random.below(30)),
    }
}

fn dicts(random: &mut Random, length: usize) -> Case {
    let only_text = random.below(3) == 0;
    let steps = (0..length).map(|_| {
        let few = random.small(24);
        let mut key = || if only_text && random.below(30) > 0 { text_key(random) } else { key(random) };
        let (k, other) = (key(), key());
        let operation = match random.below(30) {
            0..=8 => format!("d[{k}] = {few}"),
            9 | 10 => format!("d.pop({k}, None)"),
            11 => format!("if {k} in d: del d[{k}]"),
            12 => "if d: d.popitem()".to_owned(),
            13 => "for k in list(d)[:2]: del d[k]".to_owned(),
            14 => "for k in list(d)[1::2]: del d[k]".to_owned(),
            15 => format!("d.setdefault({k}, {few})"),
            16 => format!("d.update({{{k}: 1, {other}: 2}})"),
            17 => format!("for i in range({few}): d[i] = i"),
            18 => format!("for i in range({few}): d['k' + str(i)] = i"),
            19 => format!("d.update(dict.fromkeys(range({few})))"),
            20 => format!("d.update([({k}, 1), ({other}, 2)])"),
            21 => format!("d |= {{{k}: 5}}"),
            22 => format!("d = d | {{{k}: 5}}"),
            23 => "d = d.copy()".to_owned(),
            24 => "d = dict(d)".to_owned(),
            25 => format!("d = {{**d, {k}: 1}}"),
            26 => "d = {k: v for k, v in d.items()}".to_owned(),
            27 => format!("if len(d) > {few}: d.clear()"),
            28 => format!(
                "d = dict.fromkeys({})",
                random.pick(&["d", "list(d)", "set(range(21))", "range(12)", "'abcdef'"])
            ),
            _ => format!("e = d; d = {{{k}: 0}}; d.update(e)"),
        };
        format!("{operation}\nshow(d)\n")
    });
    Case { steps: steps.collect(), setup: "d = {}\n".to_owned(), cleanup: "" }
}

const SETS: &str = "
def show(s):
    print(len(s), sys.getsizeof(s), glasshouse.set_table(s), list(s))

";

fn sets(random: &mut Random, length: usize) -> Case {
    let steps = (0..length).map(|_| {
        let few = random.small(24);
        let (k, other) = (key(random), key(random));
        let operation = match random.below(30) {
            0..=9 => format!("s.add({k})"),
            10..=12 => format!("s.discard({k})"),
            13 | 14 => "if s: s.pop()".to_owned(),
            15 => format!("if {k} in s: s.remove({k})"),
            16 => format!("s.update(range({few}))"),
            17 => format!("s.update([{k}, {other}], range({few}))"),
            18 => format!("s |= {{{k}, {other}}}"),
            19 => format!("s &= set(range({few}))"),
            20 => format!("s -= {{{k}, {other}}}"),
            21 => format!("s ^= set(range({few}))"),
            22 => "s = s.copy()".to_owned(),
            23 => "s = set(s)".to_owned(),
            24 => format!("s = s | {{{k}}}"),
            25 => format!("s = s - set(range({few}))"),
            26 => format!("s = s ^ {{{k}, {other}}}"),
            27 => format!("if len(s) > {few}: s.clear()"),
            28 => "s = {k for k in s}".to_owned(),
            _ => {
                format!("s.update({})", random.pick(&["dict.fromkeys(range(9))", "'hello'", "s", "{1, 2, 3, 4}", "[]"]))
            }
        };
        format!("{operation}\nshow(s)\n")
    });
    Case { steps: steps.collect(), setup: "s = set()\n".to_owned(), cleanup: "" }
}

const REFERENCES: &str = "
class Box:
    pass


def same(x):
    return x


def inside(x):
    return sys.getrefcount(x)


def many(*xs, **named):
    return [sys.getrefcount(x) for x in xs] + [sys.getrefcount(named[n]) for n in named]

";

/// Half of the cases run at module level, half inside a function, where 3.14 counts differently.
fn references(random: &mut Random, length: usize) -> Case {
    const NAMES: [&str; 4] = ["a", "b", "c", "e"];
    const LISTS: [&str; 2] = ["l", "m"];
    let local = random.below(2) == 0;
    let indent = if local { "    " } else { "" };
    let show = format!(
        "{indent}print([sys.getrefcount(x) for x in (a, b, c, e, l, m, d, o)], sys.getrefcount(a), sys.getrefcount(l), sys.getrefcount(d))\n"
    );
    let mut steps: Vec<String> = (0..length)
        .map(|_| {
            let (x, y, z) = (random.pick(&NAMES), random.pick(&NAMES), random.pick(&NAMES));
            let (l, k) = (random.pick(&LISTS), random.below(3));
            let operation = match random.below(30) {
                0..=2 => format!("{x} = {y}"),
                3 => format!("{x} = object()"),
                4 => format!("{x}, {y} = {y}, {x}"),
                5 => format!("{x} = {y} = {z}"),
                6..=8 => format!("{l}.append({x})"),
                9 => format!("{l} = [{x}, {y}, {z}]"),
                10 => format!("{l}.extend([{x}] * {k})"),
                11 => format!("if {l}: {l}.pop()"),
                12 => format!("if {l}: {x} = {l}[-1]"),
                13 => format!("{l} = {l}[{k}:]"),
                14 => "l, m = m, l + m".to_owned(),
                15 => format!("{l}.clear()"),
                16 => format!("d['{x}'] = {y}"),
                17 => format!("d.pop('{x}', None)"),
                18 => "d = dict(d)".to_owned(),
                19 => format!("o.{x} = {y}"),
                20 => format!("o.{x} = ({y}, {z})"),
                21 => "o = Box()".to_owned(),
                22 => format!("{x} = same({y})"),
                23 => format!("print(inside({x}), inside(same({x})), many({x}, {y}, k={z}))"),
                24 => format!("for {x} in [{y}, {z}]: print(sys.getrefcount({x}))"),
                25 => format!("t = ({x}, {y}, [{x}]); print(sys.getrefcount({x}), sys.getrefcount(t)); t = None"),
                26 => format!("f = lambda p={x}: sys.getrefcount(p); print(f(), f({y})); f = None"),
                27 => format!("print([sys.getrefcount(v) for v in [{x}, {y}, {x}]])"),
                28 => format!("s = {{{x}, {y}}}; print(sys.getrefcount({x})); s = None"),
                _ => format!("p, *q = {x}, {y}, {z}; print(sys.getrefcount({y})); p = q = None"),
            };
            format!("{indent}{operation}\n{show}")
        })
        .collect();
    let names = format!("{indent}a, b, c, e, l, m, d, o = object(), object(), Box(), object(), [], [], {{}}, Box()\n");
    if local {
        return Case { setup: format!("def case():\n{names}"), steps, cleanup: "case()\ngc.collect()\n" };
    }
    steps.retain(|step| !step.is_empty());
    Case { setup: names, steps, cleanup: "a = b = c = e = l = m = d = o = p = q = None\ngc.collect()\n" }
}

const COLLECTIONS: &str = "
class Node:
    def __init__(self, name):
        self.name = name
        self.to = []

    def __del__(self):
        print('del', self.name, [n.name for n in self.to if type(n) is Node])


class Phoenix(Node):
    def __del__(self):
        print('saved', self.name)
        saved.append(self)


class Quiet:
    pass


saved = []
";

fn collections(random: &mut Random, length: usize) -> Case {
    let count = 2 + random.below(7);
    let mut setup = "n = []\nkept = []\n".to_owned();
    for node in 0..count {
        let class = if random.below(12) == 0 { "Phoenix" } else { "Node" };
        setup += &format!("n.append({class}({node}))\n");
    }
    let steps = (0..length).map(|_| {
        let (x, y) = (random.below(count), random.below(count));
        match random.below(24) {
            0..=8 => format!("if n: n[{x} % len(n)].to.append(n[{y} % len(n)])\n"),
            9 => format!("if n: n[{x} % len(n)].other = n[{y} % len(n)]\n"),
            10 => format!("if n: n[{x} % len(n)].to.append({{'k': n[{y} % len(n)]}})\n"),
            11 => format!("if n: n[{x} % len(n)].to.append((n[{y} % len(n)], []))\n"),
            12 => format!("if n: q = Quiet(); q.n = n[{x} % len(n)]; n[{y} % len(n)].to.append(q); q = None\n"),
            13 => format!("if n: n[{x} % len(n)].f = lambda x=n[{y} % len(n)]: x\n"),
            14 => format!("if n: kept.append(n[{x} % len(n)])\n"),
            15 => "if kept: kept.pop()\n".to_owned(),
            16..=18 => format!("if n: n.pop({x} % len(n))\n"),
            19 => "l = []; l.append(l); l = None\n".to_owned(),
            20 => "q = Quiet(); q.me = q; q = None\n".to_owned(),
            21 => format!("print(gc.collect({}), len(kept), len(saved))\n", random.below(3)),
            22 => format!("n.append(Node({}))\n", 10 + y),
            _ => "print(gc.get_count()[1:], len(n))\n".to_owned(),
        }
    });
    Case {
        steps: steps.collect(),
        setup,
        cleanup: "n.clear()\nprint(gc.collect())\nkept.clear()\nprint(gc.collect(), len(saved))\nsaved.clear()\nprint(gc.collect(), gc.collect(), gc.garbage)\n",
    }
}

const THRESHOLDS: &str = "
class Node:
    def __del__(self):
        moments.append(step)


def ring():
    node = Node()
    node.me = node


moments, kept, step = [], [], 0
";

fn thresholds(random: &mut Random, length: usize) -> Case {
    // A full collection runs by itself only when enough is new beside what lived long, and that depends on the modules
    // that an interpreter loads at its start: it is left to gc.collect.
    let setup = format!("gc.set_threshold({}, {}, 100000)\ngc.enable()\n", 20 + random.below(200), 1 + random.below(6));
    let steps = (0..length).map(|_| {
        let many = 1 + random.below(150);
        let body = match random.below(6) {
            0 => "ring()",
            1 => "kept.append([])",
            2 => "kept.append({})",
            3 => "kept.append((step, []))",
            4 => "ring(); kept.append([step])",
            _ => "[]",
        };
        match random.below(12) {
            0 => "kept.clear()\n".to_owned(),
            1 => "del kept[::2]\n".to_owned(),
            2 => format!("print(gc.collect({}))\n", random.below(3)),
            _ => format!("for step in range({many}): {body}\nprint(moments); moments.clear()\n"),
        }
    });
    Case {
        steps: steps.collect(),
        setup,
        cleanup: "gc.disable()\ngc.set_threshold(700, 10, 10)\nkept.clear()\nprint(gc.collect() > -1, len(moments))\nmoments.clear()\n",
    }
}
