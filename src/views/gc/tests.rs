//! The lessons' collections, every step of them, looked at.

use super::super::View as _;
use super::super::heap::tests::{lesson, record, with_stack};
use super::*;
use crate::python::memory::collection::Pass;
use crate::scene::check::problems;
use crate::scene::raster::png;
use crate::scene::theme::Theme;

const SIZES: [Size; 3] = [Size::new(760.0, 446.0), Size::new(1120.0, 560.0), Size::new(1870.0, 740.0)];
const LESSONS: [&str; 2] = ["memory/garbage-collector", "memory/reference-cycles"];

/// Lines, and every step inside a collection that the program asked for.
fn steps(recording: &Recording) -> Vec<u64> {
    let mut steps: Vec<u64> = recording.lines().iter().map(|mark| mark.step).collect();
    for record in recording.end().heap.collector.records.iter().filter(|record| record.asked) {
        steps.extend((record.began..=record.ended).take(120));
    }
    steps.push(recording.steps());
    steps.sort_unstable();
    steps.dedup();
    steps
}

/// Writes pictures to look at: `LOOK=folder cargo nextest run --run-ignored all look_at_the_collector`.
#[test]
#[ignore = "writes pictures for eyes"]
fn look_at_the_collector() {
    let folder = std::env::var("LOOK").unwrap_or_else(|_| "target/look".to_owned());
    std::fs::create_dir_all(&folder).unwrap();
    let only = std::env::var("ONLY").unwrap_or_default();
    let every: usize = std::env::var("EVERY").ok().and_then(|every| every.parse().ok()).unwrap_or(1);
    with_stack(|| {
        for path in LESSONS.iter().filter(|path| path.contains(&only)) {
            let (recording, focus) = lesson(path);
            let view = GcView::open(&recording, &focus);
            let name = path.rsplit('/').next().unwrap();
            for size in SIZES {
                let from: usize = std::env::var("FROM").ok().and_then(|from| from.parse().ok()).unwrap_or(0);
                let to: usize = std::env::var("TO").ok().and_then(|to| to.parse().ok()).unwrap_or(usize::MAX);
                let steps = steps(&recording).into_iter().enumerate();
                for (at, step) in steps.filter(|(at, _)| at % every == 0 && (from..to).contains(at)) {
                    if let Ok(width) = std::env::var("WIDTH")
                        && width != size.width.to_string()
                    {
                        continue;
                    }
                    let scene = view.scene(&recording.machine_at(step), step, size);
                    let scene = crate::scene::caption::captioned(&scene);
                    let theme = if std::env::var("LIGHT").is_ok() { Theme::Light } else { Theme::Dark };
                    let file = format!("{folder}/gc-{name}-{}-{at:03}.png", size.width);
                    std::fs::write(file, png(&scene, theme, 1.0).unwrap()).unwrap();
                }
            }
        }
    });
}

#[test]
fn every_step_of_a_collection_is_a_good_picture() {
    let mut found = Vec::new();
    with_stack(|| {
        for path in LESSONS {
            let (recording, focus) = lesson(path);
            let view = GcView::open(&recording, &focus);
            for (nth, size) in SIZES.into_iter().enumerate() {
                // Each size sees other steps of the long stretches in which one act is like the next.
                for step in steps(&recording).into_iter().filter(|step| step % 3 == nth as u64) {
                    for problem in problems(&view.scene(&recording.machine_at(step), step, size)) {
                        found.push(format!("{path} step {step} at {}: {problem}", size.width));
                    }
                }
            }
        }
    });
    let count = found.len();
    found.truncate(30);
    assert!(found.is_empty(), "{count}: {found:#?}");
}

/// A card's full ports are its gc_refs in the second pass, and all its ports its count.
#[test]
fn full_ports_are_what_is_left_of_the_count() {
    with_stack(|| {
        let (recording, focus) = lesson("memory/garbage-collector");
        let view = GcView::open(&recording, &focus);
        let mut seen = 0;
        for step in steps(&recording) {
            let machine = recording.machine_at(step);
            let Some(collection) = machine.heap.collector.collection.as_deref() else { continue };
            if collection.pass != Pass::Subtract && collection.pass != Pass::Move {
                continue;
            }
            let stage = view.stage(collection.began, SIZES[1]);
            let picture = Picture::of(&stage.story, &machine, step, None);
            let reckoning = reckoning::Reckoning::new(&stage.story, &machine, collection, &picture);
            let taken = reckoning.marks().taken;
            for card in &picture.cards {
                let Some(slot) = stage.story.lives.get(card.life).map(|life| life.slot) else { continue };
                let Some(candidate) = reckoning.candidate(slot).filter(|_| reckoning.life(slot).is_some()) else {
                    continue;
                };
                let ports = picture.arrows.iter().filter(|arrow| arrow.to == card.life && !arrow.lent);
                let full = ports.filter(|arrow| !taken.contains(&(arrow.from.clone(), arrow.to))).count();
                let full = full as i64 + i64::from(picture.stubs(card));
                seen += 1;
                assert_eq!(full, candidate.refs, "step {step}: {card:?}");
            }
        }
        assert!(seen > 20, "{seen}");
    });
}

#[test]
fn a_program_without_containers_has_shelves_too() {
    with_stack(|| {
        let recording = record("x = 1\n");
        let view = GcView::open(&recording, &[]);
        let scene = view.scene(recording.end(), recording.steps(), SIZES[0]);
        assert_eq!(problems(&scene), Vec::<String>::new());
    });
}
