//! Where objects stand on a stage of a given size, for the whole run. Pure: it reads the story, not a machine.
//!
//! Columns are [`super::column`]'s, orders [`super::order`]'s, frames [`super::frames`]'s, the ways of arrows
//! [`super::route`]'s.

use std::collections::HashMap;

use crate::scene::theme::type_size;
use crate::scene::{Rect, Size};

use super::column::{Heights, circles, folded, spread};
use super::frames::{Frames, MOST_CALLS, Omit, omissions};
use super::metrics::{Metrics, candidates};
use super::order::{Edge, End, Net, Order, order};
use super::route::{Routes, Way};
use super::seat::{Detail, Form, Passing, Seats};
use super::stack::{Item, stack};
use super::story::{Link, Origin, Story};

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
    /// By edge, the heights at which it passes columns, from left to right, each with its column.
    lanes: HashMap<Edge, Vec<(usize, f32)>>,
    /// Whether every one of them is on the stage.
    lanes_fit: bool,
    ways: Routes,
}

/// Whether cards have the collector's head in front of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    Hidden,
    Shown,
}

/// What happens to paths that are longer than the stage is wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Long {
    /// There is no such layout.
    Refused,
    /// They go on in the first column.
    Wrapped,
}

/// Shares of the stage's height that columns are filled to, in turn: arrows that pass them need room as well.
const FILLS: [f32; 4] = [1.0, 0.88, 0.76, 0.64];

impl Layout {
    /// The roomiest and fullest layout that the stage has room for.
    pub fn of(story: &Story, size: Size, heads: Heads) -> Self {
        // A path that goes on in the first column is harder to follow than small type is to read, or than a place that is
        // used twice; but better than a card without its rows.
        let [whole, shared, coarser @ ..] = Detail::ALL;
        let fine = [(whole, Long::Refused), (shared, Long::Refused), (whole, Long::Wrapped), (shared, Long::Wrapped)];
        let coarse = coarser.into_iter().flat_map(|detail| [(detail, Long::Refused), (detail, Long::Wrapped)]);
        for (detail, long) in fine.into_iter().chain(coarse) {
            let seats = Seats::of(story, detail, Passing::Hidden);
            for metrics in candidates(size) {
                for omits in omissions(&metrics, size) {
                    let draft = Self::draft(story, size, metrics, seats.clone(), *omits, heads);
                    if let Some(layout) = draft.placed(story, long).filter(Self::is_whole) {
                        return layout.with_passing(story, detail, long).routed(story);
                    }
                }
            }
        }
        let metrics = candidates(size).pop().unwrap_or_else(|| candidates(Size::default())[0]);
        let seats = Seats::of(story, Detail::Masses, Passing::Hidden);
        let draft = Self::draft(story, size, metrics, seats, Omit::OutOfFocus, heads);
        draft.clone().placed(story, Long::Wrapped).unwrap_or(draft).routed(story)
    }

    /// With places for what passes on the evaluation stack, if that leaves all else on the stage.
    fn with_passing(self, story: &Story, detail: Detail, long: Long) -> Self {
        if story.passing.is_empty() {
            return self;
        }
        let draft = Self { seats: Seats::of(story, detail, Passing::Shown), ..self.clone() };
        draft.placed(story, long).filter(Self::is_whole).unwrap_or(self)
    }

    fn routed(mut self, story: &Story) -> Self {
        self.ways = Routes::of(story, &self);
        self
    }

    /// A stage with its frames, before anything else is placed.
    fn draft(story: &Story, size: Size, metrics: Metrics, seats: Seats, omits: Omit, heads: Heads) -> Self {
        let head =
            if heads == Heads::Shown { 28.0 * metrics.value / type_size::VALUE * metrics.scale.min(1.0) } else { 0.0 };
        Self {
            size,
            metrics,
            seats,
            order: Order::default(),
            rooms: Vec::new(),
            columns: Vec::new(),
            frames: Frames::of(story, &metrics, size, omits),
            head,
            shows_addresses: story.shows_addresses,
            lanes: HashMap::new(),
            lanes_fit: true,
            ways: Routes::default(),
        }
    }

    fn is_whole(&self) -> bool {
        self.lanes_fit && self.rooms.iter().all(Option::is_some) && self.frames.fit(self)
    }

