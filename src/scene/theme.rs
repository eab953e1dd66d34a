//! The one place that names colours, sizes, spacings and durations.
//!
//! A view says [`Ink`]; a theme says how that looks in the dark, in the light, with high contrast and on paper. The window
//! builds its own widgets' style from the same numbers; how it does so is its business.
#![allow(clippy::disallowed_methods, reason = "this is the file that turns tokens into the window's colours")]

use super::ink::Ink;

/// How inks look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    #[default]
    Dark,
    Light,
    /// White on black, every text at least 7:1.
    HighContrast,
    /// Black on white, for paper.
    Print,
}

/// Sizes of type, in points.
pub mod type_size {
    /// Captions of columns, units, marks on an axis.
    pub const LABEL: f32 = 12.0;
    /// Values and code inside a picture.
    pub const VALUE: f32 = 13.5;
    /// Text of controls and lists.
    pub const BODY: f32 = 14.5;
    /// The caption under a picture, and text that is read at length.
    pub const READING: f32 = 15.5;
    /// A section's heading.
    pub const HEADING: f32 = 17.0;
    /// A page's heading, and the question of a lesson.
    pub const TITLE: f32 = 22.0;
    /// No text in any picture is smaller.
    pub const LEAST: f32 = 11.0;
}

/// Distances, in points.
pub mod space {
    /// Everything stands on multiples of this.
    pub const GRID: f32 = 4.0;
    /// Between panes.
    pub const PANE_GAP: f32 = 12.0;
    /// From a pane's edge to what it holds.
    pub const PANE_PADDING: f32 = 24.0;
    /// The least height of what can be touched.
    pub const TOUCH: f32 = 28.0;
}

/// Radii of corners, in points.
pub mod radius {
    pub const PANE: f32 = 12.0;
    pub const CARD: f32 = 10.0;
    pub const CONTROL: f32 = 8.0;
    /// A row in a card, a small frame.
    pub const ROW: f32 = 6.0;
}

/// Widths of lines, in points.
pub mod line {
    pub const HAIRLINE: f32 = 1.0;
    /// The outline of a badge.
    pub const BADGE: f32 = 1.4;
    /// An arrow, or the outline of a card in a special state.
    pub const ARROW: f32 = 1.6;
    /// An arrow that this step made or changed.
    pub const STRONG: f32 = 2.4;
}

/// How a hatch lies: lines from left bottom to right top, in points.
pub mod hatch {
    /// From line to line, across them.
    pub const PITCH: f32 = 7.0;
    pub const WIDTH: f32 = 2.0;
    /// How strongly the lines' ink covers the ground under it, 0 to 1.
    pub const OPACITY: f32 = 0.28;
}

/// Lengths in time, in milliseconds.
pub mod duration {
    /// From one step's picture to the next one's.
    pub const TWEEN_MS: u32 = 250;
    /// A control's answer to a pointer.
    pub const CONTROL_MS: u32 = 90;
}

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::Dark, Theme::Light, Theme::HighContrast, Theme::Print];

    /// How the ink looks in this theme.
    pub fn color(self, ink: Ink) -> Rgb {
        let [dark, light, contrast, print] = palette(ink);
        let hex = match self {
            Theme::Dark => dark,
            Theme::Light => light,
            Theme::HighContrast => contrast,
            Theme::Print => print,
        };
        Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
    }

    /// The ink as egui paints it, see-through by `opacity`, 0 to 1.
    pub fn color32(self, ink: Ink, opacity: f32) -> eframe::egui::Color32 {
        let Rgb(red, green, blue) = self.color(ink);
        eframe::egui::Color32::from_rgb(red, green, blue).gamma_multiply(opacity.clamp(0.0, 1.0))
    }

    /// Whether the ground is dark.
    pub fn is_dark(self) -> bool {
        matches!(self, Theme::Dark | Theme::HighContrast)
    }
}

/// One row an ink: dark, light, high contrast, print.
fn palette(ink: Ink) -> [u32; 4] {
    match ink {
        Ink::Ground => [0x0D1411, 0xF3F6F2, 0x000000, 0xFFFFFF],
        Ink::Pane => [0x131C18, 0xFFFFFF, 0x000000, 0xFFFFFF],
        Ink::Raised => [0x1A2620, 0xEDF2EC, 0x0C120F, 0xF5F7F5],
        Ink::Sunken => [0x131C18, 0xFFFFFF, 0x000000, 0xFFFFFF],
        Ink::Hairline => [0x283630, 0xD3DDD5, 0x8FA399, 0xB9C2BC],
        Ink::Edge => [0x3B4D44, 0xB4C3B8, 0xB9CBC1, 0x8A948E],
        Ink::Spare => [0x697C72, 0x76867C, 0xB9CBC1, 0x6B756F],
        Ink::Mark => [0x6A7F74, 0x76867C, 0xC9D8CF, 0x5E6862],
        Ink::Text => [0xE7F0EA, 0x15201A, 0xFFFFFF, 0x000000],
        Ink::Muted => [0x93A79B, 0x54665B, 0xD5E2DA, 0x404A44],
        Ink::Faint => [0x5E7067, 0x8B9A91, 0x9FB2A7, 0x9AA39D],
        Ink::Name => [0xF2B84B, 0x8F5D00, 0xFFD37A, 0x6E4700],
        Ink::Alive => [0x6FD39B, 0x1B7A46, 0x8CF0B7, 0x0E5C31],
        Ink::OnAlive => [0xB6F5CF, 0x0F5B33, 0xD9FFE8, 0x0A4726],
        Ink::Lost => [0xFF7D6E, 0xBF3527, 0xFFAEA3, 0x9C2418],
        Ink::Touch => [0x74B9FF, 0x1A62B3, 0xA9D4FF, 0x104A8C],
        Ink::Turn => [0xB795FF, 0x6A3FC0, 0xD4C0FF, 0x512E99],
        Ink::AliveFill => [0x234434, 0xD9F0E2, 0x0F3A24, 0xDFF2E6],
        Ink::TouchFill => [0x1C3247, 0xDCEBFA, 0x0B2A47, 0xE1EDFA],
        Ink::LostFill => [0x4A2622, 0xFBE3DF, 0x401410, 0xFBE8E5],
        Ink::TurnFill => [0x2C2540, 0xEAE3FA, 0x251748, 0xEEE8FA],
        Ink::Selection => [0x1F3329, 0xE2F1E7, 0x16301F, 0xE6F2EA],
        Ink::OnSolid => [0x0D1411, 0xFFFFFF, 0x000000, 0xFFFFFF],
    }
}

