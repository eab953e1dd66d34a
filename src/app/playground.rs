//! The playground: programs of the learner's own, kept by name, with any picture of any name.
//!
//! A program is a plain `.py` file in the data folder, saved as notes are: within two seconds, whole or not at all, kept twice when
//! another program changed it too. The page itself is the lesson's, with no question and no answer.

use std::path::PathBuf;

use eframe::egui::Context;

use super::open::OpenLesson;
use super::{Window, export};
use crate::study::file;
use crate::study::notes::is_slug;
use crate::study::{NoteState, Notice};

/// Before a program's name where the settings remember what is open.
pub const PREFIX: &str = "playground/";

/// Larger files are no programs that a learner reads.
const MOST_BYTES: u64 = 1 << 20;

/// What is typed into the fields of the playground's pane.
#[derive(Default)]
pub struct Fields {
    /// The new name of the open program, while it is typed.
    pub name: Option<String>,
    /// The name in the program that is to be looked at, and as what.
    pub look_at: String,
    pub view: usize,
    pub take_focus: bool,
}

impl Window {
    /// Opens the program that was open last, or a first one.
    pub(super) fn open_playground(&mut self, context: &Context) {
        let last = self.settings.get().program.clone();
        let known = Some(last).filter(|name| self.programs.has(name));
        match known.or_else(|| self.programs.slugs().next().map(str::to_owned)) {
            Some(name) => self.open_program(&name, context.input(|input| input.time)),
            None => self.new_program("", "", context),
        }
    }

    /// Opens a kept program.
    pub(super) fn open_program(&mut self, name: &str, now: f64) {
        self.leave_lesson();
        let source = self.programs.text(name).to_owned();
        let mut open = OpenLesson::program_of(name, &source, now);
        open.editor.editing = source.trim().is_empty();
        open.editor.take_focus = open.editor.editing;
        self.open = Some(open);
        let settings = self.settings.get_mut();
        settings.lesson = format!("{PREFIX}{name}");
        settings.program = name.to_owned();
        if !["inspect", "notes"].contains(&settings.tab.as_str()) {
            settings.tab = "answer".to_owned();
        }
        self.fields = Fields::default();
        self.start_program();
    }

    /// Opens a new program under a name like this one that is free.
    pub(super) fn new_program(&mut self, like: &str, source: &str, context: &Context) {
        let name = self.free_name(like);
        if !source.is_empty() {
            self.programs.edit(&name, source);
        }
        self.open_program(&name, context.input(|input| input.time));
    }

    fn free_name(&self, like: &str) -> String {
        let stem = slug_like(like);
        let taken = |name: &str| self.programs.has(name);
        if stem != "program" && !taken(&stem) {
            return stem;
        }
        let numbered = |number: usize| format!("{stem}-{number}");
        (1..).map(numbered).find(|name| !taken(name)).unwrap_or(stem)
    }

    /// Gives the open program another name.
    pub(super) fn rename_program(&mut self, wanted: &str, context: &Context) {
        let Some(name) = self.open.as_ref().and_then(|open| open.program_name.clone()) else { return };
        let wanted = slug_like(wanted);
        if wanted == name {
            return;
        }
        if !is_slug(&wanted) || self.programs.has(&wanted) {
            return self.notices.add(Notice::warning(format!("There is a program {wanted} already.")));
        }
        let text = self.programs.text(&name).to_owned();
        self.programs.edit(&wanted, text);
        self.programs.edit(&name, "");
        self.open_program(&wanted, context.input(|input| input.time));
    }

    /// Empties the open program, which takes it off the list, and opens another.
    pub(super) fn discard_program(&mut self, context: &Context) {
        let Some(name) = self.open.as_ref().and_then(|open| open.program_name.clone()) else { return };
        self.programs.edit(&name, "");
        self.settings.get_mut().program.clear();
        self.open_playground(context);
    }

    /// Keeps what is typed.
    pub(super) fn keep_program(&mut self) {
        if let Some(open) = &self.open
            && let Some(name) = &open.program_name
        {
            self.programs.edit(name, open.editor.text.clone());
        }
    }

    /// Takes the open program as another program has left its file.
    pub(super) fn take_outside_change(&mut self) {
        let Some(open) = &mut self.open else { return };
        let Some(name) = &open.program_name else { return };
        let text = self.programs.text(name);
        if text != open.editor.text && self.programs.state(name) == NoteState::Saved && !text.is_empty() {
            text.clone_into(&mut open.editor.text);
            open.step = 0;
            self.start_program();
        }
    }

    /// What the pane says about the open program's file.
    pub(super) fn program_state(&self, name: &str) -> (String, bool) {
        match self.programs.state(name) {
            NoteState::Saved => ("Kept".to_owned(), true),
            NoteState::Changed => ("Not kept yet …".to_owned(), true),
            NoteState::Failing(reason) => (format!("Not kept: {reason}. It is tried again."), false),
        }
    }

