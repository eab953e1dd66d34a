//! Scenes in the window: egui shapes, fonts, and what a screen reader and a pointer find.
//!
//! Where the stage lies and what a click leads to is the window's business; a [`Placement`] says the first and
//! [`respond`] hands back the second.

use std::sync::Arc;

use eframe::egui::epaint::{CircleShape, PathShape, RectShape, TextShape};
use eframe::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Mesh, Painter, Pos2, StrokeKind, Vec2,
};

use super::Scene;
use super::fonts;
use super::geometry::{Point, Rect, Size};
use super::hit;
use super::ink::{Dash, Fill, Ink, Stroke};
use super::marks;
use super::node::{Node, Segment, Shape};
use super::path;
use super::svg::in_painting_order;
use super::text::{Align, Face, TextStyle, printable};
use super::theme::{Theme, hatch};

/// Where a stage lies on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// The screen position of the stage's left top corner.
    pub origin: Pos2,
    /// Screen points a stage point.
    pub scale: f32,
}

impl Placement {
    /// As large as `room` allows but at most `largest`, in its middle.
    pub fn fit(stage: Size, room: egui::Rect, largest: f32) -> Self {
        let (across, down) = (room.width() / stage.width.max(1.0), room.height() / stage.height.max(1.0));
        let scale = across.min(down).min(largest).max(0.01);
        let size = Vec2::new(stage.width, stage.height) * scale;
        // On whole points, so that hairlines stay sharp.
        Self { origin: (room.center() - size / 2.0).round(), scale }
    }

    pub fn to_screen(&self, point: Point) -> Pos2 {
        self.origin + Vec2::new(point.x, point.y) * self.scale
    }

    pub fn to_stage(&self, position: Pos2) -> Point {
        let offset = (position - self.origin) / self.scale;
        Point::new(offset.x, offset.y)
    }

    pub fn rect_to_screen(&self, rect: Rect) -> egui::Rect {
        let size = Vec2::new(rect.width.max(0.0), rect.height.max(0.0)) * self.scale;
        egui::Rect::from_min_size(self.to_screen(Point::new(rect.x, rect.y)), size)
    }
}

/// What the pointer does on a stage.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answer<'a> {
    /// The topmost node under the pointer that says or stands for something.
    pub hovered: Option<&'a Node>,
    /// That node, when it was clicked just now.
    pub clicked: Option<&'a Node>,
}

/// The bundled fonts under their families' names (see [`family`]); also egui's own proportional and monospace ones.
pub fn font_definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for face in Face::ALL {
        let data = FontData::from_static(fonts::bytes(face));
        definitions.font_data.insert(family_name(face).to_owned(), Arc::new(data));
        let chain: Vec<String> = face.chain().iter().map(|face| family_name(*face).to_owned()).collect();
        definitions.families.insert(family(face), chain);
    }
    for (general, face) in [(FontFamily::Proportional, Face::Sans), (FontFamily::Monospace, Face::Mono)] {
        let chain = face.chain().iter().map(|face| family_name(*face).to_owned()).collect();
        definitions.families.insert(general, chain);
    }
    definitions
}

/// The egui family of a face.
pub fn family(face: Face) -> FontFamily {
    FontFamily::Name(family_name(face).into())
}

/// The egui font of a face at a size in screen points.
pub fn font(face: Face, size: f32) -> FontId {
    FontId::new(size, family(face))
}

/// Paints all nodes that `painter`'s clip lets through.
pub fn paint(scene: &Scene, painter: &Painter, placement: Placement, theme: Theme) {
    let seen = painter.clip_rect().expand(8.0);
    let mut brush = Brush { placement, theme, shapes: Vec::with_capacity(scene.nodes.len() * 2) };
    for node in in_painting_order(scene) {
        match &node.shape {
            Shape::Rect { rect, radius, fill, stroke } => {
                let ends = [Point::new(rect.x, rect.y), Point::new(rect.right(), rect.bottom())];
                if seen.intersects(placement.rect_to_screen(*rect)) && ends.iter().all(|end| brush.can_show(*end)) {
                    brush.rect(*rect, *radius, *fill, *stroke, node.opacity);
                }
            }
            Shape::Circle { center, radius, fill, stroke } => {
                brush.circle(*center, *radius, *fill, *stroke, node.opacity);
            }
            Shape::Path { segments, closed, fill, stroke, arrow } => {
                brush.path(segments, *closed, *fill, *stroke, *arrow, node.opacity);
            }
            Shape::Text { at, text, style } => brush.text(painter, seen, *at, text, *style, node.opacity),
        }
    }
    painter.extend(brush.shapes);
}

