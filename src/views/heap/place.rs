//! Where frames and objects stand on a stage of a given size, for the whole run. Pure: it reads the story, not a machine.
//!
//! Columns and orders are [`super::order`]'s, the ways of arrows [`super::route`]'s.

use std::collections::HashMap;

use crate::scene::theme::type_size;
use crate::scene::{Rect, Size};

use super::metrics::{Metrics, candidates};
use super::order::{Edge, End, Net, Order, order};
use super::route::{Routes, Way};
use super::seat::{Detail, Form, Seats};
use super::story::{FramePlace, Link, Origin, Story};

/// A stage laid out for a run.
#[derive(Clone, Debug)]
pub struct Layout {
    pub size: Size,
    pub metrics: Metrics,
    pub seats: Seats,
    pub order: Order,
    /// By seat: the room that is kept for it; `None` where the stage has no room.
    pub rooms: Vec<Option<Rect>>,
    /// The left edges and widths of columns.
    pub columns: Vec<(f32, f32)>,
    pub frames: Frames,
    /// Width of the GC head in front of each card; 0 where none are drawn.
    pub head: f32,
    shows_addresses: bool,
    /// Whether longer paths than the stage is wide go on in the first column.
    wraps: bool,
    ways: Routes,
}

/// Whether cards have the collector's head in front of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    Hidden,
    Shown,
}

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

/// Cards up to which a full column goes on in another: of more, the rest is told in fewer words.
const MOST_CARDS: usize = 16;

/// Frames below the module's that have a place of their own.
const MOST_CALLS: usize = 3;

impl Layout {
    /// The roomiest and fullest layout that the stage has room for.
    pub fn of(story: &Story, size: Size, heads: Heads) -> Self {
        // A path that goes on in the first column is harder to follow than small type is to read, or than a place that is
        // used twice; but better than a card without its rows.
        let [whole, shared, tiles, bundles] = Detail::ALL;
        let tries = [(whole, false), (shared, false), (whole, true), (shared, true)];
        let coarser = [(tiles, false), (tiles, true), (bundles, false), (bundles, true)];
        for (detail, may_wrap) in tries.into_iter().chain(coarser) {
            let seats = Seats::of(story, detail);
            for metrics in candidates(size) {
                for omits in omissions(&metrics, size) {
                    let layout = Self::attempt(story, size, metrics, seats.clone(), *omits, heads);
                    let all = layout.rooms.iter().all(Option::is_some) && layout.frames.fit(&layout);
                    if all && (may_wrap || !layout.wraps) {
                        return layout;
                    }
                }
            }
        }
        let metrics = candidates(size).pop().unwrap_or_else(|| candidates(Size::default())[0]);
        Self::attempt(story, size, metrics, Seats::of(story, Detail::Bundles), Omit::OutOfFocus, heads)
    }

    fn attempt(story: &Story, size: Size, metrics: Metrics, seats: Seats, omits: Omit, heads: Heads) -> Self {
        let head =
            if heads == Heads::Shown { 28.0 * metrics.value / type_size::VALUE * metrics.scale.min(1.0) } else { 0.0 };
        let frames = Frames::of(story, &metrics, size, omits);
        let net = net(story, &seats, &frames);
        let mut layout = Self {
            size,
            metrics,
            seats,
            order: Order::default(),
            rooms: Vec::new(),
            columns: Vec::new(),
            frames,
            head,
            shows_addresses: story.shows_addresses,
            wraps: false,
            ways: Routes::default(),
        };
        let mut most_columns = net.nodes.max(1);
        loop {
            layout.order = order(&net, most_columns);
            layout.split_full_columns();
            let count = layout.order.nodes.len();
            if layout.set_columns() || count <= 1 || most_columns <= 1 {
                break;
            }
            layout.wraps = true;
            let narrow = 108.0 * metrics.scale + metrics.gutter;
            most_columns = (count - 1)
                .min(most_columns - 1)
                .min(((size.width - layout.frames.right()) / narrow).max(1.0) as usize);
        }
        layout.set_rooms(&net);
        layout.ways = Routes::of(story, &layout);
        layout
    }

