//! Where a list's parts stand: the header's card, the places of its blocks, the values, the growth plot.

use crate::scene::Rect;
use crate::views::table::stage::{Form, Stage};

/// Heights and edges; the same at every step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rows {
    /// The middle of the line that says what was done.
    pub action: f32,
    pub card: Rect,
    /// The places begin here.
    pub left: f32,
    pub old: Lane,
    pub new: Lane,
    pub values: Lane,
    /// The middle of the growth's heading.
    pub growth: f32,
    pub plot: Rect,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    pub top: f32,
    pub height: f32,
}

impl Lane {
    pub fn bottom(self) -> f32 {
        self.top + self.height
    }

    pub fn middle(self) -> f32 {
        self.top + self.height / 2.0
    }
}

const fn lane(top: f32, height: f32) -> Lane {
    Lane { top, height }
}

/// Room right of the plot for the words at the lines' ends.
const ENDS: f32 = 104.0;

impl Rows {
    pub fn of(stage: &Stage) -> Self {
        let (width, height) = (stage.size.width, stage.size.height);
        if stage.form == Form::Compact {
            let left = 108.0;
            return Self {
                action: 26.0,
                card: Rect::new(24.0, 52.0, 166.0, 128.0),
                left: 222.0,
                old: lane(70.0, 28.0),
                new: lane(130.0, 28.0),
                values: lane(188.0, 24.0),
                growth: 240.0,
                plot: Rect::new(left, 262.0, width - left - ENDS - 16.0, (height - 262.0 - 30.0).max(40.0)),
            };
        }
        let extra = (height - 486.0).clamp(0.0, 80.0) * 0.3;
        Self {
            action: 36.0,
            card: Rect::new(24.0, 78.0, 196.0, 140.0),
            left: 288.0,
            old: lane(92.0, 34.0),
            new: lane(166.0, 34.0),
            values: lane(236.0, 28.0),
            growth: 302.0 + extra,
            plot: Rect::new(
                148.0,
                326.0 + extra,
                width - 148.0 - ENDS - 24.0,
                (height - 326.0 - extra - 34.0).max(50.0),
            ),
        }
    }
}

/// What stands in a row of places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spot {
    Place(usize),
    /// So many that are left out.
    Gap(usize),
}

/// The places that are drawn, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    left: f32,
    pub pitch: f32,
    /// With their left edges, and their widths in places.
    spots: Vec<(Spot, f32)>,
}

const WIDEST: f32 = 50.5;
const NARROWEST: f32 = 25.0;
/// A gap is as wide as so many places.
const GAP: f32 = 3.0;
/// Places kept at the beginning, and before the end of what is in use.
const ENDS_KEPT: usize = 4;

impl Places {
    /// For blocks of up to `capacity` places, `length` of them in use, over a width; what lies near `watched` is drawn.
    pub fn fit(left: f32, width: f32, capacity: usize, length: usize, watched: Option<usize>) -> Self {
        let pitch = (width / capacity.max(1) as f32).min(WIDEST);
        if pitch >= NARROWEST {
            let spots = (0..capacity).map(|place| (Spot::Place(place), left + pitch * place as f32)).collect();
            return Self { left, pitch, spots };
        }
        let pitch = NARROWEST.max(width / 32.0).min(WIDEST);
        let columns = (width / pitch).floor();
        let wanted = |place: &usize| {
            let near = watched.is_some_and(|watched| place.abs_diff(watched) <= 2);
            *place < ENDS_KEPT || near || (*place + ENDS_KEPT >= length && *place < length)
        };
        // The first and last ones and the watched are few; so they are gathered without walking all.
        let mut kept: Vec<usize> =
            (0..ENDS_KEPT.min(capacity)).chain(length.saturating_sub(ENDS_KEPT)..length).collect();
        kept.extend(watched.into_iter().flat_map(|place| place.saturating_sub(2)..(place + 3).min(capacity)));
        kept.retain(|place| wanted(place) && *place < capacity);
        kept.sort_unstable();
        kept.dedup();
        let mut spots = Vec::new();
        let (mut column, mut next) = (0.0, 0);
        let put = |spots: &mut Vec<(Spot, f32)>, spot: Spot, column: &mut f32| {
            spots.push((spot, left + pitch * *column));
            *column += if matches!(spot, Spot::Gap(_)) { GAP } else { 1.0 };
        };
        for place in kept {
            if place > next {
                put(&mut spots, Spot::Gap(place - next), &mut column);
            }
            put(&mut spots, Spot::Place(place), &mut column);
            next = place + 1;
        }
        let free = capacity - next.min(capacity);
        let fits = (columns - column).max(0.0) as usize;
        let shown = if free <= fits { free } else { fits.saturating_sub(GAP as usize) };
        for place in next..next + shown {
            put(&mut spots, Spot::Place(place), &mut column);
        }
        if free > shown {
            put(&mut spots, Spot::Gap(free - shown), &mut column);
        }
        // Where even these are too many, they stand nearer.
        let nearer = (width / (pitch * column).max(1.0)).min(1.0);
        spots.iter_mut().for_each(|(_, x)| *x = left + (*x - left) * nearer);
        Self { left, pitch: pitch * nearer, spots }
    }

