//! Text of the lanes view: its styles, and the rule that a label which would cover another is left out.

use crate::scene::theme::type_size;
use crate::scene::{Face, Ink, Node, Rect, Scene, TextStyle, text};

/// Words beside marks.
pub fn label(ink: Ink) -> TextStyle {
    TextStyle::new(Face::Sans, type_size::LABEL, ink)
}

/// A small heading.
pub fn heading(ink: Ink) -> TextStyle {
    TextStyle::new(Face::SansSemibold, type_size::LABEL, ink)
}

/// Numbers and code.
pub fn mono(ink: Ink) -> TextStyle {
    TextStyle::new(Face::Mono, type_size::LABEL, ink)
}

/// A lane's name.
pub fn name_style(size: f32) -> TextStyle {
    TextStyle::new(Face::SansSemibold, size, Ink::Text)
}

/// The places that labels already take.
#[derive(Debug, Default)]
pub struct Labels {
    taken: Vec<Rect>,
}

impl Labels {
    /// Nothing else is to be written here.
    pub fn keep(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Adds a text node if it lies within `left..right` and covers no other; its words stay in hovers anyway.
    pub fn place(&mut self, node: Node, left: f32, right: f32, scene: &mut Scene) {
        let Some(rect) = text::text_box(&node) else { return };
        if rect.x < left || rect.right() > right || self.taken.iter().any(|taken| taken.overlaps(&rect)) {
            return;
        }
        self.taken.push(rect);
        scene.push(node);
    }
}
