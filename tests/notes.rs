//! The learner's files survive what happens to them: kills, other programs, folders that can't be written, damage.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use glasshouse::export::{NotePage, Notes};
use glasshouse::study::notes::Pace;
use glasshouse::study::{DataFolder, Kept, NoteBook, NoteState, Notice, NoticeKind, Pin, Progress, Settings, kept};
use proptest::prelude::*;

/// Everything twenty times as fast as for a person.
fn quick() -> Pace {
    Pace {
        quiet: Duration::from_millis(50),
        longest: Duration::from_millis(250),
        look: Duration::from_millis(50),
        retry_first: Duration::from_millis(50),
        retry_longest: Duration::from_millis(400),
    }
}

fn open(folder: &Path) -> NoteBook {
    NoteBook::open_at_pace(folder, quick(), || {})
}

/// Ticks until `done` holds, for ten seconds at most, and gives the notices of the way.
#[track_caller]
fn wait(book: &mut NoteBook, done: impl Fn(&NoteBook, &[Notice]) -> bool) -> Vec<Notice> {
    let end = Instant::now() + Duration::from_secs(10);
    let mut notices = Vec::new();
    loop {
        notices.extend(book.tick());
        if done(book, &notices) {
            return notices;
        }
        assert!(Instant::now() < end, "waited in vain; notices: {notices:#?}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn saved(slug: &str) -> impl Fn(&NoteBook, &[Notice]) -> bool {
    move |book, _| book.state(slug) == NoteState::Saved
}

/// The files in a folder but the hidden ones, in alphabetical order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

fn other_copy(folder: &Path) -> Option<String> {
    names(folder).into_iter().find(|name| name.starts_with("gil (other copy "))
}

const SAVER_FOLDER: &str = "GLASSHOUSE_TEST_SAVER_FOLDER";

/// A text that shows by itself whether it is whole: its number, filling of a length that differs, its number again.
fn whole_text(number: u64) -> String {
    format!("{number}\n{}\n{number}", "words ".repeat(1000 + usize::try_from(number * 7919 % 40_000).unwrap()))
}

fn number(text: &str) -> Option<u64> {
    text.lines().next()?.parse().ok()
}

/// Not a test by itself: the process that the next test kills.
#[test]
fn saver_process() {
    let Some(folder) = std::env::var_os(SAVER_FOLDER) else { return };
    let pace = Pace { quiet: Duration::ZERO, ..quick() };
    let mut book = NoteBook::open_at_pace(&folder, pace, || {});
    let mut last = number(book.text("gil")).unwrap_or(0);
    loop {
        last += 1;
        book.edit("gil", whole_text(last));
        book.flush(Duration::from_secs(5));
    }
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_or_the_new_text_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gil.md");
    fs::write(&path, whole_text(0)).unwrap();
    let mut last = 0;
    let mut rounds_that_saved = 0;
    // How long a process takes to come to its first save, on this machine and today.
    let mut start_micros = 3_000;
    for round in 0..60_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "saver_process", "--nocapture"])
            .env(SAVER_FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // From the start of the process to well into its loop, at moments that differ in microseconds.
        std::thread::sleep(Duration::from_micros(start_micros + round * 7_919 % 97_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let text = fs::read_to_string(&path).expect("the note is there");
        let found = number(&text).expect("the note begins with its number");
        assert!(whole_text(found) == text, "round {round}: {} bytes, not whole", text.len());
        assert!(found >= last, "an older text came back");
        if found > last {
            rounds_that_saved += 1;
        } else {
            start_micros += 5_000;
        }
        last = found;
    }
    assert!(rounds_that_saved > 10, "hardly a kill fell into saving: {rounds_that_saved} rounds, {last} texts");
    assert_eq!(names(folder.path()), ["gil.md"], "no copies");
}

#[test]
fn a_note_is_on_the_disk_within_two_seconds_of_the_last_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = NoteBook::open(folder.path(), || {});
    book.edit("gil", "one lock");
    let typed = Instant::now();
    assert_eq!(book.state("gil"), NoteState::Changed);
    wait(&mut book, saved("gil"));
    assert!(typed.elapsed() < Duration::from_secs(2), "{:?}", typed.elapsed());
    assert_eq!(fs::read_to_string(folder.path().join("gil.md")).unwrap(), "one lock");
}

#[test]
fn who_never_pauses_is_saved_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = open(folder.path());
    let path = folder.path().join("gil.md");
    for key in 0..1000 {
        book.edit("gil", "x".repeat(key + 1));
        std::thread::sleep(Duration::from_millis(10));
        if path.exists() {
            return;
        }
    }
    panic!("typed for ten seconds, nothing saved");
}

