//! A table that was rebuilt: the old one above the new one, and where every key went.
//!
//! What moves where is worked out here; how it is drawn, in `resize_draw`.

use std::collections::{HashMap, HashSet};

use crate::python::object::{Ref, dict};

use super::picture::{Act, Cell, Old, Table, TablePicture};

/// A rebuilt table.
pub struct Rebuilt<'a> {
    pub old: Table<'a>,
    pub new: Table<'a>,
    /// Keys in the order in which they were moved.
    pub moves: Vec<Move>,
    /// Old slots, and old entries, that held deleted keys.
    pub dropped: Vec<usize>,
    pub dropped_entries: Vec<usize>,
    /// The new key: its slot and its number.
    pub waiting: Option<(usize, usize)>,
}

/// One key's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub key: String,
    pub hash: i64,
    pub old_slot: usize,
    pub new_slot: usize,
    /// Entries' numbers; of a set the slots again.
    pub old_number: usize,
    pub new_number: usize,
    pub origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Stays,
    /// The old slot and the old size.
    Shifted,
    /// It had to step aside before, and now stands where its hash says.
    Home,
    Elsewhere,
}

impl<'a> Rebuilt<'a> {
    /// `None` where the old table's keys are too many to be known one by one, or nothing was rebuilt.
    pub fn of(picture: &TablePicture<'a>, act: &Act, old: &'a Old) -> Option<Self> {
        let was = Table::of_body(&old.table)?;
        let new = picture.table;
        let new_slots = slots_by_number(new);
        let mut moves = Vec::new();
        let mut next = 0;
        let old_slots = slots_by_number(was);
        let in_set: HashMap<Ref, usize> = match new {
            Table::Set(_) => (0..new.slots()).filter_map(|slot| Some((new.key(slot)?.0, slot))).collect(),
            Table::Dict(_) => HashMap::new(),
        };
        let count = match was {
            Table::Dict(table) => table.entries.len(),
            Table::Set(set) => set.table.len(),
        };
        for number in 0..count {
            let Some((_, hash)) = was.key(number) else { continue };
            let new_number = match (was, new) {
                (Table::Set(_), _) => *in_set.get(&was.key(number)?.0)?,
                _ => next,
            };
            next += 1;
            let (old_slot, new_slot) = (*old_slots.get(number)?.as_ref()?, *new_slots.get(new_number)?.as_ref()?);
            moves.push(Move {
                key: old.keys.get(number).cloned().unwrap_or_default(),
                hash,
                old_slot,
                new_slot,
                old_number: number,
                new_number,
                origin: origin(hash, was, new, old_slot, new_slot),
            });
        }
        let dropped = (0..was.slots()).filter(|slot| was.cell(*slot) == Cell::Dummy).collect();
        let dropped_entries = match was {
            Table::Dict(table) => (0..table.entries.len()).filter(|number| table.entry(*number).is_none()).collect(),
            Table::Set(_) => Vec::new(),
        };
        let waiting = match (act.stands_in(), new) {
            (Some(slot), Table::Dict(_)) => match new.cell(slot) {
                Cell::Holds(number) => Some((slot, number)),
                _ => None,
            },
            (_, Table::Set(_)) => {
                let known: HashSet<usize> = moves.iter().map(|moved| moved.new_slot).collect();
                let mut taken = (0..new.slots()).filter(|slot| matches!(new.cell(*slot), Cell::Holds(_)));
                taken.find(|slot| !known.contains(slot)).map(|slot| (slot, slot))
            }
            _ => None,
        };
        Some(Self { old: was, new, moves, dropped, dropped_entries, waiting })
    }

    /// How many keys went which way: stayed, went up by the old size, stand elsewhere.
    pub fn counts(&self) -> [usize; 3] {
        let count = |wanted: &[Origin]| self.moves.iter().filter(|moved| wanted.contains(&moved.origin)).count();
        [count(&[Origin::Stays]), count(&[Origin::Shifted]), count(&[Origin::Home, Origin::Elsewhere])]
    }
}

