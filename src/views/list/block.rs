//! The blocks of pointers, the spare places, and the values that the pointers lead to.

use crate::python::object::Ref;
use crate::scene::theme::{radius, type_size};
use crate::scene::{Fill, Ink, Key, Node, Point, Rect, Scene, Stroke, Target, path, text};
use crate::views::table::pen::{Look, bold, cell, label, mono, write, write_in};
use crate::views::table::stage::Stage;

use super::Shown;
use super::header::short_address;
use super::layout::{Lane, Places, Rows};
use super::run::{Change, Kind};

pub fn draw(scene: &mut Scene, stage: &Stage, rows: &Rows, shown: &Shown, key: &Key) {
    let moved = shown.change.filter(|change| change.moved_block());
    let old_capacity = moved.map_or(0, |change| change.old.allocated);
    let capacity = shown.list.allocated.max(old_capacity);
    let length = shown.list.items.len().max(moved.map_or(0, |change| change.old.length.min(change.old.allocated)));
    let width = stage.right() - rows.left;
    let places = Places::fit(rows.left, width, capacity, length, watched(shown));
    if capacity == 0 {
        let words = "no block: items is NULL";
        write(scene, key.of("none"), rows.left, rows.new.middle(), words, label(Ink::Muted));
        return;
    }
    let block = Block { stage, rows, shown, places: &places, key };
    if let Some(change) = moved {
        block.old(scene, change);
    }
    block.current(scene);
    block.labels(scene, moved);
    block.values(scene);
    block.shift(scene);
}

/// The place that the change is about.
fn watched(shown: &Shown) -> Option<usize> {
    match shown.change?.kind {
        Kind::Insert { place, .. } | Kind::Remove { place, .. } | Kind::Set(place) => Some(place),
        _ => None,
    }
}

/// Whether the change put the pointer in this place.
fn is_new(shown: &Shown, place: usize) -> bool {
    let Some(change) = shown.change else { return false };
    match change.kind {
        Kind::Append | Kind::Extend(_) => place >= change.old.length,
        Kind::Insert { place: first, count } => (first..first + count).contains(&place),
        Kind::Set(set) => set == place,
        _ => false,
    }
}

struct Block<'a> {
    stage: &'a Stage,
    rows: &'a Rows,
    shown: &'a Shown<'a>,
    places: &'a Places,
    key: &'a Key,
}