impl Rgb {
    /// As CSS writes it.
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// The colour `t` of the way to `other`, as painting `other` with that opacity gives it.
    pub fn toward(self, other: Rgb, t: f32) -> Rgb {
        let blend = |from: u8, to: u8| (f32::from(from) + (f32::from(to) - f32::from(from)) * t).round() as u8;
        Rgb(blend(self.0, other.0), blend(self.1, other.1), blend(self.2, other.2))
    }

    /// WCAG's contrast ratio, 1 to 21.
    pub fn contrast(self, other: Rgb) -> f32 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f32 {
        let linear = |channel: u8| match f32::from(channel) / 255.0 {
            low if low <= 0.04045 => low / 12.92,
            high => ((high + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

impl From<Rgb> for eframe::egui::Color32 {
    fn from(Rgb(red, green, blue): Rgb) -> Self {
        eframe::egui::Color32::from_rgb(red, green, blue)
    }
}

impl Ink {
    /// Grounds that any text may lie on.
    pub const GROUNDS: [Ink; 5] = [Ink::Ground, Ink::Pane, Ink::Raised, Ink::Sunken, Ink::Selection];

    /// Inks that text may have on every one of [`Ink::GROUNDS`].
    pub const TEXTS: [Ink; 7] = [Ink::Text, Ink::Muted, Ink::Name, Ink::Alive, Ink::Lost, Ink::Touch, Ink::Turn];

    /// Inks of marks that mean something, on every one of [`Ink::GROUNDS`].
    pub const MARKS: [Ink; 7] = [Ink::Mark, Ink::Spare, Ink::Name, Ink::Alive, Ink::Lost, Ink::Touch, Ink::Turn];

    /// Whether text of this ink can be read on `ground` in every theme; the tests hold the themes to it.
    pub fn reads_on(self, ground: Ink) -> bool {
        use Ink::*;
        match ground {
            Ground | Pane | Raised | Sunken | Selection => Self::TEXTS.contains(&self) || self == OnAlive,
            AliveFill => matches!(self, Text | OnAlive),
            TouchFill => matches!(self, Text | Touch),
            LostFill => matches!(self, Text | Lost),
            TurnFill => matches!(self, Text | Turn),
            Alive | Lost | Touch | Turn | Name | Text => self == OnSolid,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least_text(theme: Theme) -> f32 {
        if theme == Theme::HighContrast { 7.0 } else { 4.5 }
    }

    #[test]
    fn every_text_can_be_read_on_every_ground_it_may_lie_on() {
        let mut weak = Vec::new();
        for theme in Theme::ALL {
            for (text, ground) in Ink::ALL.into_iter().flat_map(|text| Ink::ALL.map(|ground| (text, ground))) {
                let contrast = theme.color(text).contrast(theme.color(ground));
                if text.reads_on(ground) && contrast < least_text(theme) {
                    weak.push(format!("{theme:?}: {text:?} on {ground:?} is {contrast:.2}"));
                }
            }
        }
        assert!(weak.is_empty(), "{weak:#?}");
    }

    #[test]
    fn text_can_be_read_on_a_hatch() {
        for theme in Theme::ALL {
            let line = theme.color(Ink::LostFill).toward(theme.color(Ink::Lost), hatch::OPACITY);
            let contrast = theme.color(Ink::Text).contrast(line);
            assert!(contrast >= 4.5, "{theme:?}: {contrast:.2}");
        }
    }

    #[test]
    fn every_mark_can_be_seen_on_every_ground() {
        let mut weak = Vec::new();
        for theme in Theme::ALL {
            for (mark, ground) in Ink::MARKS.into_iter().flat_map(|mark| Ink::GROUNDS.map(|ground| (mark, ground))) {
                let contrast = theme.color(mark).contrast(theme.color(ground));
                if contrast < 3.0 {
                    weak.push(format!("{theme:?}: {mark:?} on {ground:?} is {contrast:.2}"));
                }
            }
        }
        assert!(weak.is_empty(), "{weak:#?}");
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 0.01);
        assert!((Rgb(0x76, 0x76, 0x76).contrast(Rgb(255, 255, 255)) - 4.54).abs() < 0.01);
    }
}
