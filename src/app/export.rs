//! Out of the window: asks where to through the system's dialog, and has the files made and written in the background.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use eframe::egui;

use super::Window;
use super::engine;
use super::film::{self, Film, MOST_FRAMES};
use super::job::{Job, Reins, Stand};
use crate::export::{Exported, Fonts, Frame, LessonPage, NotePage, Notes};
use crate::labs::Lab;
use crate::lessons::{Demo, Lesson};
use crate::python::Recording;
use crate::scene::Scene;
use crate::scene::theme::Theme;
use crate::study::Notice;

/// What is to be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Note,
    AllNotes,
    Picture,
    Animation,
    Lesson,
    /// The program as a `.py` file.
    Program,
}

/// What the dialogs and writers have to say.
pub enum News {
    /// A place was chosen for this.
    Chosen(What, PathBuf),
    /// A folder of lessons was chosen.
    Lessons(PathBuf),
    /// A program was chosen.
    Open(PathBuf),
    Told(Notice),
}

/// Exports on their way.
pub struct Exports {
    report: Sender<News>,
    reports: Receiver<News>,
    wake: Arc<dyn Fn() + Send + Sync>,
    /// Runs and labs that are being turned into files, each with its file's name.
    pub(super) making: Vec<(String, Job<Notice>)>,
}

/// Steps of the work on a whole run: its pictures, then the file's frames.
const WORK: u64 = 2 * MOST_FRAMES as u64;

/// What is to be filmed.
enum Subject {
    Run { recording: Arc<Recording>, view: String, focus: Vec<String>, demo: Option<Demo> },
    Lab(Box<dyn Lab>),
}

/// A [`LessonPage`] without its frames, owned.
#[derive(Clone)]
struct Page {
    lesson: Arc<Lesson>,
    python: String,
    program: String,
    theme: Theme,
    /// The step that a still picture shows.
    step: u64,
}

impl Exports {
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (report, reports) = mpsc::channel();
        Self { report, reports, wake: Arc::new(wake), making: Vec::new() }
    }

    /// Asks for a folder of lessons.
    pub fn pick_lessons(&self) {
        self.ask(|| rfd::FileDialog::new().set_title("Lessons of your own").pick_folder(), News::Lessons);
    }

    /// Asks for a program.
    pub fn pick_program(&self) {
        let dialog = rfd::FileDialog::new().set_title("Open a program").add_filter("Python", &["py", "pyw", "txt"]);
        self.ask(move || dialog.pick_file(), News::Open);
    }

    /// Writes something, and says what came of it.
    pub fn write(&self, write: impl FnOnce() -> Notice + Send + 'static) {
        self.work(move || Some(News::Told(write())));
    }

    pub fn save_dialog(&self, what: What, stem: &str) {
        let (kinds, name): (&[(&str, &[&str])], String) = match what {
            What::Note | What::AllNotes => (&[("Markdown", &["md"]), ("HTML", &["html"])], format!("{stem}.md")),
            What::Picture => (&[("SVG", &["svg"]), ("PNG", &["png"])], format!("{stem}.svg")),
            What::Animation => (&[("GIF", &["gif"])], format!("{stem}.gif")),
            What::Program => (&[("Python", &["py"])], format!("{stem}.py")),
            What::Lesson => (&[("HTML", &["html"]), ("Markdown", &["md"])], format!("{stem}.html")),
        };
        let mut dialog = rfd::FileDialog::new().set_title("Export").set_file_name(name);
        for (name, endings) in kinds {
            dialog = dialog.add_filter(*name, endings);
        }
        let ending = kinds.first().and_then(|(_, endings)| endings.first()).copied().unwrap_or("md");
        let chosen = move |mut path: PathBuf| {
            if path.extension().is_none() {
                path.set_extension(ending);
            }
            News::Chosen(what, path)
        };
        self.ask(move || dialog.save_file(), chosen);
    }

    /// Shows a dialog on a thread of its own: it may stay open for as long as the learner likes.
    fn ask(
        &self,
        dialog: impl FnOnce() -> Option<PathBuf> + Send + 'static,
        news: impl FnOnce(PathBuf) -> News + Send + 'static,
    ) {
        self.work(move || dialog().map(news));
    }

    /// Does something on a thread of its own, and tells what came of it.
    fn work(&self, work: impl FnOnce() -> Option<News> + Send + 'static) {
        let (report, wake) = (self.report.clone(), Arc::clone(&self.wake));
        let run = move || {
            if let Some(news) = work() {
                // Nobody listens any more when the window closes.
                let _ = report.send(news);
                wake();
            }
        };
        if let Err(error) = std::thread::Builder::new().name("export".to_owned()).spawn(run) {
            let _ = self.report.send(News::Told(Notice::error(format!("Nothing can be exported: {error}."))));
        }
    }
}

