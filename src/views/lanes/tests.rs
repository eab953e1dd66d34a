//! The lanes view on timelines of every size, whoever made them.

use super::timeline::{MarkKind, Recorder, State};
use super::*;
use crate::scene::check::problems;

/// So many threads that pass the GIL round, `turns` times each, with I/O between.
fn round_robin(lanes: usize, turns: usize) -> Timeline {
    let mut recorder = Recorder::new(Turn::Gil);
    for lane in 0..lanes {
        let runs = ["parse", "fetch", "store"].get(lane % 3).copied().unwrap_or_default();
        recorder.lane(format!("worker-{lane}"), runs);
        recorder.enter(lane, 0, State::Wants(Turn::Gil), None, None);
    }
    let mut now = 0;
    for turn in 0..lanes * turns {
        let lane = turn % lanes;
        recorder.takes(lane, now);
        recorder.mark(lane, now, MarkKind::Takes { turn: Turn::Gil, asker: None });
        recorder.enter(lane, now, State::Running, None, None);
        now += 300 + (turn as Micros * 37) % 900;
        recorder.enter(lane, now, State::Io, Some("recv()".into()), None);
        recorder.mark(lane, now, MarkKind::Blocks);
        recorder.frees(now);
    }
    recorder.finish(now)
}

fn picture(timeline: &Timeline, part: f64, zoom: Zoom) -> LanesPicture<'_> {
    let now = (timeline.end as f64 * part) as Micros;
    LanesPicture { timeline, title: "THREADS", now, zoom, focus: Focus::default() }
}

#[test]
fn from_one_lane_to_a_thousand_the_picture_is_sound_and_small() {
    for (lanes, turns) in [
        (1, 1),
        (1, 5_000),
        (4, 900),
        (5, 3),
        (12, 300),
        (13, 4),
        (24, 100),
        (25, 40),
        (150, 20),
        (151, 3),
        (1_000, 10),
    ] {
        let timeline = round_robin(lanes, turns);
        for size in [Size::new(1120.0, 560.0), Size::new(760.0, 446.0), Size::new(1800.0, 900.0)] {
            for zoom in [Zoom::Whole, Zoom::PerMs(scale::CLOSE_UP), Zoom::Window(timeline.end / 3, timeline.end / 2)] {
                for part in [0.0, 0.4, 1.0] {
                    let scene = scene(&picture(&timeline, part, zoom), size);
                    let found = problems(&scene);
                    assert!(found.is_empty(), "{lanes} lanes, {turns} turns, {size:?}, {zoom:?}, {part}: {found:#?}");
                    assert!(scene.nodes.len() <= 4_000, "{lanes} lanes, {turns} turns: {} nodes", scene.nodes.len());
                }
            }
        }
    }
}

#[test]
fn an_empty_timeline_gives_an_empty_stage() {
    let timeline = Recorder::new(Turn::Loop).finish(0);
    let scene = scene(&picture(&timeline, 0.0, Zoom::Whole), Size::new(760.0, 446.0));
    assert!(problems(&scene).is_empty());
}

#[test]
fn places_of_lanes_do_not_depend_on_now() {
    let timeline = round_robin(6, 20);
    let places = |part| {
        let scene = scene(&picture(&timeline, part, Zoom::Whole), Size::new(1120.0, 560.0));
        (0..6)
            .map(|lane| scene.node(&Key::new("lane").of(lane).of("name")).map(crate::scene::hit::bounds))
            .collect::<Vec<_>>()
    };
    assert_eq!(places(0.0), places(0.7));
}

#[test]
fn pointing_at_a_lane_dims_the_others() {
    let timeline = round_robin(4, 4);
    let mut looked = picture(&timeline, 1.0, Zoom::Whole);
    looked.focus.lane = Some(2);
    let scene = scene(&looked, Size::new(1120.0, 560.0));
    let opacity = |lane: usize| scene.node(&Key::new("lane").of(lane).of("name")).map(|node| node.opacity);
    assert_eq!((opacity(2), opacity(1)), (Some(1.0), Some(DIMMED)));
}

#[test]
fn what_comes_is_hidden_on_demand() {
    let timeline = round_robin(4, 4);
    let mut looked = picture(&timeline, 0.3, Zoom::Whole);
    looked.focus.hide_future = true;
    let scene = scene(&looked, Size::new(1120.0, 560.0));
    assert!(!scene.nodes.iter().any(|node| node.key.as_str().contains("ahead")));
}
