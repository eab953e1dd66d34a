//! Curves as data; the window draws them.

use crate::scene::Ink;

/// A plot beside a lab's picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    pub series: Vec<Series>,
    /// Where the lab's step stands on the x axis, in its unit.
    pub now: Option<f64>,
}

/// What an axis counts. Points are given in its unit, whatever the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    pub label: String,
    pub logarithmic: bool,
}

/// One curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub name: String,
    pub ink: Ink,
    /// In order of x.
    pub points: Vec<[f64; 2]>,
}

impl Axis {
    pub fn linear(label: &str) -> Self {
        Self { label: label.to_owned(), logarithmic: false }
    }

    pub fn logarithmic(label: &str) -> Self {
        Self { label: label.to_owned(), logarithmic: true }
    }
}
