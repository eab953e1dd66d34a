//! One collection: its five passes above, the heap with GC heads in the middle, the two lists as rails below.

use super::super::heap::change::Picture;
use super::super::heap::draw;
use super::super::heap::place::Layout;
use super::super::heap::story::Story;
use super::reckoning::Reckoning;
use super::{rails, words};
use crate::python::Machine;
use crate::python::memory::collection::Pass;
use crate::scene::text::{baseline, fit, measure};
use crate::scene::theme::{line, radius, type_size};
use crate::scene::{Face, Fill, Ink, Key, Node, Point, Rect, Scene, Size, Stroke, TextStyle};

/// How a stage is divided.
#[derive(Clone, Copy, Debug)]
pub struct Areas {
    pub size: Size,
    pub margin: f32,
    /// Where the heap's part begins and ends, from the top.
    heap: (f32, f32),
    /// Width of the panel at the right; 0 where there is no room for it.
    panel: f32,
}

const STRIP: f32 = 44.0;
const PANEL: f32 = 248.0;
const WORDS: [[&str; 2]; 5] = [
    ["copy counts", "copy"],
    ["subtract inside references", "subtract"],
    ["set apart what is unreachable", "set apart"],
    ["finalise", "finalise"],
    ["clear", "clear"],
];

impl Areas {
    pub fn of(size: Size) -> Self {
        let wide = size.width >= 1_040.0;
        let margin = if wide { 24.0 } else { 16.0 };
        let panel = if wide { PANEL } else { 0.0 };
        Self { size, margin, heap: (STRIP + 4.0, size.height - rails::HEIGHT), panel }
    }

    /// The stage that the heap's part is laid out for.
    pub fn heap_size(&self) -> Size {
        Size::new(self.size.width - self.panel, (self.heap.1 - self.heap.0).max(120.0))
    }
}

/// The picture of the collection that is under way; `earlier` is the machine at its first step.
pub fn scene(
    story: &Story,
    layout: &Layout,
    machine: &Machine,
    step: u64,
    earlier: (&Machine, u64),
    areas: &Areas,
) -> Scene {
    let mut scene = Scene::new(areas.size);
    let Some(collection) = machine.heap.collector.collection.as_deref() else { return scene };
    // Only what the last pass does to counts is a change; until then no count moves.
    let before = (collection.pass == Pass::Clear).then_some(earlier);
    let mut picture = Picture::of(story, machine, step, before);
    for card in &mut picture.cards {
        card.is_new = false;
        let slot = story.lives.get(card.life).map(|life| life.slot);
        let found = slot.is_some_and(|slot| collection.unreachable.contains(&slot));
        card.card.reachable = collection.pass < Pass::Finalize || !found;
    }
    let reckoning = Reckoning::new(story, machine, collection, &picture);
    let marks = reckoning.marks();
    scene.place(draw::scene(story, layout, &picture, &marks), Point::new(0.0, areas.heap.0));
    strip(&mut scene, areas, &reckoning);
    rails::draw(&mut scene, areas, &reckoning);
    if areas.panel > 0.0 {
        panel(&mut scene, areas, &reckoning);
    }
    scene.caption = words::caption(&reckoning);
    scene
}