    /// With columns, orders and rooms; `None` where the stage is too narrow for that.
    fn placed(mut self, story: &Story, long: Long) -> Option<Self> {
        let net = self.net(story);
        let heights = |fill: f32| Heights {
            nodes: (0..net.nodes).map(|seat| self.seat_height(seat)).collect(),
            gap: self.metrics.gap,
            room: fill * (self.size.height - self.metrics.top - self.metrics.margin),
        };
        let mut columns: Vec<Vec<usize>> = FILLS.map(|fill| spread(&net, &heights(fill))).into();
        columns.dedup();
        if long == Long::Wrapped {
            let longest = spread(&net, &Heights { room: f32::MAX, ..heights(1.0) });
            let count = longest.iter().max().map_or(0, |most| most + 1);
            columns = (1..=count.min(MOST_COLUMNS)).rev().map(|most| folded(&longest, most)).collect();
        }
        let mut last = None;
        for columns in columns {
            // Ordering takes long: not for what cannot fit in any order.
            if self.overflows(&columns) && (long == Long::Refused || columns.iter().any(|column| *column > 0)) {
                continue;
            }
            self.order = order(&net, &columns);
            if !self.set_columns() && (long == Long::Refused || self.order.items.len() > 1) {
                continue;
            }
            self.set_rooms(&net);
            if self.is_whole() {
                return Some(self);
            }
            last = Some(self.clone());
        }
        last
    }

    /// Whether these columns need more room than the stage has, even with nothing between them.
    fn overflows(&self, columns: &[usize]) -> bool {
        let metrics = &self.metrics;
        let count = columns.iter().max().map_or(0, |most| most + 1);
        let mut needed: Vec<(f32, f32)> = vec![(0.0, 0.0); count];
        for (seat, column) in columns.iter().enumerate() {
            if let Some((width, height)) = needed.get_mut(*column) {
                *width = width.max(self.seat_width(seat));
                *height += self.seat_height(seat) + metrics.gap;
            }
        }
        let width: f32 = needed.iter().map(|(width, _)| width + metrics.gutter).sum();
        let room = self.size.height - metrics.top - metrics.margin + metrics.gap;
        self.frames.right() + width > self.size.width || needed.iter().any(|(_, height)| *height > room)
    }

    /// Places the columns; false when they need more than the stage's width.
    fn set_columns(&mut self) -> bool {
        let metrics = &self.metrics;
        let nodes = self.order.column.len();
        let wide = |items: &Vec<usize>| {
            items.iter().filter(|item| **item < nodes).map(|seat| self.seat_width(*seat)).fold(0.0, f32::max)
        };
        let widths: Vec<f32> = self.order.items.iter().map(wide).collect();
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
        let badges = if self.shows_addresses { 150.0 } else { 100.0 };
        let header = metrics.measured(seat.kind_width) + badges * metrics.value / type_size::VALUE;
        let between = if seat.label_width > 0.0 { 12.0 * scale } else { 0.0 };
        let rows = metrics.measured(seat.label_width + seat.value_width) + between + 4.0 * metrics.inset;
        header.max(rows).clamp(least, most) + self.head
    }

    fn seat_height(&self, seat: usize) -> f32 {
        let Some(seat) = self.seats.seats.get(seat) else { return 0.0 };
        match seat.form {
            Form::Card | Form::Passing => self.metrics.height(seat.most_rows.max(1)),
            Form::Tile | Form::Bundle => self.metrics.height(0),
        }
    }

    /// Heights by those that refer to each object and those that it refers to: as near to them as order and gaps allow.
    fn set_rooms(&mut self, net: &Net) {
        let bottom = self.bottom();
        let mut tops =
            Tops { layout: self, net, circles: circles(net), of: vec![None; net.nodes + self.order.lanes.len()] };
        let count = self.order.items.len();
        // There, back and there again, so that a full column draws the others to its own heights.
        for column in (0..count).chain((0..count).rev()).chain(0..count) {
            tops.set(column, bottom);
        }
        let tops = tops.of;
        let right = self.size.width - self.metrics.margin * 0.5;
        self.rooms = (0..net.nodes)
            .map(|seat| {
                let (x, width) = self.columns.get(*self.order.column.get(seat)?).copied()?;
                let room = Rect::new(x, (*tops.get(seat)?)?, width, self.seat_height(seat));
                (room.bottom() <= bottom + 0.5 && room.right() <= right).then_some(room)
            })
            .collect();
        self.lanes.clear();
        self.lanes_fit =
            tops.iter().skip(net.nodes).flatten().all(|top| *top <= self.size.height - 6.0 * self.metrics.scale);
        for (column, items) in self.order.items.iter().enumerate() {
            for lane in items.iter().filter_map(|item| item.checked_sub(net.nodes)) {
                let edge = self.order.lanes.get(lane).and_then(|edge| net.edges.get(*edge));
                if let (Some(edge), Some(Some(top))) = (edge, tops.get(net.nodes + lane)) {
                    self.lanes.entry(*edge).or_default().push((column, *top));
                }
            }
        }
    }

