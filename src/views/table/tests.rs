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

/// Every stage on one version; on the others one stage a step, in turn.
fn sizes_for(version: Version, step: usize) -> Vec<(f32, f32)> {
    if version == Version::V3_13 {
        SIZES.to_vec()
    } else {
        SIZES.into_iter().cycle().skip(step % SIZES.len()).take(1).collect()
    }
}

#[track_caller]
fn check(source: &str, focus: &[&str], version: Version) {
    let recording = record(source, version);
    let view = TableView::open(&recording, &words(focus));
    let mut steps: Vec<u64> = recording.lines().iter().map(|mark| mark.step).collect();
    steps.push(recording.steps());
    // Of a long loop a few rounds are enough.
    let every = (steps.len() / 60).max(1);
    let last = steps.len() - 1;
    for (number, step) in steps.into_iter().enumerate() {
        if number % every != 0 && number + 30 < last {
            continue;
        }
        let machine = recording.machine_at(step);
        for (width, height) in sizes_for(version, number) {
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

/// The texts of the nodes whose keys end so.
fn texts(scene: &Scene, start: &str, end: &str) -> Vec<String> {
    let wanted = |key: &str| key.starts_with(start) && key.ends_with(end);
    let nodes = scene.nodes.iter().filter(|node| wanted(node.key.as_str()));
    let text = |node: &crate::scene::Node| match &node.shape {
        crate::scene::Shape::Text { text, .. } => Some(text.clone()),
        _ => None,
    };
    nodes.filter_map(text).collect()
}

#[test]
fn slots_and_cells_are_the_interpreters_own() {
    for version in Version::ALL {
        let recording = record(LOOKUP, version);
        let view = TableView::open(&recording, &words(&["worst"]));
        let (mut seen, mut begin) = (0, 0);
        for mark in recording.lines() {
            let machine = recording.machine_at(mark.step);
            let Some(table) = picture::named(&machine, "worst") else { continue };
            let scene = view.scene(&machine, mark.step, Size::new(1120.0, 560.0));
            let dict = machine.heap.dict(table).unwrap();
            for (slot, index) in dict.indices.iter().enumerate() {
                let told = texts(&scene, "table/slot", &format!("/{slot}/main"));
                assert_eq!(told, [index.to_string()], "{version} line {} slot {slot}", mark.line);
            }
            let event =
                machine.trail.events.tables.iter().rfind(|event| event.container == table && event.step >= begin);
            if let Some(event) = event {
                let visited: Vec<String> = event.stops.iter().map(|stop| stop.slot.to_string()).collect();
                let mut told = texts(&scene, "table/ledger", "/slot/number");
                if visited.len() > 3 {
                    told.insert(1, "more".to_owned());
                    let last = visited.len() - 2;
                    assert_eq!((&told[0], &told[2], &told[3]), (&visited[0], &visited[last], &visited[last + 1]));
                } else {
                    assert_eq!(told, visited, "{version} line {}", mark.line);
                }
                seen += 1;
            }
            begin = mark.step;
        }
        assert!(seen >= 6, "{version}: {seen}");
    }
}

const SETS: &str = "
seen = set()
for n in [1, 9, 17, 25, 33, 2, 3]:
    seen.add(n)
seen = set(range(36, 46)) | {64, 17, 51, 93}
seen.discard(93)
seen.add(100)
print(100 in seen, 99 in seen, 132 in seen)
seen.discard(40)
seen.add(72)
for n in range(200):
    seen.add(n * 7 % 64 + 64 * (n % 5))
names = {'anna', 'ben', 'a rather long name that must be cut', (1, 2), None}
names.add('cleo')
print('dora' in names)
names.clear()
";

const DICTS: &str = "
d = {}
for n in range(700):
    d[f'user{n}'] = n
print(d['user5'], d.get('nobody'), 'user699' in d)
del d['user5']
d['user5'] = 5
d[1] = 'not a str'
e = {'oats': 3, 'rye': 1, 'pear': 2, 'tea': 6}
del e['rye']
e['yam'] = 4
e['milk'] = 1
e[-7] = 'a long value that has to be cut somewhere'
e[(1, 2)] = None
e[2.5] = [1]
e[2 ** 70] = -1
class Point:
    def __init__(self, x):
        self.x = x
    def __hash__(self):
        return 0
    def __eq__(self, other):
        return self.x == other.x
p = {Point(1): 'one', Point(2): 'two'}
p[Point(2)] = 'zwei'
q = p.copy()
p.popitem()
e.clear()
e.update(d)
def use(table):
    local = {'inner': 1}
    local['more'] = table
    return local
f = use({})
";

#[test]
fn sets_are_sound_pictures() {
    for version in [Version::V3_11, Version::V3_13, Version::V3_15] {
        check(SETS, &["seen"], version);
        check(SETS, &["names"], version);
    }
}

#[test]
fn dicts_of_any_size_and_keys_are_sound_pictures() {
    for version in [Version::V3_13, Version::V3_15] {
        check(DICTS, &["d"], version);
        check(DICTS, &["e", "p"], version);
        check(DICTS, &["local"], version);
        check(DICTS, &[], version);
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
    let rounds: Vec<u32> =
        std::env::var("LOOK_ROUNDS").unwrap_or_default().split(',').filter_map(|n| n.parse().ok()).collect();
    let sizes: Vec<(f32, f32)> = match std::env::var("LOOK_SIZE").as_deref() {
        Ok("all") => SIZES.to_vec(),
        Ok("small") => vec![SIZES[0]],
        Ok("large") => vec![SIZES[2]],
        _ => vec![SIZES[1]],
    };
    let theme = if std::env::var("LOOK_LIGHT").is_ok() { Theme::Light } else { Theme::Dark };
    let recording = record(&source, Version::V3_13);
    let view = crate::views::open(&std::env::var("LOOK_VIEW").unwrap_or("table".into()), &recording, &focus).unwrap();
    let begun = std::time::Instant::now();
    crate::views::open("table", &recording, &focus).unwrap();
    println!("opened in {:?}, {} lines .png", begun.elapsed(), recording.lines().len());
    let marks = recording.lines();
    let mut seen = std::collections::BTreeMap::new();
    for (number, mark) in marks.iter().enumerate() {
        let step = marks.get(number + 1).map_or(recording.steps(), |mark| mark.step);
        let count = seen.entry(mark.line).or_insert(0);
        *count += 1;
        if !lines.contains(&mark.line) || (!rounds.is_empty() && !rounds.contains(count)) {
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
