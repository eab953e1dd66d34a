//! All lessons that the app knows: its own, and those of a folder that replace them or add to them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use ron::extensions::Extensions;

use super::answer::Answer;
use super::curriculum::{self, CURRICULUM, Topic};
use super::demo::Demo;
use super::lesson::{Lesson, LessonFile, Level};
use super::problem::{Place, Problem};

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// A file of a lesson is a page of text; what is larger is something else.
const LARGEST_FILE: u64 = 1 << 20;

const DATA: &str = "lesson.ron";
const ANSWER: &str = "answer.md";

/// Lessons in reading order, and what was wrong with those that could not be read whole.
#[derive(Clone, Debug, Default)]
pub struct Library {
    lessons: Vec<Lesson>,
    problems: Vec<Problem>,
}

impl Library {
    /// The lessons inside the app.
    pub fn embedded() -> Library {
        let mut library = Library::default();
        for topic in CONTENT.dirs() {
            for lesson in topic.dirs() {
                let mut files = LessonFolder::new(Path::new("content").join(lesson.path()));
                for file in lesson.files() {
                    files.add(file.path(), file.contents().to_vec());
                }
                library.add(files);
            }
        }
        library.sort();
        library
    }

    /// These lessons with those of a folder on top: a slug that is known is replaced, a new one is added.
    ///
    /// The folder is laid out as `content/`: `TOPIC/SLUG/lesson.ron`. A lesson that cannot be read is a problem, and
    /// the one that it would have replaced stays.
    pub fn with_folder(mut self, folder: &Path) -> Library {
        let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
        for topic in self.folders(folder) {
            for lesson in self.folders(&topic) {
                let data = lesson.join(DATA);
                if !data.is_file() {
                    continue;
                }
                let slug = file_name(&lesson).to_owned();
                if let Some(first) = seen.get(&slug) {
                    let message = format!("a lesson of this name stands in {} already", first.display());
                    self.problems.push(Problem::error(&data, Place::START, message));
                    continue;
                }
                seen.insert(slug, lesson.clone());
                let files = self.read_folder(lesson);
                self.add(files);
            }
        }
        self.sort();
        self
    }

    /// In reading order: by topic, in a topic as in the curriculum, others after that by slug.
    pub fn lessons(&self) -> &[Lesson] {
        &self.lessons
    }

    /// The lessons of one topic in reading order.
    pub fn in_topic(&self, topic: Topic) -> impl Iterator<Item = &Lesson> {
        self.lessons.iter().filter(move |lesson| lesson.topic == topic)
    }

    pub fn lesson(&self, slug: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.slug == slug)
    }

    /// What was wrong while reading; [`super::check`] says this and more.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn sort(&mut self) {
        self.lessons.sort_by(|a, b| (a.topic, a.order, &a.slug).cmp(&(b.topic, b.order, &b.slug)));
    }

    fn add(&mut self, files: LessonFolder) {
        let (lesson, problems) = files.read();
        self.problems.extend(problems);
        let Some(lesson) = lesson else { return };
        self.lessons.retain(|known| known.slug != lesson.slug);
        self.lessons.push(lesson);
    }

    /// The folders inside a folder, sorted; hidden ones are not lessons.
    fn folders(&mut self, folder: &Path) -> Vec<PathBuf> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.problems.push(Problem::error(
                    folder,
                    Place::START,
                    format!("this folder cannot be read: {error}"),
                ));
                return Vec::new();
            }
        };
        let mut folders: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.is_dir() && !file_name(path).starts_with('.'))
            .collect();
        folders.sort();
        folders
    }

    fn read_folder(&mut self, folder: PathBuf) -> LessonFolder {
        let mut files = LessonFolder::new(folder);
        let Ok(entries) = fs::read_dir(&files.folder) else { return files };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths.into_iter().filter(|path| is_part_of_a_lesson(path)) {
            match read_bounded(&path) {
                Ok(bytes) => files.add(&path, bytes),
                Err(message) => files.problems.push(Problem::error(&path, Place::START, message)),
            }
        }
        files
    }
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn is_part_of_a_lesson(path: &Path) -> bool {
    let name = file_name(path);
    name == DATA || name == ANSWER || name.ends_with(".py") || name.ends_with(".out")
}

fn read_bounded(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("this file cannot be read: {error}");
    let mut bytes = Vec::new();
    fs::File::open(path).map_err(unreadable)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err("this file is larger than a megabyte, which no part of a lesson is".to_owned());
    }
    Ok(bytes)
}

/// One lesson's files as texts, from wherever they came.
pub(super) struct LessonFolder {
    folder: PathBuf,
    texts: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

impl LessonFolder {
    pub(super) fn new(folder: PathBuf) -> LessonFolder {
        LessonFolder { folder, texts: BTreeMap::new(), problems: Vec::new() }
    }

