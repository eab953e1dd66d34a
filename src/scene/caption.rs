//! A scene with its caption under it, for pictures that leave the window.
//!
//! The window shows captions in its own place; a file has only the stage.

use super::text::{Face, TextStyle, wrap};
use super::theme::{line, space, type_size};
use super::{Ink, Key, Node, Point, Scene, Size, Stroke, path};

const STYLE: TextStyle = TextStyle::new(Face::SansMedium, type_size::READING, Ink::Text);
const LINE_HEIGHT: f32 = 24.0;
/// Room for this many lines is kept even where fewer are said, so that no picture of a run is higher than another.
const KEPT_LINES: usize = 2;

/// The scene with a rule and its caption below, wrapped to the stage's width.
pub fn captioned(scene: &Scene) -> Scene {
    let mut captioned = scene.clone();
    let margin = space::PANE_PADDING.min(scene.size.width / 8.0);
    let lines = wrap(&scene.caption, STYLE, scene.size.width - 2.0 * margin);
    let foot = LINE_HEIGHT * lines.len().max(KEPT_LINES) as f32 + 2.0 * space::PANE_GAP;
    captioned.size = Size::new(scene.size.width, scene.size.height + foot);
    let key = Key::new("caption");
    let rule =
        path::straight(Point::new(margin, scene.size.height), Point::new(scene.size.width - margin, scene.size.height));
    captioned.push(Node::line(key.of("rule"), rule, Stroke::new(Ink::Hairline, line::HAIRLINE)));
    for (number, words) in lines.into_iter().enumerate() {
        let baseline = scene.size.height + space::PANE_GAP + LINE_HEIGHT * (number as f32 + 0.75);
        captioned.push(Node::text(key.of(number), Point::new(margin, baseline), words, STYLE));
    }
    captioned
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::check::problems;
    use crate::scene::sample;

    #[test]
    fn a_caption_stands_under_the_stage_and_keeps_its_room() {
        let mut scene = sample::small();
        let short = captioned(&scene);
        assert_eq!(problems(&short), Vec::<String>::new());
        scene.caption = "Nothing holds the old one: 0, freed at once, and what it held loses one. ".repeat(3);
        let long = captioned(&scene);
        assert_eq!(problems(&long), Vec::<String>::new());
        assert!(long.size.height > short.size.height);
        scene.caption = String::new();
        assert_eq!(captioned(&scene).size, short.size);
    }
}