/// By entry (or slot of a set), the slot that leads to it.
fn slots_by_number(table: Table) -> Vec<Option<usize>> {
    let mut slots = Vec::new();
    for slot in 0..table.slots() {
        if let Cell::Holds(number) = table.cell(slot) {
            if slots.len() <= number {
                slots.resize(number + 1, None);
            }
            if let Some(place) = slots.get_mut(number) {
                *place = Some(slot);
            }
        }
    }
    slots
}

fn origin(hash: i64, old: Table, new: Table, old_slot: usize, new_slot: usize) -> Origin {
    let home = |table: Table| hash as usize & table.mask();
    match () {
        () if old_slot == new_slot => Origin::Stays,
        () if old_slot + old.slots() == new_slot => Origin::Shifted,
        () if home(old) != old_slot && home(new) == new_slot => Origin::Home,
        () => Origin::Elsewhere,
    }
}

/// Bytes of a container's parts, as `sys.getsizeof` counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bytes {
    /// The object with its GC head.
    pub object: usize,
    /// The header of a dict's keys.
    pub header: usize,
    pub index: usize,
    /// Places, and bytes of each.
    pub places: usize,
    pub each: usize,
}

/// A dict object (48) and a set object (200), each with the 16 bytes of its GC head.
const DICT_OBJECT: usize = 64;
const SET_OBJECT: usize = 216;
const KEYS_HEADER: usize = 32;

impl Bytes {
    pub fn of(table: Table) -> Self {
        match table {
            Table::Dict(body) if body.indices.is_empty() => {
                Self { object: DICT_OBJECT, header: 0, index: 0, places: 0, each: 0 }
            }
            Table::Dict(body) => Self {
                object: DICT_OBJECT,
                header: KEYS_HEADER,
                index: body.index_width() * body.indices.len(),
                places: dict::usable(body.indices.len()),
                each: table.entry_bytes(),
            },
            Table::Set(set) => {
                let places = if set.block_bytes() == 0 { 0 } else { set.table.len() };
                Self { object: SET_OBJECT, header: 0, index: 0, places, each: 16 }
            }
        }
    }

    pub fn total(self) -> usize {
        self.object + self.header + self.index + self.places * self.each
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::object::dict::{Dict, Entry, KeyKind};
    use crate::python::object::set::Set;

    #[test]
    fn bytes_are_what_getsizeof_says() {
        let mut table = Dict::default();
        assert_eq!(Bytes::of(Table::Dict(&table)).total(), 64);
        for (size, kind, bytes) in
            [(8, KeyKind::Unicode, 184), (16, KeyKind::Unicode, 272), (16, KeyKind::General, 352)]
        {
            table.start(size, kind);
            assert_eq!(Bytes::of(Table::Dict(&table)).total(), bytes);
            assert_eq!(Bytes::of(Table::Dict(&table)).total(), 64 + table.keys_bytes());
        }
        let mut set = Set::default();
        assert_eq!(Bytes::of(Table::Set(&set)).total(), 216);
        set.resize(32);
        assert_eq!(Bytes::of(Table::Set(&set)).total(), 728);
    }

    #[test]
    fn origins_follow_the_slots() {
        let (mut old, mut new) = (Dict::default(), Dict::default());
        old.start(8, KeyKind::General);
        for hash in [3, 11, 15] {
            old.append(Entry { hash, key: Ref(9), value: Ref(9) });
        }
        new.clone_from(&old);
        new.resize(16, KeyKind::General);
        let (was, is) = (Table::Dict(&old), Table::Dict(&new));
        let told: Vec<Origin> = [3i64, 11, 15]
            .iter()
            .zip(slots_by_number(was).into_iter().zip(slots_by_number(is)))
            .map(|(hash, (from, to))| origin(*hash, was, is, from.unwrap(), to.unwrap()))
            .collect();
        assert_eq!(told, [Origin::Stays, Origin::Home, Origin::Shifted]);
    }
}
