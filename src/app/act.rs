//! What each command does.

use std::time::SystemTime;

use eframe::egui::{Context, ViewportCommand};

use super::command::{Command, LookChoice};
use super::palette::Palette;
use super::present::Present;
use super::{Sheet, Window, export, library, search};
use crate::replay::Motion;
use crate::study::Notice;

/// Steps of the playing speed, slowest first.
pub const SPEEDS: [f32; 8] = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 20.0];

/// Steps of the zoom.
const ZOOM_STEP: f32 = 0.1;

impl Window {
    pub(super) fn act(&mut self, command: Command, context: &Context) {
        match command {
            Command::Palette => self.sheet = Sheet::Palette(Palette::default()),
            Command::Keys => {
                let open = matches!(self.sheet, Sheet::Keys);
                self.sheet = if open { Sheet::None } else { Sheet::Keys };
            }
            Command::Home => self.go_home(),
            Command::NextLesson => self.open_neighbour(1, context),
            Command::PreviousLesson => self.open_neighbour(-1, context),
            Command::Open(place) => self.open_lesson(place, context.input(|input| input.time)),
            Command::FindLesson => {
                self.settings.get_mut().panes.lessons_shown = true;
                self.find.take_focus = true;
            }
            Command::MarkRead => self.toggle_read(),
            Command::Play => self.toggle_play(context),
            Command::LineForward => self.move_by(Motion::NextLine),
            Command::LineBack => self.move_by(Motion::PreviousLine),
            Command::StepOver => self.move_by(Motion::Over),
            Command::StepOut => self.move_by(Motion::Out),
            Command::NextBreakpoint => self.run_to_next_breakpoint(),
            Command::PreviousBreakpoint => self.run_to_previous_breakpoint(),
            Command::Breakpoint => self.toggle_breakpoint_here(),
            Command::BreakpointAt(line) => self.toggle_breakpoint(line),
            Command::NextChange => self.run_to_next_change(context),
            Command::Predict => toggle(&mut self.settings.get_mut().predict),
            Command::AnotherSeed => self.take_seed(self.settings.get().hash_seed.wrapping_add(1)),
            Command::HashSeed(seed) => self.take_seed(seed),
            Command::Versions => self.open_versions(context),
            Command::MyPython => self.open_check(context),
            Command::Playground => self.open_playground(context),
            Command::NewProgram => self.new_program("", "", context),
            Command::OpenProgram => self.pick_program(),
            Command::SaveProgram => self.save_program(),
            Command::LookAt => self.begin_look_at(context),
            Command::StepForward => self.move_steps(1),
            Command::StepBack => self.move_steps(-1),
            Command::Restart => self.go_to(0),
            Command::ToEnd => self.run_to_end(),
            Command::GoTo(step) => self.go_to(step),
            Command::Faster => self.change_speed(1),
            Command::Slower => self.change_speed(-1),
            Command::NextView => {
                if let Some(open) = &mut self.open {
                    let tabs = open.tabs().len().max(1);
                    open.tab = (open.tab + 1) % tabs;
                    open.playing = None;
                }
            }
            Command::View(tab) => {
                if let Some(open) = &mut self.open {
                    open.tab = tab;
                    open.playing = None;
                }
            }
            Command::Program(demo) => self.choose_program(demo),
            Command::Edit => self.edit(),
            Command::Run => self.run_program(),
            Command::RunLonger => {
                if let Some(open) = &mut self.open {
                    open.max_steps = open.max_steps.saturating_mul(10);
                    open.restore = Some(super::open::Restore::Step(open.step));
                }
                self.start_program();
            }
            Command::Reset => self.reset_program(),
            Command::Python(version) => {
                self.settings.get_mut().python = version.short().to_owned();
                if let Some(open) = &mut self.open {
                    // Often the same moment; the versions' sheet knows better where to go.
                    open.restore.get_or_insert(super::open::Restore::Step(open.step));
                }
                self.start_program();
            }
            Command::Answer => self.show_tab("answer"),
            Command::Notes => self.show_tab("notes"),
            Command::Inspect => self.show_tab("inspect"),
            Command::Preview => {
                self.show_tab("notes");
                self.note_view.preview = !self.note_view.preview;
            }
            Command::Pin => self.pin(),
            Command::Present => self.toggle_present(context),
            Command::Blank => {
                if let Some(present) = &mut self.present {
                    present.blank = !present.blank;
                }
            }
            Command::Leave => self.leave(context),
            Command::ToggleLessons => toggle(&mut self.settings.get_mut().panes.lessons_shown),
            Command::ToggleText => toggle(&mut self.settings.get_mut().panes.text_shown),
            Command::ToggleProgram => toggle(&mut self.settings.get_mut().panes.program_shown),
            Command::ToggleOutput => toggle(&mut self.settings.get_mut().panes.output_shown),
            Command::Look(choice) => self.settings.get_mut().theme = LookChoice::word(choice).to_owned(),
            Command::ReduceMotion => toggle(&mut self.settings.get_mut().reduced_motion),
            Command::ZoomIn => self.zoom_by(ZOOM_STEP),
            Command::ZoomOut => self.zoom_by(-ZOOM_STEP),
            Command::ZoomReset => self.settings.get_mut().zoom = 1.0,
            Command::ExportNote => self.export(export::What::Note),
            Command::ExportAllNotes => self.export(export::What::AllNotes),
            Command::ExportPicture => self.export(export::What::Picture),
            Command::ExportAnimation => self.export(export::What::Animation),
            Command::ExportLesson => self.export(export::What::Lesson),
            Command::OpenLessons => self.exports.pick_lessons(),
            Command::OwnLessonsAway => self.use_lessons(None, context),
            Command::Quit => context.send_viewport_cmd(ViewportCommand::Close),
        }
        context.request_repaint();
    }

