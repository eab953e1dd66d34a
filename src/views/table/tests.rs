//! The table view over whole runs, on every version and stage.

use super::*;
use crate::python::machine::Options;
use crate::python::version::Version;
use crate::scene::check::problems;
use crate::scene::raster::png;
use crate::scene::theme::Theme;
use crate::views::View as _;

const INTERNALS: &str = include_str!("../../../content/containers/dict-internals/demo.py");
const LOOKUP: &str = include_str!("../../../content/containers/dict-lookup/demo.py");
const SIZES: [(f32, f32); 4] = [(760.0, 446.0), (1120.0, 560.0), (1870.0, 740.0), (820.0, 400.0)];

fn record(source: &str, version: Version) -> Recording {
    let options = Options { version, ..Options::default() };
    Recording::record(source, options, &mut |_| true).unwrap()
}

fn words(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[track_caller]
fn check(source: &str, focus: &[&str], version: Version) {
    let recording = record(source, version);
    let view = TableView::open(&recording, &words(focus));
    let mut steps: Vec<u64> = recording.lines().iter().map(|mark| mark.step).collect();
    steps.push(recording.steps());
    for step in steps {
        let machine = recording.machine_at(step);
        for (width, height) in SIZES {
            let scene = view.scene(&machine, step, Size::new(width, height));
            let line = recording.line_at(step).map_or(0, |mark| mark.line);
            let found = problems(&scene);
            assert!(
                found.is_empty(),
                "{version} step {step} before line {line}, {width}×{height}: {}\n{found:#?}",
                scene.caption
            );
            assert!(!scene.caption.is_empty());
        }
    }
}

#[test]
fn every_step_of_the_lessons_is_a_sound_picture() {
    for version in Version::ALL {
        check(INTERNALS, &["d"], version);
        check(LOOKUP, &["numbers", "stock", "worst"], version);
    }
}

/// Writes pictures to look at: `LOOK_AT=dir`, and what to draw.
#[test]
#[ignore = "for looking"]
fn look() {
    let Ok(directory) = std::env::var("LOOK_AT") else { return };
    let source = match std::env::var("LOOK_SOURCE") {
        Ok(path) => std::fs::read_to_string(path).unwrap(),
        Err(_) => INTERNALS.to_owned(),
    };
    let focus: Vec<String> = std::env::var("LOOK_FOCUS").unwrap_or("d".into()).split(',').map(str::to_owned).collect();
    let lines: Vec<u32> =
        std::env::var("LOOK_LINES").unwrap_or_default().split(',').filter_map(|n| n.parse().ok()).collect();
    let sizes: Vec<(f32, f32)> = match std::env::var("LOOK_SIZE").as_deref() {
        Ok("all") => SIZES.to_vec(),
        Ok("small") => vec![SIZES[0]],
        Ok("large") => vec![SIZES[2]],
        _ => vec![SIZES[1]],
    };
    let theme = if std::env::var("LOOK_LIGHT").is_ok() { Theme::Light } else { Theme::Dark };
    let recording = record(&source, Version::V3_13);
    let view = crate::views::open(&std::env::var("LOOK_VIEW").unwrap_or("table".into()), &recording, &focus).unwrap();
    let marks = recording.lines();
    let mut seen = std::collections::BTreeMap::new();
    for (number, mark) in marks.iter().enumerate() {
        let step = marks.get(number + 1).map_or(recording.steps(), |mark| mark.step);
        let count = seen.entry(mark.line).or_insert(0);
        *count += 1;
        if !lines.contains(&mark.line) || *count > 40 {
            continue;
        }
        for (width, height) in &sizes {
            let scene = view.scene(&recording.machine_at(step), step, Size::new(*width, *height));
            let scene = crate::scene::caption::captioned(&scene);
            let name = format!("{directory}/{:02}-{count:02}-{width}.png", mark.line);
            std::fs::write(&name, png(&scene, theme, 1.0).unwrap()).unwrap();
            println!("{name}: {} {:?}", scene.caption, problems(&scene));
        }
    }
}
