//! The table view: how a dict or set finds a key, and what a change does to its table.
//!
//! [`picture`] says what is shown, [`layout`] where, and the rows' files how. Which look-up of a run is told at which step
//! is [`run`]'s; how the words go, [`caption`]'s.

mod caption;
mod close_up;
mod entries;
mod index;
mod key_row;
mod layout;
mod ledger;
pub(super) mod pen;
pub mod picture;
mod resize;
mod resize_draw;
mod room;
mod run;
pub(super) mod stage;
mod strip;
#[cfg(test)]
mod tests;

use crate::python::{Machine, Recording};
use crate::scene::{Key, Scene, Size};
use crate::views::{View, value};
use layout::Rows;
use picture::{Table, TablePicture};
use resize::Rebuilt;
use run::Acts;
use stage::Stage;

/// The tables of a run.
pub struct TableView {
    acts: Acts,
}

impl TableView {
    pub fn open(recording: &Recording, focus: &[String]) -> Self {
        Self { acts: Acts::of(recording, focus) }
    }
}

impl View for TableView {
    fn scene(&self, machine: &Machine, step: u64, size: Size) -> Scene {
        let Some((name, container)) = self.acts.shown(machine, step) else {
            return nothing_yet(self.acts.focus(), size);
        };
        let Some(table) = Table::of(machine, container) else { return Scene::new(size) };
        let text = |object| value::short(machine, object);
        let acts = self.acts.told(machine, container, step);
        let (act, earlier) = acts.split_first().map_or((None, &[][..]), |(last, earlier)| (Some(*last), earlier));
        let deleted = self.acts.deleted(machine, container, step);
        let mut scene = scene(&TablePicture { name: &name, table, text: &text, act, deleted: &deleted }, size);
        scene.caption.insert_str(0, &caption::earlier(earlier));
        if let Some(words) = self.acts.quietly(container, step).filter(|_| act.is_none()) {
            scene.caption = words.to_owned();
        }
        scene
    }
}

/// The picture of one table and one look-up in it.
pub fn scene(picture: &TablePicture, size: Size) -> Scene {
    let stage = Stage::of(size);
    let mut scene = Scene::new(stage.size);
    let rows = Rows::of(&stage);
    let key = Key::new("table");
    let old = picture.act.and_then(|act| Some((act, act.old.as_ref()?)));
    if let Some((act, rebuilt)) = old.and_then(|(act, old)| Some((act, Rebuilt::of(picture, act, old)?))) {
        resize_draw::draw(&mut scene, &stage, picture, act, &rebuilt, &key);
        scene.caption = resize_draw::caption(&rebuilt, act);
        return stage.enlarged(scene, size);
    }
    key_row::draw(&mut scene, &stage, &rows, picture, &key);
    ledger::draw(&mut scene, &stage, &rows, picture, &key);
    index::draw(&mut scene, &stage, &rows, picture, &key);
    if picture.table.is_set() {
        close_up::draw(&mut scene, &stage, &rows, picture, &key);
    } else {
        entries::draw(&mut scene, &stage, &rows, picture, &key);
    }
    room::draw(&mut scene, &stage, &rows, picture, &key);
    scene.caption = caption::of(picture);
    stage.enlarged(scene, size)
}

/// A stage on which nothing stands yet, and why.
fn nothing_yet(focus: &[String], size: Size) -> Scene {
    let mut scene = Scene::new(size);
    scene.caption = match focus {
        [] => "No dict or set has a name yet.".to_owned(),
        [name] => format!("{name} is not made yet."),
        names => format!("None of {} is made yet.", names.join(", ")),
    };
    scene
}
