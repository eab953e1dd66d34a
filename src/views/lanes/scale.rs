//! Time on the stage: which moment stands at which x. No nodes here, and no lanes.

use super::timeline::Micros;

/// One switch interval of 5 ms is to be so wide when a run is seen close up, in points a millisecond.
pub const CLOSE_UP: f32 = 14.0;

/// A window of time laid on a stretch of the stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    pub from: Micros,
    pub to: Micros,
    pub left: f32,
    pub right: f32,
}

impl TimeScale {
    /// `from..to` on `left..right`; an empty window is taken as one microsecond long.
    pub fn new(from: Micros, to: Micros, left: f32, right: f32) -> Self {
        Self { from, to: to.max(from + 1), left, right: right.max(left + 1.0) }
    }

    /// Where a moment stands; a moment outside of the window stands at its edge.
    pub fn x(&self, at: Micros) -> f32 {
        let share = (at.clamp(self.from, self.to) - self.from) as f64 / (self.to - self.from) as f64;
        self.left + (share * f64::from(self.right - self.left)) as f32
    }

    /// The moment that stands at `x`.
    pub fn at(&self, x: f32) -> Micros {
        let share = f64::from((x - self.left) / (self.right - self.left)).clamp(0.0, 1.0);
        self.from + (share * (self.to - self.from) as f64).round() as Micros
    }

    pub fn shows(&self, at: Micros) -> bool {
        (self.from..=self.to).contains(&at)
    }

    /// How wide so much time is.
    pub fn width(&self, micros: Micros) -> f32 {
        (micros as f64 / (self.to - self.from) as f64) as f32 * (self.right - self.left)
    }

    /// Round moments at least `apart` points from each other.
    pub fn ticks(&self, apart: f32) -> Vec<Micros> {
        let round = (0..18).flat_map(|power| [1, 2, 5].map(|digit| digit * 10u64.pow(power)));
        let step = round.into_iter().find(|&step| self.width(step) >= apart).unwrap_or(Micros::MAX);
        let first = self.from.div_ceil(step);
        (first..).map(|number| number.saturating_mul(step)).take_while(|&at| at <= self.to).collect()
    }
}

/// The window in which a run that ends at `end` is seen at `now` on `width` points, `per_ms` points a millisecond: the
/// whole run if it fits, else a part that moves on by half when `now` comes to 85 % of it.
pub fn window(end: Micros, now: Micros, width: f32, per_ms: f32) -> (Micros, Micros) {
    let span = (f64::from(width / per_ms) * 1000.0) as Micros;
    if end <= span + span / 4 {
        return (0, end.max(1));
    }
    let late = now.saturating_sub(span * 85 / 100);
    let from = (late.div_ceil(span / 2 + 1) * (span / 2)).min(end - span);
    (from, from + span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn time_to_place_and_back(from in 0u64..1_000_000, span in 100u64..1_000_000, part in 0.0f64..1.0) {
            let scale = TimeScale::new(from, from + span, 176.0, 964.0);
            let at = from + (span as f64 * part) as u64;
            prop_assert!(scale.at(scale.x(at)).abs_diff(at) <= 1 + span / 10_000);
        }

        #[test]
        fn now_is_always_in_the_window(end in 1u64..10_000_000, part in 0.0f64..=1.0, width in 200f32..1600.0) {
            let now = (end as f64 * part) as u64;
            let (from, to) = window(end, now, width, CLOSE_UP);
            prop_assert!(from <= now && now <= to && to <= end.max(1) , "{from} {now} {to} of {end}");
        }

        #[test]
        fn ticks_are_few_and_apart(span in 100u64..100_000_000) {
            let scale = TimeScale::new(0, span, 0.0, 800.0);
            let ticks = scale.ticks(56.0);
            prop_assert!((2..=15).contains(&ticks.len()), "{ticks:?}");
        }
    }
}
