//! A picture as data: keyed nodes that the window paints, a file holds and a test reads.
//!
//! A view makes a [`Scene`]; two scenes tween by key; one scene is painted by egui, written as SVG or rasterised. Nothing
//! here knows Python, a lesson or the window, and no node names a colour: an [`Ink`] says what a mark means, and the
//! [`theme`] says how that looks.
//!
//! A view needs [`text`] (to measure and fit), [`path`] (to draw lines), [`theme`] (for sizes) and, in its tests,
//! [`check`]. The window needs [`paint`], [`tween`] and [`hit`]; a file needs [`svg`], [`raster`], [`movie`] and
//! [`caption`].

pub mod caption;
pub mod check;
pub mod fonts;
pub mod geometry;
pub mod hit;
pub mod ink;
mod kerning;
pub mod marks;
pub mod movie;
pub mod node;
pub mod paint;
pub mod path;
pub mod raster;
#[cfg(test)]
mod robust;
#[cfg(test)]
pub(crate) mod sample;
pub mod screen;
pub mod subset;
pub mod svg;
pub mod text;
pub mod theme;
pub mod tween;

pub use geometry::{Point, Rect, Size};
pub use ink::{Dash, Fill, Ink, Stroke};
pub use node::{Key, Layer, Node, Segment, Shape, Target};
pub use text::{Align, Face, TextStyle};

/// A picture: nodes on a stage of a given size, both in points, the origin at the left top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// How large the stage is that the nodes were laid out for.
    pub size: Size,
    /// In painting order within a layer; see [`Layer`].
    pub nodes: Vec<Node>,
    /// The one line under the picture that says what happened; empty when nothing is to be said.
    pub caption: String,
}

impl Scene {
    /// An empty stage.
    pub fn new(size: Size) -> Self {
        Self { size, nodes: Vec::new(), caption: String::new() }
    }

    /// Adds a node on top of its layer.
    pub fn push(&mut self, node: Node) {
        self.nodes.push(node);
    }

    /// Adds all of another scene's nodes, moved by `offset`.
    pub fn place(&mut self, other: Scene, offset: Point) {
        self.nodes.extend(other.nodes.into_iter().map(|node| node.moved(offset)));
    }

    /// The node with this key, if it is on the stage.
    pub fn node(&self, key: &Key) -> Option<&Node> {
        self.nodes.iter().find(|node| node.key == *key)
    }
}