impl Window {
    /// Asks where to.
    pub(super) fn export(&mut self, what: What) {
        let slug = self.open.as_ref().map(|open| open.lesson.slug.clone());
        let empty = match (what, &slug) {
            (What::AllNotes, _) => self.notes.slugs().next().is_none().then_some("There are no notes yet."),
            (What::Note, Some(slug)) => (!self.notes.has(slug)).then_some("This lesson has no note yet."),
            (_, None) => Some("Open a lesson first."),
            (_, Some(_)) => None,
        };
        if let Some(why) = empty {
            return self.notices.add(Notice::warning(why));
        }
        let stem = if what == What::AllNotes { "glasshouse-notes".to_owned() } else { slug.unwrap_or_default() };
        self.exports.save_dialog(what, &stem);
    }

    /// Takes what dialogs, writers and films have brought.
    pub(super) fn hear_exports(&mut self, context: &egui::Context) {
        let news: Vec<News> = self.exports.reports.try_iter().collect();
        for news in news {
            match news {
                News::Chosen(what, path) => self.export_to(what, path),
                News::Lessons(folder) => self.lessons_chosen = Some(folder),
                News::Open(path) => self.take_program(path, context),
                News::Told(notice) => self.notices.add(notice),
            }
        }
        let notices = &mut self.notices;
        self.exports.making.retain(|(name, job)| match job.poll() {
            Stand::Running => true,
            Stand::Done(notice) => {
                notices.add(notice);
                false
            }
            Stand::Ended => {
                notices.add(Notice::error(format!("{name} can't be made: no thread could be started.")));
                false
            }
        });
    }

    /// Makes the files of `what` and writes them to `path`.
    pub(super) fn export_to(&mut self, what: What, path: PathBuf) {
        match what {
            What::Note => {
                let slug = self.open.as_ref().map(|open| open.lesson.slug.clone());
                self.write_notes(slug.into_iter().collect(), path);
            }
            What::AllNotes => {
                let order = self.library.lessons().iter().map(|lesson| lesson.slug.clone());
                let mut slugs: Vec<String> = order.filter(|slug| self.notes.has(slug)).collect();
                let others: Vec<String> = self
                    .notes
                    .slugs()
                    .filter(|slug| !slugs.iter().any(|known| known == slug))
                    .map(str::to_owned)
                    .collect();
                slugs.extend(others);
                self.write_notes(slugs, path);
            }
            What::Picture => self.write_picture(path),
            What::Program => self.write_program(path),
            What::Animation | What::Lesson => self.write_run(path),
        }
    }

    fn write_notes(&mut self, slugs: Vec<String>, path: PathBuf) {
        let title =
            |slug: &str| self.library.lesson(slug).map_or_else(|| slug.to_owned(), |lesson| lesson.question.clone());
        let pages: Vec<(String, String)> =
            slugs.iter().map(|slug| (title(slug), self.notes.text(slug).to_owned())).collect();
        let folder = self.notes.folder().to_owned();
        self.exports.work(move || {
            let pages = pages.iter().map(|(title, text)| NotePage { title, text }).collect();
            Some(News::Told(written(Notes { pages, folder: &folder }.export(&path), &path)))
        });
    }

    fn page(&self) -> Option<Page> {
        let open = self.open.as_ref()?;
        let (step, _) = open.position(self.facts());
        let program = if open.shows_lab() { String::new() } else { open.editor.text.clone() };
        Some(Page {
            lesson: Arc::clone(&open.lesson),
            python: self.version().release().to_owned(),
            program,
            theme: self.theme,
            step,
        })
    }

    /// The picture as it stands on the stage, with its caption.
    fn write_picture(&mut self, path: PathBuf) {
        let caption = self.caption();
        let scene = self.open.as_ref().and_then(|open| open.stage.target()).cloned();
        let (Some(page), Some(scene)) = (self.page(), scene) else {
            return self.notices.add(Notice::warning("There is no picture to export yet."));
        };
        let scene = Scene { caption, ..scene };
        self.exports.work(move || {
            let frames = vec![Frame { scene, step: page.step as usize, ..Frame::default() }];
            Some(News::Told(page.write(Film { frames, ..Film::default() }, &path, &mut |_| true)))
        });
    }