/// Makes the stage's words known to screen readers and hover, and says what the pointer does. Call it after [`paint`].
pub fn respond<'a>(scene: &'a Scene, ui: &egui::Ui, placement: Placement, id: egui::Id) -> Answer<'a> {
    let visible = ui.clip_rect();
    // The pointer is answered by the stage as a whole, because a box says little about an arrow; so what is listed here,
    // in reading order for those who hear it, asks for no pointer of its own and takes no stop of the Tab key.
    let mut chosen = None;
    for (bounds, node) in hit::said(scene) {
        let rect = placement.rect_to_screen(bounds).expand(1.0);
        if !visible.intersects(rect) {
            continue;
        }
        let response = ui.interact(rect, id.with(node.key.as_str()), egui::Sense::empty());
        let role = if node.target.is_some() { egui::Role::Button } else { egui::Role::Label };
        response.widget_info(|| egui::WidgetInfo::labeled(role, true, &node.says));
        if node.target.is_some() {
            let click = egui::accesskit::Action::Click;
            ui.ctx().accesskit_node_builder(response.id, |builder| builder.add_action(click));
            if ui.input(|input| input.has_accesskit_action_request(response.id, click)) {
                chosen = Some(node);
            }
        }
    }
    let stage = placement.rect_to_screen(Rect::new(0.0, 0.0, scene.size.width, scene.size.height));
    // A drag is for those who move the picture; they find this response by its id.
    let response = ui.interact(stage.intersect(visible), id, egui::Sense::CLICK | egui::Sense::DRAG);
    let at = |position: Pos2| hit::hit(scene, placement.to_stage(position));
    let hovered = response.hover_pos().and_then(at);
    let pressed = response.interact_pointer_pos().filter(|_| response.clicked()).and_then(at);
    let clicked = chosen.or(pressed);
    if hovered.is_some_and(|node| node.target.is_some()) {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if let Some(node) = hovered.filter(|node| !node.says.is_empty()) {
        response.on_hover_text_at_pointer(&node.says);
    }
    Answer { hovered, clicked }
}

fn family_name(face: Face) -> &'static str {
    match face {
        Face::Sans => "sans",
        Face::SansMedium => "sans-medium",
        Face::SansSemibold => "sans-semibold",
        Face::Mono => "mono",
        Face::MonoBold => "mono-bold",
    }
}

/// Larger letters would fill the texture that all letters share.
const LARGEST_TYPE: f32 = 300.0;

/// Beyond this many points from the screen's corner nothing is drawn: egui fails on places that are no numbers, and
/// counts badly with huge ones.
const FARTHEST: f32 = 1e6;

/// Turns nodes into egui's shapes.
struct Brush {
    placement: Placement,
    theme: Theme,
    shapes: Vec<egui::Shape>,
}

