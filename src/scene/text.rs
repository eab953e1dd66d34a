//! Type: the faces, the steps of the scale, and how wide a line will be in the bundled fonts.

use super::ink::Ink;

/// The bundled faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Inter, for words.
    Sans,
    SansMedium,
    SansSemibold,
    /// JetBrains Mono, for code and values; ligatures off.
    Mono,
    MonoBold,
}

/// Where a text's anchor lies on its baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Left,
    Middle,
    Right,
}

/// Face, size in points, ink and anchor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    pub face: Face,
    pub size: f32,
    pub ink: Ink,
    pub align: Align,
}

impl TextStyle {
    pub const fn new(face: Face, size: f32, ink: Ink) -> Self {
        Self { face, size, ink, align: Align::Left }
    }

    pub const fn middle(mut self) -> Self {
        self.align = Align::Middle;
        self
    }

    pub const fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }
}