    /// Where cards end at the latest: arrows that turn back want room below.
    fn bottom(&self) -> f32 {
        self.size.height - self.metrics.margin
    }

    /// The way of an arrow, if it has one.
    pub fn way(&self, from: &Origin, seat: usize) -> Option<&Way> {
        self.ways.way(&self.origin_key(from), seat)
    }

    /// The heights at which a link passes columns, from left to right.
    pub fn lanes(&self, link: &Link) -> &[(usize, f32)] {
        let edge = edge(&self.seats, &self.frames, link);
        edge.and_then(|edge| self.lanes.get(&edge)).map_or(&[], Vec::as_slice)
    }

    /// Every place where an arrow passes a column.
    pub fn all_lanes(&self) -> impl Iterator<Item = (usize, f32)> {
        self.lanes.values().flatten().copied()
    }

    /// Names the start of an arrow by its place, so that objects that share a place share their arrows' ways.
    pub fn origin_key(&self, from: &Origin) -> String {
        match from {
            Origin::Name { depth, title, name } => format!("{depth} {title} {name}"),
            Origin::Row { life, row } => match self.seats.of.get(*life) {
                Some(seat) if self.is_folded(*seat) => seat.to_string(),
                Some(seat) => format!("{seat} {row}"),
                None => format!("? {row}"),
            },
        }
    }

    /// Whether a place is a tile or a bundle, whose rows are not drawn.
    pub fn is_folded(&self, seat: usize) -> bool {
        self.seats.seats.get(seat).is_some_and(|seat| matches!(seat.form, Form::Tile | Form::Bundle))
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
                    Form::Card | Form::Passing => self.metrics.row_middle(link.row),
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

/// Tops of nodes and lanes while they are found.
struct Tops<'a> {
    layout: &'a Layout,
    net: &'a Net,
    circles: Vec<usize>,
    of: Vec<Option<f32>>,
}

impl Tops<'_> {
    fn set(&mut self, column: usize, bottom: f32) {
        let metrics = self.layout.metrics;
        let Some(ids) = self.layout.order.items.get(column) else { return };
        let mut items: Vec<Item> = Vec::with_capacity(ids.len());
        for (at, id) in ids.iter().enumerate() {
            let above = at.checked_sub(1).and_then(|at| ids.get(at));
            let height = if self.is_lane(*id) { 0.0 } else { self.layout.seat_height(*id) + self.foot(*id) };
            let gap = match above {
                Some(above) => match (self.is_lane(*above), self.is_lane(*id)) {
                    (false, false) => metrics.gap,
                    (true, true) => 9.0 * metrics.scale,
                    _ => 11.0 * metrics.scale,
                },
                None => 0.0,
            };
            items.push(Item { height, gap, wanted: self.wanted(*id, column) });
        }
        for (id, top) in ids.iter().zip(stack(&items, metrics.top, bottom)) {
            if let Some(place) = self.of.get_mut(*id) {
                *place = Some(top);
            }
        }
    }

    fn is_lane(&self, id: usize) -> bool {
        id >= self.net.nodes
    }

    fn column(&self, node: usize) -> usize {
        self.layout.order.column.get(node).copied().unwrap_or(0)
    }

    /// Room under a card for the arrows that come back to it from below.
    fn foot(&self, node: usize) -> f32 {
        let back = self.net.edges.iter().filter(|edge| {
            edge.to == node && matches!(edge.from, End::Node(from, _) if self.column(from) >= self.column(node))
        });
        match back.count() {
            0 => 0.0,
            count => (8.0 + 7.0 * count.min(3) as f32) * self.layout.metrics.scale,
        }
    }

