//! How large things are: a stage of the lesson page, a wide one, or a hall's.

use crate::scene::Size;
use crate::scene::theme::type_size;

/// Lengths in points of everything in a heap picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// What all lengths were multiplied by.
    pub scale: f32,
    /// From the stage's edge to what stands there.
    pub margin: f32,
    /// Where frames and cards begin.
    pub top: f32,
    /// Height of a row, and from row to row.
    pub row: f32,
    pub pitch: f32,
    /// From a card's top to its first row, and from its last row to its bottom.
    pub header: f32,
    pub foot: f32,
    /// The least distance between cards that stand above one another: room for arrows.
    pub gap: f32,
    /// The least and the most distance between columns.
    pub gutter: f32,
    pub wide_gutter: f32,
    /// From a card's edge to its rows, and from a row's edge to its text.
    pub inset: f32,
    /// Sizes of type.
    pub value: f32,
    pub label: f32,
}

const PLAIN: Metrics = Metrics {
    scale: 1.0,
    margin: 24.0,
    top: 50.0,
    row: 28.0,
    pitch: 32.0,
    header: 34.0,
    foot: 6.0,
    gap: 28.0,
    gutter: 60.0,
    wide_gutter: 120.0,
    inset: 10.0,
    value: type_size::VALUE,
    label: type_size::LABEL,
};

const COMPACT: Metrics = Metrics {
    margin: 20.0,
    top: 42.0,
    row: 23.0,
    pitch: 26.0,
    header: 30.0,
    gap: 22.0,
    gutter: 52.0,
    wide_gutter: 120.0,
    value: 13.0,
    ..PLAIN
};

const TIGHT: Metrics = Metrics {
    margin: 14.0,
    top: 34.0,
    row: 19.0,
    pitch: 21.0,
    header: 27.0,
    foot: 5.0,
    gap: 18.0,
    gutter: 30.0,
    wide_gutter: 110.0,
    inset: 8.0,
    value: 12.0,
    ..PLAIN
};

/// A stage at least this large is looked at from afar.
const HALL: Size = Size::new(1_500.0, 600.0);

/// The metrics to try on a stage, the roomiest first.
pub fn candidates(size: Size) -> Vec<Metrics> {
    let mut all = Vec::new();
    if size.width >= HALL.width && size.height >= HALL.height {
        // From afar the two headings say nothing that the picture does not.
        let hall = Metrics { top: 24.0, ..PLAIN };
        all.extend([2.0, 1.85, 1.7, 1.55, 1.4, 1.2].map(|scale| hall.scaled(scale)));
    }
    all.extend([PLAIN, COMPACT, TIGHT]);
    all
}

impl Metrics {
    fn scaled(self, by: f32) -> Self {
        let Self { scale, margin, top, row, pitch, header, foot, gap, gutter, wide_gutter, inset, value, label } = self;
        Self {
            scale: scale * by,
            margin: margin * by,
            top: top * by,
            row: row * by,
            pitch: pitch * by,
            header: header * by,
            foot: foot * by,
            gap: gap * by,
            gutter: gutter * by,
            wide_gutter: wide_gutter * by,
            inset: inset * by,
            value: value * by,
            label: label * by,
        }
    }

    /// The height of a card or frame of so many rows.
    pub fn height(&self, rows: usize) -> f32 {
        if rows == 0 { self.header + self.foot * 0.5 } else { self.header + rows as f32 * self.pitch + self.foot }
    }

    /// The middle of a row, from the top of its card.
    pub fn row_middle(&self, row: usize) -> f32 {
        self.header + row as f32 * self.pitch + self.row / 2.0
    }

    /// A length that was measured at the plain size of values.
    pub fn measured(&self, width: f32) -> f32 {
        width * self.value / type_size::VALUE
    }

    /// From a card's right edge to the dot of a row.
    pub fn dot(&self) -> f32 {
        2.1 * self.inset
    }
}
