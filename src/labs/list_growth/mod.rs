//! The list-growth lab: appends under CPython's growth rule, doubling, and a constant more each time.
//!
//! [`rule`] appends and counts; [`picture`] draws the three side by side; here are the controls and the curves.

pub mod picture;
pub mod rule;

use super::{Axis, Control, Lab, Look, Plot, Series, Value};
use crate::scene::{Ink, Scene};
use crate::views::hall;
use rule::{Growth, Rule, Standing};
use std::sync::Arc;

const APPENDS: (i64, i64) = (8, MOST as i64);
const CONSTANT: (i64, i64) = (4, 1_000);

/// How far the curves go.
const MOST: u64 = 1_000_000;

/// The lab: how many appends are shown, and a million of them under each rule.
#[derive(Clone, Debug)]
pub struct ListGrowth {
    appends: u64,
    constant: u32,
    growths: Arc<[Growth; 3]>,
}

impl Default for ListGrowth {
    fn default() -> Self {
        Self::new(60, 16)
    }
}

impl ListGrowth {
    fn new(appends: u64, constant: u32) -> Self {
        let rules = [Rule::CPython, Rule::Doubling, Rule::Constant(constant)];
        Self { appends, constant, growths: Arc::new(rules.map(|rule| Growth::run(rule, MOST))) }
    }

    /// The three rules' runs, CPython's first.
    pub fn growths(&self) -> &[Growth; 3] {
        &self.growths
    }

    fn plot(&self, title: &str, y: Axis, step: usize, value: impl Fn(&Standing) -> f64) -> Plot {
        let inks = [Ink::Alive, Ink::Touch, Ink::Turn];
        let series = self.growths.iter().zip(inks).map(|(growth, ink)| Series {
            name: picture::rule_name(growth.rule),
            ink,
            points: lengths().map(|length| [length as f64, value(&growth.standing(length))]).collect(),
        });
        let now = (step > 0).then_some(step as f64);
        Plot { title: title.to_owned(), x: Axis::logarithmic("appends"), y, series: series.collect(), now }
    }
}

/// Lengths from 1 to a million, evenly apart on a logarithmic axis.
fn lengths() -> impl Iterator<Item = u64> {
    const POINTS: u32 = 480;
    let each = |point: u32| 10f64.powf(f64::from(point) * 6.0 / f64::from(POINTS)).round() as u64;
    let mut last = 0;
    (0..=POINTS).map(each).filter(move |&length| std::mem::replace(&mut last, length) != length)
}

impl Lab for ListGrowth {
    fn name(&self) -> &'static str {
        "list-growth"
    }

    fn title(&self) -> &'static str {
        "How a list grows"
    }

    fn controls(&self) -> Vec<Control> {
        vec![
            Control::whole("appends", "Appends", "", APPENDS, self.appends as i64).logarithmic(),
            Control::whole("constant", "A constant more", "places", CONSTANT, i64::from(self.constant)).logarithmic(),
        ]
    }

    fn set(&mut self, name: &str, value: Value) -> Result<(), String> {
        match name {
            "appends" => self.appends = value.whole(name, APPENDS)? as u64,
            "constant" => *self = Self::new(self.appends, value.whole(name, CONSTANT)? as u32),
            _ => return Err(super::unknown_setting(self, name)),
        }
        Ok(())
    }

    fn steps(&self) -> usize {
        self.appends as usize + 1
    }

    fn opens_at(&self) -> usize {
        self.appends as usize
    }

    fn scene(&self, step: usize, look: &Look) -> Scene {
        let length = (step as u64).min(self.appends);
        hall::scene(look.size, |size| picture::scene(&self.growths, self.appends, length, &Look { size, ..*look }))
    }

    fn plots(&self, step: usize) -> Vec<Plot> {
        vec![
            self.plot("Pointers copied in all, at most", Axis::logarithmic("pointers"), step, |standing| {
                standing.copied as f64
            }),
            self.plot("Spare places", Axis::linear("% of the length"), step, |standing| {
                standing.spare() as f64 * 100.0 / standing.length.max(1) as f64
            }),
            self.plot("Size of the block", Axis::logarithmic("bytes"), step, |standing| standing.bytes() as f64),
        ]
    }

    fn summary(&self) -> Vec<(String, String)> {
        let told = self.growths.iter().map(|growth| {
            let standing = growth.standing(self.appends);
            let words = format!(
                "{} new blocks, at most {} pointers copied, {} places spare, {} bytes",
                picture::number(standing.blocks),
                picture::number(standing.copied),
                picture::number(standing.spare()),
                picture::number(standing.bytes())
            );
            (picture::rule_name(growth.rule), words)
        });
        told.collect()
    }

    fn copy(&self) -> Box<dyn Lab> {
        Box::new(self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_end_with_what_a_million_appends_came_to() {
        let lab = ListGrowth::default();
        for plot in lab.plots(0) {
            assert!(plot.series.iter().all(|series| series.points.last().is_some_and(|point| point[0] == 1e6)));
        }
        let copied = lab.plots(0).first().and_then(|plot| plot.series.first()?.points.last().copied());
        assert_eq!(copied, Some([1e6, 8_445_096.0]));
    }
}