    /// All of the run: an animation or a page with a player.
    fn write_run(&mut self, path: PathBuf) {
        let Some(page) = self.page() else { return };
        let Some(open) = &self.open else { return };
        let subject = match (&open.bench, open.lesson.views.get(open.tab), self.facts()) {
            (Some(bench), ..) if open.shows_lab() => Subject::Lab(bench.lab.copy()),
            (_, Some(view), Some(facts)) => {
                let Some(recording) = facts.recording.clone() else { return };
                let demo = open.demo().filter(|_| !open.editor.changed).cloned();
                Subject::Run { recording, view: view.view.clone(), focus: view.focus.clone(), demo }
            }
            _ => return self.notices.add(Notice::warning("There is no run to export yet.")),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let wake = Arc::clone(&self.exports.wake);
        let job = Job::start("export", WORK, move || wake(), move |reins| page.film(subject, &path, reins));
        self.exports.making.push((name, job));
    }
}

impl Page {
    /// Makes the pictures, then the file.
    fn film(&self, subject: Subject, path: &std::path::Path, reins: &Reins) -> Notice {
        let film = match subject {
            Subject::Lab(lab) => film::of_lab(&*lab),
            Subject::Run { recording, view, focus, demo } => {
                let mut run = engine::Run::of(recording);
                let film = film::of_run(&mut run, &view, &focus, &mut |made| reins.go_on(made));
                let Some(film) = film else { return Notice::information("Nothing is exported: it was cancelled.") };
                match demo {
                    Some(demo) => film.narrated(&demo),
                    None => film,
                }
            }
        };
        self.write(film, path, &mut |done| reins.go_on(MOST_FRAMES as u64 + done))
    }

    fn write(&self, film: Film, path: &std::path::Path, go_on: &mut dyn FnMut(u64) -> bool) -> Notice {
        let shown = film.at(self.step);
        let page = LessonPage {
            lesson: &self.lesson,
            python: &self.python,
            program: &self.program,
            output: &film.output,
            frames: film.frames,
            shown,
            theme: self.theme,
            fonts: Fonts::Embedded,
        };
        written(page.export_told(path, go_on), path)
    }
}

/// Writes what was made, and says in words what came of it.
fn written(made: Result<Exported, crate::export::ExportError>, path: &std::path::Path) -> Notice {
    let result = made.and_then(|exported| exported.write_to(path).map(|()| exported.missing));
    match result {
        Ok(missing) if missing.is_empty() => Notice::information(format!("Exported to {}.", path.display())),
        Ok(missing) => Notice::warning(format!("Exported to {}, without: {}.", path.display(), missing.join("; "))),
        Err(crate::export::ExportError::Cancelled) => Notice::information("Nothing is exported: it was cancelled."),
        Err(error) => Notice::error(format!("Not exported: {error}.")),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use eframe::egui::Vec2;
    use egui_kittest::Harness;

    use super::*;
    use crate::app::Start;
    use crate::study::DataFolder;

    fn open(data: &std::path::Path) -> Harness<'static, Window> {
        let start = Start { data: DataFolder::at(data), lessons: None };
        let mut harness = Harness::builder()
            .with_size(Vec2::new(1440.0, 900.0))
            .build_eframe(|creation| Window::new(&creation.egui_ctx, start));
        until(&mut harness, |window| window.open.as_ref().is_some_and(|open| open.stage.target().is_some()));
        harness
    }

    #[track_caller]
    fn until(harness: &mut Harness<'_, Window>, so: impl Fn(&Window) -> bool) {
        let end = Instant::now() + Duration::from_secs(60);
        while !so(harness.state()) {
            assert!(Instant::now() < end);
            harness.step();
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn notes_pictures_and_pages_are_written_where_the_learner_said() {
        let data = tempfile::tempdir().unwrap();
        let mut harness = open(data.path());
        let window = harness.state_mut();
        window.pin();
        let slug = window.settings.get().lesson.clone();
        let note = format!("{}\n\nMine.", window.notes.text(&slug));
        window.notes.edit(&slug, note);
        window.notes.flush(Duration::from_secs(5));
        for (what, name, start) in [
            (What::Note, "note.md", "# "),
            (What::AllNotes, "notes.html", "<!doctype html>"),
            (What::Picture, "picture.svg", "<svg"),
            (What::Picture, "picture.png", "\u{89}PNG"),
            (What::Lesson, "lesson.html", "<!doctype html>"),
        ] {
            let path = data.path().join(name);
            harness.state_mut().export_to(what, path.clone());
            until(&mut harness, |_| path.exists());
            let text: String = std::fs::read(&path).unwrap().into_iter().take(4000).map(char::from).collect();
            assert!(text.to_lowercase().starts_with(&start.to_lowercase()), "{name}: {text:.60}");
        }
        assert!(data.path().join("note-pictures").is_dir(), "a note's pictures go with it");
    }

    #[test]
    fn what_cannot_be_written_is_told_in_words() {
        let data = tempfile::tempdir().unwrap();
        let mut harness = open(data.path());
        std::fs::write(data.path().join("file"), "x").unwrap();
        harness.state_mut().export_to(What::Picture, data.path().join("file/below.svg"));
        until(&mut harness, |window| window.notices.texts().iter().any(|text| text.starts_with("Not exported: ")));
        harness.state_mut().export_to(What::Picture, data.path().join("picture.pdf"));
        until(&mut harness, |window| window.notices.texts().iter().any(|text| text.contains("`pdf` is no ending")));
    }
}