    /// Reads a chosen file into a new program.
    pub(super) fn take_program(&mut self, path: PathBuf, context: &Context) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let read = file::read_bounded(&path, MOST_BYTES).map_err(|error| error.to_string());
        let text = read.and_then(|bytes| match bytes {
            None => Err("there is no such file".to_owned()),
            Some(bytes) => String::from_utf8(bytes)
                .map_err(|error| format!("it is not UTF-8 from byte {} on", error.utf8_error().valid_up_to())),
        });
        match text {
            Ok(text) => self.new_program(&name, &text.replace("\r\n", "\n"), context),
            Err(why) => self.notices.add(Notice::error(format!("{} can't be opened: {why}.", path.display()))),
        }
    }

    /// Writes the open program, a lesson's or one's own, to a file.
    pub(super) fn write_program(&mut self, path: PathBuf) {
        let Some(text) = self.open.as_ref().map(|open| open.editor.text.clone()) else { return };
        self.exports.write(move || {
            let written = file::write_whole(&path, text.as_bytes());
            match written {
                Ok(()) => Notice::information(format!("Saved to {}.", path.display())),
                Err(error) => Notice::error(format!("{} can't be written: {error}.", path.display())),
            }
        });
    }

    /// Asks for a file to open.
    pub(super) fn pick_program(&mut self) {
        self.exports.pick_program();
    }

    /// Asks where the program is to be saved.
    pub(super) fn save_program(&mut self) {
        let name = self.open.as_ref().and_then(|open| Some((open.demo()?.name.clone(), !open.shows_lab())));
        match name.filter(|(_, shown)| *shown) {
            Some((name, _)) => self.exports.save_dialog(export::What::Program, &name),
            None => self.notices.add(Notice::warning("There is no program to save.")),
        }
    }

    /// Adds a picture of a name.
    pub(super) fn look_at(&mut self, view: &str, name: &str) {
        if let Some(open) = &mut self.open {
            open.look_at(view, name);
            open.playing = None;
        }
    }
}

/// A name as files bear it: lower-case letters, digits and hyphens.
fn slug_like(text: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    let mut slug: String = text.trim().chars().map(plain).take(60).collect();
    while slug.contains("--") {
        slug = slug.replace("--", "-");
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "program".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use eframe::egui::Vec2;
    use egui_kittest::Harness;

    use super::*;
    use crate::app::Start;
    use crate::study::DataFolder;

    #[track_caller]
    fn until(harness: &mut Harness<'_, Window>, so: impl Fn(&Window) -> bool) {
        let end = Instant::now() + Duration::from_secs(20);
        while !so(harness.state()) {
            assert!(Instant::now() < end);
            harness.step();
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn files_are_opened_saved_and_followed_when_others_change_them() {
        let data = tempfile::tempdir().unwrap();
        let start = Start { data: DataFolder::at(data.path()), lessons: None };
        let mut harness = Harness::builder()
            .with_size(Vec2::new(1440.0, 900.0))
            .build_eframe(|creation| Window::new(&creation.egui_ctx, start));
        let context = harness.ctx.clone();
        let file = data.path().join("My Program.py");
        std::fs::write(&file, "x = 1\r\n").unwrap();
        harness.state_mut().take_program(file, &context);
        until(&mut harness, |window| window.facts().is_some());
        let text = |window: &Window| window.open.as_ref().map(|open| open.editor.text.clone()).unwrap();
        assert_eq!(text(harness.state()), "x = 1\n");
        let saved = data.path().join("out.py");
        harness.state_mut().write_program(saved.clone());
        until(&mut harness, |_| saved.exists());
        assert_eq!(std::fs::read_to_string(&saved).unwrap(), "x = 1\n");

        let kept = data.path().join("programs/my-program.py");
        until(&mut harness, |window| kept.exists() && window.programs.state("my-program") == NoteState::Saved);
        std::fs::write(&kept, "y = 2222\n").unwrap();
        until(&mut harness, |window| text(window) == "y = 2222\n");

        let binary = data.path().join("binary.py");
        std::fs::write(&binary, b"x = '\xff'").unwrap();
        harness.state_mut().take_program(binary, &context);
        assert!(harness.state().notices.texts().iter().any(|text| text.contains("not UTF-8 from byte 5")));
    }

    #[test]
    fn any_name_becomes_one_that_a_file_can_bear() {
        assert_eq!(slug_like("My first  Program.py"), "my-first-program-py");
        assert_eq!(slug_like("../.."), "program");
        assert!(is_slug(&slug_like("Ünïcode & more")));
    }
}