impl Block<'_> {
    /// The block that was left, given back after the copy.
    fn old(&self, scene: &mut Scene, change: &Change) {
        let key = self.key.of("old");
        let lane = self.rows.old;
        for place in self.places.places().filter(|place| *place < change.old.allocated) {
            let Some(rect) = self.places.rect(place, lane) else { continue };
            scene.push(cell(key.of(place), rect, Look::Dead).says(format!("old place {place}, given back")));
            if place < change.old.length {
                let center = rect.center();
                let dot = Node::circle(
                    key.of(place).of("dot"),
                    center,
                    4.5,
                    Some(Fill::Plain(Ink::Pane)),
                    Some(Stroke::new(Ink::Lost, 1.6)),
                );
                scene.push(dot);
            }
            self.copy(scene, change, place, rect, &key);
        }
        self.gaps(scene, lane, change.old.allocated, Ink::Lost, &key);
        let bytes = 8 * change.old.allocated;
        let words = format!("old block, {bytes} bytes, given back after the copy");
        let style = label(Ink::Lost);
        let room = self.stage.right() - self.rows.left;
        write_in(scene, key.of("words"), self.rows.left, lane.top - 12.0, &words, style, room);
        let x = self.places.right(change.old.allocated) + 4.0;
        let address = short_address(change.old.block);
        if x + text::measure(&address, mono(12.0, Ink::Muted)) <= self.stage.right() {
            write(scene, key.of("address"), x, lane.middle(), &address, mono(12.0, Ink::Muted));
        }
    }

    /// A pointer's way from the old block to the new one.
    fn copy(&self, scene: &mut Scene, change: &Change, place: usize, rect: Rect, key: &Key) {
        let kept = place < change.old.length.min(self.shown.list.items.len());
        let to = match change.kind {
            Kind::Insert { place: first, count } if place >= first => place + count,
            Kind::Remove { place: first, count } if (first..first + count).contains(&place) => return,
            Kind::Remove { place: first, count } if place >= first => place - count,
            _ => place,
        };
        let Some(to) = self.places.rect(to, self.rows.new).filter(|_| kept || to < self.shown.list.items.len()) else {
            return;
        };
        if place >= change.old.length {
            return;
        }
        let (from, to) = (Point::new(rect.center().x, rect.bottom() + 2.0), Point::new(to.center().x, to.y - 2.0));
        let way = if (from.x - to.x).abs() < 0.5 { path::straight(from, to) } else { path::smooth_down(from, to) };
        scene.push(Node::arrow(key.of(place).of("copy"), way, Stroke::dashed(Ink::Mark, 1.2)));
    }

    /// The block that the list has now.
    fn current(&self, scene: &mut Scene) {
        let key = self.key.of("place");
        let (list, lane) = (self.shown.list, self.rows.new);
        let moved = self.shown.change.is_some_and(Change::moved_block);
        for place in self.places.places().filter(|place| *place < list.allocated) {
            let Some(rect) = self.places.rect(place, lane) else { continue };
            let (used, new) = (place < list.items.len(), is_new(self.shown, place));
            let key = key.of(place);
            let node = match (used, new) {
                (true, true) => cell(key.clone(), rect, Look::Hit),
                (true, false) if moved => {
                    let corner = radius::ROW.min(rect.width / 4.0);
                    Node::rect(
                        key.clone(),
                        rect,
                        corner,
                        Some(Fill::Plain(Ink::Raised)),
                        Some(Stroke::new(Ink::Alive, 1.4)),
                    )
                }
                (true, false) => {
                    let corner = radius::ROW.min(rect.width / 4.0);
                    Node::rect(
                        key.clone(),
                        rect,
                        corner,
                        Some(Fill::Plain(Ink::Raised)),
                        Some(Stroke::new(Ink::Edge, 1.2)),
                    )
                }
                (false, _) => cell(key.clone(), rect, Look::Spare),
            };
            scene.push(node.says(if used {
                format!("place {place}: a pointer")
            } else {
                format!("place {place}: spare")
            }));
            if used {
                scene.push(Node::circle(key.of("dot"), rect.center(), 4.0, Some(Fill::Plain(Ink::Alive)), None));
            } else {
                let style = mono(12.0, Ink::Muted).middle();
                write_in(
                    scene,
                    key.of("number"),
                    rect.center().x,
                    rect.center().y,
                    &place.to_string(),
                    style,
                    rect.width - 2.0,
                );
            }
        }
        self.gaps(scene, lane, list.allocated, Ink::Muted, &key);
    }

    /// How many places are left out, in words.
    fn gaps(&self, scene: &mut Scene, lane: Lane, capacity: usize, ink: Ink, key: &Key) {
        for (from, count, rect) in self.places.gaps(lane) {
            let count = count.min(capacity.saturating_sub(from));
            if count == 0 {
                continue;
            }
            let words = [format!("… {count} more …"), format!("… {count} …"), "…".to_owned()];
            let style = label(ink).middle();
            let fits = words.iter().find(|words| text::measure(words, style) <= rect.width);
            if let Some(words) = fits {
                write(scene, key.of("gap").of(from), rect.center().x, rect.center().y, words, style);
            }
        }
    }

    fn labels(&self, scene: &mut Scene, moved: Option<&Change>) {
        let key = self.key.of("label");
        let (list, rows) = (self.shown.list, self.rows);
        let spare = list.allocated - list.items.len().min(list.allocated);
        let bytes = 8 * list.allocated;
        let fresh = self.shown.change.is_some_and(|change| change.resized());
        let block = format!("{}, {bytes} bytes", if fresh { "new block" } else { "block" });
        let style = if fresh { label(Ink::Alive) } else { label(Ink::Muted) };
        let above = rows.new.top - 13.0;
        // Right of the copies' arrows, or over the whole block where there are none.
        let right = self.stage.right();
        let arrows = moved.map_or(rows.left, |change| {
            let last = self.places.places().filter(|place| *place < change.old.length.min(list.items.len())).max();
            let edge = last.and_then(|place| {
                self.places.rect((place + 1).min(list.allocated), rows.new).or(self.places.rect(place, rows.new))
            });
            edge.map_or(rows.left, |rect| rect.right() + 8.0)
        });
        let width = text::measure(&block, style);
        if moved.is_none() {
            let words = if self.shift_words().is_some() { "" } else { block.as_str() };
            write(scene, key.of("block"), rows.left, above, words, style);
        } else if arrows + width <= right {
            write(scene, key.of("block"), right, above, &block, style.right());
            let words = copied_words(self.shown.change);
            if arrows + text::measure(&words, label(Ink::Muted)) + 16.0 <= right - width {
                write(scene, key.of("copied"), arrows, above, &words, label(Ink::Muted));
            }
        }
        let below = rows.new.bottom() + 14.0;
        let first = self.places.places().find(|place| *place >= list.items.len() && *place < list.allocated);
        let x = first.and_then(|place| self.places.rect(place, rows.new)).map(|rect| rect.x + 2.0);
        if let Some(x) = x.filter(|_| spare > 0) {
            let whole = match spare {
                1 => "1 spare place: the next append costs no copy".to_owned(),
                spare => format!("{spare} spare places: the next {spare} appends cost no copy"),
            };
            let short = format!("{spare} spare");
            let fits = [whole, short].into_iter().find(|words| x + text::measure(words, label(Ink::Muted)) <= right);
            write(scene, key.of("spare"), x, below, &fits.unwrap_or_default(), label(Ink::Muted));
        }
    }

    /// The values, each once; pointers to the same object meet in one chip.
    fn values(&self, scene: &mut Scene) {
        let key = self.key.of("value");
        let (list, rows) = (self.shown.list, self.rows);
        let mut chips: Vec<(Ref, Rect)> = Vec::new();
        for place in self.places.places().filter(|place| *place < list.items.len()) {
            let (Some(item), Some(rect)) = (list.items.get(place), self.places.rect(place, rows.values)) else {
                continue;
            };
            let from = self.places.rect(place, rows.new).map(|rect| Point::new(rect.center().x, rect.center().y + 4.0));
            let known = chips.iter().find(|(object, _)| object == item).map(|(_, rect)| *rect);
            let new = is_new(self.shown, place);
            let chip = known.unwrap_or(rect);
            if let Some(from) = from {
                let to = Point::new(chip.center().x, chip.y - 1.0);
                let way =
                    if (from.x - to.x).abs() < 0.5 { path::straight(from, to) } else { path::smooth_down(from, to) };
                let stroke = Stroke::new(Ink::Alive, if new { 2.2 } else { 1.4 });
                scene.push(Node::arrow(key.of("arrow").of(place), way, stroke));
            }
            if known.is_some() {
                continue;
            }
            chips.push((*item, rect));
            let look = if new { Look::Hit } else { Look::Plain };
            let words = (self.shown.text)(*item);
            let id = key.of(item.0);
            let node = cell(id.clone(), rect, look)
                .says(format!("{words}, in place {place}"))
                .stands_for(Target::Thing(u64::from(item.0)));
            scene.push(node);
            let size = if rect.width < 34.0 { type_size::LEAST } else { 13.0 };
            write_in(
                scene,
                id.of("words"),
                rect.center().x,
                rect.center().y,
                &words,
                mono(size, look.text()).middle(),
                rect.width - 3.0,
            );
        }
        if list.items.is_empty() {
            return;
        }
        let style = label(Ink::Muted);
        write(scene, key.of("row"), rows.left - 14.0, rows.values.middle(), "values", style.right());
        let last = chips.iter().map(|(_, rect)| rect.right()).fold(0.0, f32::max) + 14.0;
        let words = "the values stay where they are";
        let copied = self.shown.change.is_some_and(|change| change.copied > 0);
        if copied && last + text::measure(words, style) <= self.stage.right() {
            write(scene, key.of("stay"), last, rows.values.middle(), words, style);
        }
    }

    /// `5 pointers move one place`, for a change in the middle of a block that stays.
    fn shift_words(&self) -> Option<String> {
        let change = self.shown.change.filter(|change| !change.moved_block())?;
        let count = match change.kind {
            Kind::Insert { count, .. } | Kind::Remove { count, .. } => count,
            _ => return None,
        };
        let shifted = change.shifted();
        let pointers = if shifted == 1 { "1 pointer moves" } else { &format!("{shifted} pointers move") };
        let by = if count == 1 { "one place".to_owned() } else { format!("{count} places") };
        (shifted > 0).then(|| format!("{pointers} {by}"))
    }

    /// The line over the pointers that moved within their block.
    fn shift(&self, scene: &mut Scene) {
        let (Some(words), Some(change)) = (self.shift_words(), self.shown.change) else { return };
        let key = self.key.of("shift");
        let (first, right_way) = match change.kind {
            Kind::Insert { place, count } => (place + count, true),
            Kind::Remove { place, .. } => (place, false),
            _ => return,
        };
        let lane = self.rows.new;
        let last = self.shown.list.items.len().saturating_sub(1);
        let drawn: Vec<Rect> = self
            .places
            .places()
            .filter(|place| (first..=last).contains(place))
            .filter_map(|place| self.places.rect(place, lane))
            .collect();
        let (Some(start), Some(end)) = (drawn.first(), drawn.last()) else { return };
        let y = lane.top - 12.0;
        let (left, right) = (Point::new(start.x, y), Point::new(end.right(), y));
        let line = if right_way { path::straight(left, right) } else { path::straight(right, left) };
        scene.push(Node::arrow(key.clone(), line, Stroke::new(Ink::Touch, 1.6)).says(words.clone()));
        let style = bold(type_size::LABEL, Ink::Touch);
        let x = start.x.min(self.stage.right() - text::measure(&words, style));
        write(scene, key.of("words"), x, y - 14.0, &words, style);
    }
}

/// `8 pointers copied`.
pub fn copied_words(change: Option<&Change>) -> String {
    match change.map_or(0, |change| change.copied) {
        0 => String::new(),
        1 => "1 pointer copied".to_owned(),
        copied => format!("{copied} pointers copied"),
    }
}
