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
    /// The thing that is ringed: what is inspected.
    pub chosen: Option<u64>,
    /// Wheel and drag move the picture itself.
    pub movable: bool,
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
    pub moved: Moved,
}

/// How the pointer moves the picture itself, where it can be moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// So much of the stage's width to the right.
    pub by: f32,
    /// So many times as large, around this part of the width.
    pub zoom: f32,
    pub around: f32,
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
        *self = Self { chosen: self.chosen, movable: self.movable, ..Self::default() };
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
        let touched = Touched {
            clicked: target(answer.clicked),
            hovered: target(answer.hovered),
            moved: if self.movable { moved(&stage, room, id) } else { Moved::NONE },
        };
        if let Some(chosen) = self.chosen {
            ring(&stage, &scene, placement, chosen, theme);
        }
        Some(touched)
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

impl Moved {
    pub const NONE: Moved = Moved { by: 0.0, zoom: 1.0, around: 0.5 };
}

/// What wheel and drag do over the stage.
fn moved(ui: &Ui, room: egui::Rect, id: Id) -> Moved {
    let width = room.width().max(1.0);
    let drag = ui.ctx().read_response(id).filter(egui::Response::dragged);
    let by = drag.map_or(0.0, |drag| drag.drag_delta().x / width);
    let over = ui.ctx().pointer_hover_pos().filter(|at| room.contains(*at) && ui.rect_contains_pointer(room));
    let Some(at) = over else { return Moved { by, ..Moved::NONE } };
    let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta()));
    let around = (at.x - room.left()) / width;
    Moved { by: by + scroll.x / width, zoom: (scroll.y / 240.0).exp() * pinch, around }
}

/// A ring around what stands for the thing.
fn ring(ui: &Ui, scene: &Scene, placement: Placement, thing: u64, theme: Theme) {
    let nodes = scene.nodes.iter().filter(|node| node.target == Some(Target::Thing(thing)));
    let rects = nodes.map(|node| placement.rect_to_screen(crate::scene::hit::bounds(node)));
    let area = |rect: &egui::Rect| rect.area();
    // The object itself is the largest; rows that refer to it stand for it too.
    if let Some(rect) = rects.max_by(|one, other| area(one).total_cmp(&area(other))) {
        let stroke = Stroke::new(line::STRONG, theme.color32(Ink::Touch, 1.0));
        let corner = CornerRadius::same(radius::CARD as u8);
        ui.painter().rect_stroke(rect.expand(4.0), corner, stroke, StrokeKind::Outside);
    }
}

/// A pane: ground, hairline, round corners.
pub fn pane(ui: &Ui, rect: egui::Rect, theme: Theme) {
    let stroke = Stroke::new(line::HAIRLINE, theme.color32(Ink::Hairline, 1.0));
    let corner = CornerRadius::same(radius::PANE as u8);
    ui.painter().rect(rect, corner, theme.color32(Ink::Pane, 1.0), stroke, StrokeKind::Inside);
}
