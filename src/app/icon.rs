//! Painted signs: the transport's, the menu's, and the window's own.

use eframe::egui::{self, Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2};

use super::command::Command;
use crate::scene::Ink;
use crate::scene::theme::{Theme, line};

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Start,
    Back,
    Play,
    Pause,
    Forward,
    End,
    Over,
    Out,
    Menu,
    Close,
}

/// How a button with a sign is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    Quiet,
    /// The page's one filled button.
    Primary,
}

/// A button that sends a command: the sign, with the command's name for a screen reader and its help as a tooltip.
pub fn button(ui: &mut Ui, icon: Icon, command: Command, make: Make, theme: Theme) -> Response {
    let side = if make == Make::Primary { 38.0 } else { 32.0 };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), command.name()));
    let ink = |ink: Ink| theme.color32(ink, 1.0);
    let color = match make {
        Make::Primary => {
            ui.painter().circle_filled(rect.center(), side / 2.0, ink(Ink::Alive));
            ink(Ink::OnSolid)
        }
        Make::Quiet if response.hovered() || response.has_focus() => {
            ui.painter().circle_filled(rect.center(), side / 2.0, ink(Ink::Raised));
            ink(Ink::Text)
        }
        Make::Quiet => ink(Ink::Text),
    };
    if response.has_focus() {
        ui.painter().circle_stroke(rect.center(), side / 2.0 + 2.0, Stroke::new(line::ARROW, ink(Ink::Alive)));
    }
    paint(ui.painter(), icon, rect.center(), if make == Make::Primary { 14.0 } else { 11.0 }, color);
    match command.entry() {
        Some(entry) => {
            let words = entry.tooltip(ui.ctx());
            response.on_hover_text(words)
        }
        None => response,
    }
}

/// The sign around `center`, within `reach` points of it.
pub fn paint(painter: &Painter, icon: Icon, center: Pos2, reach: f32, color: Color32) {
    let at = |x: f32, y: f32| center + Vec2::new(x, y) * reach;
    let triangle = |left: f32, tip: f32| {
        let points = vec![at(left, -0.62), at(tip, 0.0), at(left, 0.62)];
        painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    };
    let bar = |x: f32| painter.rect_filled(Rect::from_center_size(at(x, 0.0), Vec2::new(0.2, 1.2) * reach), 1.0, color);
    let stroke = Stroke::new(line::ARROW, color);
    match icon {
        Icon::Play => triangle(-0.38, 0.72),
        Icon::Forward => triangle(-0.42, 0.56),
        Icon::Back => triangle(0.42, -0.56),
        Icon::Start => {
            triangle(0.56, -0.34);
            bar(-0.5);
        }
        Icon::End => {
            triangle(-0.56, 0.34);
            bar(0.5);
        }
        Icon::Pause => {
            for x in [-0.3, 0.3] {
                painter.rect_filled(Rect::from_center_size(at(x, 0.0), Vec2::new(0.3, 1.2) * reach), 1.0, color);
            }
        }
        Icon::Over => {
            let arc: Vec<Pos2> = (0..=12)
                .map(|piece| std::f32::consts::PI * (1.0 + piece as f32 / 12.0))
                .map(|angle| at(angle.cos() * 0.72, angle.sin() * 0.62 + 0.1))
                .collect();
            painter.add(Shape::line(arc, stroke));
            let head = vec![at(0.42, 0.0), at(0.72, 0.42), at(1.02, 0.0)];
            painter.add(Shape::convex_polygon(head, color, Stroke::NONE));
            painter.circle_filled(at(0.0, 0.5), 0.2 * reach, color);
        }
        Icon::Out => {
            painter.line_segment([at(0.0, 0.3), at(0.0, -0.5)], stroke);
            let head = vec![at(-0.36, -0.36), at(0.0, -0.86), at(0.36, -0.36)];
            painter.add(Shape::convex_polygon(head, color, Stroke::NONE));
            painter.circle_filled(at(0.0, 0.66), 0.2 * reach, color);
        }
        Icon::Menu => {
            for y in [-0.55, 0.0, 0.55] {
                painter.line_segment([at(-0.7, y), at(0.7, y)], stroke);
            }
        }
        Icon::Close => {
            painter.line_segment([at(-0.5, -0.5), at(0.5, 0.5)], stroke);
            painter.line_segment([at(0.5, -0.5), at(-0.5, 0.5)], stroke);
        }
    }
}

/// The window's icon; `None` when it cannot be drawn, which is no reason not to open.
pub fn of_window() -> Option<egui::IconData> {
    use resvg::{tiny_skia, usvg};
    let tree = usvg::Tree::from_str(include_str!("../../assets/icon.svg"), &usvg::Options::default()).ok()?;
    let mut pixels = tiny_skia::Pixmap::new(256, 256)?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    let rgba = pixels.pixels().iter().flat_map(|pixel| {
        let plain = pixel.demultiply();
        [plain.red(), plain.green(), plain.blue(), plain.alpha()]
    });
    Some(egui::IconData { rgba: rgba.collect(), width: 256, height: 256 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_an_icon() {
        let icon = of_window().unwrap();
        assert_eq!(icon.rgba.len(), 256 * 256 * 4);
        assert!(icon.rgba.chunks(4).any(|pixel| pixel == [0x6F, 0xD3, 0x9B, 0xFF]));
    }
}
