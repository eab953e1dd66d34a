//! The sentences of a collection.

use super::reckoning::Reckoning;
use crate::python::memory::collection::{Pass, Standing, reference_name};
use crate::python::object::Ref;

/// What this step does, in one or two sentences.
pub fn caption(reckoning: &Reckoning) -> String {
    let collection = reckoning.collection;
    match collection.pass {
        Pass::Copy => "Each count is copied into the GC head.".to_owned(),
        Pass::Subtract => subtract(reckoning),
        Pass::Move => set_apart(reckoning),
        Pass::Finalize if collection.finalized.is_empty() => match names(reckoning, &collection.unreachable) {
            (_, 1) => "Nothing outside leads to this one. It has no finaliser to run.".to_owned(),
            (_, count) => format!("Nothing outside leads to these {count}. None has a finaliser left to run."),
        },
        Pass::Finalize => {
            let (names, _) = names(reckoning, &collection.finalized);
            format!("Finalisers run, each once, in list order: {names}.")
        }
        Pass::Clear => clear(reckoning),
    }
}

/// A title and an explanation for the panel.
pub fn panel(reckoning: &Reckoning) -> [String; 2] {
    let collection = reckoning.collection;
    let current = (!collection.current.is_null()).then(|| reckoning.name(collection.current));
    match (collection.pass, collection.visiting) {
        (Pass::Subtract | Pass::Move, Some(visit)) => {
            let from = place(reckoning, visit.from, visit.number);
            let to = reckoning.name(visit.to);
            let detail = match collection.pass {
                Pass::Subtract => format!("{to} is in this list: a reference from inside."),
                _ => format!("{to} is reached: it gets 1 and stays."),
            };
            [format!("{from} → {to}"), detail]
        }
        (Pass::Copy, _) => [current.unwrap_or_default(), "Its count is copied into its GC head.".to_owned()],
        (Pass::Subtract, None) => {
            [String::new(), "Every reference from inside the list is taken off its target.".to_owned()]
        }
        (Pass::Move, None) => {
            [current.unwrap_or_default(), "More than 0 left: held from outside. 0 left: set apart, for now.".to_owned()]
        }
        (Pass::Finalize, _) => [current.unwrap_or_default(), "Finalisers run before anything is cleared.".to_owned()],
        (Pass::Clear, _) => {
            [current.unwrap_or_default(), "What it holds is let go; the rest falls by counting.".to_owned()]
        }
    }
}

fn place(reckoning: &Reckoning, from: Ref, number: u32) -> String {
    format!("{}{}", reckoning.name(from), reference_name(reckoning.machine, from, number))
}

fn subtract(reckoning: &Reckoning) -> String {
    let Some(visit) = reckoning.collection.visiting else {
        return "Now every reference from inside is taken off: what is left then comes from outside.".to_owned();
    };
    let (from, to) = (reckoning.name(visit.from), reckoning.name(visit.to));
    let Some(candidate) = reckoning.candidate(visit.to) else { return String::new() };
    let count = reckoning.machine.heap.get(visit.to).references;
    if reckoning.life(visit.to).is_none() {
        return format!("{} is visited: one of the interpreter's own objects.", capital(&from));
    }
    let whose = if from == to { "itself".to_owned() } else { to.clone() };
    format!(
        "{} is being visited. Its reference to {whose} comes from inside, so {to}'s copy falls to {}; its real count stays {count}.",
        capital(&from),
        candidate.refs
    )
}

fn set_apart(reckoning: &Reckoning) -> String {
    let collection = reckoning.collection;
    let current = reckoning.name(collection.current);
    if let Some(visit) = collection.visiting {
        let (from, to) = (reckoning.name(visit.from), reckoning.name(visit.to));
        return format!("{} is held from outside and refers to {to}: {to} stays, or comes back.", capital(&from));
    }
    match reckoning.candidate(collection.current).map(|candidate| (candidate.standing, candidate.refs)) {
        Some((Standing::Unreachable, _)) => format!("{} has 0 left: set apart, for now.", capital(&current)),
        Some((Standing::Reachable, refs)) => {
            format!("{} has {refs} left: it stays, and all that it leads to.", capital(&current))
        }
        _ => "What is left came from outside. The others may still hang on what is kept.".to_owned(),
    }
}

fn clear(reckoning: &Reckoning) -> String {
    let collection = reckoning.collection;
    let freed: Vec<usize> = reckoning.picture.cards.iter().filter(|card| card.freed).map(|card| card.life).collect();
    let name = |life: &usize| {
        let life = reckoning.story.lives.get(*life);
        life.map_or(String::new(), |life| life.name.clone().unwrap_or_else(|| life.kind.clone()))
    };
    let first = collection.cleared.first().and_then(|object| {
        let card = reckoning
            .picture
            .cards
            .iter()
            .find(|card| reckoning.story.lives.get(card.life).is_some_and(|life| life.slot == *object));
        card.map(|card| name(&card.life))
    });
    match (first, freed.len()) {
        (Some(first), 0) => format!("Clearing {first} breaks the cycle."),
        (Some(first), _) => {
            let others: Vec<String> = freed.iter().map(name).filter(|other| *other != first).collect();
            match others.is_empty() {
                true => format!("{} is cleared, and freed.", capital(&first)),
                false => format!("Clearing {first} breaks the cycle: counting frees {}.", list(&others)),
            }
        }
        (None, _) => match collection.unreachable.len() {
            1 => "Now the unreachable one is cleared.".to_owned(),
            count => format!("Now the {count} unreachable ones are cleared, one after the other."),
        },
    }
}

fn names(reckoning: &Reckoning, objects: &[Ref]) -> (String, usize) {
    let names: Vec<String> = objects.iter().take(6).map(|object| reckoning.name(*object)).collect();
    (list(&names), objects.len())
}

fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// With a capital where it is no name.
fn capital(words: &str) -> String {
    match (words.strip_prefix("the "), words.strip_prefix("a ")) {
        (Some(rest), _) => format!("The {rest}"),
        (_, Some(rest)) => format!("A {rest}"),
        _ => words.to_owned(),
    }
}