/// The five passes, and how far each is.
fn strip(scene: &mut Scene, areas: &Areas, reckoning: &Reckoning) {
    let progress = reckoning.progress();
    let now = usize::from(reckoning.collection.pass.number()) - 1;
    let size = if areas.panel > 0.0 { type_size::BODY } else { type_size::VALUE };
    let style = |pass: usize| match pass == now {
        true => TextStyle::new(Face::SansSemibold, size, Ink::Text),
        false => TextStyle::new(Face::Sans, size, Ink::Muted),
    };
    let semibold = TextStyle::new(Face::SansSemibold, size, Ink::Text);
    let room = areas.size.width - 2.0 * areas.margin - 4.0 * 10.0;
    let widths = |form: usize| WORDS.map(|words| measure(words[form], semibold) + 18.0);
    let form = usize::from(widths(0).iter().sum::<f32>() > room);
    let widths = widths(form);
    let spare = ((room - widths.iter().sum::<f32>()) / 5.0).max(0.0);
    let mut x = areas.margin;
    for (pass, (words, width)) in WORDS.iter().zip(widths).enumerate() {
        let width = width + spare;
        let key = Key::new("pass").of(pass + 1);
        let bar = Rect::new(x, 14.0, width, 4.0);
        scene.push(Node::rect(key.of("room"), bar, 2.0, Some(Fill::Plain(Ink::Hairline)), None));
        let done = Rect { width: width * progress[pass].clamp(0.0, 1.0), ..bar };
        let ink = if pass < now { Ink::Alive } else { Ink::Touch };
        let percent = (progress[pass] * 100.0).round();
        let node = Node::rect(key.clone(), done, 2.0, Some(Fill::Plain(ink)), None);
        scene.push(node.says(format!("pass {}, {}: {percent} %", pass + 1, words[0])));
        let number = TextStyle::new(Face::MonoBold, size, if pass > now { Ink::Muted } else { ink });
        let y = baseline(32.0, number);
        scene.push(Node::text(key.of("number"), Point::new(x, y), (pass + 1).to_string(), number));
        let words = fit(words[form], style(pass), width - 16.0);
        scene.push(Node::text(key.of("words"), Point::new(x + 15.0, y), words, style(pass)));
        x += width + 10.0;
    }
}

/// What this step does, in words and numbers.
fn panel(scene: &mut Scene, areas: &Areas, reckoning: &Reckoning) {
    let collection = reckoning.collection;
    let rect = Rect::new(areas.size.width - areas.margin - PANEL + 12.0, areas.heap.0 + 14.0, PANEL - 12.0, 156.0);
    let key = Key::new("panel");
    let edge = Stroke::new(Ink::Hairline, line::HAIRLINE);
    scene.push(Node::rect(key.clone(), rect, radius::CARD, Some(Fill::Plain(Ink::Raised)), Some(edge)));
    let (left, right) = (rect.x + 16.0, rect.right() - 16.0);
    let label = TextStyle::new(Face::Sans, type_size::LABEL, Ink::Muted);
    let heading = TextStyle { face: Face::SansSemibold, ..label };
    scene.push(Node::text(key.of("heading"), Point::new(left, rect.y + 24.0), "THIS STEP", heading));
    if collection.pass == Pass::Subtract {
        let (done, all) = reckoning.references();
        let words = format!("reference {done} of {all}");
        scene.push(Node::text(key.of("count"), Point::new(right, rect.y + 24.0), words, label.right()));
    }
    let [title, detail] = words::panel(reckoning);
    let mono = TextStyle::new(Face::Mono, type_size::BODY, Ink::Text);
    let title = fit(&title, mono, right - left);
    scene.push(Node::text(key.of("title"), Point::new(left, rect.y + 52.0), title, mono));
    let body = TextStyle::new(Face::Sans, type_size::LABEL, Ink::Muted);
    for (number, words) in crate::scene::text::wrap(&detail, body, right - left).into_iter().take(2).enumerate() {
        let at = Point::new(left, rect.y + 73.0 + 16.0 * number as f32);
        scene.push(Node::text(key.of("detail").of(number), at, words, body));
    }
    let Some(visit) = collection.visiting.filter(|_| collection.pass == Pass::Subtract) else { return };
    let Some(candidate) = reckoning.candidate(visit.to) else { return };
    let value = TextStyle::new(Face::Mono, type_size::VALUE, Ink::Muted);
    let number = TextStyle::new(Face::MonoBold, type_size::VALUE, Ink::Touch);
    let mut row = |name: &str, y: f32, words: String, style: TextStyle, note: &str| {
        scene.push(Node::text(key.of(name), Point::new(left, y), name, value));
        scene.push(Node::text(key.of(name).of("value"), Point::new(left + 84.0, y), words, style));
        if !note.is_empty() {
            scene.push(Node::text(key.of(name).of("note"), Point::new(right, y), note, label.right()));
        }
    };
    let refs = candidate.refs;
    row("gc_refs", rect.y + 118.0, format!("{} − 1 = {refs}", refs + 1), number, "");
    let count = reckoning.machine.heap.get(visit.to).references;
    let green = TextStyle { ink: Ink::Alive, ..number };
    row("refcount", rect.y + 140.0, count.to_string(), green, "unchanged");
}
