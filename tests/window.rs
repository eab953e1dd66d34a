//! The window, worked as a learner works it: by what a screen reader finds, by keys, and by the pointer.

use std::path::Path;
use std::time::{Duration, Instant};

use eframe::egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glasshouse::app::{Start, Window};
use glasshouse::study::DataFolder;

/// Opens the window on a folder of the learner's data.
fn open(data: &Path) -> Harness<'static, Window> {
    let start = Start { data: DataFolder::at(data), lessons: None };
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .with_max_steps(64)
        .with_accessibility_check(true)
        .build_eframe(|creation| Window::new(&creation.egui_ctx, start));
    until(&mut harness, "the program has run", |harness| is_there(harness, "line 1: import sys") || ran(harness));
    harness
}

fn ran(harness: &Harness<'_, Window>) -> bool {
    harness.query_all_by_label_contains(", next: ").next().is_some()
}

fn is_there(harness: &Harness<'_, Window>, label: &str) -> bool {
    harness.query_all_by_label(label).next().is_some()
}

fn runs_on(harness: &Harness<'_, Window>, release: &str) -> bool {
    harness.query_all_by_value(release).next().is_some()
}

fn contains(harness: &Harness<'_, Window>, part: &str) -> bool {
    harness.query_all_by_label_contains(part).next().is_some()
}

/// Shows frames until something is so; the interpreter works on a thread of its own.
#[track_caller]
fn until(harness: &mut Harness<'_, Window>, what: &str, so: impl Fn(&Harness<'_, Window>) -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        harness.step();
        if so(harness) {
            harness.step();
            return;
        }
        assert!(Instant::now() < end, "it never became so: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Presses a key, and shows the frame that it makes.
fn press(harness: &mut Harness<'_, Window>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.step();
    harness.step();
}

#[test]
fn whatever_can_be_operated_has_a_name() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    harness.run_ok();
    for lab in ["The GIL", "Inside list", "Looking up a key"] {
        harness.get_by_label(lab).click();
        until(&mut harness, "the lesson is open", |harness| contains(harness, "Menu"));
        press(&mut harness, Modifiers::NONE, Key::V);
        harness.run_ok();
    }
    for (modifiers, key) in [(Modifiers::NONE, Key::F3), (Modifiers::COMMAND, Key::E), (Modifiers::ALT, Key::Home)] {
        press(&mut harness, modifiers, key);
        harness.run_ok();
    }
    assert!(contains(&harness, "Inside list: How is list implemented?"));
}

#[test]
fn the_first_start_opens_reference_counting_and_another_lesson_can_be_chosen() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    assert!(contains(&harness, "What are reference counting and garbage collection"));
    harness.get_by_label("Looking up a key").click();
    until(&mut harness, "the lesson is open", |harness| {
        ran(harness) && contains(harness, "How does a dict find a key?")
    });
    press(&mut harness, Modifiers::COMMAND, Key::PageDown);
    until(&mut harness, "the next lesson is open", |harness| is_there(harness, "Inside dict") && ran(harness));
}

#[test]
fn lines_run_forward_and_back_and_the_caption_follows() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    assert!(is_there(&harness, "start"));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(is_there(&harness, "line 1 of 23"));
    assert!(is_there(&harness, "line 1, just run: import sys"));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(is_there(&harness, "line 3 of 23"));
    press(&mut harness, Modifiers::NONE, Key::PageUp);
    assert!(is_there(&harness, "line 1 of 23"));
    press(&mut harness, Modifiers::NONE, Key::End);
    until(&mut harness, "the end is shown", |harness| contains(harness, "leaf freed"));
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert!(is_there(&harness, "start"));
}

#[test]
fn the_scrubber_goes_anywhere() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    let scrubber = harness.get_by_label("Step of the run").rect();
    harness.drag_at(scrubber.left_center());
    harness.step();
    harness.hover_at(scrubber.right_center());
    harness.step();
    harness.drop_at(scrubber.right_center());
    until(&mut harness, "the end is shown", |harness| contains(harness, "leaf freed"));
    assert!(!is_there(&harness, "start"));
}

