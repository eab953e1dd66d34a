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
    assert!(is_there(&harness, "line 10 of 23"), "it opens where there is something to see");
    press(&mut harness, Modifiers::NONE, Key::Home);
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

/// Types a whole new program in place of the open one and runs it.
fn rewrite(harness: &mut Harness<'_, Window>, text: &str) {
    harness.get_by_label("Program").focus();
    harness.step();
    press(harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label("Program").type_text(text);
    harness.step();
    press(harness, Modifiers::COMMAND, Key::Enter);
    press(harness, Modifiers::NONE, Key::Escape);
}

/// The playground with this program in it, run and at its start.
fn play_with(harness: &mut Harness<'_, Window>, text: &str) {
    press(harness, Modifiers::COMMAND, Key::G);
    until(harness, "the playground is open", |harness| is_there(harness, "Program"));
    rewrite(harness, text);
    let first = format!("line 1, next: {}", text.lines().next().unwrap());
    until(harness, "the program has run", |harness| is_there(harness, &first));
}

#[test]
fn a_program_of_ones_own_is_written_run_kept_and_there_after_a_restart() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    play_with(&mut harness, "d = {'a': 1}\nprint(len(d))\n");
    press(&mut harness, Modifiers::NONE, Key::End);
    until(&mut harness, "it has printed", |harness| is_there(harness, "1\n"));
    harness.get_by_label("Name to look at").focus();
    harness.step();
    harness.get_by_label("Name to look at").type_text("d");
    harness.step();
    harness.get_by_label("Look").click();
    until(&mut harness, "the picture is there", |harness| is_there(harness, "Objects and names: d"));
    press(&mut harness, Modifiers::COMMAND, Key::N);
    until(&mut harness, "a second one is open", |harness| contains(harness, "program-1, d = {'a': 1}"));
    harness.get_by_label("Program").type_text("x = 2\n");
    harness.step();
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    drop(harness);
    let kept = |name: &str| std::fs::read_to_string(data.path().join("programs").join(name)).unwrap();
    assert_eq!(
        (kept("program-1.py").as_str(), kept("program-2.py").as_str()),
        ("d = {'a': 1}\nprint(len(d))\n", "x = 2\n")
    );

    let mut harness = open(data.path());
    until(&mut harness, "the last program is there", |harness| contains(harness, ": x = 2"));
    harness.get_by_label_contains("program-1, d").click();
    until(&mut harness, "the first is open", |harness| contains(harness, "print(len(d))"));
}

#[test]
fn an_object_is_inspected_and_each_row_of_its_life_leads_there() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    play_with(&mut harness, "a = [1, 2]\nb = a\ndel a\nb.append(3)\ndel b\nx = 1\n");
    for _ in 0..2 {
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    }
    until(&mut harness, "the list is drawn", |harness| contains(harness, "b refers to an object"));
    harness.get_by_label("b refers to an object").click();
    until(&mut harness, "its life is told", |harness| {
        is_there(harness, "born, line 1, step 4") || contains(harness, "died, line 5")
    });
    assert!(is_there(&harness, "name a of the module") && is_there(&harness, "72 bytes"));
    assert!(contains(&harness, "line 2, + name b of the module"));
    harness.get_by_label_contains("line 3, \u{2212} name a of the module").click();
    until(&mut harness, "it has gone there", |harness| is_there(harness, "line 3 of 6"));
    press(&mut harness, Modifiers::NONE, Key::F7);
    until(&mut harness, "the list has changed", |harness| is_there(harness, "line 4 of 6"));
    harness.get_by_label_contains("died, line 5").click();
    until(&mut harness, "it is dead", |harness| is_there(harness, "At this step it is dead."));
}

#[test]
fn input_reads_what_stands_in_its_box() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    play_with(&mut harness, "name = input()\nprint('hi', name)\n");
    harness.get_by_label("What input() reads").focus();
    harness.step();
    harness.get_by_label("What input() reads").type_text("Ada\n");
    harness.step();
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    until(&mut harness, "it has run again", |harness| is_there(harness, "line 1, next: name = input()"));
    press(&mut harness, Modifiers::NONE, Key::End);
    until(&mut harness, "it has read", |harness| is_there(harness, "hi Ada\n"));
}

#[test]
fn a_lesson_opens_where_the_learner_left_it() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    harness.get_by_label("Inside list").click();
    until(&mut harness, "the lesson is open", |harness| ran(harness) && contains(harness, "How is list implemented?"));
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    }
    let stood = harness.query_all_by_label_contains(", just run: ").next().unwrap().accesskit_node().label().unwrap();
    harness.get_by_label("is or ==").click();
    until(&mut harness, "another is open", |harness| ran(harness) && !contains(harness, "How is list implemented?"));
    harness.get_by_label("Inside list").click();
    until(&mut harness, "it stands where it stood", |harness| is_there(harness, &stood));
}