impl Brush {
    fn rect(&mut self, rect: Rect, radius: f32, fill: Option<Fill>, stroke: Option<Stroke>, opacity: f32) {
        let screen = self.placement.rect_to_screen(rect);
        let dashed = stroke.is_some_and(|stroke| stroke.dash != Dash::Solid);
        let hatched = matches!(fill, Some(Fill::Hatch { .. }));
        let outline = || path::flatten(&path::round_rect(rect, radius)).concat();
        let ground = fill.map_or(Color32::TRANSPARENT, |fill| self.color(ground(fill), opacity));
        let corner = corner_radius((radius * self.placement.scale).min(screen.width().min(screen.height()) / 2.0));
        let solid = stroke.filter(|_| !dashed).map_or(egui::Stroke::NONE, |stroke| self.stroke(stroke, opacity));
        if !hatched {
            self.shapes.push(RectShape::new(screen, corner, ground, solid, StrokeKind::Middle).into());
        } else {
            self.shapes.push(RectShape::filled(screen, corner, ground).into());
            self.hatch(&outline(), fill, opacity);
            self.shapes.push(RectShape::stroke(screen, corner, solid, StrokeKind::Middle).into());
        }
        if let Some(stroke) = stroke.filter(|_| dashed) {
            let mut outline = outline();
            outline.extend(outline.first().copied());
            self.line(&outline, stroke, opacity, false);
        }
    }

    fn circle(&mut self, center: Point, radius: f32, fill: Option<Fill>, stroke: Option<Stroke>, opacity: f32) {
        if !self.can_show(center) || !(0.0..FARTHEST).contains(&radius) {
            return;
        }
        let dashed = stroke.is_some_and(|stroke| stroke.dash != Dash::Solid);
        let round = || path::flatten(&path::arc(center, radius, 0.0, 1.0)).concat();
        let mut circle = CircleShape {
            center: self.placement.to_screen(center),
            radius: radius.max(0.0) * self.placement.scale,
            fill: fill.map_or(Color32::TRANSPARENT, |fill| self.color(ground(fill), opacity)),
            stroke: egui::Stroke::NONE,
        };
        let solid = stroke.filter(|_| !dashed).map_or(egui::Stroke::NONE, |stroke| self.stroke(stroke, opacity));
        if matches!(fill, Some(Fill::Hatch { .. })) {
            self.shapes.push(circle.into());
            self.hatch(&round(), fill, opacity);
            circle.fill = Color32::TRANSPARENT;
        }
        circle.stroke = solid;
        self.shapes.push(circle.into());
        if let Some(stroke) = stroke.filter(|_| dashed) {
            self.line(&round(), stroke, opacity, false);
        }
    }

    fn path(
        &mut self,
        segments: &[Segment],
        closed: bool,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
        arrow: bool,
        opacity: f32,
    ) {
        let can_show = |segment: &Segment| match *segment {
            Segment::Move(to) | Segment::Line(to) => self.can_show(to),
            Segment::Curve(a, b, to) => [a, b, to].into_iter().all(|point| self.can_show(point)),
        };
        if !segments.iter().all(can_show) {
            return;
        }
        if let Some(fill) = fill {
            for outline in path::flatten(segments) {
                self.area(&outline, self.color(ground(fill), opacity));
                self.hatch(&outline, Some(fill), opacity);
            }
        }
        let Some(stroke) = stroke else { return };
        let lines = if arrow { path::flatten(&marks::under_head(segments, stroke)) } else { path::flatten(segments) };
        for line in lines {
            self.line(&line, stroke, opacity, closed);
        }
        if let Some(head) = marks::arrow_head(segments, stroke).filter(|_| arrow) {
            let corners = head.map(|corner| self.placement.to_screen(corner)).to_vec();
            let color = self.color(stroke.ink, opacity);
            // The tip comes first, so that the fan that egui fills with keeps the notch open.
            self.shapes.push(egui::Shape::convex_polygon(corners, color, egui::Stroke::NONE));
        }
    }

    /// Whether a place is one that egui can count with.
    fn can_show(&self, point: Point) -> bool {
        let place = self.placement.to_screen(point);
        place.x.abs() < FARTHEST && place.y.abs() < FARTHEST
    }

    fn area(&mut self, outline: &[Point], color: Color32) {
        let mut mesh = Mesh::default();
        for point in outline {
            mesh.colored_vertex(self.placement.to_screen(*point), color);
        }
        for [a, b, c] in marks::triangles(outline) {
            mesh.add_triangle(a as u32, b as u32, c as u32);
        }
        self.shapes.push(egui::Shape::mesh(mesh));
    }

