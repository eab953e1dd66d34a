//! The counts of the watched objects over the run's steps.

use super::super::{Axis, Plot, Series};
use super::story::{Life, Story};
use crate::scene::Ink;

/// Curves at most: more cannot be told apart.
const MOST_CURVES: usize = 4;
const INKS: [Ink; MOST_CURVES] = [Ink::Alive, Ink::Turn, Ink::Touch, Ink::Name];

/// One plot with a curve for each object that a name of the focus was first bound to.
pub fn plots(story: &Story, focus: &[String], step: u64) -> Vec<Plot> {
    let mut watched: Vec<(&Life, &str)> = Vec::new();
    for life in &story.lives {
        let Some(name) = life.name.as_deref() else { continue };
        let is_watched = focus.is_empty() || focus.iter().any(|focused| focused == name);
        let is_counted = life.counts.iter().any(|count| *count > 0);
        if is_watched && is_counted && !watched.iter().any(|(_, other)| *other == name) && watched.len() < MOST_CURVES {
            watched.push((life, name));
        }
    }
    if watched.is_empty() {
        return Vec::new();
    }
    let series = watched.iter().zip(INKS);
    let series = series.map(|((life, name), ink)| Series { name: (*name).to_owned(), ink, points: curve(story, life) });
    vec![Plot {
        title: "Reference counts".to_owned(),
        x: Axis::linear("step"),
        y: Axis::linear("references"),
        series: series.collect(),
        now: Some(step as f64),
    }]
}

/// The count from birth to death, level between moments; 0 at the end of an object that was freed.
fn curve(story: &Story, life: &Life) -> Vec<[f64; 2]> {
    let moment = |at: usize| story.moments.get(at).map(|step| *step as f64);
    let mut points: Vec<[f64; 2]> = Vec::new();
    let mut add = |x: f64, count: f64| {
        if let Some([_, last]) = points.last().copied()
            && last != count
        {
            points.push([x, last]);
        }
        points.push([x, count]);
    };
    for (at, count) in life.counts.iter().enumerate() {
        if let Some(x) = moment(life.first + at) {
            add(x, f64::from(*count));
        }
    }
    if let Some(x) = moment(life.last + 1) {
        add(x, 0.0);
    }
    points
}