    /// A column that is higher than the stage goes on in a new one at its right.
    fn split_full_columns(&mut self) {
        if self.seats.seats.len() > MOST_CARDS {
            return;
        }
        let most = self.size.height - self.metrics.top - self.metrics.margin.max(26.0 * self.metrics.scale);
        let mut split: Vec<Vec<usize>> = Vec::new();
        for nodes in &self.order.nodes {
            let mut column: Vec<usize> = Vec::new();
            let mut height = 0.0;
            for node in nodes {
                let more = self.seat_height(*node) + self.metrics.gap;
                if !column.is_empty() && height + more - self.metrics.gap > most {
                    split.push(std::mem::take(&mut column));
                    height = 0.0;
                }
                column.push(*node);
                height += more;
            }
            split.push(column);
        }
        for (column, nodes) in split.iter().enumerate() {
            for node in nodes {
                if let Some(place) = self.order.column.get_mut(*node) {
                    *place = column;
                }
            }
        }
        self.order.nodes = split;
    }

    /// Places the columns; false when they need more than the stage's width.
    fn set_columns(&mut self) -> bool {
        let metrics = &self.metrics;
        let wide = |nodes: &Vec<usize>| nodes.iter().map(|seat| self.seat_width(*seat)).fold(0.0, f32::max);
        let widths: Vec<f32> = self.order.nodes.iter().map(wide).collect();
        let start = self.frames.right();
        let room = self.size.width - metrics.margin - start - widths.iter().sum::<f32>();
        let gutter = room / widths.len().max(1) as f32;
        let mut x = start;
        self.columns.clear();
        // A last column keeps room at its right for arrows that turn back.
        let last_turn = 0.4 / widths.len().max(1) as f32;
        let gutter = (gutter * (1.0 - last_turn)).min(metrics.wide_gutter);
        for width in widths {
            x += gutter.max(metrics.gutter);
            self.columns.push((x, width));
            x += width;
        }
        gutter >= metrics.gutter
    }

    fn seat_width(&self, seat: usize) -> f32 {
        let Some(seat) = self.seats.seats.get(seat) else { return 0.0 };
        let metrics = &self.metrics;
        let scale = metrics.scale;
        let (least, most) = (108.0 * scale, 236.0 * scale);
        let badges = if self.shows_addresses { 168.0 } else { 104.0 };
        let header = metrics.measured(seat.kind_width) + badges * metrics.value / type_size::VALUE;
        let between = if seat.label_width > 0.0 { 12.0 * scale } else { 0.0 };
        let rows = metrics.measured(seat.label_width + seat.value_width) + between + 4.0 * metrics.inset;
        header.max(rows).clamp(least, most) + self.head
    }

    fn seat_height(&self, seat: usize) -> f32 {
        let Some(seat) = self.seats.seats.get(seat) else { return 0.0 };
        match seat.form {
            Form::Card => self.metrics.height(seat.most_rows.max(1)),
            Form::Tile | Form::Bundle => self.metrics.height(0),
        }
    }

    /// Heights by those that refer to each object and those that it refers to: as near to them as order and gaps allow.
    fn set_rooms(&mut self, net: &Net) {
        self.rooms = vec![None; self.seats.seats.len()];
        let count = self.order.nodes.len();
        // There, back and there again, so that a full column draws the others to its own heights.
        for column in (0..count).chain((0..count).rev()).chain(0..count) {
            self.set_column_rooms(net, column);
        }
        let (right, bottom) = (self.size.width - self.metrics.margin * 0.5, self.bottom(net) + 0.5);
        for place in &mut self.rooms {
            *place = place.filter(|room| room.bottom() <= bottom && room.right() <= right);
        }
    }

    /// Where cards end at the latest: arrows that turn back want room below.
    fn bottom(&self, net: &Net) -> f32 {
        let column = |node: usize| self.order.column.get(node).copied().unwrap_or(0);
        let turns =
            net.edges.iter().any(|edge| matches!(edge.from, End::Node(from, _) if column(from) >= column(edge.to)));
        let below = if turns { self.metrics.margin.max(26.0 * self.metrics.scale) } else { self.metrics.margin };
        self.size.height - below
    }