#[test]
fn closing_saves_and_the_next_start_shows_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = open(folder.path());
    book.edit("gil", "one lock");
    book.edit("asyncio", "one loop");
    drop(book);
    let book = open(folder.path());
    assert_eq!(book.text("gil"), "one lock");
    assert_eq!(book.slugs().collect::<Vec<_>>(), ["asyncio", "gil"]);
    assert_eq!(names(folder.path()), ["asyncio.md", "gil.md"]);
}

#[test]
fn what_another_program_wrote_is_picked_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gil.md");
    fs::write(&path, "first").unwrap();
    let mut book = open(folder.path());
    assert_eq!(book.text("gil"), "first");
    assert_eq!(book.tick(), [], "what was there at the start is no news");
    // The same length, and as good as the same moment.
    fs::write(&path, "other").unwrap();
    let notices = wait(&mut book, |book, _| book.text("gil") == "other");
    assert_eq!(notices.len(), 1, "{notices:?}");
    book.edit("gil", "other, and mine");
    wait(&mut book, saved("gil"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "other, and mine");
    assert_eq!(names(folder.path()), ["gil.md"], "one after the other is no conflict");
    fs::write(folder.path().join("asyncio.md"), "new here").unwrap();
    wait(&mut book, |book, _| book.text("asyncio") == "new here");
}

#[test]
fn changed_here_and_there_both_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gil.md");
    fs::write(&path, "common").unwrap();
    let mut book = open(folder.path());
    book.edit("gil", "common, mine");
    fs::write(&path, "common, theirs").unwrap();
    let notices = wait(&mut book, saved("gil"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "common, mine");
    assert_eq!(book.text("gil"), "common, mine");
    let other = other_copy(folder.path()).expect("the other text is kept");
    assert_eq!(fs::read_to_string(folder.path().join(&other)).unwrap(), "common, theirs");
    assert!(notices.iter().any(|notice| notice.kind == NoticeKind::Warning && notice.text.contains(&other)));
    book.edit("gil", "common, mine, more");
    wait(&mut book, saved("gil"));
    assert_eq!(names(folder.path()).len(), 2, "going on makes no more copies");
}

#[test]
fn replaced_right_after_saving_both_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gil.md");
    let mut book = open(folder.path());
    book.edit("gil", "mine");
    wait(&mut book, saved("gil"));
    fs::write(&path, "theirs, without having seen mine").unwrap();
    wait(&mut book, |book, _| book.text("gil").starts_with("theirs"));
    let other = other_copy(folder.path()).expect("my text is kept");
    assert_eq!(fs::read_to_string(folder.path().join(other)).unwrap(), "mine");
}

/// Edits and writes by others in any order and at any pace: what neither side has seen the other replace is on the disk.
#[test]
fn whatever_the_order_no_last_word_is_lost() {
    let mut random = 0x9E37_79B9_u64;
    let mut next = |most: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % most
    };
    for round in 0..25 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gil.md");
        let mut book = open(folder.path());
        let mut mine = String::new();
        let mut theirs = String::new();
        let mut story = Vec::new();
        for act in 0..12 {
            match next(4) {
                0 => {
                    theirs = format!("theirs {act}");
                    fs::write(&path, &theirs).unwrap();
                    story.push(theirs.clone());
                }
                1 | 2 => {
                    mine = format!("mine {act} on ({})", book.text("gil"));
                    book.edit("gil", mine.clone());
                    story.push(mine.clone());
                }
                _ => {
                    let end = Instant::now() + Duration::from_millis(next(120));
                    while Instant::now() < end {
                        std::thread::sleep(Duration::from_millis(2));
                        book.tick();
                    }
                    story.push("(a pause)".to_owned());
                }
            }
        }
        assert_eq!(book.flush(Duration::from_secs(5)), Vec::<String>::new());
        let texts: Vec<String> =
            names(folder.path()).iter().map(|name| fs::read_to_string(folder.path().join(name)).unwrap()).collect();
        for last in [&mine, &theirs].into_iter().filter(|last| !last.is_empty()) {
            // Who goes on from the other's text carries it along.
            let carried_on = texts.iter().any(|text| text.contains(last.as_str()));
            assert!(carried_on, "round {round}: {last:?} is lost of {story:#?}; on the disk: {texts:#?}");
        }
    }
}

#[test]
fn two_windows_lose_nothing_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = open(folder.path());
    let mut two = open(folder.path());
    one.edit("gil", "from one");
    two.edit("gil", "from two");
    wait(&mut one, saved("gil"));
    wait(&mut two, saved("gil"));
    let texts: Vec<String> =
        names(folder.path()).iter().map(|name| fs::read_to_string(folder.path().join(name)).unwrap()).collect();
    for text in ["from one", "from two"] {
        assert!(texts.iter().any(|found| found == text), "{text} is lost: {texts:?}");
    }
}

