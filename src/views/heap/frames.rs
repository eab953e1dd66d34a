//! Where frames stand and which of their names they show, for the whole run. Pure: it reads the story, not a machine.

use std::collections::HashMap;

use crate::scene::{Rect, Size};

use super::metrics::{Metrics, candidates};
use super::place::Layout;
use super::story::{FramePlace, Story};

/// Where frames stand, and which names they show.
#[derive(Clone, Debug, Default)]
pub struct Frames {
    /// Rooms kept for frames, the module's first.
    pub rooms: Vec<Rect>,
    /// Names that are shown, by depth and title, each with its row.
    rows: HashMap<(usize, String), HashMap<String, usize>>,
    /// Whether names that only ever hold what is folded are left out for want of room.
    pub omits: bool,
}

/// Frames below the module's that have a place of their own.
pub const MOST_CALLS: usize = 3;

/// What is left out of the frames for want of room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Omit {
    Nothing,
    /// Names that only ever hold classes, functions or modules.
    Folded,
    /// All names that the focus does not name.
    OutOfFocus,
}

/// What may be left out: nothing where smaller type may still do.
pub fn omissions(metrics: &Metrics, size: Size) -> &'static [Omit] {
    match candidates(size).last() == Some(metrics) {
        true => &[Omit::Nothing, Omit::Folded, Omit::OutOfFocus],
        false => &[Omit::Nothing],
    }
}

impl Frames {
    pub fn of(story: &Story, metrics: &Metrics, size: Size, omit: Omit) -> Self {
        let mut frames = Self { omits: omit != Omit::Nothing, ..Self::default() };
        let scale = metrics.scale;
        let width_of = |place: &FramePlace| {
            let rows = metrics.measured(place.name_width + place.value_width) + 4.0 * metrics.inset + 12.0 * scale;
            rows.max(metrics.measured(place.title_width) + 92.0 * scale)
        };
        let widest = story.frames.iter().map(width_of).fold(0.0, f32::max);
        let width = widest.clamp(116.0 * scale, (size.width * 0.24).clamp(116.0 * scale, 190.0 * scale));
        let mut y = metrics.top;
        for (depth, place) in story.frames.iter().enumerate() {
            let mut most = 0;
            for (title, names) in &place.names {
                let has_focus = names.iter().any(|name| name.focused);
                let shown = names.iter().filter(|name| match omit {
                    Omit::Nothing => true,
                    Omit::Folded => !name.folded,
                    Omit::OutOfFocus => name.focused || (depth > 0 || !has_focus) && !name.folded,
                });
                let capacity =
                    ((size.height - metrics.margin - y - metrics.header - metrics.foot) / metrics.pitch).max(0.0);
                let shown = if omit == Omit::OutOfFocus { shown.take(capacity as usize) } else { shown.take(1_000) };
                let rows: HashMap<String, usize> =
                    shown.enumerate().map(|(row, name)| (name.text.clone(), row)).collect();
                most = most.max(rows.len());
                frames.rows.insert((depth, title.clone()), rows);
            }
            if depth <= MOST_CALLS {
                let height = metrics.height(most.max(1));
                frames.rooms.push(Rect::new(metrics.margin, y, width, height));
                y += height + metrics.gap * 0.8;
            } else if let Some(last) = frames.rooms.last_mut() {
                last.height = last.height.max(metrics.height(most.max(1)));
            }
        }
        frames
    }

    /// Whether all frames are on the stage.
    pub fn fit(&self, layout: &Layout) -> bool {
        self.rooms.last().is_none_or(|room| room.bottom() <= layout.size.height - layout.metrics.margin * 0.5)
    }

    pub fn right(&self) -> f32 {
        self.rooms.first().map_or(0.0, Rect::right)
    }

    /// The row of a name, if it is shown.
    pub fn row(&self, depth: usize, title: &str, name: &str) -> Option<usize> {
        self.rows.get(&(depth, title.to_owned()))?.get(name).copied()
    }

    /// Which room a frame takes when the innermost one has the depth `innermost`: of deep calls the last ones are shown.
    pub fn slot(&self, depth: usize, innermost: usize) -> usize {
        let hidden = (innermost + 1).saturating_sub(self.rooms.len());
        if depth == 0 { 0 } else { depth.saturating_sub(hidden) }
    }

    /// Whether a frame is shown at all then.
    pub fn shows(&self, depth: usize, innermost: usize) -> bool {
        let hidden = (innermost + 1).saturating_sub(self.rooms.len());
        depth == 0 || depth > hidden
    }
}