    fn hatch(&mut self, outline: &[Point], fill: Option<Fill>, opacity: f32) {
        let Some(Fill::Hatch { ink, .. }) = fill else { return };
        let stroke = egui::Stroke::new(hatch::WIDTH * self.placement.scale, self.color(ink, opacity * hatch::OPACITY));
        let lines = marks::hatch_lines(outline).into_iter().map(|ends| ends.map(|end| self.placement.to_screen(end)));
        self.shapes.extend(lines.map(|ends| egui::Shape::line_segment(ends, stroke)));
    }

    fn line(&mut self, line: &[Point], stroke: Stroke, opacity: f32, closed: bool) {
        let mut whole = line.to_vec();
        if closed && stroke.dash != Dash::Solid {
            whole.extend(line.first().copied());
        }
        match (marks::dash_pattern(stroke), stroke.dash) {
            (Some([on, off]), Dash::Dotted) => {
                let color = self.color(stroke.ink, opacity);
                let radius = self.stroke(stroke, opacity).width / 2.0;
                for dot in marks::dashes(&whole, on, off).iter().filter_map(|dot| dot.first()) {
                    self.shapes.push(CircleShape::filled(self.placement.to_screen(*dot), radius, color).into());
                }
            }
            (Some([on, off]), _) => {
                for dash in marks::dashes(&whole, on, off) {
                    self.solid_line(&dash, stroke, opacity, false);
                }
            }
            (None, _) => self.solid_line(&whole, stroke, opacity, closed),
        }
    }

    fn solid_line(&mut self, line: &[Point], stroke: Stroke, opacity: f32, closed: bool) {
        let stroke = self.stroke(stroke, opacity);
        let points: Vec<Pos2> = line.iter().map(|point| self.placement.to_screen(*point)).collect();
        match points.as_slice() {
            [] | [_] => {}
            // egui puts a level or upright piece on whole pixels, so that thin rules stay sharp.
            [from, to] => self.shapes.push(egui::Shape::line_segment([*from, *to], stroke)),
            _ if closed => self.shapes.push(PathShape::closed_line(points, stroke).into()),
            _ => self.shapes.push(PathShape::line(points, stroke).into()),
        }
    }

    fn text(&mut self, painter: &Painter, seen: egui::Rect, at: Point, text: &str, style: TextStyle, opacity: f32) {
        let base = self.placement.to_screen(at);
        let size = style.size * self.placement.scale;
        // Smaller than a pixel or two, it would only be dust; and what is above or below the clip needs no layout.
        let sensible = self.can_show(at) && (2.0..=LARGEST_TYPE).contains(&size);
        if text.is_empty() || !sensible || base.y + size < seen.top() || base.y - size > seen.bottom() {
            return;
        }
        let color = self.color(style.ink, 1.0);
        let galley = painter.layout_no_wrap(printable(text).into_owned(), font(style.face, size), color);
        let Some((row, first)) = galley.rows.first().and_then(|row| Some((row, row.glyphs.first()?))) else { return };
        let left = match style.align {
            Align::Left => 0.0,
            Align::Middle => galley.size().x / 2.0,
            Align::Right => galley.size().x,
        };
        let place = base - Vec2::new(left, row.pos.y + first.pos.y);
        self.shapes.push(TextShape::new(place, galley, color).with_opacity_factor(opacity).into());
    }

    fn color(&self, ink: Ink, opacity: f32) -> Color32 {
        self.theme.color32(ink, opacity)
    }

    fn stroke(&self, stroke: Stroke, opacity: f32) -> egui::Stroke {
        // A width that is no number would break the tessellator.
        let width = if stroke.width.is_finite() { stroke.width.clamp(0.0, 200.0) } else { 0.0 };
        egui::Stroke::new(width * self.placement.scale, self.color(stroke.ink, opacity))
    }
}

fn ground(fill: Fill) -> Ink {
    match fill {
        Fill::Plain(ink) => ink,
        Fill::Hatch { under, .. } => under,
    }
}

