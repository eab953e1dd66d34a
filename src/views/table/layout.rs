//! Where the parts of a table's picture stand; the same at every step of a run.

use crate::scene::Rect;

use super::stage::{Form, Stage};

/// Heights of the rows, top to bottom. Missing parts leave their room empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rows {
    /// The middle of the key's line.
    pub key: f32,
    /// The middle of the ledger's heading.
    pub heading: f32,
    /// The ledger's lines.
    pub ledger: Span,
    /// Room for the arcs over the badges.
    pub arcs: Span,
    /// Middles of the stops' badges and of the slots' numbers.
    pub badges: f32,
    pub numbers: f32,
    pub cells: Span,
    /// The entries' cards, or a set's close-up.
    pub cards: Span,
    /// The middle of the room's line; `None` where the stage leaves it out.
    pub room: Option<f32>,
}

/// From top to bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub top: f32,
    pub height: f32,
}

impl Span {
    pub const fn new(top: f32, height: f32) -> Self {
        Self { top, height }
    }

    pub fn bottom(self) -> f32 {
        self.top + self.height
    }

    pub fn middle(self) -> f32 {
        self.top + self.height / 2.0
    }

    fn moved(self, by: f32) -> Self {
        Self { top: self.top + by, ..self }
    }
}

const FULL: Rows = Rows {
    key: 36.0,
    heading: 72.0,
    ledger: Span::new(87.0, 90.0),
    arcs: Span::new(182.0, 30.0),
    badges: 222.0,
    numbers: 245.0,
    cells: Span::new(257.0, 50.0),
    cards: Span::new(355.0, 90.0),
    room: Some(468.0),
};
const FULL_HEIGHT: f32 = 486.0;

const COMPACT: Rows = Rows {
    key: 26.0,
    heading: 50.0,
    ledger: Span::new(61.0, 75.0),
    arcs: Span::new(138.0, 18.0),
    badges: 166.0,
    numbers: 186.0,
    cells: Span::new(197.0, 42.0),
    cards: Span::new(270.0, 82.0),
    room: Some(370.0),
};
const COMPACT_HEIGHT: f32 = 384.0;

const PRESENT: Rows = Rows {
    key: 36.0,
    heading: 72.0,
    ledger: Span::new(84.0, 30.0),
    arcs: Span::new(124.0, 34.0),
    badges: 170.0,
    numbers: 193.0,
    cells: Span::new(206.0, 52.0),
    cards: Span::new(318.0, 90.0),
    room: None,
};
const PRESENT_HEIGHT: f32 = 420.0;
/// Room that is left over is shared out up to so much; the rest stays below.
const MOST_EXTRA: f32 = 100.0;

impl Rows {
    pub fn of(stage: &Stage) -> Self {
        let (plain, height) = match stage.form {
            Form::Full => (FULL, FULL_HEIGHT),
            Form::Compact => (COMPACT, COMPACT_HEIGHT),
            Form::Present => (PRESENT, PRESENT_HEIGHT),
        };
        let extra = (stage.size.height - height).clamp(0.0, MOST_EXTRA);
        let by = |share: f32| (extra * share).round();
        Self {
            key: plain.key + by(0.1),
            heading: plain.heading + by(0.2),
            ledger: plain.ledger.moved(by(0.2)),
            arcs: Span::new(plain.arcs.top + by(0.25), plain.arcs.height + by(0.2)),
            badges: plain.badges + by(0.45),
            numbers: plain.numbers + by(0.45),
            cells: plain.cells.moved(by(0.45)),
            cards: plain.cards.moved(by(0.7)),
            room: plain.room.map(|room| room + by(0.85)),
        }
    }
}

/// A row of equal cells over a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cells {
    left: f32,
    pub pitch: f32,
    gap: f32,
    span: Span,
    pub count: usize,
}

impl Cells {
    /// So many cells over the stage's width.
    pub fn across(stage: &Stage, span: Span, count: usize) -> Self {
        Self::within(stage.left(), stage.width(), span, count, f32::INFINITY)
    }

    /// So many cells in a width, none further from the next than `widest`.
    pub fn within(left: f32, width: f32, span: Span, count: usize, widest: f32) -> Self {
        let pitch = (width / count.max(1) as f32).min(widest);
        let gap = (pitch * 0.12).clamp(2.0, 8.0);
        // The last cell ends where the row does.
        let pitch = if pitch < widest { (width + gap) / count.max(1) as f32 } else { pitch };
        Self { left, pitch, gap, span, count }
    }

    pub fn rect(&self, number: usize) -> Rect {
        Rect::new(
            self.left + self.pitch * number as f32,
            self.span.top,
            (self.pitch - self.gap).max(2.0),
            self.span.height,
        )
    }

    pub fn center(&self, number: usize) -> f32 {
        self.rect(number).center().x
    }
}

/// How high an arc rises over a distance, within the room there is.
pub fn rise(distance: f32, width: f32, room: f32) -> f32 {
    let share = (distance.abs() / width.max(1.0)).clamp(0.0, 1.0);
    (12.0 + (room - 12.0).max(0.0) * share.sqrt()).min(room.max(4.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Size;

    fn stages() -> [Stage; 4] {
        [(760.0, 446.0), (1120.0, 560.0), (1870.0, 740.0), (1120.0, 400.0)].map(|(w, h)| Stage::of(Size::new(w, h)))
    }

    #[test]
    fn rows_follow_one_another_and_end_on_the_stage() {
        for stage in stages() {
            let rows = Rows::of(&stage);
            let order = [
                rows.key + 8.0,
                rows.heading,
                rows.ledger.top,
                rows.ledger.bottom(),
                rows.arcs.top,
                rows.arcs.bottom(),
                rows.badges,
                rows.numbers,
                rows.cells.top,
                rows.cells.bottom(),
                rows.cards.top,
                rows.cards.bottom(),
                rows.room.unwrap_or(stage.size.height),
                stage.size.height + 1.0,
            ];
            assert!(order.is_sorted(), "{stage:?} {rows:?}");
            assert!(rows.badges - 10.0 >= rows.arcs.bottom() - 2.0, "{rows:?}");
        }
    }

    #[test]
    fn cells_fill_the_width_without_touching() {
        for stage in stages() {
            for count in [1, 5, 8, 10, 16, 32] {
                let cells = Cells::across(&stage, Span::new(0.0, 40.0), count);
                assert!((cells.rect(count - 1).right() - stage.right()).abs() < 0.5, "{count}");
                assert!(count == 1 || cells.rect(0).right() < cells.rect(1).x);
            }
        }
    }

    #[test]
    fn an_arc_stays_in_its_room_and_grows_with_distance() {
        assert!(rise(40.0, 900.0, 40.0) < rise(400.0, 900.0, 40.0));
        assert!(rise(5_000.0, 900.0, 40.0) <= 40.0);
    }
}
