//! How a list grows and shrinks: the header, the block of pointers, and what is spare.

use super::Ref;

/// A list's header and slots. `items.len()` is `ob_size`.
#[derive(Clone, Debug, Default)]
pub struct List {
    pub items: Vec<Ref>,
    /// Slots that the block has room for; 0 with no block.
    pub allocated: usize,
    /// Where the block of pointers lies; 0 when there is none (`ob_item == NULL`).
    pub block: u64,
    /// Whether `ob_item` is set although nothing is allocated: up to 3.11 `pop` of the last item leaves it so, and a later
    /// `extend` then grows with slack.
    pub has_block: bool,
}

/// Slots that CPython allocates when a list of `old` items is to hold `new` (`Objects/listobject.c`, `list_resize`).
///
/// A step that outgrows the slack in one go gets no slack at all: a big `extend` is seldom followed by another.
pub fn grown_capacity(old: usize, new: usize) -> usize {
    let roomy = (new + (new >> 3) + 6) & !3;
    match new {
        0 => 0,
        _ if new.saturating_sub(old) > roomy - new => (new + 3) & !3,
        _ => roomy,
    }
}

/// Slots after a change from `old` to `new` items with `allocated` at hand: kept while the list is at least half full, and a
/// block of up to `small_block` slots always.
pub fn resized(old: usize, new: usize, allocated: usize, small_block: usize) -> usize {
    let roomy_enough = new >= allocated >> 1 || allocated <= small_block;
    if allocated >= new && roomy_enough { allocated } else { grown_capacity(old, new) }
}

/// Slots of a list made at once from `count` items (`list_preallocate_exact`): even.
pub fn exact_capacity(count: usize) -> usize {
    (count + 1) & !1
}
