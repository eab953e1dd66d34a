//! What of the window survives a restart.
//!
//! Plain data with names rather than the app's own types, so that a file of a newer version, or of one that knew another
//! theme, is still read; who uses a name that it doesn't know takes its default.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::kept::Remembered;

/// The state of the window and of the lesson in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The open lesson's short name; empty for the home page.
    pub lesson: String,
    /// The step of the run that is shown.
    pub step: u64,
    /// The Python that runs, such as `3.12`; empty for the app's default.
    pub python: String,
    /// `PYTHONHASHSEED`.
    pub hash_seed: u32,
    /// A theme's name: `dark`, `light`, `contrast`; empty for what the system prefers.
    pub theme: String,
    /// How large everything is; 1 is usual.
    pub zoom: f32,
    /// How fast a run plays; 1 is usual.
    pub speed: f32,
    /// Nothing moves by itself; steps show at once.
    pub reduced_motion: bool,
    pub panes: Panes,
    pub window: Window,
    /// The right-hand tab that is open, such as `answer` or `notes`.
    pub tab: String,
    /// A folder with lessons of the learner's or teacher's own.
    pub lessons: Option<PathBuf>,
    /// Whether the first start has been seen.
    pub welcomed: bool,
    /// The program of the playground that was open last.
    pub program: String,
    /// The run stops before every line that prints, and asks.
    pub predict: bool,
    /// Glasshouse may start a Python of this computer, when asked to.
    pub own_python: bool,
}

/// The sizes of the panes in points, and which of them are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panes {
    pub lessons_width: f32,
    pub text_width: f32,
    pub program_height: f32,
    pub lessons_shown: bool,
    pub text_shown: bool,
    pub program_shown: bool,
    pub output_shown: bool,
}

/// Where the window stood, in points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    pub size: Option<(f32, f32)>,
    pub position: Option<(f32, f32)>,
    pub maximized: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lesson: String::new(),
            step: 0,
            python: String::new(),
            hash_seed: 0,
            theme: String::new(),
            zoom: 1.0,
            speed: 1.0,
            reduced_motion: false,
            panes: Panes::default(),
            window: Window::default(),
            tab: String::new(),
            lessons: None,
            welcomed: false,
            program: String::new(),
            predict: false,
            own_python: false,
        }
    }
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            lessons_width: 260.0,
            text_width: 380.0,
            program_height: 280.0,
            lessons_shown: true,
            text_shown: true,
            program_shown: true,
            output_shown: true,
        }
    }
}

/// Of two windows, the one that changed last is as the next one opens.
impl Remembered for Settings {}

impl Settings {
    /// The same with every number where the window can use it, whatever a file said.
    pub fn sound(mut self) -> Self {
        let usual = Self::default();
        self.zoom = within(self.zoom, 0.5, 3.0, usual.zoom);
        self.speed = within(self.speed, 0.1, 20.0, usual.speed);
        self.panes.lessons_width = within(self.panes.lessons_width, 120.0, 900.0, usual.panes.lessons_width);
        self.panes.text_width = within(self.panes.text_width, 160.0, 1600.0, usual.panes.text_width);
        self.panes.program_height = within(self.panes.program_height, 80.0, 1600.0, usual.panes.program_height);
        self.window.size = self.window.size.filter(|(wide, high)| [*wide, *high].iter().all(is_length));
        self.window.position = self.window.position.filter(|(x, y)| x.abs() < 50_000.0 && y.abs() < 50_000.0);
        self
    }
}

/// `value` between two bounds; `usual` for what is no number.
fn within(value: f32, least: f32, most: f32, usual: f32) -> f32 {
    if value.is_finite() { value.clamp(least, most) } else { usual }
}

fn is_length(length: &f32) -> bool {
    (200.0..50_000.0).contains(length)
}
