//! The window: pages, panes, commands and how they look.
//!
//! Everything the window does goes through [`Command`]; nothing depends on this room. What runs and draws programs is
//! behind [`engine`], what the learner owns behind [`crate::study`].

mod act;
mod answer;
mod breakpoints;
mod check;
pub mod command;
mod command_table;
pub mod engine;
mod export;
pub mod film;
mod help;
mod highlight;
mod home;
mod house;
mod icon;
mod inspect_pane;
mod inspector;
pub mod job;
mod keys;
mod lab;
mod lab_pictures;
mod listing;
mod look;
mod making;
mod markdown;
mod markdown_text;
mod notes;
mod notices;
mod open;
mod page;
mod palette;
mod playground;
mod plot;
mod predict;
mod present;
mod program;
mod programs_pane;
mod search;
mod session;
mod sidebar;
mod stage;
mod tick;
mod transport;
mod versions;

use std::path::PathBuf;
use std::time::SystemTime;

use eframe::egui::{self, Context, Ui};

pub use command::Command;
use command::LookChoice;
use notices::Notices;
use open::{OpenLesson, Restore};
use palette::Palette;
use present::Present;
use session::{Facts, Progress, Session};

use crate::lessons::Library;
use crate::python::Version;
use crate::scene::theme::Theme;
use crate::study::{DataFolder, Kept, NoteBook, Settings};

/// How the window starts.
#[derive(Clone, Debug)]
pub struct Start {
    pub data: DataFolder,
    /// A folder with more lessons, in place of the one that the settings remember.
    pub lessons: Option<PathBuf>,
}

/// The app.
pub struct Window {
    library: Library,
    index: search::Index,
    settings: Kept<Settings>,
    progress: Kept<crate::study::Progress>,
    notes: NoteBook,
    /// The playground's programs.
    programs: NoteBook,
    fields: playground::Fields,
    home: home::Home,
    inspector: inspector::Inspector,
    predict: predict::Predict,
    session: Session,
    open: Option<OpenLesson>,
    present: Option<Present>,
    sheet: Sheet,
    notices: Notices,
    exports: export::Exports,
    /// A folder of lessons that the learner has just chosen.
    lessons_chosen: Option<PathBuf>,
    /// What was asked for in this frame.
    queue: Vec<Command>,
    find: sidebar::Find,
    note_view: notes::NoteView,
    theme: Theme,
    /// What egui's style was last made for.
    styled: Option<(Theme, bool)>,
    /// The learner has been told that closing loses notes.
    warned: bool,
}