fn corner_radius(radius: f32) -> CornerRadius {
    CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::sample;
    use crate::scene::screen::Camera;

    const SIZE: Vec2 = Vec2::new(1120.0, 560.0);

    #[test]
    fn the_window_shows_a_sheet_of_every_mark() {
        let camera = Camera::new(SIZE, 1.0);
        let sheet = sample::sheet();
        let mut harness = egui_kittest::Harness::builder().with_size(SIZE).renderer(camera.clone()).build_ui(|ui| {
            if ui.ctx().cumulative_pass_nr() == 0 {
                ui.ctx().set_fonts(font_definitions());
                return;
            }
            let painter = ui.ctx().layer_painter(egui::LayerId::background());
            painter.rect_filled(ui.ctx().content_rect(), 0.0, Theme::Dark.color32(Ink::Pane, 1.0));
            paint(&sheet, &painter, Placement { origin: Pos2::ZERO, scale: 1.0 }, Theme::Dark);
        });
        harness.run_steps(4);
        let file = camera.shoot(&harness, "window-dark");
        assert!(std::fs::metadata(file).unwrap().len() > 20_000, "an empty picture would be far smaller");
    }

    #[test]
    fn every_word_is_a_node_for_screen_readers_and_a_click_finds_what_it_hit() {
        use egui_kittest::kittest::Queryable as _;
        let placement = Placement { origin: Pos2::ZERO, scale: 1.0 };
        let mut harness = egui_kittest::Harness::builder().with_size(SIZE).build_ui_state(
            |ui, clicked: &mut Option<String>| {
                ui.ctx().set_fonts(font_definitions());
                let scene = sample::sheet();
                let answer = respond(&scene, ui, placement, egui::Id::unique("stage"));
                if let Some(node) = answer.clicked {
                    *clicked = Some(node.key.as_str().to_owned());
                }
            },
            None,
        );
        harness.run();
        assert!(harness.query_by_label("dict, 1 references").is_some());
        harness.hover_at(Pos2::new(300.0, 70.0));
        harness.step();
        let button = egui::PointerButton::Primary;
        for pressed in [true, false] {
            let pos = Pos2::new(300.0, 70.0);
            harness.event(egui::Event::PointerButton { pos, button, pressed, modifiers: egui::Modifiers::NONE });
            harness.step();
        }
        assert_eq!(harness.state().as_deref(), Some("object/dict"));
        harness.get_by_label("Cart, 2 references").click_accesskit();
        harness.step();
        assert_eq!(harness.state().as_deref(), Some("object/Cart"));
    }

    #[test]
    fn texts_are_as_wide_on_the_screen_as_they_were_measured() {
        let context = egui::Context::default();
        context.set_fonts(font_definitions());
        let texts = [
            "lines = cart.items: that list gains a reference.",
            "To We AVA 1.1 Typ, f(x) -> y != z",
            "['tea', 3] → ≠ 𝟙",
        ];
        for pass in 0..2 {
            let mut output = context.run_ui(egui::RawInput::default(), |ui| {
                for (face, text) in Face::ALL.into_iter().flat_map(|face| texts.map(|text| (face, text))) {
                    if pass == 0 {
                        break;
                    }
                    let style = TextStyle::new(face, 15.5, Ink::Text);
                    let text = printable(text).into_owned();
                    let measured = crate::scene::text::measure(&text, style);
                    let shown = ui.painter().layout_no_wrap(text.clone(), font(face, 15.5), Color32::WHITE).size().x;
                    assert!((shown - measured).abs() < 1.0, "{face:?} {text}: {measured} became {shown}");
                }
            });
            output.textures_delta.clear();
        }
    }

    #[test]
    fn a_stage_fits_its_room() {
        let room = egui::Rect::from_min_size(Pos2::new(10.0, 10.0), Vec2::new(560.0, 560.0));
        let placement = Placement::fit(Size::new(1120.0, 560.0), room, 2.0);
        assert_eq!(placement.scale, 0.5);
        assert_eq!(placement.origin, Pos2::new(10.0, 150.0));
        let there = Point::new(100.0, 40.0);
        assert_eq!(placement.to_stage(placement.to_screen(there)), there);
    }
}
