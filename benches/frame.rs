//! What a frame of the window costs on the fullest pages, from input to triangles: `cargo bench --bench frame`.
//!
//! The page has all that a lesson's page can have: the list of lessons, the picture with its curves, program, output,
//! and the answer or a long note. What the graphics card does with the triangles is not counted.

use std::path::Path;
use std::time::{Duration, Instant};

use divan::Bencher;
use eframe::egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use glasshouse::app::{Start, Window};
use glasshouse::study::DataFolder;

/// Lessons by their names in the list, those with the fullest pictures.
const LESSONS: [&str; 4] = ["Assignment and copies", "The garbage collector", "Inside list", "Inside dict"];

/// What a frame may take, in CPU time.
const BUDGET: Duration = Duration::from_millis(4);

fn main() {
    divan::main();
}

fn open(data: &Path, lesson: &str) -> Harness<'static, Window> {
    let start = Start { data: DataFolder::at(data), lessons: None };
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .with_max_steps(64)
        .build_eframe(|creation| Window::new(&creation.egui_ctx, start));
    // A lesson with notes says so behind its name.
    until(&mut harness, |harness| harness.query_all_by_label_contains(lesson).next().is_some());
    harness.query_all_by_label_contains(lesson).next().expect("the lesson is in the list").click();
    until(&mut harness, |harness| harness.query_all_by_label_contains(", next: ").next().is_some());
    // To the end and some lines back: a full picture, and what came of it.
    press(&mut harness, Modifiers::NONE, Key::End);
    (0..4).for_each(|_| press(&mut harness, Modifiers::NONE, Key::ArrowLeft));
    (0..60).for_each(|_| harness.step());
    harness
}

fn press(harness: &mut Harness<'_, Window>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.step();
    harness.step();
}

fn until(harness: &mut Harness<'_, Window>, so: impl Fn(&Harness<'_, Window>) -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !so(harness) && Instant::now() < end {
        harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// One frame: what the window shows, and its triangles.
fn frame(harness: &mut Harness<'_, Window>) -> usize {
    harness.step();
    let output = harness.output();
    harness.ctx.tessellate(output.shapes.clone(), output.pixels_per_point).len()
}

/// A page at rest.
#[divan::bench(args = LESSONS)]
fn at_rest(bencher: Bencher<'_, '_>, lesson: &str) {
    let data = tempfile::tempdir().expect("a temporary folder is made");
    let mut harness = open(data.path(), lesson);
    bencher.bench_local(|| frame(&mut harness));
    told(lesson, &mut harness);
}

/// A page whose picture changes: each frame goes a line on or back.
#[divan::bench(args = LESSONS)]
fn stepping(bencher: Bencher<'_, '_>, lesson: &str) {
    let data = tempfile::tempdir().expect("a temporary folder is made");
    let mut harness = open(data.path(), lesson);
    let mut forward = false;
    bencher.bench_local(|| {
        forward = !forward;
        harness.key_press(if forward { Key::ArrowRight } else { Key::ArrowLeft });
        frame(&mut harness)
    });
}

/// A page with a long note in place of the answer.
#[divan::bench]
fn with_a_note(bencher: Bencher<'_, '_>) {
    let data = tempfile::tempdir().expect("a temporary folder is made");
    let notes = data.path().join("notes");
    let note =
        "## What I keep forgetting\n\nA *count* of **references**, `sys.getrefcount`, and a list:\n\n- one\n- two\n\n";
    std::fs::create_dir_all(&notes).expect("the folder is made");
    std::fs::write(notes.join("list-internals.md"), note.repeat(40)).expect("the note is written");
    let mut harness = open(data.path(), "Inside list");
    press(&mut harness, Modifiers::NONE, Key::F3);
    (0..60).for_each(|_| harness.step());
    bencher.bench_local(|| frame(&mut harness));
}

/// Says on the standard error when a page's median is over the budget.
fn told(lesson: &str, harness: &mut Harness<'_, Window>) {
    let mut times: Vec<Duration> = (0..21)
        .map(|_| {
            let start = Instant::now();
            frame(harness);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    if let Some(median) = times.get(times.len() / 2).filter(|median| **median > BUDGET) {
        eprintln!("{lesson}: a frame takes {median:?}, more than {BUDGET:?}");
    }
}
