//! The stage: shows a scene, and moves from each to the next.
//!
//! Which scene is wanted is decided by the page; how marks look is [`crate::scene::paint`]'s business.

use std::time::Duration;

use eframe::egui::{self, CornerRadius, Id, Stroke, StrokeKind, Ui};

use crate::scene::paint::{Placement, paint, respond};
use crate::scene::theme::{Theme, duration, line, radius};
use crate::scene::tween::Tween;
use crate::scene::{Ink, Scene, Size, Target};

/// What is on the stage.
#[derive(Default)]
pub struct Stage {
    tween: Option<Tween>,
    /// egui's time when the way to the scene began.
    began: f64,
    moving: bool,
    /// What the scene was made for: a change here jumps, any other change moves.
    footing: Option<Footing>,
}

/// What makes two scenes of the same family: only then things move from one to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Footing {
    pub subject: String,
    pub size: Size,
}

/// What the pointer did on the stage.
pub struct Touched {
    pub clicked: Option<Target>,
    pub hovered: Option<Target>,
}

impl Stage {
    /// Takes the scene that is to be shown.
    pub fn set(&mut self, scene: &Scene, footing: Footing, still: bool, now: f64) {
        if let Some(tween) = &self.tween
            && tween.target() == scene
            && self.footing.as_ref() == Some(&footing)
        {
            return;
        }
        let before = self.current(now);
        let jump = still || self.footing.as_ref() != Some(&footing);
        let from = before.filter(|_| !jump).unwrap_or_else(|| scene.clone());
        self.moving = !jump;
        self.tween = Some(Tween::new(from, scene.clone()));
        self.began = now;
        self.footing = Some(footing);
    }

    /// Nothing is to be shown.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The scene that the stage leads to.
    pub fn target(&self) -> Option<&Scene> {
        self.tween.as_ref().map(Tween::target)
    }

    /// Paints the scene into `room`, at most `largest` times its own size, and answers the pointer.
    pub fn show(&mut self, ui: &mut Ui, room: egui::Rect, largest: f32, theme: Theme, id: Id) -> Option<Touched> {
        let (scene, placement) = self.paint(ui, room, largest, theme)?;
        let mut stage = ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt("stage"));
        stage.shrink_clip_rect(room);
        let answer = respond(&scene, &stage, placement, id);
        let target = |node: Option<&crate::scene::Node>| node.and_then(|node| node.target.clone());
        Some(Touched { clicked: target(answer.clicked), hovered: target(answer.hovered) })
    }

    /// Paints the scene into `room`, at most `largest` times its own size, and nothing more.
    pub fn paint(&mut self, ui: &Ui, room: egui::Rect, largest: f32, theme: Theme) -> Option<(Scene, Placement)> {
        let now = ui.input(|input| input.time);
        let scene = self.current(now)?;
        if self.moving {
            // The next frame, not the next event: something is on its way.
            ui.ctx().request_repaint();
        }
        let placement = Placement::fit(scene.size, room, largest);
        paint(&scene, &ui.painter_at(room), placement, theme);
        Some((scene, placement))
    }

    fn current(&mut self, now: f64) -> Option<Scene> {
        let tween = self.tween.as_ref()?;
        if !self.moving {
            return Some(tween.target().clone());
        }
        let length = Duration::from_millis(u64::from(duration::TWEEN_MS)).as_secs_f64();
        let t = ((now - self.began) / length) as f32;
        self.moving = t < 1.0;
        Some(tween.at(t))
    }
}

/// A pane: ground, hairline, round corners.
pub fn pane(ui: &Ui, rect: egui::Rect, theme: Theme) {
    let stroke = Stroke::new(line::HAIRLINE, theme.color32(Ink::Hairline, 1.0));
    let corner = CornerRadius::same(radius::PANE as u8);
    ui.painter().rect(rect, corner, theme.color32(Ink::Pane, 1.0), stroke, StrokeKind::Inside);
}
