//! The lessons' programs, every step of them, looked at.

use std::path::Path;

use super::super::View as _;
use super::*;
use crate::python::Options;
use crate::python::object::Ref;
use crate::python::recording::STACK_BYTES;
use crate::scene::check::problems;
use crate::scene::raster::png;
use crate::scene::theme::Theme;

const SIZES: [Size; 3] = [Size::new(760.0, 446.0), Size::new(1120.0, 560.0), Size::new(1870.0, 740.0)];

pub(in crate::views) fn with_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work).unwrap();
        thread.join().unwrap()
    })
}

pub(in crate::views) fn record(source: &str) -> Recording {
    Recording::record(source, Options::default(), &mut |_| true).unwrap()
}

pub(in crate::views) fn lesson(path: &str) -> (Recording, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(path);
    let source = std::fs::read_to_string(folder.join("demo.py")).unwrap();
    let text = std::fs::read_to_string(folder.join("lesson.ron")).unwrap();
    let focus = text.split("(view: \"heap\", focus: [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or("");
    let focus = focus.split(',').map(|name| name.trim().trim_matches('"').to_owned()).filter(|name| !name.is_empty());
    (record(&source), focus.collect())
}

const LESSONS: [&str; 6] = [
    "memory/reference-counting",
    "memory/reference-cycles",
    "memory/garbage-collector",
    "memory/memory-management",
    "identity/assignment-shallow-deep",
    "identity/is-vs-equals",
];

/// Writes pictures to look at: `LOOK=folder cargo nextest run --run-ignored all look_at_the_heap`.
#[test]
#[ignore = "writes pictures for eyes"]
fn look_at_the_heap() {
    let folder = std::env::var("LOOK").unwrap_or_else(|_| "target/look".to_owned());
    std::fs::create_dir_all(&folder).unwrap();
    let only = std::env::var("ONLY").unwrap_or_default();
    with_stack(|| {
        for path in LESSONS.iter().filter(|path| path.contains(&only)) {
            let (recording, focus) = lesson(path);
            let view = HeapView::open(&recording, &focus);
            let name = path.rsplit('/').next().unwrap();
            let mut steps: Vec<(u32, u64)> = recording.lines().iter().map(|mark| (mark.line, mark.step)).collect();
            steps.push((0, recording.steps()));
            let wanted: usize = std::env::var("EVERY").ok().and_then(|every| every.parse().ok()).unwrap_or(1);
            for size in SIZES {
                for (at, (line, step)) in steps.iter().enumerate().filter(|(at, _)| at % wanted == 0) {
                    if let Ok(width) = std::env::var("WIDTH")
                        && width != size.width.to_string()
                    {
                        continue;
                    }
                    let scene = view.scene(&recording.machine_at(*step), *step, size);
                    let scene = crate::scene::caption::captioned(&scene);
                    let theme = if std::env::var("LIGHT").is_ok() { Theme::Light } else { Theme::Dark };
                    let file = format!("{folder}/{name}-{}-{at:03}-line{line}.png", size.width);
                    std::fs::write(file, png(&scene, theme, 1.0).unwrap()).unwrap();
                }
            }
        }
    });
}

#[test]
fn every_line_of_every_lesson_is_a_good_picture() {
    let mut found = Vec::new();
    with_stack(|| {
        for path in LESSONS {
            let (recording, focus) = lesson(path);
            let view = HeapView::open(&recording, &focus);
            for size in SIZES {
                for mark in recording.lines() {
                    let machine = recording.machine_at(mark.step);
                    for problem in problems(&view.scene(&machine, mark.step, size)) {
                        found
                            .push(format!("{path} line {} step {} at {}: {problem}", mark.line, mark.step, size.width));
                    }
                }
            }
        }
    });
    found.truncate(30);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn counts_are_arrows_and_stubs() {
    with_stack(|| {
        for path in LESSONS {
            let (recording, focus) = lesson(path);
            let view = HeapView::open(&recording, &focus);
            for mark in recording.lines() {
                let machine = recording.machine_at(mark.step);
                let picture = view.picture(&machine, mark.step);
                for card in picture.cards.iter().filter(|card| !card.freed) {
                    let drawn = |arrow: &&change::Arrow| {
                        arrow.to == card.life && arrow.state != change::ArrowState::Lost && !arrow.lent
                    };
                    let arrows = picture.arrows.iter().filter(drawn).count();
                    let Some(count) = card.card.count else { continue };
                    let words = format!("{path} line {}: {card:?}", mark.line);
                    assert_eq!(count as usize, arrows + picture.stubs(card) as usize, "{words}");
                    assert_eq!(count, machine.heap.get(slot(&view, card.life)).references, "{words}");
                }
            }
        }
    });
}

fn slot(view: &HeapView, life: usize) -> Ref {
    view.story.lives[life].slot
}
