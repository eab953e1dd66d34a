//! What happened, in a sentence or two.

use crate::python::machine_events::{TableOperation, TableOutcome};

use super::picture::{Act, Cell, KeyText, Stop, Table, TablePicture, Verdict};

pub fn of(picture: &TablePicture) -> String {
    let Some(act) = picture.act else { return standing(picture) };
    match act.outcome {
        TableOutcome::Missing => missing(picture, act),
        TableOutcome::Found(_) => found(picture, act),
        TableOutcome::Added(slot) => added(picture, act, slot),
    }
}

/// What the same line did before the act that is drawn, in the order in which it did it; empty when it did nothing.
///
/// `acts` has the last one first.
pub fn earlier(acts: &[&Act]) -> String {
    let stops = |act: &Act| match act.stops.len() {
        1 => "1 stop".to_owned(),
        count => format!("{count} stops"),
    };
    let told = |act: &&Act| match (act.outcome, act.operation) {
        (TableOutcome::Missing, _) => format!("{} is not found in {}", act.key, stops(act)),
        (TableOutcome::Found(_), TableOperation::Delete) => format!("{} is deleted after {}", act.key, stops(act)),
        (TableOutcome::Found(_), _) => format!("{} is found after {}", act.key, stops(act)),
        (TableOutcome::Added(slot), _) => format!("{} goes to slot {slot}", act.key),
    };
    match acts {
        [] => String::new(),
        [one] => format!("First {}. ", told(one)),
        [second, first] => format!("First {}, then {}. ", told(first), told(second)),
        [last, .., first] => format!("First {} … {} more, and {}. ", told(first), acts.len() - 2, told(last)),
    }
}

/// No look-up on this line: what there is.
fn standing(picture: &TablePicture) -> String {
    let (table, name) = (picture.table, picture.name);
    if table.slots() == 0 {
        return format!("{name} is empty: it shares one table with every other empty dict.");
    }
    let used = table.used();
    let keys = if used == 1 { "1 key".to_owned() } else { format!("{used} keys") };
    let dead = table.filled().saturating_sub(used);
    let more = match dead {
        0 => String::new(),
        1 => ", and 1 place of a deleted one".to_owned(),
        dead => format!(", and {dead} places of deleted ones"),
    };
    format!("{name} has {keys} in {} slots{more}.", table.slots())
}

/// The stops before the last, in words: what the search stepped past.
fn way(picture: &TablePicture, act: &Act) -> String {
    let before = act.stops.split_last().map_or(&[][..], |(_, before)| before);
    let shown = |stop: &Stop| stop.held.clone().map(|held| (stop.slot, held));
    let met: Vec<_> = before.iter().filter_map(shown).collect();
    // A slot that the way comes back to is told once.
    let mut passed = met.clone();
    passed.sort_by_key(|(slot, _)| met.iter().position(|(first, _)| first == slot));
    passed.dedup_by_key(|(slot, _)| *slot);
    let again = met.len() - passed.len();
    let dummies = before.iter().filter(|stop| stop.cell == Cell::Dummy).count();
    let runs = act.runs();
    if let [first, _, ..] = runs.as_slice()
        && first.end - first.first > 1
    {
        let (slot, neighbours) = (first.slot, first.end - first.first - 1);
        return format!("Slot {slot} and its {neighbours} neighbours are all taken, so the search jumps. ");
    }
    match (passed.as_slice(), dummies) {
        ([], 0) => String::new(),
        ([], 1) => {
            let slot = before.iter().find(|stop| stop.cell == Cell::Dummy).map_or(0, |stop| stop.slot);
            format!("Slot {slot} is a DUMMY, so the search goes on. ")
        }
        ([], dummies) => format!("{dummies} DUMMY slots are passed over. "),
        ([(slot, held)], _) if held.verdict == Verdict::OtherHash && picture.table.is_set() => {
            format!("Slot {slot} holds {}: another hash, so the search goes on. ", held.key)
        }
        ([(slot, held)], _) if held.verdict == Verdict::OtherHash => {
            let number = match before.iter().find(|stop| stop.slot == *slot).map(|stop| stop.cell) {
                Some(Cell::Holds(number)) => number,
                _ => 0,
            };
            format!("Slot {slot} holds entry {number}, {}: another hash, so the search goes on. ", held.key)
        }
        ([(slot, held)], _) => {
            let asked = format!("Slot {slot}: the same hash, so Python asks {} == {}: False", held.key, act.key);
            match again {
                0 => format!("{asked}. "),
                again => format!("{asked}; the next {again} stops lead back to it. "),
            }
        }
        (passed, _) => {
            let asked = passed.iter().filter(|(_, held)| held.verdict == Verdict::Unequal).count();
            let slots = listed(passed.iter().map(|(slot, _)| *slot));
            match asked {
                0 => format!("Slots {slots} hold keys with other hashes. "),
                asked if asked == passed.len() => {
                    format!("Slots {slots} hold keys of the same hash: {asked} times Python asks ==, and hears False. ")
                }
                1 => format!("Slots {slots} hold other keys; one has the same hash, and == says False. "),
                asked => format!("Slots {slots} hold other keys; {asked} have the same hash, and == says False. "),
            }
        }
    }
}