    pub fn rect(&self, place: usize, lane: Lane) -> Option<Rect> {
        let (_, x) = self.spots.iter().find(|(spot, _)| *spot == Spot::Place(place))?;
        Some(Rect::new(*x, lane.top, self.pitch - self.gap(), lane.height))
    }

    fn gap(&self) -> f32 {
        (self.pitch * 0.08).clamp(2.0, 5.0)
    }

    /// The middle of a gap that stands before a place of a block.
    pub fn gaps(&self, lane: Lane) -> impl Iterator<Item = (usize, usize, Rect)> + '_ {
        self.spots.iter().enumerate().filter_map(move |(number, (spot, x))| match spot {
            Spot::Gap(count) => {
                let before = self.spots.get(..number).unwrap_or_default().iter().rev();
                let from = before
                    .clone()
                    .find_map(|(spot, _)| if let Spot::Place(place) = spot { Some(place + 1) } else { None });
                Some((from.unwrap_or(0), *count, Rect::new(*x, lane.top, self.pitch * GAP - self.gap(), lane.height)))
            }
            Spot::Place(_) => None,
        })
    }

    pub fn places(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.spots.iter().filter_map(|(spot, _)| match spot {
            Spot::Place(place) => Some(*place),
            Spot::Gap(_) => None,
        })
    }

    /// Where the last spot of a block of `capacity` places ends.
    pub fn right(&self, capacity: usize) -> f32 {
        let mut next = 0;
        let mut right = self.left;
        for (spot, x) in &self.spots {
            if next >= capacity {
                break;
            }
            (next, right) = match spot {
                Spot::Place(place) => (place + 1, x + self.pitch),
                Spot::Gap(count) => (next + count, x + self.pitch * GAP),
            };
        }
        right
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Size;

    #[test]
    fn the_rows_stand_under_one_another_on_every_stage() {
        for (width, height) in [(760.0, 446.0), (1120.0, 560.0), (1870.0, 740.0), (820.0, 400.0)] {
            let stage = Stage::of(Size::new(width, height));
            let rows = Rows::of(&stage);
            let order =
                [rows.action, rows.old.top, rows.old.bottom(), rows.new.top, rows.new.bottom(), rows.values.top];
            assert!(order.is_sorted());
            assert!(rows.values.bottom() < rows.growth && rows.growth < rows.plot.y, "{rows:?}");
            assert!(rows.plot.bottom() + 20.0 < stage.size.height, "{rows:?} {stage:?}");
            assert!(rows.card.right() < rows.left && rows.card.bottom() < rows.growth);
        }
    }

    #[test]
    fn few_places_are_all_drawn_and_many_are_told() {
        let few = Places::fit(100.0, 800.0, 16, 9, None);
        assert_eq!(few.places().collect::<Vec<_>>(), (0..16).collect::<Vec<_>>());
        assert!((few.right(16) - 900.0).abs() < 1.0);
        for (capacity, length, watched) in
            [(52, 41, Some(0)), (68, 65, Some(10)), (1_000_000, 900_000, Some(450_000)), (64, 0, None), (40, 40, None)]
        {
            let many = Places::fit(100.0, if capacity == 68 { 514.0 } else { 800.0 }, capacity, length, watched);
            let lane = Lane { top: 0.0, height: 30.0 };
            let told: usize = many.gaps(lane).map(|(_, count, _)| count).sum();
            assert_eq!(told + many.places().count(), capacity, "{capacity}");
            assert!(many.gaps(lane).all(|(_, _, rect)| rect.right() <= 901.0), "{many:?}");
            assert!(watched.is_none_or(|watched| many.rect(watched, lane).is_some()));
        }
    }
}
