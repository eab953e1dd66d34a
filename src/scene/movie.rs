//! Scenes as a moving picture: a GIF that tweens from each scene to the next.
//!
//! One palette serves all frames, taken from the colours that the scenes really show, and nothing is dithered: flat panes
//! stay flat. A frame holds only what changed since the one before.

use std::borrow::Cow;
use std::collections::HashMap;

use resvg::tiny_skia::Pixmap;

use super::raster::{RasterError, pixels};
use super::theme::{Theme, duration};
use super::tween::Tween;
use super::{Scene, Size};

/// From frame to frame while something moves, in milliseconds; GIF counts in hundredths of a second.
const FRAME_MS: u32 = 50;
/// The palette's last place means "as before".
const UNCHANGED: u8 = 255;
/// Scenes looked at for the palette; more would rarely show a new colour.
const MOST_LOOKED_AT: usize = 24;

/// A GIF that shows each scene for its time in milliseconds and moves from one to the next, over and over.
///
/// Scenes of different sizes stand at the left top of a stage that holds the largest.
pub fn gif(frames: &[(Scene, u32)], theme: Theme, scale: f32) -> Result<Vec<u8>, RasterError> {
    gif_told(frames, theme, scale, &mut |_| true).map(Option::unwrap_or_default)
}

/// The same; `None` when `go_on`, which hears how many scenes are done, ended it.
pub fn gif_told(
    frames: &[(Scene, u32)],
    theme: Theme,
    scale: f32,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Option<Vec<u8>>, RasterError> {
    let size = frames.iter().fold(Size::default(), |size, (scene, _)| {
        Size::new(size.width.max(scene.size.width), size.height.max(scene.size.height))
    });
    let Some((first, _)) = frames.first() else { return Err(RasterError::NoFrame) };
    let stage = |scene: &Scene| Scene { size, ..scene.clone() };
    let sample = pixels(&stage(first), theme, scale)?;
    let sides = (u16::try_from(sample.width()), u16::try_from(sample.height()));
    let (Ok(width), Ok(height)) = sides else {
        return Err(RasterError::Size { width: sample.width(), height: sample.height() });
    };

    let mut counts = HashMap::new();
    let every = frames.len().div_ceil(MOST_LOOKED_AT);
    for (scene, _) in frames.iter().step_by(every.max(1)) {
        count_colors(&pixels(&stage(scene), theme, scale)?, &mut counts);
    }
    let mut palette = Palette::of(counts);
    let mut encoder = gif::Encoder::new(Vec::new(), width, height, &palette.bytes())?;
    encoder.set_repeat(gif::Repeat::Infinite)?;

    let mut shown: Option<Vec<u8>> = None;
    let mut before: Option<Scene> = None;
    for (done, (scene, hold_ms)) in frames.iter().enumerate() {
        if !go_on(done as u64) {
            return Ok(None);
        }
        let next = stage(scene);
        for moment in moments(before.as_ref(), &next) {
            let picture = palette.indices(&pixels(&moment, theme, scale)?);
            write_frame(&mut encoder, shown.as_deref(), &picture, width, FRAME_MS)?;
            shown = Some(picture);
        }
        let picture = palette.indices(&pixels(&next, theme, scale)?);
        write_frame(&mut encoder, shown.as_deref(), &picture, width, *hold_ms)?;
        shown = Some(picture);
        before = Some(next);
    }
    Ok(Some(encoder.into_inner()?))
}

/// The scenes on the way, without the last.
fn moments(before: Option<&Scene>, next: &Scene) -> Vec<Scene> {
    let Some(before) = before else { return Vec::new() };
    let tween = Tween::new(before.clone(), next.clone());
    if tween.is_still() {
        return Vec::new();
    }
    let count = duration::TWEEN_MS / FRAME_MS;
    (1..count).map(|moment| tween.at(moment as f32 / count as f32)).collect()
}

fn write_frame(
    encoder: &mut gif::Encoder<Vec<u8>>,
    before: Option<&[u8]>,
    picture: &[u8],
    width: u16,
    hold_ms: u32,
) -> Result<(), RasterError> {
    let row_length = usize::from(width).max(1);
    let rows = picture.chunks(row_length).enumerate();
    let changed = |row: usize, column: usize, color: &u8| {
        before.is_none_or(|before| before.get(row * row_length + column) != Some(color))
    };
    // The box around all that changed; one pixel if nothing did, so that the time still passes.
    let (mut left, mut right, mut top, mut bottom) = (row_length - 1, 0, usize::MAX, 0);
    for (number, row) in rows {
        let mut columns = row.iter().enumerate().filter(|(column, color)| changed(number, *column, color));
        if let Some((first, _)) = columns.next() {
            let last = columns.next_back().map_or(first, |(last, _)| last);
            (left, right) = (left.min(first), right.max(last));
            (top, bottom) = (top.min(number), bottom.max(number));
        }
    }
    if top == usize::MAX {
        (left, right, top, bottom) = (0, 0, 0, 0);
    }
    let mut buffer = Vec::with_capacity((right + 1 - left) * (bottom + 1 - top));
    for (number, row) in picture.chunks(row_length).enumerate().take(bottom + 1).skip(top) {
        let cells = row.iter().enumerate().take(right + 1).skip(left);
        buffer.extend(cells.map(|(column, color)| if changed(number, column, color) { *color } else { UNCHANGED }));
    }
    let narrow = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
    let frame = gif::Frame {
        delay: u16::try_from(hold_ms / 10).unwrap_or(u16::MAX).max(2),
        dispose: gif::DisposalMethod::Keep,
        transparent: Some(UNCHANGED),
        left: narrow(left),
        top: narrow(top),
        width: narrow(right + 1 - left),
        height: narrow(bottom + 1 - top),
        buffer: Cow::Owned(buffer),
        ..gif::Frame::default()
    };
    Ok(encoder.write_frame(&frame)?)
}

type Color = [u8; 3];

fn count_colors(picture: &Pixmap, counts: &mut HashMap<Color, u64>) {
    for pixel in picture.pixels() {
        *counts.entry([pixel.red(), pixel.green(), pixel.blue()]).or_default() += 1;
    }
}

/// At most 255 colours, and which of them stands for any other.
struct Palette {
    colors: Vec<Color>,
    nearest: HashMap<Color, u8>,
}

impl Palette {
    /// The commonest colours, each unlike those before it: the flat ones exactly, then steps of the soft edges.
    fn of(counts: HashMap<Color, u64>) -> Self {
        let mut by_count: Vec<(Color, u64)> = counts.into_iter().collect();
        by_count.sort_by_key(|(color, count)| (std::cmp::Reverse(*count), *color));
        // How unlike colours must be grows until they fit.
        let mut least = 12;
        loop {
            let mut colors: Vec<Color> = Vec::new();
            for (color, _) in &by_count {
                if colors.iter().all(|chosen| unlikeness(chosen, color) >= least) {
                    colors.push(*color);
                }
                if colors.len() > usize::from(UNCHANGED) {
                    break;
                }
            }
            if colors.len() <= usize::from(UNCHANGED) {
                return Self { colors, nearest: HashMap::new() };
            }
            least *= 2;
        }
    }

    /// Red, green and blue of all 256 places, as a GIF has them.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.colors.concat();
        bytes.resize(256 * 3, 0);
        bytes
    }

    fn indices(&mut self, picture: &Pixmap) -> Vec<u8> {
        let colors = picture.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
        let find = |color: Color| {
            *self.nearest.entry(color).or_insert_with(|| {
                let choices = self.colors.iter().enumerate();
                let best = choices.min_by_key(|(_, chosen)| unlikeness(chosen, &color));
                best.and_then(|(place, _)| u8::try_from(place).ok()).unwrap_or_default()
            })
        };
        colors.map(find).collect()
    }
}