    fn set_column_rooms(&mut self, net: &Net, column: usize) {
        let metrics = self.metrics;
        let Some((x, width)) = self.columns.get(column).copied() else { return };
        let nodes = self.order.nodes.get(column).cloned().unwrap_or_default();
        let entry = metrics.header * 0.7;
        let items: Vec<Item> = nodes
            .iter()
            .map(|seat| {
                let mut wanted: Vec<f32> = Vec::new();
                let mut beside: Vec<f32> = Vec::new();
                for edge in &net.edges {
                    if edge.to == *seat
                        && let Some(height) = self.source_height(edge.from, column)
                    {
                        wanted.push(height - entry);
                    }
                    let other = match edge.from {
                        End::Node(from, row) if from == *seat => {
                            let other = self.rooms.get(edge.to).copied().flatten();
                            let right = self.order.column.get(edge.to).is_some_and(|to| *to > column);
                            wanted.extend(other.filter(|_| right).map(|room| room.y + entry - metrics.row_middle(row)));
                            other
                        }
                        End::Node(from, _) if edge.to == *seat => self.rooms.get(from).copied().flatten(),
                        _ => None,
                    };
                    beside.extend(other.filter(|room| (room.x - x).abs() > 1.0).map(|room| room.y));
                }
                // Cards that belong together stand level when they nearly do.
                let level = |wanted: f32| {
                    let near = beside.iter().copied().filter(|top| (top - wanted).abs() < metrics.pitch * 1.2);
                    near.min_by(|a, b| (a - wanted).abs().total_cmp(&(b - wanted).abs())).unwrap_or(wanted)
                };
                Item { height: self.seat_height(*seat), wanted: mean(&wanted).map(level) }
            })
            .collect();
        let tops = stack(&items, metrics.top, self.bottom(net), metrics.gap);
        for (seat, (item, y)) in nodes.iter().zip(items.iter().zip(tops)) {
            if let Some(place) = self.rooms.get_mut(*seat) {
                *place = Some(Rect::new(x, y, width, item.height));
            }
        }
    }

    /// Where an edge starts, if it comes from the left of `column`.
    fn source_height(&self, from: End, column: usize) -> Option<f32> {
        match from {
            End::Name(row) => {
                let (frame, row) = (row / 1_000, row % 1_000);
                Some(self.frames.rooms.get(frame)?.y + self.metrics.row_middle(row))
            }
            End::Node(seat, row) => {
                let left = self.order.column.get(seat).is_some_and(|from| *from < column);
                let room = self.rooms.get(seat).copied().flatten().filter(|_| left)?;
                Some(room.y + self.metrics.row_middle(row))
            }
        }
    }

    /// The way of an arrow, if it has one.
    pub fn way(&self, from: &Origin, seat: usize) -> Option<&Way> {
        self.ways.way(&self.origin_key(from), seat)
    }

    /// Names the start of an arrow by its place, so that objects that share a place share their arrows' ways.
    pub fn origin_key(&self, from: &Origin) -> String {
        match from {
            Origin::Name { depth, title, name } => format!("{depth} {title} {name}"),
            Origin::Row { life, row } => {
                format!("{} {row}", self.seats.of.get(*life).map_or("?".to_owned(), usize::to_string))
            }
        }
    }

    /// The height at which a link starts when its row stands where it first stood.
    pub fn link_height(&self, link: &Link) -> Option<f32> {
        match &link.from {
            Origin::Name { depth, title, name } => {
                let row = self.frames.row(*depth, title, name)?;
                let room = self.frames.rooms.get(self.frames.slot(*depth, *depth))?;
                Some(room.y + self.metrics.row_middle(row))
            }
            Origin::Row { life, .. } => {
                let seat = *self.seats.of.get(*life)?;
                let room = self.rooms.get(seat).copied().flatten()?;
                let row = match self.seats.seats.get(seat)?.form {
                    Form::Card => self.metrics.row_middle(link.row),
                    _ => room.height / 2.0,
                };
                Some(room.y + row)
            }
        }
    }

    /// The column of a link's start; `None` for the names'.
    pub fn link_column(&self, link: &Link) -> Option<usize> {
        match &link.from {
            Origin::Name { .. } => None,
            Origin::Row { life, .. } => self.order.column.get(*self.seats.of.get(*life)?).copied(),
        }
    }
}

/// What is left out of the frames for want of room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Omit {
    Nothing,
    /// Names that only ever hold classes, functions or modules.
    Folded,
    /// All names that the focus does not name.
    OutOfFocus,
}

/// What may be left out: nothing where smaller type may still do.
fn omissions(metrics: &Metrics, size: Size) -> &'static [Omit] {
    match candidates(size).last() == Some(metrics) {
        true => &[Omit::Nothing, Omit::Folded, Omit::OutOfFocus],
        false => &[Omit::Nothing],
    }
}

