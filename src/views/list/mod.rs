//! The list view: the header, the block of pointers and what is spare, the copy to another block, and the growth.
//!
//! What a run did to the lists is [`run`]'s, where things stand [`layout`]'s.

mod block;
mod caption;
mod growth;
mod header;
mod layout;
mod run;
#[cfg(test)]
mod tests;

use crate::python::object::list::List;
use crate::python::object::{Body, Ref};
use crate::python::{Machine, Recording};
use crate::scene::{Ink, Key, Scene, Size};
use crate::views::table::stage::Stage;
use crate::views::value;
use crate::views::{Axis, Plot, Series, View};
use layout::Rows;
use run::{Change, Life, Lives};

/// The lists of a run.
pub struct ListView {
    lives: Lives,
}

/// What one picture shows.
struct Shown<'a> {
    pub name: &'a str,
    pub list: &'a List,
    pub address: u64,
    /// What the line did to it.
    pub change: Option<&'a Change>,
    pub life: Option<&'a Life>,
    /// Changes of its life that are done.
    pub done: usize,
    pub text: &'a dyn Fn(Ref) -> String,
}

impl ListView {
    pub fn open(recording: &Recording, focus: &[String]) -> Self {
        Self { lives: Lives::of(recording, focus) }
    }
}

impl View for ListView {
    fn scene(&self, machine: &Machine, step: u64, size: Size) -> Scene {
        let Some((name, reference, life)) = self.lives.shown(machine, step) else {
            let mut scene = Scene::new(size);
            scene.caption = match self.lives.focus() {
                [] => "No list has a name yet.".to_owned(),
                names => format!("{} is not made yet.", names.join(", ")),
            };
            return scene;
        };
        let Body::List(list) = machine.heap.body(reference) else { return Scene::new(size) };
        let done = life.map_or(0, |life| life.done(step));
        let begin = self.lives.begin(step);
        let last = life.and_then(|life| life.changes.get(done.checked_sub(1)?));
        let text = |object| value::short(machine, object);
        let shown = Shown {
            name: &name,
            list,
            address: machine.heap.get(reference).address,
            change: last.filter(|change| change.step > begin || begin == 0),
            life,
            done,
            text: &text,
        };
        let stage = Stage::of(size);
        let rows = Rows::of(&stage);
        let mut scene = Scene::new(stage.size);
        let key = Key::new("list");
        header::draw(&mut scene, &stage, &rows, &shown, &key);
        block::draw(&mut scene, &stage, &rows, &shown, &key);
        growth::draw(&mut scene, &stage, &rows, &shown, &key.of("growth"));
        scene.caption = caption::of(&shown);
        stage.enlarged(scene, size)
    }

    fn plots(&self, step: u64) -> Vec<Plot> {
        let Some(life) = self.lives.last_changed(step) else { return Vec::new() };
        let now = Some(life.done(step).saturating_sub(1) as f64);
        let points = |value: &dyn Fn(&Change) -> usize| -> Vec<[f64; 2]> {
            let mut points: Vec<[f64; 2]> = Vec::new();
            for (number, change) in life.changes.iter().enumerate() {
                let (x, y) = (number as f64, value(change) as f64);
                // Steps, not slopes.
                if let Some([_, before]) = points.last().copied().filter(|[_, before]| *before != y) {
                    points.push([x, before]);
                }
                points.push([x, y]);
            }
            points
        };
        let mut copied = 0;
        let mut bytes = Vec::new();
        for (number, change) in life.changes.iter().enumerate() {
            bytes.push([number as f64, copied as f64]);
            copied += 8 * change.copied;
            bytes.push([number as f64, copied as f64]);
        }
        let series = |name: &str, ink, points| Series { name: name.to_owned(), ink, points };
        vec![
            Plot {
                title: format!("{}: places and items", life.name),
                x: Axis::linear("changes"),
                y: Axis::linear("places"),
                series: vec![
                    series("allocated", Ink::Touch, points(&|change| change.new.allocated)),
                    series("length", Ink::Alive, points(&|change| change.new.length)),
                ],
                now,
            },
            Plot {
                title: "Bytes copied in all".to_owned(),
                x: Axis::linear("changes"),
                y: Axis::linear("bytes"),
                series: vec![series("copied", Ink::Turn, bytes)],
                now,
            },
        ]
    }
}
