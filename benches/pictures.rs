//! What a picture costs: opening a view, a scene of it, and a moment of a tween: `cargo bench --bench pictures`.

use divan::Bencher;
use glasshouse::lessons::Library;
use glasshouse::python::{Options, Recording};
use glasshouse::scene::{Scene, Size, tween::Tween};
use glasshouse::{labs, views};

/// The stage of the lesson page in a window of 1440×900.
const STAGE: Size = Size::new(760.0, 446.0);

/// A view by name, with a lesson that shows it at its fullest.
const VIEWS: [(&str, &str); 4] = [
    ("heap", "assignment-shallow-deep"),
    ("gc", "garbage-collector"),
    ("list", "list-internals"),
    ("table", "dict-internals"),
];

fn main() {
    let builder = std::thread::Builder::new().stack_size(glasshouse::python::recording::STACK_BYTES);
    if let Ok(thread) = builder.spawn(divan::main) {
        let _ = thread.join();
    }
}

fn recording(lesson: &str) -> Recording {
    let library = Library::embedded();
    let source = &library.lesson(lesson).expect("the lesson is there").demos[0].source;
    Recording::record(source, Options::default(), &mut |_| true).expect("lessons compile")
}

#[divan::bench(args = VIEWS)]
fn open(bencher: Bencher<'_, '_>, (view, lesson): (&str, &str)) {
    let recording = recording(lesson);
    bencher.bench_local(|| views::open(view, &recording, &[]));
}

#[divan::bench(args = VIEWS)]
fn scene(bencher: Bencher<'_, '_>, (view, lesson): (&str, &str)) {
    let recording = recording(lesson);
    let opened = views::open(view, &recording, &[]).expect("the view is there");
    let step = recording.steps() * 2 / 3;
    let machine = recording.machine_at(step);
    bencher.bench_local(|| opened.scene(&machine, step, STAGE));
}

#[divan::bench(args = VIEWS)]
fn tween(bencher: Bencher<'_, '_>, (view, lesson): (&str, &str)) {
    let recording = recording(lesson);
    let opened = views::open(view, &recording, &[]).expect("the view is there");
    let scene = |step: u64| -> Scene { opened.scene(&recording.machine_at(step), step, STAGE) };
    let tween = Tween::new(scene(recording.steps() / 2), scene(recording.steps() * 2 / 3));
    bencher.bench_local(|| tween.at(0.4));
}

#[divan::bench]
fn lanes_scene(bencher: Bencher<'_, '_>) {
    let lab = labs::open("threads-tasks-processes").expect("the lab is there");
    let look = labs::Look::new(STAGE);
    bencher.bench_local(|| lab.scene(lab.steps() / 2, &look));
}
