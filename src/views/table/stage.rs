//! How large a picture of a container is laid out: in points of its own, enlarged as a whole to fill the stage.

use crate::scene::{Point, Rect, Scene, Segment, Shape, Size};

/// Which parts a stage has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All parts, each with its second lines.
    Full,
    /// All parts, narrow: no second lines in the gutter, fewer bits.
    Compact,
    /// For the back of a room: large type, the ledger in one line.
    Present,
}

/// A stage to lay out on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    pub form: Form,
    /// Points to lay out in; each becomes `factor` points of the real stage.
    pub size: Size,
    factor: f32,
}

/// Room at the right and left.
const MARGIN: f32 = 24.0;
/// The least stage that each form is made for.
const FULL: Size = Size::new(1000.0, 486.0);
const COMPACT: Size = Size::new(720.0, 384.0);
const PRESENT: Size = Size::new(1120.0, 430.0);
/// From this width on a stage is looked at from afar.
const PRESENT_FROM: f32 = 1500.0;

impl Stage {
    pub fn of(size: Size) -> Self {
        let (width, height) = (size.width.max(40.0), size.height.max(40.0));
        let fits = |least: Size| (width / least.width).min(height / least.height);
        let (form, factor) = if width >= PRESENT_FROM && fits(PRESENT) >= 1.2 {
            (Form::Present, fits(PRESENT))
        } else if fits(FULL) >= 1.0 {
            (Form::Full, fits(Size::new(1120.0, 520.0)).clamp(1.0, 1.4))
        } else {
            (Form::Compact, fits(COMPACT).min(1.0))
        };
        Self { form, size: Size::new(width / factor, height / factor), factor }
    }

    /// Where what is shown begins; the rows' names stand left of it.
    pub fn left(&self) -> f32 {
        if self.form == Form::Compact { 108.0 } else { 148.0 }
    }

    pub fn right(&self) -> f32 {
        self.size.width - MARGIN
    }

    pub fn width(&self) -> f32 {
        self.right() - self.left()
    }

    pub fn margin(&self) -> f32 {
        MARGIN
    }

    pub fn is_compact(&self) -> bool {
        self.form == Form::Compact
    }

    /// The scene that was laid out on this stage, in points of the real one.
    pub fn enlarged(&self, mut scene: Scene, size: Size) -> Scene {
        let factor = self.factor;
        scene.size = size;
        if factor == 1.0 {
            return scene;
        }
        let point = |at: Point| Point::new(at.x * factor, at.y * factor);
        for node in &mut scene.nodes {
            match &mut node.shape {
                Shape::Rect { rect, radius, stroke, .. } => {
                    *rect = Rect::new(rect.x * factor, rect.y * factor, rect.width * factor, rect.height * factor);
                    *radius *= factor;
                    stroke.iter_mut().for_each(|stroke| stroke.width *= factor);
                }
                Shape::Circle { center, radius, stroke, .. } => {
                    *center = point(*center);
                    *radius *= factor;
                    stroke.iter_mut().for_each(|stroke| stroke.width *= factor);
                }
                Shape::Text { at, style, .. } => {
                    *at = point(*at);
                    style.size *= factor;
                }
                Shape::Path { segments, stroke, .. } => {
                    stroke.iter_mut().for_each(|stroke| stroke.width *= factor);
                    for segment in segments {
                        *segment = match *segment {
                            Segment::Move(to) => Segment::Move(point(to)),
                            Segment::Line(to) => Segment::Line(point(to)),
                            Segment::Curve(a, b, to) => Segment::Curve(point(a), point(b), point(to)),
                        };
                    }
                }
            }
        }
        scene
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_gets_the_form_that_it_has_room_for() {
        for (width, height, form) in [
            (760.0, 446.0, Form::Compact),
            (1120.0, 560.0, Form::Full),
            (1120.0, 400.0, Form::Compact),
            (1870.0, 740.0, Form::Present),
            (300.0, 200.0, Form::Compact),
            (0.0, 0.0, Form::Compact),
        ] {
            let stage = Stage::of(Size::new(width, height));
            assert_eq!(stage.form, form, "{width}×{height}");
            assert!(stage.width() > 500.0 && stage.size.height > 380.0, "{stage:?}");
        }
        assert!(Stage::of(Size::new(1870.0, 740.0)).factor > 1.6);
    }
}