#[test]
fn a_file_that_is_no_text_is_kept_when_a_note_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gil.md"), b"\xff\xfe\x00bytes").unwrap();
    let mut book = open(folder.path());
    assert_eq!(book.text("gil"), "");
    assert_eq!(book.tick().len(), 1, "said once");
    book.edit("gil", "words");
    wait(&mut book, saved("gil"));
    let other = other_copy(folder.path()).expect("the bytes are kept");
    assert_eq!(fs::read(folder.path().join(other)).unwrap(), b"\xff\xfe\x00bytes");
}

#[test]
fn a_note_removed_by_another_program_stays_in_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gil.md");
    fs::write(&path, "text").unwrap();
    let mut book = open(folder.path());
    fs::remove_file(&path).unwrap();
    wait(&mut book, |_, notices| notices.iter().any(|notice| notice.text.contains("is gone")));
    assert_eq!(book.text("gil"), "text");
    book.edit("gil", "text, more");
    wait(&mut book, saved("gil"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "text, more");
}

#[test]
fn a_folder_that_cannot_be_written_is_told_at_once_and_retried() {
    // Below a file no folder can be made, not even by root.
    let place = tempfile::tempdir().unwrap();
    let obstacle = place.path().join("data");
    fs::write(&obstacle, "in the way").unwrap();
    let folder = obstacle.join("notes");
    let mut book = open(&folder);
    let told = book.tick();
    assert!(matches!(told.as_slice(), [notice] if notice.kind == NoticeKind::Error), "{told:?}");
    book.edit("gil", "precious");
    let told = wait(&mut book, |book, _| matches!(book.state("gil"), NoteState::Failing(_)));
    assert_eq!(told.len(), 1, "{told:?}");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(book.tick(), [], "said once, however often it is tried");
    assert_eq!(book.text("gil"), "precious");
    assert_eq!(book.flush(Duration::from_secs(1)), ["gil"]);
    fs::remove_file(&obstacle).unwrap();
    let told = wait(&mut book, saved("gil"));
    assert!(told.iter().any(|notice| notice.text.contains("saved again")), "{told:?}");
    assert_eq!(fs::read_to_string(folder.join("gil.md")).unwrap(), "precious");
}

#[test]
fn a_lesson_with_a_bad_name_writes_nowhere() {
    let place = tempfile::tempdir().unwrap();
    let mut book = open(&place.path().join("notes"));
    book.edit("../escaped", "text");
    wait(&mut book, |book, _| matches!(book.state("../escaped"), NoteState::Failing(_)));
    assert_eq!(names(place.path()), ["notes"]);
    // Dropped, the book would keep the text among the temporary files.
    std::mem::forget(book);
}

#[test]
fn a_pinned_moment_stands_in_the_note_and_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = open(folder.path());
    book.edit("gil", "Before.\n");
    let svg = "<svg xmlns='http://www.w3.org/2000/svg'/>";
    book.pin("gil", Pin { svg, caption: "`a` holds *two*", step: 7, version: "3.12.1" });
    wait(&mut book, saved("gil"));
    let text = fs::read_to_string(folder.path().join("gil.md")).unwrap();
    assert!(text.starts_with("Before.\n\n![Step 7, Python 3.12.1](gil-pictures/step-7-"), "{text}");
    assert!(text.ends_with("*Step 7, Python 3.12.1*: \\`a\\` holds \\*two\\*\n"), "{text}");
    let reference = text.split_once("](").unwrap().1.split_once(')').unwrap().0;
    assert_eq!(fs::read_to_string(folder.path().join(reference)).unwrap(), svg);
}

#[test]
fn a_pinned_moment_goes_out_with_the_note() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = open(folder.path());
    book.pin("gil", Pin { svg: "<svg/>", caption: "It waits.", step: 7, version: "3.12.1" });
    wait(&mut book, saved("gil"));
    let pages = vec![NotePage { title: "What does the GIL protect?", text: book.text("gil") }];
    let notes = Notes { pages, folder: book.folder() };
    let out = tempfile::tempdir().unwrap();
    for name in ["talk.html", "talk.md"] {
        let path = out.path().join(name);
        let exported = notes.export(&path).unwrap();
        assert_eq!(exported.missing, Vec::<String>::new());
        exported.write_to(&path).unwrap();
    }
    assert!(fs::read_to_string(out.path().join("talk.html")).unwrap().contains("data:image/svg+xml;base64,PHN2Zy8+"));
    let markdown = fs::read_to_string(out.path().join("talk.md")).unwrap();
    let reference = markdown.split_once("](").unwrap().1.split_once(')').unwrap().0;
    assert_eq!(fs::read_to_string(out.path().join(reference)).unwrap(), "<svg/>");
}