/// A distance that weighs the channels as eyes do.
fn unlikeness(one: &Color, two: &Color) -> i32 {
    let squares = one.iter().zip(two).map(|(a, b)| (i32::from(*a) - i32::from(*b)).pow(2));
    squares.zip([3, 6, 1]).map(|(square, weight)| square * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Point, sample};

    #[test]
    fn a_movie_holds_every_scene_and_the_moves_between() {
        let small = sample::small();
        let mut moved = Scene::new(small.size);
        moved.place(small.clone(), Point::new(8.0, 10.0));
        let bytes = gif(&[(small.clone(), 500), (moved.clone(), 700), (moved, 300)], Theme::Dark, 1.0).unwrap();
        std::fs::write(std::env::temp_dir().join("glasshouse-sheets.gif"), &bytes).unwrap();

        let mut options = gif::DecodeOptions::new();
        options.set_color_output(gif::ColorOutput::Indexed);
        let mut decoder = options.read_info(bytes.as_slice()).unwrap();
        assert_eq!((decoder.width(), decoder.height()), (320, 120));
        let mut delays = Vec::new();
        while let Some(frame) = decoder.read_next_frame().unwrap() {
            delays.push(frame.delay);
        }
        assert_eq!(delays, [50, 5, 5, 5, 5, 70, 30]);
    }

    #[test]
    fn flat_inks_keep_their_exact_colors() {
        let mut counts = HashMap::new();
        count_colors(&pixels(&sample::sheet(), Theme::Dark, 1.0).unwrap(), &mut counts);
        let palette = Palette::of(counts);
        for ink in
            [super::super::Ink::Pane, super::super::Ink::Raised, super::super::Ink::Alive, super::super::Ink::Name]
        {
            let color = Theme::Dark.color(ink);
            assert!(palette.colors.contains(&[color.0, color.1, color.2]), "{ink:?}");
        }
        assert!(palette.colors.len() <= 255);
    }

    #[test]
    fn no_scene_is_no_movie() {
        assert!(matches!(gif(&[], Theme::Dark, 1.0), Err(RasterError::NoFrame)));
    }
}