    /// Reads the lessons anew, with those of a folder on top, and says what is wrong with them.
    pub(super) fn use_lessons(&mut self, folder: Option<std::path::PathBuf>, context: &Context) {
        self.settings.get_mut().lessons = folder;
        self.library = library(self.settings.get().lessons.as_deref());
        self.index = search::Index::new(&self.library);
        self.tell_problems();
        let slug = self.settings.get().lesson.clone();
        if slug.starts_with(super::playground::PREFIX) {
            let lessons = self.library.lessons().len();
            return self.notices.add(Notice::information(format!("{lessons} lessons.")));
        }
        self.open = None;
        if let Some(place) = self.library.lessons().iter().position(|lesson| lesson.slug == slug) {
            self.open_lesson(place, context.input(|input| input.time));
        }
        let lessons = self.library.lessons().len();
        self.notices.add(Notice::information(format!("{lessons} lessons.")));
    }

    fn go_home(&mut self) {
        self.leave_lesson();
        self.open = None;
        let settings = self.settings.get_mut();
        settings.lesson.clear();
        settings.step = 0;
    }

    fn open_neighbour(&mut self, by: isize, context: &Context) {
        let lessons = self.library.lessons().len();
        let start = if by > 0 { -1 } else { lessons as isize };
        let here = self.open.as_ref().and_then(|open| open.place).map_or(start, |place| place as isize);
        if let Some(place) = usize::try_from(here + by).ok().filter(|place| *place < lessons) {
            self.open_lesson(place, context.input(|input| input.time));
        }
    }

    fn toggle_read(&mut self) {
        let Some(open) = self.open.as_ref().filter(|open| open.place.is_some()) else { return };
        let slug = &open.lesson.slug;
        let progress = self.progress.get_mut();
        if progress.is_read(slug) {
            progress.mark_unread(slug, SystemTime::now());
        } else {
            progress.mark_read(slug, SystemTime::now());
        }
    }

    fn toggle_play(&mut self, context: &Context) {
        let facts = self.facts().cloned();
        let Some(open) = &mut self.open else { return };
        let (step, end) = open.position(facts.as_ref());
        open.playing = match open.playing {
            Some(_) => None,
            None => {
                if step >= end {
                    open.go_to(0, facts.as_ref());
                }
                // The first line at once: who presses play wants to see something happen.
                Some(context.input(|input| input.time) - 10.0)
            }
        };
    }

    fn move_by(&mut self, motion: Motion) {
        let facts = self.facts().cloned();
        let Some(open) = &mut self.open else { return };
        let (step, _) = open.position(facts.as_ref());
        let to = match &facts {
            _ if open.shows_lab() => match motion {
                Motion::PreviousLine => step.saturating_sub(1),
                _ => step + 1,
            },
            Some(facts) => facts.go(step, motion),
            None => return,
        };
        let Some(facts) = facts.filter(|_| to > step && !open.shows_lab()) else { return self.go_to(to) };
        // What runs over or out of calls stops at a marked line on the way.
        let stop = super::breakpoints::between(&facts.marks.lines, &open.breakpoints, step, to);
        self.run_on_to(stop.unwrap_or(to));
    }

    /// Goes to a later step as far as no question lies on the way.
    pub(super) fn run_on_to(&mut self, to: u64) {
        let step = self.open.as_ref().map_or(0, |open| open.step);
        match self.question_between(step, to) {
            Some(question) => {
                self.go_to(question.step);
                self.ask(question);
            }
            None => self.go_to(to),
        }
    }