#[test]
fn settings_and_progress_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let data = DataFolder::at(folder.path());
    let mut settings = Kept::<Settings>::open(data.settings());
    settings.get_mut().lesson = "gil".to_owned();
    settings.get_mut().zoom = 1.25;
    drop(settings);
    let mut progress = Kept::<Progress>::open(data.progress());
    progress.get_mut().mark_read("gil", std::time::SystemTime::now());
    drop(progress);
    let mut settings = Kept::<Settings>::open(data.settings());
    assert_eq!(settings.tick(), []);
    assert_eq!((settings.get().lesson.as_str(), settings.get().zoom), ("gil", 1.25));
    assert!(Kept::<Progress>::open(data.progress()).get().is_read("gil"));
}

#[test]
fn damaged_settings_are_kept_aside_and_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    fs::write(&path, "(lesson: \"gil\", zoom: ").unwrap();
    let mut settings = Kept::<Settings>::open(&path);
    assert_eq!(*settings.get(), Settings::default());
    let told = settings.tick();
    assert!(matches!(told.as_slice(), [notice] if notice.text.contains("settings.damaged-")), "{told:?}");
    assert_eq!(settings.tick(), []);
    drop(settings);
    let kept = names(folder.path()).into_iter().find(|name| name.starts_with("settings.damaged-")).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join(kept)).unwrap(), "(lesson: \"gil\", zoom: ");
    assert_eq!(Kept::<Settings>::open(&path).tick(), [], "the next start has nothing to say");
}

#[test]
fn settings_of_a_newer_version_are_read() {
    let text = "(lesson: \"gil\", hologram: (depth: 3, on: true), theme: \"sepia\", zoom: 2, panes: (ceiling: 1))";
    let settings: Settings = kept::parse(text.as_bytes()).unwrap();
    assert_eq!((settings.lesson.as_str(), settings.theme.as_str(), settings.zoom), ("gil", "sepia", 2.0));
}

#[test]
fn settings_that_cannot_be_written_are_told_and_the_app_goes_on() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("data"), "in the way").unwrap();
    let mut settings = Kept::<Settings>::open(place.path().join("data/settings.ron"));
    settings.get_mut().lesson = "gil".to_owned();
    let end = Instant::now() + Duration::from_secs(10);
    while settings.tick().is_empty() {
        assert!(Instant::now() < end, "nothing was told");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(settings.get().lesson, "gil");
}

#[test]
fn deep_nesting_is_damage_not_a_crash() {
    for open in ["(x:", "[", "Some(", "{1:"] {
        assert!(kept::parse::<Settings>(open.repeat(100_000).as_bytes()).is_err());
        assert!(kept::parse::<Settings>(format!("(unknown: {}", open.repeat(100_000)).as_bytes()).is_err());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_settings_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = kept::parse::<Settings>(&bytes).map(Settings::sound);
    }

    #[test]
    fn a_damaged_file_is_settings_or_an_error(
        at in 0..400_usize, with in prop::collection::vec(any::<u8>(), 0..6), remove in 0..20_usize,
    ) {
        let mut bytes = kept::print(&Settings::default()).unwrap().into_bytes();
        let at = at.min(bytes.len());
        let end = (at + remove).min(bytes.len());
        bytes.splice(at..end, with);
        let _ = kept::parse::<Settings>(&bytes).map(Settings::sound);
    }

    #[test]
    fn sound_settings_come_back_as_they_went(
        zoom in any::<f32>(), width in any::<f32>(), size in any::<Option<(f32, f32)>>(), lesson in ".*",
    ) {
        let mut settings = Settings { zoom, lesson, ..Settings::default() };
        settings.panes.text_width = width;
        settings.window.size = size;
        let settings = settings.sound();
        prop_assert!(settings.zoom.is_finite() && settings.panes.text_width > 0.0);
        let text = kept::print(&settings).unwrap();
        prop_assert_eq!(kept::parse::<Settings>(text.as_bytes()).unwrap(), settings);
    }
}

#[cfg(unix)]
#[test]
fn a_note_that_is_a_symbolic_link_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("elsewhere.txt");
    let link = folder.path().join("gil.md");
    fs::write(&real, "old").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let mut book = open(folder.path());
    assert_eq!(book.text("gil"), "old");
    book.edit("gil", "new");
    wait(&mut book, saved("gil"));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), "new");
}