impl Frames {
    fn of(story: &Story, metrics: &Metrics, size: Size, omit: Omit) -> Self {
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
    fn fit(&self, layout: &Layout) -> bool {
        self.rooms.last().is_none_or(|room| room.bottom() <= layout.size.height - layout.metrics.margin * 0.5)
    }

    fn right(&self) -> f32 {
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

/// Who refers to whom among the seats.
fn net(story: &Story, seats: &Seats, frames: &Frames) -> Net {
    let mut edges: Vec<Edge> = Vec::new();
    for link in &story.links {
        let Some(to) = seats.of.get(link.to).copied() else { continue };
        let from = match &link.from {
            Origin::Name { depth, title, name } => {
                let Some(row) = frames.row(*depth, title, name) else { continue };
                End::Name(depth.min(&MOST_CALLS) * 1_000 + row)
            }
            Origin::Row { life, .. } => {
                let Some(seat) = seats.of.get(*life).copied() else { continue };
                End::Node(seat, link.row)
            }
        };
        let edge = Edge { from, to };
        if !edges.contains(&edge) && edges.len() < MOST_EDGES {
            edges.push(edge);
        }
    }
    Net { nodes: seats.seats.len(), edges }
}

/// References that take part in the ordering; of more the first ones.
const MOST_EDGES: usize = 600;

/// A card to be stacked: its height, and where its top would best be.
#[derive(Clone, Copy, Debug)]
struct Item {
    height: f32,
    wanted: Option<f32>,
}

/// Tops of cards that keep their order and their gaps, each as near as may be to where it is wanted.
fn stack(items: &[Item], top: f32, bottom: f32, gap: f32) -> Vec<f32> {
    // Cards that would overlap move as one block, to the mean of what they want (pool adjacent violators).
    struct Block {
        sum: f32,
        count: f32,
        items: usize,
        height: f32,
    }
    let mut blocks: Vec<Block> = Vec::new();
    let place = |block: &Block| if block.count > 0.0 { (block.sum / block.count).max(top) } else { top };
    for item in items {
        let (sum, count) = item.wanted.map_or((0.0, 0.0), |wanted| (wanted, 1.0));
        let mut block = Block { sum, count, items: 1, height: item.height };
        while let Some(last) = blocks.last() {
            let follows = place(last) + last.height + gap;
            if block.count > 0.0 && place(&block) >= follows {
                break;
            }
            // What is wanted of the lower block's first card, told of the upper block's.
            let offset = last.height + gap;
            block = Block {
                sum: last.sum + block.sum - offset * block.count,
                count: last.count + block.count,
                items: last.items + block.items,
                height: last.height + gap + block.height,
            };
            blocks.pop();
        }
        blocks.push(block);
    }
    let mut tops = Vec::with_capacity(items.len());
    let mut left = items.iter();
    let mut free = top;
    for block in &blocks {
        let mut y = place(block).max(free);
        for item in left.by_ref().take(block.items) {
            tops.push(y);
            y += item.height + gap;
        }
        free = y;
    }
    // What stands too low is pushed up, and with it what stands above.
    let mut limit = bottom;
    for (y, item) in tops.iter_mut().zip(items).rev() {
        *y = y.min(limit - item.height);
        limit = *y - gap;
    }
    // If that goes over the top, the column is too full: from the top down, the last ones stand out below.
    let mut least = top;
    for (y, item) in tops.iter_mut().zip(items) {
        *y = y.max(least);
        least = *y + item.height + gap;
    }
    tops
}

fn mean(values: &[f32]) -> Option<f32> {
    (!values.is_empty()).then(|| values.iter().sum::<f32>() / values.len() as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(height: f32, wanted: f32) -> Item {
        Item { height, wanted: Some(wanted) }
    }

    #[test]
    fn cards_stand_where_they_are_wanted_when_there_is_room() {
        assert_eq!(stack(&[item(50.0, 20.0), item(50.0, 200.0)], 10.0, 400.0, 20.0), [20.0, 200.0]);
    }

    #[test]
    fn cards_that_want_the_same_place_share_the_pain() {
        assert_eq!(stack(&[item(50.0, 100.0), item(50.0, 100.0)], 0.0, 400.0, 20.0), [65.0, 135.0]);
    }

    #[test]
    fn cards_stay_between_top_and_bottom_with_their_gaps() {
        let tops = stack(&[item(50.0, -90.0), item(50.0, 390.0), item(50.0, 390.0)], 10.0, 300.0, 20.0);
        assert_eq!(tops, [10.0, 180.0, 250.0]);
        let tops = stack(&[item(90.0, 0.0), item(90.0, 0.0), item(90.0, 0.0)], 10.0, 200.0, 20.0);
        assert_eq!(tops, [10.0, 120.0, 230.0]);
    }
}
