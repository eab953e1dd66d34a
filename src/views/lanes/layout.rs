//! Where things stand in the lanes view: pure geometry, no nodes.

use super::timeline::Timeline;
use crate::scene::{Rect, Size};

/// From the stage's edge to what stands on it.
pub const MARGIN: f32 = 22.0;

/// Below this width the totals and the key make way.
const WIDE: f32 = 900.0;

/// How much of a lane there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Name, what it runs, state, totals; bars with labels.
    Tall,
    /// A name and a bar.
    Middle,
    /// As in the comparison: a name and a slim bar.
    Low,
    /// A line of colour, no name.
    Strip,
    /// Lanes of one kind in one stacked area.
    Bundle,
}

impl Tier {
    /// How high a bar is on a lane of this height.
    pub fn bar(self, height: f32) -> f32 {
        match self {
            Tier::Tall => (height / 3.2).clamp(30.0, 52.0),
            Tier::Middle => 16.0,
            Tier::Low => 12.0,
            Tier::Strip => (height - 1.0).max(1.0),
            Tier::Bundle => height - 8.0,
        }
    }
}

/// The place of one lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    pub lane: usize,
    pub top: f32,
    pub height: f32,
    /// A lane that hardly ever runs, kept low.
    pub slim: bool,
}

impl Row {
    pub fn center(&self) -> f32 {
        self.top + self.height / 2.0
    }

    pub fn bottom(&self) -> f32 {
        self.top + self.height
    }
}

/// Lanes that share one stacked area.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    pub name: String,
    pub lanes: Vec<usize>,
    pub top: f32,
    pub height: f32,
}

/// The places of everything.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub wide: bool,
    /// Where time begins and ends.
    pub left: f32,
    pub right: f32,
    pub key: f32,
    pub brush: Rect,
    /// The baseline of the axis' numbers.
    pub axis: f32,
    /// Who holds the GIL or the loop, or how many cores are busy.
    pub ribbon: Rect,
    pub tier: Tier,
    pub rows: Vec<Row>,
    pub bundles: Vec<Bundle>,
    pub bottom: f32,
}

/// Lanes that are shown by themselves although the rest is bundled, at most.
const PINNED: usize = 5;

impl Layout {
    /// Decides by the whole run, so that nothing moves from step to step; `pinned` are lanes to show though others are
    /// bundled, the most important first.
    pub fn new(timeline: &Timeline, size: Size, pinned: &[usize]) -> Self {
        let wide = size.width >= WIDE;
        let (left, right) = match wide {
            true => (MARGIN + 154.0, size.width - MARGIN - 134.0),
            false => (MARGIN + 112.0, size.width - MARGIN),
        };
        let top = if wide { 53.0 } else { 14.0 };
        let (slim, full): (Vec<usize>, Vec<usize>) =
            (0..timeline.lanes.len()).partition(|&lane| is_slim(timeline, lane));
        let rows_top = top + 109.0;
        let slim_height = if full.len() <= 12 { 34.0 } else { 17.0 };
        let room = size.height - rows_top - 12.0 - slim_height * slim.len() as f32;
        let (tier, height) = tier(full.len(), room, wide);
        let mut layout = Self {
            wide,
            left,
            right: right.max(left + 40.0),
            key: 30.0,
            brush: Rect::new(left, top, (right - left).max(40.0), 26.0),
            axis: top + 55.0,
            ribbon: Rect::new(left, top + 71.0, (right - left).max(40.0), 28.0),
            tier,
            rows: Vec::new(),
            bundles: Vec::new(),
            bottom: rows_top,
        };
        if tier == Tier::Bundle {
            layout.bundle(timeline, &full, pinned, room);
        } else {
            full.iter().for_each(|&lane| layout.row(lane, height, false));
        }
        slim.iter().for_each(|&lane| layout.row(lane, slim_height, true));
        layout
    }

    fn row(&mut self, lane: usize, height: f32, slim: bool) {
        self.rows.push(Row { lane, top: self.bottom, height, slim });
        self.bottom += height;
    }

    fn bundle(&mut self, timeline: &Timeline, lanes: &[usize], pinned: &[usize], room: f32) {
        let shown: Vec<usize> = pinned.iter().copied().filter(|lane| lanes.contains(lane)).take(PINNED).collect();
        let mut kinds: Vec<(&str, Vec<usize>)> = Vec::new();
        for &lane in lanes {
            let runs = timeline.lanes.get(lane).map_or("", |lane| lane.runs.as_str());
            match kinds.iter_mut().find(|(kind, _)| *kind == runs) {
                Some((_, members)) => members.push(lane),
                None => kinds.push((runs, vec![lane])),
            }
        }
        // Places for pinned lanes are kept even while fewer are pinned: else the areas would jump.
        let row = 28.0;
        let top = self.bottom;
        shown.into_iter().for_each(|lane| self.row(lane, row, false));
        self.bottom = top + row * PINNED as f32;
        let height = ((room - row * PINNED as f32) / kinds.len().max(1) as f32).clamp(8.0, 160.0);
        for (kind, lanes) in kinds {
            self.bundles.push(Bundle { name: kind.to_owned(), lanes, top: self.bottom, height });
            self.bottom += height;
        }
    }
}

/// The roomiest tier that both the rule and the stage allow, and how high its lanes are.
fn tier(lanes: usize, room: f32, wide: bool) -> (Tier, f32) {
    let each = room / lanes.max(1) as f32;
    // A tall lane needs its three lines of text at the left, and as many totals at the right.
    let least_tall = if wide { 72.0 } else { 66.0 };
    match lanes {
        0..=4 if each >= least_tall => (Tier::Tall, each.min(176.0)),
        0..=12 if each >= 28.0 => (Tier::Middle, each.min(36.0)),
        0..=24 if each >= 15.5 => (Tier::Low, each.min(22.0)),
        0..=150 if each >= 3.0 => (Tier::Strip, each.min(12.0)),
        _ => (Tier::Bundle, 0.0),
    }
}

/// Whether a lane only starts others and waits for them.
fn is_slim(timeline: &Timeline, lane: usize) -> bool {
    let Some(lane) = timeline.lanes.get(lane) else { return false };
    let spent = lane.spent(timeline.end);
    spent.io == 0 && spent.ran * 20 < timeline.end && lane.name == "main"
}