/// `7 and 2`; of more than four the first two and the last.
fn listed(slots: impl Iterator<Item = usize>) -> String {
    let all: Vec<String> = slots.map(|slot| slot.to_string()).collect();
    match all.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first, second, .., last] if all.len() > 5 => format!("{first}, {second} … {last}"),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

fn missing(picture: &TablePicture, act: &Act) -> String {
    let kind = if picture.table.is_set() { "set" } else { "dict" };
    let Some(last) = act.stops.last() else {
        return format!("The shared empty table has no slot to look at: {} is not in the {kind}.", act.key);
    };
    let end = format!("Slot {} is EMPTY, so {} is not in the {kind}.", last.slot, act.key);
    format!("{}{end}", way(picture, act))
}

fn found(picture: &TablePicture, act: &Act) -> String {
    let count = act.stops.len();
    let stops = match count {
        1 => "1 stop".to_owned(),
        count => format!("{count} stops"),
    };
    let last = act.stops.last();
    let held = last.and_then(|stop| stop.held.as_ref());
    let slot = last.map_or(0, |stop| stop.slot);
    let entry = match last.map(|stop| stop.cell) {
        Some(Cell::Holds(number)) => number,
        _ => 0,
    };
    let same = held.is_some_and(|held| held.verdict == Verdict::Same);
    match act.operation {
        TableOperation::Delete => {
            format!(
                "{}Slot {slot} becomes DUMMY, not EMPTY: keys that stepped past it must still be found.",
                way(picture, act)
            )
        }
        TableOperation::Insert if picture.table.is_set() => {
            format!("{}Slot {slot} holds {} already: nothing changes.", way(picture, act), act.key)
        }
        TableOperation::Insert => {
            let key = held.map_or(act.key.as_str(), |held| held.key.as_str());
            format!("{key} keeps entry {entry} and its old key object; the value is replaced.")
        }
        TableOperation::Get if same => {
            format!(
                "{}Slot {slot} leads to this very object: no comparison is made. Found after {stops}.",
                way(picture, act)
            )
        }
        TableOperation::Get => {
            let stored = held.map_or(act.key.as_str(), |held| held.key.as_str());
            let asked = format!("the same hash, so Python asks {stored} == {}: True", act.key);
            format!("{}Slot {slot}: {asked}. Found after {stops}.", way(picture, act))
        }
    }
}

fn added(picture: &TablePicture, act: &Act, slot: usize) -> String {
    if act.was_unallocated {
        let places = picture.table.places();
        let slots = picture.table.slots();
        return format!(
            "The first key: a table of {slots} slots, with {places} places. {} goes to slot {slot}.",
            act.key
        );
    }
    if let Some(place) = act.reuses_dummy() {
        let way = if place == 0 { String::new() } else { way(picture, act) };
        return format!("{way}The DUMMY in slot {slot} comes first on the way, so it is reused for {}.", act.key);
    }
    match picture.table {
        Table::Dict(_) => {
            let entry = match picture.table.cell(slot) {
                Cell::Holds(number) => number,
                _ => 0,
            };
            let lead = way(picture, act);
            let low = picture.table.slots().trailing_zeros();
            if lead.is_empty() && act.key_kind == KeyText::Itself {
                return format!(
                    "{} is its own hash; its low {low} bits say slot {slot}, which is EMPTY: it becomes entry {entry}.",
                    act.key
                );
            }
            format!("{lead}Slot {slot} is EMPTY: {} becomes entry {entry}.", act.key)
        }
        Table::Set(_) => format!("{}Slot {slot} is EMPTY: {} goes in.", way(picture, act), act.key),
    }
}
