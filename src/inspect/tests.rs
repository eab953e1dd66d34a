//! The questions on small programs.

use super::change::{self, Wish};
use super::compare::{self, Sort};
use super::{Why, alive, life, names, portrait};
use crate::python::object::Ref;
use crate::python::{Options, Recording, Version};

fn recorded(source: &str) -> Recording {
    Recording::record(source, Options::default(), &mut |_| true).unwrap()
}

/// The step before this line runs first.
fn before(recording: &Recording, line: u32) -> u64 {
    recording.lines().iter().find(|mark| mark.line == line).unwrap().step
}

fn named(recording: &Recording, step: u64, name: &str) -> Ref {
    names::resolve(&recording.machine_at(step), name).unwrap().1
}

const PROGRAM: &str = "\
a = [1, 2]
b = a
keep = {'it': b}
del a
def f(x):
    return len(x)
f(b)
keep.clear()
del b
print('end')
";

#[test]
fn an_object_is_described_with_all_that_holds_it() {
    let recording = recorded(PROGRAM);
    let step = before(&recording, 4);
    let machine = recording.machine_at(step);
    let list = named(&recording, step, "a");
    let found = portrait::of(&machine, list).unwrap();
    assert_eq!((found.kind.as_str(), found.value.as_str(), found.count), ("list", "[1, 2]", Some(3)));
    assert_eq!(found.size, Some(72));
    let holders: Vec<&str> = found.holders.iter().map(|holder| holder.words.as_str()).collect();
    assert_eq!(holders, ["name `a` of the module", "name `b` of the module", "`['it']` of dict"]);
    assert_eq!((found.inside, found.holds.len()), (0, 2));
    assert_eq!(found.holds[0].place, "`[0]`");
}

#[test]
fn a_life_has_birth_death_and_each_line_between_that_changed_the_count() {
    let recording = recorded(PROGRAM);
    let list = named(&recording, before(&recording, 2), "a");
    let life = life::of(&recording, list, before(&recording, 2), &mut |_| true).unwrap();
    assert_eq!((life.born_line, life.died.unwrap().1), (Some(1), Some(9)));
    let turns: Vec<(Option<u32>, u32, u32)> =
        life.turns.iter().map(|turn| (turn.line, turn.before, turn.after)).collect();
    assert_eq!(turns[..4], [(Some(1), 0, 1), (Some(2), 1, 2), (Some(3), 2, 3), (Some(4), 3, 2)]);
    assert_eq!(turns.last(), Some(&(Some(8), 2, 1)), "the death is told apart");
    assert_eq!(life.turns[1].gained, ["name `b` of the module"]);
    assert_eq!(life.turns[3].lost, ["name `a` of the module"]);
}

#[test]
fn who_takes_the_place_of_the_dead_is_another() {
    let recording = recorded("a = [1]\ndel a\nb = [2]\ndel b\nx = 1\n");
    let one = named(&recording, before(&recording, 2), "a");
    let other = named(&recording, before(&recording, 4), "b");
    assert_eq!(one, other, "the place is used again");
    let life = |line| life::of(&recording, one, before(&recording, line), &mut |_| true).unwrap();
    assert_eq!((life(2).born_line, life(2).died.unwrap().1), (Some(1), Some(2)));
    assert_eq!((life(4).born_line, life(4).died.unwrap().1), (Some(3), Some(4)));
}

#[test]
fn the_shortest_way_from_a_name_says_why_something_is_alive() {
    let recording = recorded("class Node: pass\nn = Node()\nn.next = [Node()]\nlast = n\ndel n\nx = 1\n");
    let step = recording.steps() - 1;
    let machine = recording.machine_at(before(&recording, 6));
    let root = names::resolve(&machine, "last").unwrap().1;
    let list = portrait::of(&machine, root).unwrap().holds[0].object;
    let inner = portrait::of(&machine, list).unwrap().holds[0].object;
    let Why::Reached(links) = alive::why(&machine, inner) else { panic!("no way at {step}") };
    let words: Vec<&str> = links.iter().map(|link| link.words.as_str()).collect();
    assert_eq!(words, ["name `last` of the module", "`.next` of Node", "`[0]` of list"]);
}