#[test]
fn another_hash_seed_gives_another_order() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    play_with(&mut harness, "print({'a', 'b', 'c', 'd', 'e', 'f'})\n");
    press(&mut harness, Modifiers::NONE, Key::End);
    until(&mut harness, "it has printed", |harness| contains(harness, "{'"));
    // The text of a label is its value.
    let printed = |harness: &Harness<'_, Window>| {
        let mut texts = harness.query_all_by_label_contains("{'").filter_map(|node| node.accesskit_node().value());
        texts.rfind(|text| text.ends_with("'}\n"))
    };
    until(&mut harness, "its output is shown", |harness| printed(harness).is_some());
    let before = printed(&harness);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::U);
    until(&mut harness, "the seed is another", |harness| is_there(harness, "Seed 1"));
    until(&mut harness, "it prints otherwise", |harness| {
        let now = printed(harness);
        is_there(harness, "Seed 1") && now.is_some() && now != before
    });
}

#[test]
fn the_house_at_home_lists_topics_and_opens_lessons() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    press(&mut harness, Modifiers::ALT, Key::Home);
    assert!(contains(&harness, "Continue where you left") || is_there(&harness, "Continue"));
    assert!(contains(&harness, "Inside list: How is list implemented?, not yet"));
    harness.get_by_label_contains("Containers, 0 of").click();
    harness.step();
    harness.step();
    assert!(is_there(&harness, "Inside list: How is list implemented?"), "the topic's lessons are listed");
    harness.get_by_label("Inside list: How is list implemented?, not yet").click();
    until(&mut harness, "it is open", ran);
    press(&mut harness, Modifiers::ALT, Key::Home);
    assert!(contains(&harness, "Inside list: How is list implemented?, begun"));
}

#[test]
fn what_is_typed_is_on_the_disk_soon_without_being_saved() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    press(&mut harness, Modifiers::COMMAND, Key::N);
    until(&mut harness, "a program is open", |harness| is_there(harness, "Program"));
    harness.get_by_label("Program").type_text("kept = True\n");
    harness.step();
    let begun = Instant::now();
    let file = data.path().join("programs/program-1.py");
    until(&mut harness, "it is on the disk", |_| {
        std::fs::read_to_string(&file).is_ok_and(|text| text == "kept = True\n")
    });
    assert!(begun.elapsed() < Duration::from_secs(4));
}

#[test]
fn running_on_stops_at_a_breakpoint() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    play_with(&mut harness, "total = 0\nfor i in range(3):\n    total += i\nprint(total)\n");
    let line = harness.get_by_label("line 3:     total += i").rect();
    harness.hover_at(line.left_center() + Vec2::new(20.0, 0.0));
    harness.drag_at(line.left_center() + Vec2::new(20.0, 0.0));
    harness.step();
    harness.drop_at(line.left_center() + Vec2::new(20.0, 0.0));
    harness.step();
    until(&mut harness, "it is marked", |harness| contains(harness, "line 3, breakpoint"));
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::F8);
        assert!(is_there(&harness, "line 3, breakpoint, next:     total += i"));
    }
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert!(!contains(&harness, "breakpoint, next"), "the end");
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    assert!(is_there(&harness, "line 3, breakpoint, next:     total += i"));
}

#[test]
fn a_prediction_is_asked_for_judged_and_counted() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    play_with(&mut harness, "x = 6\nprint(x * 7)\nprint(x + 1)\n");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    for _ in 0..20 {
        harness.step();
        std::thread::sleep(Duration::from_millis(10));
    }
    press(&mut harness, Modifiers::NONE, Key::End);
    until(&mut harness, "it asks", |harness| is_there(harness, "Line 2 is about to run."));
    harness.get_by_label("Your prediction").type_text("42");
    harness.step();
    harness.get_by_label("Show").click();
    until(&mut harness, "it is judged", |harness| is_there(harness, "Right."));
    harness.get_by_label("Go on").click();
    harness.step();
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    until(&mut harness, "it asks again", |harness| is_there(harness, "Line 3 is about to run."));
    harness.get_by_label("Your prediction").type_text("8");
    harness.step();
    harness.get_by_label("Show").click();
    until(&mut harness, "it is judged", |harness| is_there(harness, "Not quite."));
    assert!(is_there(&harness, "1 right, 1 not"));
}

#[test]
fn two_versions_are_laid_side_by_side() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    play_with(&mut harness, "import sys\nz = 'aaaaa'\nprint(sys.getsizeof(z))\n");
    press(&mut harness, Modifiers::COMMAND, Key::D);
    until(&mut harness, "they are compared", |harness| contains(harness, "Output, after line 3, 54  |  46"));
    assert!(contains(&harness, "Size of z, after line 2, 54 bytes  |  46 bytes"));
    harness.get_by_label("Go there in 3.11").click();
    until(&mut harness, "it runs there", |harness| runs_on(harness, "CPython 3.11.7"));
}

#[test]
fn no_python_is_started_before_it_is_allowed() {
    let data = tempfile::tempdir().unwrap();
    let mut harness = open(data.path());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    until(&mut harness, "it asks", |harness| contains(harness, "Glasshouse may start a Python of this computer"));
    assert!(!contains(&harness, "Run it this time"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!contains(&harness, "Glasshouse may start"));
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
    press(&mut harness, Modifiers::NONE, Key::Home);
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