/// What lies over the page.
#[derive(Default)]
enum Sheet {
    #[default]
    None,
    Palette(Palette),
    Keys,
    Versions(Box<versions::Versions>),
    Check(Box<check::Check>),
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// There is no display, or no OpenGL on it.
pub fn run(start: Start) -> eframe::Result {
    let settings = Kept::<Settings>::open(start.data.settings());
    let remembered = settings.get().clone().sound().window;
    let (wide, high) = remembered.size.unwrap_or((1440.0, 900.0));
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Glasshouse")
        .with_app_id("glasshouse")
        .with_inner_size([wide, high])
        .with_min_inner_size([1000.0, 640.0])
        .with_maximized(remembered.maximized);
    if let Some((x, y)) = remembered.position {
        viewport = viewport.with_position([x, y]);
    }
    if let Some(icon) = icon::of_window() {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    eframe::run_native(
        "Glasshouse",
        options,
        Box::new(|creation| Ok(Box::new(Window::with_settings(&creation.egui_ctx, start, settings)))),
    )
}

impl Window {
    /// The app with what the learner has in `start.data`.
    pub fn new(context: &Context, start: Start) -> Self {
        let settings = Kept::open(start.data.settings());
        Self::with_settings(context, start, settings)
    }

    fn with_settings(context: &Context, start: Start, mut settings: Kept<Settings>) -> Self {
        look::install(context);
        let sound = settings.get().clone().sound();
        *settings.get_mut() = sound;
        if start.lessons.is_some() {
            settings.get_mut().lessons = start.lessons;
        }
        let waker = |context: &Context| {
            let context = context.clone();
            move || context.request_repaint()
        };
        let library = library(settings.get().lessons.as_deref());
        let mut window = Self {
            index: search::Index::new(&library),
            progress: Kept::open(start.data.progress()),
            notes: NoteBook::open(start.data.notes(), waker(context)),
            programs: NoteBook::open_programs(start.data.programs(), waker(context)),
            fields: playground::Fields::default(),
            home: home::Home::default(),
            inspector: inspector::Inspector::default(),
            predict: predict::Predict::default(),
            session: Session::new(waker(context)),
            open: None,
            present: None,
            sheet: Sheet::None,
            notices: Notices::default(),
            exports: export::Exports::new(waker(context)),
            lessons_chosen: None,
            queue: Vec::new(),
            find: sidebar::Find::default(),
            note_view: notes::NoteView::default(),
            theme: Theme::Dark,
            styled: None,
            warned: false,
            library,
            settings,
        };
        context.add_image_loader(std::sync::Arc::new(notes::Pictures::new(window.notes.folder().to_owned())));
        window.tell_problems();
        window.open_remembered();
        window
    }

    fn open_remembered(&mut self) {
        let settings = self.settings.get();
        let first = if settings.welcomed { settings.lesson.clone() } else { "reference-counting".to_owned() };
        let step = settings.step;
        if let Some(name) = first.strip_prefix(playground::PREFIX) {
            let name = name.to_owned();
            self.open_program(&name, 0.0);
            if let Some(open) = &mut self.open {
                open.restore = Some(Restore::Step(step));
            }
        }
        let place = self.library.lessons().iter().position(|lesson| lesson.slug == first);
        if let Some(place) = place {
            let returns = self.settings.get().welcomed;
            self.open_lesson(place, 0.0);
            if let Some(open) = self.open.as_mut().filter(|_| returns) {
                open.restore = Some(Restore::Step(step));
            }
        }
        self.settings.get_mut().welcomed = true;
    }

    fn tell_problems(&mut self) {
        let problems = self.library.problems();
        let errors = problems.iter().filter(|problem| problem.severity == crate::lessons::Severity::Error);
        let told: Vec<String> = errors.map(ToString::to_string).collect();
        for problem in told {
            self.notices.add(crate::study::Notice::error(problem));
        }
    }

    /// Opens the lesson at this place of the library, and starts its program.
    fn open_lesson(&mut self, place: usize, now: f64) {
        let Some(lesson) = self.library.lessons().get(place) else { return };
        let slug = lesson.slug.clone();
        let mut open = OpenLesson::new(place, lesson, now);
        self.leave_lesson();
        let left = self.progress.get().visit(&slug).and_then(|visit| visit.step);
        open.restore = Some(left.map_or(Restore::Telling, Restore::Step));
        self.open = Some(open);
        self.progress.get_mut().open(&slug, SystemTime::now());
        self.settings.get_mut().lesson = slug;
        self.note_view = notes::NoteView::default();
        self.start_program();
    }

    /// Remembers where the learner leaves the open lesson.
    fn leave_lesson(&mut self) {
        if let Some((open, scene)) = self.open.as_ref().and_then(|open| Some((open, open.stage.target()?))) {
            self.home.left = Some((open.lesson.slug.clone(), scene.clone()));
        }
        let Some(open) = self.open.as_ref().filter(|open| open.place.is_some() && open.restore.is_none()) else {
            return;
        };
        if !open.editor.changed {
            self.progress.get_mut().stand_at(&open.lesson.slug, open.step);
        }
    }

    /// Runs the open lesson's program as it stands.
    fn start_program(&mut self) {
        let (version, seed) = (self.version(), self.settings.get().hash_seed);
        let Some(open) = &mut self.open else { return };
        open.playing = None;
        open.take_text();
        if let Some(program) = open.program(version, seed) {
            open.run = self.session.run(program);
        }
    }

    fn version(&self) -> Version {
        Version::parse(&self.settings.get().python).unwrap_or(crate::python::Options::default().version)
    }

    /// What is known of the open lesson's run, once it is there.
    fn facts(&self) -> Option<&Facts> {
        match self.session.progress() {
            Progress::Ready(facts) => Some(facts),
            _ => None,
        }
    }

    fn style(&mut self, context: &Context) {
        let settings = self.settings.get();
        self.theme = look::theme(LookChoice::of_word(&settings.theme), context);
        let wanted = (self.theme, settings.reduced_motion);
        if self.styled != Some(wanted) {
            look::apply(self.theme, settings.reduced_motion, context);
            self.styled = Some(wanted);
        }
        if (context.zoom_factor() - settings.zoom).abs() > 0.001 {
            context.set_zoom_factor(settings.zoom);
        }
    }

    /// The frame's pages and panes.
    fn show(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        self.style(&context);
        let covered = !matches!(self.sheet, Sheet::None);
        self.queue.extend(keys::commands(&context, self.present.is_some(), covered));
        self.perform(&context);
        self.tick(&context);
        if self.present.is_some() {
            self.present_page(ui);
        } else {
            self.desk(ui);
            self.sheets(&context);
        }
        self.perform(&context);
    }

    fn sheets(&mut self, context: &Context) {
        match &self.sheet {
            Sheet::None => {}
            Sheet::Palette(_) => self.palette_sheet(context),
            Sheet::Keys => self.keys_sheet(context),
            Sheet::Versions(_) => self.versions_sheet(context),
            Sheet::Check(_) => self.check_sheet(context),
        }
    }

    fn perform(&mut self, context: &Context) {
        for command in std::mem::take(&mut self.queue) {
            self.act(command, context);
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.theme.color32(crate::scene::Ink::Ground, 1.0).to_normalized_gamma_f32()
    }
}

/// The app's lessons, with those of a folder on top.
fn library(folder: Option<&std::path::Path>) -> Library {
    let library = Library::embedded();
    match folder {
        Some(folder) => library.with_folder(folder),
        None => library,
    }
}
