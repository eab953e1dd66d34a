//! The collector's two lists as rails, in list order: an object's place below is under its place above.

use super::passes::Areas;
use super::reckoning::Reckoning;
use crate::python::memory::collection::{Candidate, Pass, Standing};
use crate::python::object::Ref;
use crate::scene::text::{baseline, fit, measure};
use crate::scene::theme::{line, type_size};
use crate::scene::{Face, Fill, Ink, Key, Node, Point, Rect, Scene, Stroke, TextStyle, path};

/// Height of both rails together.
pub const HEIGHT: f32 = 78.0;
const CHIP: f32 = 28.0;
const PITCH: f32 = 36.0;
const LABELS: f32 = 106.0;
/// Chips at least this wide can be read.
const LEAST_CHIP: f32 = 56.0;

/// Draws both rails at the stage's foot.
pub fn draw(scene: &mut Scene, areas: &Areas, reckoning: &Reckoning) {
    let top = areas.size.height - HEIGHT + 4.0;
    let collection = reckoning.collection;
    let drawn: Vec<Ref> =
        collection.candidates.iter().map(|each| each.object).filter(|each| reckoning.life(*each).is_some()).collect();
    let others = collection.candidates.len() - drawn.len();
    let left = areas.margin + LABELS;
    let note = TextStyle::new(Face::Sans, type_size::LABEL, Ink::Muted);
    let more = format!("and {others} more");
    let notes = if others > 0 { measure(&more, note) + 10.0 } else { 0.0 };
    let room = areas.size.width - areas.margin - left - notes;
    let spare = returned(reckoning, &drawn).len().max(1);
    let fits = ((room / (LEAST_CHIP + 12.0)) as usize).max(1);
    let places = (drawn.len() + spare).min(fits);
    let pitch = (room / places.max(1) as f32).min(132.0);
    let rail = Rail { left, pitch, width: (pitch - 14.0).clamp(30.0, 118.0), top };
    labels(scene, areas, top);
    for place in 0..places {
        rail.empty(scene, place, 0);
        if place < drawn.len() {
            rail.empty(scene, place, 1);
        }
    }
    let back = returned(reckoning, &drawn);
    for (number, object) in drawn.iter().enumerate().filter(|(number, _)| *number < places) {
        let Some(candidate) = reckoning.candidate(*object) else { continue };
        if is_cleared(reckoning, *object) {
            continue;
        }
        let row = usize::from(candidate.standing == Standing::Unreachable);
        let place = match back.iter().position(|each| each == object) {
            Some(nth) => drawn.len() + nth,
            None => number,
        };
        if place < places {
            rail.chip(scene, place, row, candidate, reckoning);
        }
    }
    if others > 0 {
        let at = Point::new(areas.size.width - areas.margin, baseline(top + CHIP / 2.0, note));
        let says = "containers of the interpreter itself, which are looked at as well";
        scene.push(Node::text(Key::new("rail").of("more"), at, more, note.right()).says(says));
    }
}

fn labels(scene: &mut Scene, areas: &Areas, top: f32) {
    let name = TextStyle::new(Face::SansSemibold, type_size::VALUE, Ink::Text);
    let note = TextStyle::new(Face::Sans, type_size::LABEL, Ink::Muted);
    for (row, (title, words)) in [("young", "with gc_refs"), ("unreachable", "filled by pass 3")].iter().enumerate() {
        let y = top + PITCH * row as f32;
        let key = Key::new("rail").of(title);
        scene.push(Node::text(key.clone(), Point::new(areas.margin, y + 12.0), *title, name));
        scene.push(Node::text(key.of("note"), Point::new(areas.margin, y + 27.0), *words, note));
    }
}

/// Candidates that were moved aside and came back: they stand at the tail of the list.
fn returned(reckoning: &Reckoning, drawn: &[Ref]) -> Vec<Ref> {
    let mut last = 0;
    let mut back = Vec::new();
    for candidate in reckoning.collection.young() {
        let Some(number) = drawn.iter().position(|each| *each == candidate.object) else { continue };
        if number < last {
            back.push(candidate.object);
        }
        last = last.max(number);
    }
    back
}

fn is_cleared(reckoning: &Reckoning, object: Ref) -> bool {
    reckoning.collection.pass == Pass::Clear && !reckoning.machine.heap.is_alive(object)
}

struct Rail {
    left: f32,
    pitch: f32,
    width: f32,
    top: f32,
}

impl Rail {
    fn rect(&self, place: usize, row: usize) -> Rect {
        let (x, y) = (self.left + self.pitch * place as f32, self.top + PITCH * row as f32);
        Rect::new(x, y, self.width, CHIP)
    }

    fn empty(&self, scene: &mut Scene, place: usize, row: usize) {
        let key = Key::new("rail").of("place").of(row).of(place);
        let stroke = Stroke::dashed(Ink::Spare, line::HAIRLINE);
        scene.push(Node::rect(key, self.rect(place, row), 8.0, None, Some(stroke)));
    }

    fn chip(&self, scene: &mut Scene, place: usize, row: usize, candidate: &Candidate, reckoning: &Reckoning) {
        let rect = self.rect(place, row);
        let object = candidate.object;
        let collection = reckoning.collection;
        let key = Key::new("rail").of("chip").of(object.0);
        let hit = collection.visiting.is_some_and(|visit| visit.to == object);
        let is_current = collection.current == object;
        let lost = row == 1 && collection.pass >= Pass::Finalize;
        let fill = match (lost, hit) {
            (true, _) => Fill::Hatch { ink: Ink::Lost, under: Ink::LostFill },
            (false, true) => Fill::Plain(Ink::TouchFill),
            (false, false) => Fill::Plain(Ink::Raised),
        };
        let edge = match (is_current || hit, lost) {
            (true, _) => Stroke::new(Ink::Touch, line::ARROW),
            (false, true) => Stroke::new(Ink::Lost, line::BADGE),
            (false, false) => Stroke::new(Ink::Hairline, line::HAIRLINE),
        };
        let name = reckoning.name(object);
        let shows = candidate.copied && collection.pass <= Pass::Move;
        let says = if shows { format!("{name}: gc_refs {}", candidate.refs) } else { name.clone() };
        scene.push(Node::rect(key.clone(), rect, 8.0, Some(fill), Some(edge)).says(says));
        let style = TextStyle::new(Face::SansMedium, type_size::VALUE, Ink::Text);
        let mono = TextStyle::new(Face::MonoBold, type_size::VALUE, if hit { Ink::Touch } else { Ink::Text });
        let middle = rect.center().y;
        let pad = if rect.width > 60.0 { 10.0 } else { 6.0 };
        let mut right = rect.right() - pad;
        if shows {
            let refs = candidate.refs.to_string();
            let at = Point::new(right, baseline(middle, mono));
            right -= measure(&refs, mono) + 4.0;
            scene.push(Node::text(key.of("refs"), at, refs, mono.right()));
        }
        let name = fit(&name, style, right - rect.x - pad);
        if !name.is_empty() {
            scene.push(Node::text(key.of("name"), Point::new(rect.x + pad, baseline(middle, style)), name, style));
        }
        if place > 0 && self.pitch - self.width > 8.0 && row == 0 {
            let from = Point::new(rect.x - (self.pitch - self.width) + 1.0, middle);
            let line = path::straight(from, Point::new(rect.x - 1.0, middle));
            scene.push(Node::line(key.of("link"), line, Stroke::new(Ink::Edge, line::HAIRLINE)));
        }
    }
}
