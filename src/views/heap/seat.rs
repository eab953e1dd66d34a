//! Which place each object gets: one of its own, one after another that is gone, or one in a bundle of its kind.

use std::collections::{BTreeMap, HashSet};

use super::story::{Life, Origin, Story};

/// How much of a run is drawn one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A place for every object of the run.
    Whole,
    /// Objects take the places of earlier ones of their kind that are gone.
    Shared,
    /// Also, what is far from the focus shows its kind and count alone.
    Tiles,
    /// Also, what is far from the focus is bundled by its kind.
    Bundles,
    /// Every kind of which there are many is bundled, wherever the focus is.
    Crowds,
    /// Every kind of which there are two is bundled, and the rest shows its kind and count alone.
    Masses,
}

impl Detail {
    pub const ALL: [Detail; 6] =
        [Detail::Whole, Detail::Shared, Detail::Tiles, Detail::Bundles, Detail::Crowds, Detail::Masses];
}

/// Objects of a kind that stay apart in a crowd.
const FEW: usize = 4;

/// Whether what only passes on the evaluation stack has places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    Shown,
    Hidden,
}

/// The places of a run.
#[derive(Clone, Debug, Default)]
pub struct Seats {
    /// By life.
    pub of: Vec<usize>,
    pub seats: Vec<Seat>,
}

/// A place that one object takes, or several after one another, or a bundle at once.
#[derive(Clone, Debug)]
pub struct Seat {
    pub form: Form,
    pub kind: String,
    pub most_rows: usize,
    pub label_width: f32,
    pub value_width: f32,
    pub kind_width: f32,
    /// The moment when the last of its objects is seen for the last time.
    until: usize,
    name: Option<String>,
}

/// How a place is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Kind, count and rows.
    Card,
    /// The same, of whatever passes on the evaluation stack, one after another.
    Passing,
    /// Kind and count.
    Tile,
    /// Kind and number of objects.
    Bundle,
}

/// The place of a life that gets none.
const NO_SEAT: usize = usize::MAX;

/// From a name of the focus, references that lead to what is near.
const NEAR: usize = 2;

impl Seats {
    /// Places for all that moments see; what only passes on the evaluation stack gets them as well with `passing`.
    pub fn of(story: &Story, detail: Detail, passing: Passing) -> Self {
        let near = match detail {
            Detail::Crowds | Detail::Masses => HashSet::new(),
            _ => near_focus(story),
        };
        let many = if detail == Detail::Crowds { FEW } else { 1 };
        let mut seats = Self::default();
        let mut bundles: BTreeMap<&str, usize> = BTreeMap::new();
        let mut far: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, life) in story.lives.iter().enumerate() {
            if !near.contains(&number) && !story.passing.contains(&number) {
                *far.entry(&life.kind).or_default() += 1;
            }
        }
        for (number, life) in story.lives.iter().enumerate() {
            if story.only.as_ref().is_some_and(|only| !only.contains(&number)) {
                seats.of.push(NO_SEAT);
                continue;
            }
            if story.passing.contains(&number) {
                let seat = match passing {
                    Passing::Shown => seats.share(life, Form::Passing),
                    Passing::Hidden => NO_SEAT,
                };
                seats.of.push(seat);
                continue;
            }
            let is_near = near.contains(&number);
            let seat = match detail {
                Detail::Bundles | Detail::Crowds | Detail::Masses
                    if !is_near && far.get(life.kind.as_str()).is_some_and(|lives| *lives > many) =>
                {
                    let seat = *bundles.entry(&life.kind).or_insert_with(|| seats.add(life, Form::Bundle));
                    seats.take(seat, life);
                    seat
                }
                Detail::Whole => seats.add(life, Form::Card),
                Detail::Tiles | Detail::Bundles | Detail::Masses if !is_near => seats.share(life, Form::Tile),
                _ => seats.share(life, Form::Card),
            };
            seats.of.push(seat);
        }
        seats
    }

    fn add(&mut self, life: &Life, form: Form) -> usize {
        self.seats.push(Seat {
            form,
            kind: life.kind.clone(),
            most_rows: 0,
            label_width: 0.0,
            value_width: 0.0,
            kind_width: 0.0,
            until: life.last,
            name: None,
        });
        let seat = self.seats.len() - 1;
        self.take(seat, life);
        seat
    }

    /// A free place of the kind, the one whose object had the same name if there is one; else a new one.
    fn share(&mut self, life: &Life, form: Form) -> usize {
        // One moment in between: an object that dies is still seen dying.
        let free = |seat: &Seat| {
            seat.form == form && (seat.kind == life.kind || form == Form::Passing) && seat.until + 2 <= life.first
        };
        let places = || self.seats.iter().enumerate().filter(|(_, seat)| free(seat));
        let named = places().find(|(_, seat)| seat.name == life.name);
        match named.or_else(|| places().next()).map(|(at, _)| at) {
            Some(seat) => {
                self.take(seat, life);
                seat
            }
            None => self.add(life, form),
        }
    }

    fn take(&mut self, seat: usize, life: &Life) {
        let Some(seat) = self.seats.get_mut(seat) else { return };
        seat.until = seat.until.max(life.last);
        seat.name = life.name.clone();
        seat.kind_width = seat.kind_width.max(life.kind_width);
        if matches!(seat.form, Form::Card | Form::Passing) {
            seat.most_rows = seat.most_rows.max(life.most_rows);
            seat.label_width = seat.label_width.max(life.label_width);
            seat.value_width = seat.value_width.max(life.value_width);
        }
    }
}

/// Lives that a name of the focus is bound to, and those that these lead to in a few references.
fn near_focus(story: &Story) -> HashSet<usize> {
    let focused = |life: &Life| life.focused;
    let mut near: HashSet<usize> =
        story.lives.iter().enumerate().filter(|(_, life)| focused(life)).map(|(at, _)| at).collect();
    for _ in 0..NEAR {
        let next: Vec<usize> = story
            .links
            .iter()
            .filter(|link| matches!(&link.from, Origin::Row { life, .. } if near.contains(life)))
            .map(|link| link.to)
            .collect();
        near.extend(next);
    }
    near
}
