//! Every lab: its controls are consistent, and its picture is sound over its steps and settings.

use super::*;
use std::collections::HashSet;

fn every() -> impl Iterator<Item = Box<dyn Lab>> {
    NAMES.into_iter().filter_map(open)
}

#[test]
fn every_name_opens_the_lab_of_that_name() {
    assert_eq!(every().map(|lab| lab.name()).collect::<Vec<_>>(), NAMES);
    assert!(open("nothing").is_none());
}

#[test]
fn every_setting_takes_what_it_shows_and_refuses_what_it_cannot_be() {
    for mut lab in every() {
        let controls = lab.controls();
        let names: HashSet<_> = controls.iter().map(|control| control.name).collect();
        assert_eq!(names.len(), controls.len());
        for control in controls {
            if !matches!(control.kind, Kind::Entry { .. } | Kind::Button) {
                assert_eq!(lab.set(control.name, control.value.clone()), Ok(()), "{}", control.name);
            }
            let bad = match control.kind {
                Kind::Whole { most, .. } => Value::Number(most as f64 + 1.0),
                Kind::Real { most, .. } => Value::Number(most + 1.0),
                Kind::Choice(_) => Value::Text("none of them".to_owned()),
                Kind::Flag | Kind::Text { .. } | Kind::Entry { .. } => Value::Number(1.0),
                Kind::Button => continue,
            };
            assert!(lab.set(control.name, bad).is_err(), "{}", control.name);
        }
        assert!(lab.set("no such setting", Value::Flag(true)).is_err());
    }
}
