//! What the line did to the list, in a sentence or two.

use super::Shown;
use super::block::copied_words;
use super::run::{Change, Kind};

pub fn of(shown: &Shown) -> String {
    let Some(change) = shown.change else { return standing(shown) };
    match change.kind {
        Kind::Made => made(shown),
        Kind::Append => append(change),
        Kind::Extend(count) => extend(change, count),
        Kind::Insert { .. } | Kind::Remove { .. } => middle(change),
        Kind::Set(place) => format!("The pointer in place {place} is replaced: nothing moves, no block is asked for."),
        Kind::Other => format!("The pointers are other ones now; {}.", block(change)),
    }
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn standing(shown: &Shown) -> String {
    let (length, allocated) = (shown.list.items.len(), shown.list.allocated);
    if allocated == 0 {
        return format!("{} is empty: a header and no block.", shown.name);
    }
    let spare = match allocated - length.min(allocated) {
        0 => "none is spare".to_owned(),
        1 => "1 is spare".to_owned(),
        spare => format!("{spare} are spare"),
    };
    format!(
        "{} holds {} in a block of {}: {spare}.",
        shown.name,
        counted(length, "pointer"),
        counted(allocated, "place")
    )
}

fn made(shown: &Shown) -> String {
    let (length, allocated) = (shown.list.items.len(), shown.list.allocated);
    match (length, allocated) {
        (0, 0) => "An empty list: a header, and no block yet.".to_owned(),
        (length, allocated) if length == allocated => {
            format!("A list of {}: the block has exactly as many places.", counted(length, "item"))
        }
        (length, allocated) => format!("A list of {} with room for {allocated}.", counted(length, "item")),
    }
}

/// What became of the block.
fn block(change: &Change) -> String {
    let (old, new) = (change.old, change.new);
    match () {
        () if new.allocated == 0 && old.allocated > 0 => "the whole block is given back".to_owned(),
        () if old.allocated == 0 && new.allocated > 0 => {
            format!("the first block has {}", counted(new.allocated, "place"))
        }
        () if old.allocated == new.allocated && old.block == new.block => "the block stays as it is".to_owned(),
        () if !change.moved_block() && new.allocated > old.allocated => "the block grew where it stood".to_owned(),
        () if !change.moved_block() => format!("the block shrinks to {} where it stands", new.allocated),
        () => format!("another block, of {}: {}", counted(new.allocated, "place"), copied_words(Some(change))),
    }
}

fn append(change: &Change) -> String {
    if !change.resized() {
        return "One spare place is used: no copy.".to_owned();
    }
    let asked = counted(change.new.allocated, "place");
    if change.old.allocated == 0 {
        return format!("There is no block yet: append asks for {asked}.");
    }
    if change.moved_block() {
        let copied = if change.copied == 1 {
            "1 pointer is copied".to_owned()
        } else {
            format!("{} pointers are copied", change.copied)
        };
        return format!("The block is full: append asks for {asked}, {copied}. The values do not move.");
    }
    format!("The block is full: append asks for {asked}. The block grew where it stood: no copy.")
}

fn extend(change: &Change, count: usize) -> String {
    let lead = format!("{} come at once", counted(count, "item"));
    if !change.resized() {
        return format!("{lead}; the spare places take them: no copy.");
    }
    let exact = (change.new.length + 3) & !3 == change.new.allocated
        && (change.new.length + (change.new.length >> 3) + 6) & !3 != change.new.allocated;
    let rule = if exact { ": exactly what is needed, rounded to 4" } else { "" };
    format!("{lead}; {}{rule}.", block(change))
}

fn middle(change: &Change) -> String {
    let shifted = change.shifted();
    let (what, count) = match change.kind {
        Kind::Insert { count, .. } => ("in", count),
        Kind::Remove { count, .. } => ("out", count),
        _ => ("", 0),
    };
    let by = if count == 1 { "one place".to_owned() } else { counted(count, "place") };
    let moves = match shifted {
        0 if what == "out" && count == 1 => "The last pointer is taken out; nothing else moves".to_owned(),
        0 => format!(
            "{} at the end {}; nothing else moves",
            counted(count, "pointer"),
            if what == "out" { "go" } else { "come" }
        ),
        1 => format!("1 pointer moves {by}"),
        shifted => format!("{shifted} pointers move {by}"),
    };
    let halves = what == "out" && change.new.allocated < change.old.allocated && change.new.allocated > 0;
    if halves {
        let how = if change.moved_block() {
            format!(": {}", copied_words(Some(change)))
        } else {
            " where it stands".to_owned()
        };
        return format!("{moves}. Below half, the block shrinks to {}{how}.", change.new.allocated);
    }
    match change.resized() {
        true => format!("{moves}; {}.", block(change)),
        false => format!("{moves}; the block stays as it is."),
    }
}