#[test]
fn a_program_is_changed_run_and_reset() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    press(&mut harness, Modifiers::COMMAND, Key::E);
    let rewrite = |harness: &mut Harness<'_, Window>, text: &str| {
        harness.get_by_label("Program").focus();
        harness.step();
        press(harness, Modifiers::COMMAND, Key::A);
        harness.get_by_label("Program").type_text(text);
        harness.step();
        press(harness, Modifiers::COMMAND, Key::Enter);
    };
    rewrite(&mut harness, "x = 6\ny = = 7\n");
    until(&mut harness, "the error is told", |harness| contains(harness, "Line 2: "));
    rewrite(&mut harness, "print(6 * 7)\n");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    until(&mut harness, "the new program is there", |harness| is_there(harness, "line 1, next: print(6 * 7)"));
    press(&mut harness, Modifiers::NONE, Key::End);
    until(&mut harness, "it has printed", |harness| is_there(harness, "42\n"));
    harness.get_by_label("Reset").click();
    until(&mut harness, "the lesson's program is back", |harness| is_there(harness, "line 1, next: import sys"));
}

#[test]
fn a_program_without_end_leaves_the_window_alive() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    press(&mut harness, Modifiers::COMMAND, Key::E);
    harness.get_by_label("Program").focus();
    harness.step();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label("Program").type_text("while True:\n    pass\n");
    harness.step();
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let begun = Instant::now();
    press(&mut harness, Modifiers::NONE, Key::F3);
    assert!(is_there(&harness, "Pin this moment"), "the window answers while the program runs");
    assert!(begun.elapsed() < Duration::from_secs(2));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Backspace);
    until(&mut harness, "the lesson's program is back", |harness| is_there(harness, "line 1, next: import sys"));
}

#[test]
fn notes_and_the_place_survive_a_restart() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    harness.get_by_label("Inside list").click();
    until(&mut harness, "the lesson is open", ran);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let stood = harness.query_all_by_label_contains(", just run: ").next().unwrap().accesskit_node().label().unwrap();
    press(&mut harness, Modifiers::NONE, Key::F3);
    harness.get_by_label("Note").focus();
    harness.step();
    harness.get_by_label("Note").type_text("Grows by an eighth.");
    harness.step();
    press(&mut harness, Modifiers::COMMAND, Key::P);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    press(&mut harness, Modifiers::ALT, Key::Num2);
    until(&mut harness, "it runs on 3.12", |harness| runs_on(harness, "CPython 3.12.1") && ran(harness));
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    drop(harness);

    let note = std::fs::read_to_string(data.path().join("notes/list-internals.md")).unwrap();
    assert!(note.starts_with("Grows by an eighth.") && note.contains("![Step "), "{note}");
    assert_eq!(std::fs::read_dir(data.path().join("notes/list-internals-pictures")).unwrap().count(), 1);

    let harness = open(data.path());
    assert!(is_there(&harness, &stood), "{stood}");
    assert!(runs_on(&harness, "CPython 3.12.1"));
    assert!(is_there(&harness, "Pin this moment"), "the notes are open");
    assert!(!is_there(&harness, "Find a question"), "the list of lessons is hidden");
    let settings = std::fs::read_to_string(data.path().join("settings.ron")).unwrap();
    assert!(settings.contains("theme: \"light\""), "{settings}");
}

#[test]
fn presenting_steps_blanks_and_leaves() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    press(&mut harness, Modifiers::NONE, Key::F5);
    assert!(is_there(&harness, "Presentation: line forward"));
    assert!(!is_there(&harness, "Answer"), "only the stage is left");
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    press(&mut harness, Modifiers::NONE, Key::Space);
    press(&mut harness, Modifiers::NONE, Key::B);
    press(&mut harness, Modifiers::NONE, Key::Period);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(is_there(&harness, "line 3 of 23"), "two lines have run");
}

#[test]
fn the_palette_finds_lessons_and_actions() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness.step();
    harness.get_by_label("Find a lesson or an action").type_text("cycles");
    harness.step();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    until(&mut harness, "the lesson is open", |harness| contains(harness, "What is a reference cycle"));
    press(&mut harness, Modifiers::NONE, Key::F1);
    harness.step();
    assert!(is_there(&harness, "Marks on the scrubber"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!is_there(&harness, "Marks on the scrubber"));
}

#[test]
fn a_lab_is_set_and_stepped() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    harness.get_by_label("The GIL").click();
    until(&mut harness, "the lab is open", |harness| contains(harness, "step 0 of "));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    until(&mut harness, "it has moved", |harness| contains(harness, "step 1 of "));
    assert!(is_there(&harness, "Jobs") && is_there(&harness, "Result"));
}

#[test]
fn damaged_settings_are_kept_aside_and_told() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("settings.ron"), "(lesson: [broken").unwrap();
    let mut harness = open(data.path());
    until(&mut harness, "it is told", |harness| contains(harness, "is damaged"));
}