    fn run_to_end(&mut self) {
        let facts = self.facts();
        let end = self.open.as_ref().map_or(0, |open| open.position(facts).1);
        match self.open.as_ref().is_some_and(|open| open.shows_lab()) {
            true => self.go_to(end),
            false => self.run_on_to(end),
        }
    }

    fn take_seed(&mut self, seed: u32) {
        self.settings.get_mut().hash_seed = seed;
        if let Some(open) = &mut self.open {
            open.restore.get_or_insert(super::open::Restore::Step(open.step));
        }
        self.start_program();
    }

    /// Opens the fields in which a name to look at is typed; a lesson's program is looked at in the playground.
    fn begin_look_at(&mut self, context: &Context) {
        let lesson = self.open.as_ref().filter(|open| open.program_name.is_none() && open.demo().is_some());
        if let Some((slug, text)) = lesson.map(|open| (open.lesson.slug.clone(), open.editor.text.clone())) {
            self.new_program(&slug, &text, context);
        } else if self.open.as_ref().is_none_or(|open| open.program_name.is_none()) {
            self.open_playground(context);
        }
        self.show_tab("answer");
        self.fields.take_focus = true;
    }

    fn move_steps(&mut self, by: i64) {
        let facts = self.facts();
        let Some((step, _)) = self.open.as_ref().map(|open| open.position(facts)) else { return };
        match by > 0 && !self.open.as_ref().is_some_and(|open| open.shows_lab()) {
            true => self.run_on_to(step.saturating_add_signed(by)),
            false => self.go_to(step.saturating_add_signed(by)),
        }
    }

    pub(super) fn go_to(&mut self, step: u64) {
        let facts = self.facts().cloned();
        if let Some(open) = &mut self.open {
            open.playing = None;
            open.go_to(step, facts.as_ref());
        }
    }

    fn change_speed(&mut self, by: isize) {
        let settings = self.settings.get_mut();
        let nearest = SPEEDS.iter().position(|speed| *speed >= settings.speed).unwrap_or(SPEEDS.len() - 1);
        let place = nearest.saturating_add_signed(by).min(SPEEDS.len() - 1);
        settings.speed = SPEEDS.get(place).copied().unwrap_or(1.0);
    }

    fn choose_program(&mut self, demo: usize) {
        let Some(open) = &mut self.open else { return };
        open.demo = demo.min(open.lesson.demos.len().saturating_sub(1));
        open.step = 0;
        self.reset_program();
    }

    fn edit(&mut self) {
        let Some(open) = &mut self.open else { return };
        if open.demo().is_none() || open.shows_lab() {
            return;
        }
        open.editor.editing = !open.editor.editing;
        open.editor.take_focus = open.editor.editing;
        open.playing = None;
        self.settings.get_mut().panes.program_shown = true;
    }

    fn run_program(&mut self) {
        if let Some(open) = &mut self.open {
            open.step = 0;
        }
        self.start_program();
    }

    fn reset_program(&mut self) {
        let Some(open) = &mut self.open else { return };
        open.editor = super::open::Editor::default();
        open.editor.text = open.demo().map(crate::lessons::Demo::shown).unwrap_or_default();
        self.run_program();
    }

    pub(super) fn show_tab(&mut self, tab: &str) {
        let settings = self.settings.get_mut();
        settings.tab = tab.to_owned();
        settings.panes.text_shown = true;
    }

    fn toggle_present(&mut self, context: &Context) {
        if self.present.is_some() {
            self.leave(context);
        } else if self.open.is_some() {
            self.sheet = Sheet::None;
            self.present = Some(Present::new(context));
            context.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        }
    }

    fn leave(&mut self, context: &Context) {
        if let Some(present) = self.present.take() {
            if !present.was_fullscreen {
                context.send_viewport_cmd(ViewportCommand::Fullscreen(false));
            }
            context.send_viewport_cmd(ViewportCommand::CursorVisible(true));
        } else if !matches!(self.sheet, Sheet::None) {
            self.sheet = Sheet::None;
        } else if let Some(open) = self.open.as_mut().filter(|open| open.editor.editing) {
            open.editor.editing = false;
        }
        context.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }

    fn zoom_by(&mut self, by: f32) {
        let settings = self.settings.get_mut();
        settings.zoom = (((settings.zoom + by) * 10.0).round() / 10.0).clamp(0.5, 3.0);
    }
}

fn toggle(switch: &mut bool) {
    *switch = !*switch;
}
