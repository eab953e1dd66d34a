//! The lab's tables are CPython's.

use super::*;
use crate::python::machine_events::TableOutcome;

fn lab(settings: &[(&str, &str)]) -> HashTable {
    let mut lab = HashTable::default();
    assert_eq!(lab.set("keys", Value::Text(String::new())), Ok(()));
    for (name, value) in settings {
        assert_eq!(lab.set(name, Value::Text((*value).to_owned())), Ok(()), "{name} {value}");
    }
    lab
}

/// `dk_indices` of the same dict on a real 3.13, read through ctypes.
#[test]
fn the_table_is_what_cpython_has() {
    let lab = lab(&[("insert", "8"), ("insert", "16"), ("insert", "0"), ("delete", "16"), ("insert", "1")]);
    let standing = lab.run().standing(5).expect("a standing");
    let dict = standing.machine.heap.dict(standing.table).expect("a dict");
    assert_eq!(dict.indices, [0, 3, -1, -1, -1, -1, 2, -1]);
    assert_eq!(dict.usable, 1);
    assert_eq!(standing.event.as_ref().map(|event| event.outcome), Some(TableOutcome::Added(1)));
    let counts: Vec<usize> = lab.run().counts().map(|count| count.used).collect();
    assert_eq!(counts, [0, 1, 2, 3, 2, 3]);
}

#[test]
fn what_was_done_can_be_undone_and_done_again() {
    let mut lab = lab(&[("insert", "'a'"), ("look_up", "'b'"), ("delete", "'a'")]);
    let program = lab.program();
    for name in ["undo", "undo", "redo", "redo", "redo"] {
        assert_eq!(lab.set(name, Value::Flag(true)), Ok(()));
    }
    assert_eq!(lab.program(), program);
    assert_eq!(lab.set("undo", Value::Flag(true)), Ok(()));
    assert_eq!(lab.steps(), 3);
}

#[test]
fn a_set_takes_the_same_operations() {
    let lab = lab(&[("keys", "1, 'a', (1, 2), 1.0, True"), ("container", "set"), ("delete", "1"), ("look_up", "1")]);
    let counts: Vec<usize> = lab.run().counts().map(|count| count.used).collect();
    assert_eq!(counts, [0, 1, 2, 3, 3, 3, 2, 2]);
}

#[test]
fn a_bad_key_changes_nothing() {
    let mut lab = lab(&[("insert", "'a'")]);
    assert!(lab.set("insert", Value::Text("[1]".to_owned())).is_err());
    assert_eq!(lab.steps(), 2);
}

#[test]
fn a_deep_key_is_no_danger() {
    let deep = "(".repeat(99) + &",)".repeat(99).replacen(",)", ")", 1);
    let mut lab = lab(&[]);
    let _ = lab.set("insert", Value::Text(deep));
    assert!(lab.steps() <= 2);
}