    /// Where an item's top would best be: where its arrows would run level.
    fn wanted(&self, id: usize, column: usize) -> Option<(f32, f32)> {
        let metrics = &self.layout.metrics;
        let entry = |id: usize| if self.is_lane(id) { 0.0 } else { metrics.header * 0.7 };
        let leave = |id: usize, row: usize| if self.is_lane(id) { 0.0 } else { metrics.row_middle(row) };
        let (mut sum, mut weight) = (0.0, 0.0);
        let mut want = |top: f32, by: f32| {
            sum += top * by;
            weight += by;
        };
        for piece in &self.layout.order.pieces {
            let by = (self.net.duration(piece.edge) as f32).sqrt();
            if piece.to == id {
                let from = match piece.from {
                    End::Name(row) => {
                        let frame = self.layout.frames.rooms.get(row / 1_000);
                        frame.map(|frame| frame.y + metrics.row_middle(row % 1_000))
                    }
                    End::Node(from, row) => self.top(from).map(|top| top + leave(from, row)),
                };
                if let Some(from) = from {
                    want(from - entry(id), by);
                }
            }
            if let End::Node(from, row) = piece.from
                && from == id
                && let Some(top) = self.top(piece.to)
            {
                want(top + entry(piece.to) - leave(id, row), by);
            }
        }
        if self.is_lane(id) {
            return (weight > 0.0).then(|| (sum / weight, 0.5));
        }
        // Those that hold one another stand level; others that belong together do when they nearly do.
        let circle = self.circles.get(id);
        let others = (0..self.net.nodes).filter(|other| *other != id && self.circles.get(*other) == circle);
        let level: Vec<f32> = others
            .filter(|other| self.column(*other).abs_diff(column) == 1)
            .filter_map(|other| self.top(other))
            .collect();
        if !level.is_empty() {
            return Some((level.iter().sum::<f32>() / level.len() as f32, LEVEL));
        }
        let mean = (weight > 0.0).then(|| sum / weight)?;
        let beside = self.net.edges.iter().filter_map(|edge| match edge.from {
            End::Node(from, _) if from == id && self.column(edge.to) != column => self.top(edge.to),
            End::Node(from, _) if edge.to == id && self.column(from) != column => self.top(from),
            _ => None,
        });
        let near = beside.filter(|top| (top - mean).abs() < metrics.pitch * 1.2);
        Some((near.min_by(|a, b| (a - mean).abs().total_cmp(&(b - mean).abs())).unwrap_or(mean), 1.0))
    }

    fn top(&self, id: usize) -> Option<f32> {
        self.of.get(id).copied().flatten()
    }
}

/// How much more it weighs that a circle stands level than that an arrow does.
const LEVEL: f32 = 8.0;

impl Layout {
    /// Who refers to whom among the seats.
    fn net(&self, story: &Story) -> Net {
        let mut net = Net { nodes: self.seats.seats.len(), ..Net::default() };
        let mut known: HashMap<Edge, usize> = HashMap::new();
        for link in &story.links {
            let Some(edge) = edge(&self.seats, &self.frames, link) else { continue };
            match known.get(&edge).and_then(|at| net.spans.get_mut(*at)) {
                Some(span) => *span = (span.0.min(link.first), span.1.max(link.last)),
                None if net.edges.len() < MOST_EDGES => {
                    known.insert(edge, net.edges.len());
                    net.edges.push(edge);
                    net.spans.push((link.first, link.last));
                }
                None => {}
            }
        }
        net
    }
}

/// A link as the layout knows it: things in one tile or bundle have one row.
fn edge(seats: &Seats, frames: &Frames, link: &Link) -> Option<Edge> {
    let to = *seats.of.get(link.to)?;
    let form = |seat: usize| seats.seats.get(seat).map(|seat| seat.form);
    form(to)?;
    let from = match &link.from {
        Origin::Name { depth, title, name } => {
            End::Name(depth.min(&MOST_CALLS) * 1_000 + frames.row(*depth, title, name)?)
        }
        Origin::Row { life, .. } => {
            let seat = *seats.of.get(*life)?;
            End::Node(seat, if matches!(form(seat)?, Form::Tile | Form::Bundle) { 0 } else { link.row })
        }
    };
    Some(Edge { from, to })
}

/// References that take part in the ordering; of more the first ones.
const MOST_EDGES: usize = 600;
/// Columns that a stage is ever divided into where long paths wrap.
const MOST_COLUMNS: usize = 12;