#[test]
fn a_cycle_that_nothing_leads_to_is_told_as_one() {
    let recording = recorded("import gc\ngc.disable()\na = []\na.append(a)\ndel a\nx = 1\n");
    let list = named(&recording, before(&recording, 5), "a");
    let machine = recording.machine_at(before(&recording, 6));
    let Why::Cycle(links) = alive::why(&machine, list) else { panic!("it is reached") };
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].words, "`[0]` of list");
    assert_eq!(alive::why(&machine, crate::python::object::known::NONE), Why::Immortal);
}

#[test]
fn the_next_change_of_a_name_and_of_an_object_is_found() {
    let recording = recorded("x = []\ny = 1\ny += 0\nfor i in range(3):\n    pass\nx.append(y)\ny = 2\nz = 3\n");
    let next = |wish: Wish, line: u32| change::next(&recording, wish, before(&recording, line), &mut |_| true);
    assert_eq!(next(Wish::Name("y".to_owned()), 4), Some(before(&recording, 8)));
    assert_eq!(next(Wish::Name("i".to_owned()), 4), Some(before(&recording, 5)));
    let list = named(&recording, before(&recording, 2), "x");
    assert_eq!(next(Wish::Object(list), 2), Some(before(&recording, 7)));
    assert_eq!(next(Wish::Name("x".to_owned()), 8), None);
}

#[test]
fn a_local_is_another_name_than_that_of_the_module() {
    let recording = recorded("x = 1\ndef f():\n    x = 5\n    x = 6\n    return x\nf()\nx = 2\ny = 1\n");
    let next = change::next(&recording, Wish::Name("x".to_owned()), before(&recording, 4), &mut |_| true);
    assert_eq!(next, Some(before(&recording, 5)));
    let next = change::next(&recording, Wish::Name("x".to_owned()), before(&recording, 2), &mut |_| true);
    assert_eq!(next, Some(before(&recording, 8)));
}

#[test]
fn two_versions_part_in_sizes_and_counts_before_their_output_does() {
    let source = "import sys\ndef f():\n    l = []\n    return sys.getrefcount(l)\nz = 'aaaaa'\nprint(f())\n";
    let run = |version| Recording::record(source, Options { version, ..Options::default() }, &mut |_| true).unwrap();
    let (old, new) = (run(Version::V3_11), run(Version::V3_14));
    let found = compare::partings(&old, &new, &mut |_| true).unwrap();
    assert_eq!(found.together, old.lines().len());
    let sorts: Vec<Sort> = found.list.iter().map(|parting| parting.sort).collect();
    assert_eq!(sorts, [Sort::Size, Sort::Count, Sort::Output], "{found:#?}");
    assert_eq!((found.list[0].of.as_str(), found.list[0].line), ("z", Some(5)));
    assert_eq!(found.list[2].values, ["2", "1"]);
    assert_eq!(found.list[2].line, Some(4), "what prints goes on after the call came back");
    let same = compare::partings(&old, &run(Version::V3_11), &mut |_| true).unwrap();
    assert_eq!(same.list, []);
}

#[test]
fn runs_that_take_other_lines_part_there() {
    let source = "import sys\nif sys.version_info >= (3, 13):\n    x = 1\nelse:\n    x = 2\ny = x\n";
    let run = |version| Recording::record(source, Options { version, ..Options::default() }, &mut |_| true).unwrap();
    let found = compare::partings(&run(Version::V3_12), &run(Version::V3_13), &mut |_| true).unwrap();
    let lines = found.list.iter().find(|parting| parting.sort == Sort::Lines).unwrap();
    assert_eq!(lines.values, ["line 5", "line 3"]);
    assert_eq!(lines.line, Some(2));
}