    /// Takes a file in, lines ending in `\n`; one that is not UTF-8 becomes a problem.
    pub(super) fn add(&mut self, path: &Path, bytes: Vec<u8>) {
        let name = file_name(path).to_owned();
        match String::from_utf8(bytes) {
            Ok(text) => {
                self.texts.insert(name, text.replace("\r\n", "\n"));
            }
            Err(error) => {
                let valid = String::from_utf8_lossy(
                    error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default(),
                )
                .into_owned();
                let place = Place::of_offset(&valid, valid.len());
                self.problems.push(Problem::error(&self.folder.join(name), place, "this file is not UTF-8 text"));
            }
        }
    }

    /// The lesson, unless so much is wrong that there is nothing to show; and all that is wrong.
    pub(super) fn read(mut self) -> (Option<Lesson>, Vec<Problem>) {
        let data = self.folder.join(DATA);
        let slug = file_name(&self.folder).to_owned();
        let topic_folder = self.folder.parent().map(file_name).unwrap_or_default().to_owned();

        let topic = Topic::from_folder(&topic_folder);
        if topic.is_none() {
            let known = Topic::ALL.map(Topic::folder).join(", ");
            self.error(&data, Place::START, format!("no topic is called `{topic_folder}`; the topics are: {known}"));
        }
        if slug.is_empty() || !slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            self.error(&data, Place::START, "the lesson's folder may hold only a-z, 0-9 and - in its name".to_owned());
        }
        let file = self.data(&data);
        let answer = self.answer();
        let demos = self.demos();
        let (Some(topic), Some((file, ron)), Some(answer)) = (topic, file, answer) else {
            return (None, self.problems);
        };

        let known = curriculum::find(&slug);
        if let Some((_, entry)) = known.filter(|(_, entry)| entry.topic != topic) {
            self.error(&data, Place::START, format!("`{slug}` belongs to the topic `{}`", entry.topic));
            return (None, self.problems);
        }
        let Some(title) = file.title.or_else(|| known.map(|(_, entry)| entry.title.to_owned())) else {
            self.error(&data, Place::START, "a lesson outside the curriculum needs a `title`".to_owned());
            return (None, self.problems);
        };
        let numbers: Vec<String> = known.map(|(_, entry)| entry.number.to_owned()).into_iter().collect();
        let advanced = numbers.iter().any(|number| number.starts_with('A'));
        let lesson = Lesson {
            topic,
            order: known.map_or(CURRICULUM.len(), |(order, _)| order),
            level: file.level.unwrap_or(if advanced { Level::Advanced } else { Level::Core }),
            numbers,
            title,
            question: file.question,
            demos,
            views: file.views,
            lab: file.lab,
            answer,
            sources: file.sources,
            cards: file.cards,
            see_also: file.see_also,
            versions: file.versions,
            slug,
            folder: self.folder,
            ron,
        };
        (Some(lesson), self.problems)
    }

    fn error(&mut self, file: &Path, at: Place, message: String) {
        self.problems.push(Problem::error(file, at, message));
    }

    fn data(&mut self, path: &Path) -> Option<(LessonFile, String)> {
        let Some(text) = self.texts.remove(DATA) else {
            self.missing(path, DATA);
            return None;
        };
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        match options.from_str::<LessonFile>(&text) {
            Ok(file) => Some((file, text)),
            Err(error) => {
                let place = Place { line: error.span.start.line.max(1), column: error.span.start.col.max(1) };
                self.error(path, place, error.code.to_string());
                None
            }
        }
    }

    fn answer(&mut self) -> Option<Answer> {
        let path = self.folder.join(ANSWER);
        let Some(text) = self.texts.remove(ANSWER) else {
            self.missing(&path, ANSWER);
            return None;
        };
        let (answer, problems) = Answer::parse(&path, &text);
        self.problems.extend(problems);
        Some(answer)
    }

    /// A file that could not be read has its problem already; one that is not there needs one.
    fn missing(&mut self, path: &Path, name: &str) {
        if self.problems.iter().all(|problem| problem.file != path) {
            self.error(path, Place::START, format!("`{name}` is missing"));
        }
    }

    /// The programs with their recordings: `demo.py` goes with `demo.out` and `demo.3.14.out`.
    fn demos(&mut self) -> Vec<Demo> {
        let mut demos = Vec::new();
        for (name, source) in &self.texts {
            let Some(stem) = name.strip_suffix(".py") else { continue };
            let (mut demo, problems) = Demo::parse(&self.folder.join(name), stem, source);
            self.problems.extend(problems);
            demo.recorded = self
                .texts
                .iter()
                .filter_map(|(name, text)| {
                    let version = name.strip_prefix(stem)?.strip_suffix(".out")?;
                    (version.is_empty() || version.starts_with('.'))
                        .then(|| (version.trim_start_matches('.').to_owned(), text.clone()))
                })
                .collect();
            demos.push(demo);
        }
        demos.sort_by(|a, b| (a.name != "demo", &a.name).cmp(&(b.name != "demo", &b.name)));
        demos
    }
}
