//! The bundled fonts: their bytes, what each can show, and how far each character advances.
//!
//! Glyph substitution is taken out of the copies in memory, so that no shaper joins `!=` or `->` to one sign: a program is
//! shown as it was typed, and every writer of a scene sees the same fonts. Laying out belongs to the writers.

use std::collections::HashMap;
use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use super::kerning::Kerning;
use super::text::Face;

/// What measuring needs of one font; lengths are in ems.
struct Metrics {
    ascii: [Option<f32>; 128],
    beyond: HashMap<char, f32>,
    ascent: f32,
    descent: f32,
    capital: f32,
}

/// A font in memory and its name as SVG and the window know it.
struct Bundled {
    face: Face,
    bytes: Vec<u8>,
    metrics: Metrics,
}

impl Face {
    /// Every bundled face.
    pub const ALL: [Face; 5] = [Face::Sans, Face::SansMedium, Face::SansSemibold, Face::Mono, Face::MonoBold];

    /// The family's own name, as a font file and CSS say it.
    pub fn family(self) -> &'static str {
        match self {
            Face::Sans | Face::SansMedium | Face::SansSemibold => "Inter",
            Face::Mono | Face::MonoBold => "JetBrains Mono",
        }
    }

    /// The weight, as CSS counts it.
    pub fn weight(self) -> u16 {
        match self {
            Face::Sans | Face::Mono => 400,
            Face::SansMedium => 500,
            Face::SansSemibold => 600,
            Face::MonoBold => 700,
        }
    }

    /// The faces asked in turn for a glyph, this one first.
    pub fn chain(self) -> [Face; 2] {
        match self {
            Face::Sans => [self, Face::Mono],
            Face::SansMedium | Face::SansSemibold => [self, Face::MonoBold],
            Face::Mono => [self, Face::Sans],
            Face::MonoBold => [self, Face::SansSemibold],
        }
    }

    fn file(self) -> &'static [u8] {
        match self {
            Face::Sans => include_bytes!("../../assets/fonts/Inter-Regular.otf"),
            Face::SansMedium => include_bytes!("../../assets/fonts/Inter-Medium.otf"),
            Face::SansSemibold => include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
            Face::Mono => include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf"),
            Face::MonoBold => include_bytes!("../../assets/fonts/JetBrainsMono-Bold.ttf"),
        }
    }
}

/// Read when first asked for: a font's kerning takes longer to read than all else.
static KERNING: [LazyLock<Kerning>; 3] = [
    LazyLock::new(|| Kerning::read(bytes(Face::Sans))),
    LazyLock::new(|| Kerning::read(bytes(Face::SansMedium))),
    LazyLock::new(|| Kerning::read(bytes(Face::SansSemibold))),
];

static BUNDLED: LazyLock<Vec<Bundled>> = LazyLock::new(|| {
    let load = |face: Face| {
        let bytes = without_substitution(face.file());
        let metrics = Metrics::read(&bytes);
        Bundled { face, bytes, metrics }
    };
    Face::ALL.into_iter().map(load).collect()
});

/// A font file of the bundle, ready for any writer.
pub fn bytes(face: Face) -> &'static [u8] {
    bundled(face).map_or(&[], |font| &font.bytes)
}

/// Whether the face itself has a glyph for `character`.
pub fn has_glyph(face: Face, character: char) -> bool {
    bundled(face).is_some_and(|font| font.metrics.advance(character).is_some())
}

/// How far `character` advances in ems, in `face` or the first of its chain that has it.
pub fn advance(face: Face, character: char) -> Option<f32> {
    face.chain().into_iter().find_map(|face| bundled(face)?.metrics.advance(character))
}

/// How wide a run of characters is in ems: advances and kerning, each character in the first face of the chain that has it.
pub fn width(face: Face, characters: impl Iterator<Item = char>) -> f32 {
    let kerning = kerning(face);
    let (mut width, mut before) = (0.0, None);
    for character in characters {
        width += advance(face, character).unwrap_or_default();
        if let (Some(kerning), Some(before)) = (kerning, before) {
            width += kerning.between(before, character);
        }
        before = Some(character);
    }
    width
}

/// The face's kerning; none for a mono face, whose characters keep their cells.
pub(super) fn kerning(face: Face) -> Option<&'static Kerning> {
    let kerning = match face {
        Face::Sans => KERNING.first(),
        Face::SansMedium => KERNING.get(1),
        Face::SansSemibold => KERNING.get(2),
        Face::Mono | Face::MonoBold => None,
    };
    kerning.map(|kerning| &**kerning)
}

/// How far letters reach above the baseline, in ems.
pub fn ascent(face: Face) -> f32 {
    bundled(face).map_or(1.0, |font| font.metrics.ascent)
}

/// How far letters reach below the baseline, in ems; positive.
pub fn descent(face: Face) -> f32 {
    bundled(face).map_or(0.25, |font| font.metrics.descent)
}

/// The height of a capital letter in ems: text looks centred when half of this lies above the middle.
pub fn capital_height(face: Face) -> f32 {
    bundled(face).map_or(0.73, |font| font.metrics.capital)
}

fn bundled(face: Face) -> Option<&'static Bundled> {
    BUNDLED.iter().find(|font| font.face == face)
}

impl Metrics {
    fn read(bytes: &[u8]) -> Metrics {
        let mut read =
            Metrics { ascii: [None; 128], beyond: HashMap::new(), ascent: 1.0, descent: 0.25, capital: 0.73 };
        // The bundle is tested; a font that cannot be read would measure as having no glyphs.
        let Ok(font) = FontRef::new(bytes) else { return read };
        let em = Size::new(1.0);
        let glyphs = font.glyph_metrics(em, LocationRef::default());
        for (code, glyph) in font.charmap().mappings() {
            let (Some(character), Some(advance)) = (char::from_u32(code), glyphs.advance_width(glyph)) else {
                continue;
            };
            match read.ascii.get_mut(code as usize) {
                Some(place) => *place = Some(advance),
                None => drop(read.beyond.insert(character, advance)),
            }
        }
        let metrics = font.metrics(em, LocationRef::default());
        read.ascent = metrics.ascent;
        read.descent = metrics.descent.abs();
        read.capital = metrics.cap_height.unwrap_or(read.capital);
        read
    }

    fn advance(&self, character: char) -> Option<f32> {
        match self.ascii.get(character as usize) {
            Some(advance) => *advance,
            None => self.beyond.get(&character).copied(),
        }
    }
}

/// The font with its `GSUB` table hidden under a name that no shaper looks for.
///
/// Neither egui nor SVG rasterising lets a caller switch ligatures off. The new name keeps the directory sorted.
fn without_substitution(file: &[u8]) -> Vec<u8> {
    const HEADER: usize = 12;
    const RECORD: usize = 16;
    let mut bytes = file.to_vec();
    let tables = file.get(4..6).map_or(0, |count| usize::from(u16::from_be_bytes([count[0], count[1]])));
    for record in bytes.chunks_mut(4).skip(HEADER / 4).step_by(RECORD / 4).take(tables) {
        if record == b"GSUB" {
            record.copy_from_slice(b"GSUA");
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_read_and_has_the_signs_that_pictures_use() {
        for face in Face::ALL {
            assert!(!bytes(face).is_empty());
            assert!((0.6..1.3).contains(&ascent(face)), "{face:?} {}", ascent(face));
            assert!((0.1..0.5).contains(&descent(face)), "{face:?} {}", descent(face));
            assert!((0.6..0.8).contains(&capital_height(face)), "{face:?} {}", capital_height(face));
            for sign in "AZaz09 '\"[]{}()…→≠≤≥×÷−–—·µ²←↑↓✓∞≈".chars() {
                assert!(advance(face, sign).is_some(), "{face:?} has no {sign}");
            }
        }
    }

    #[test]
    fn every_character_of_the_mono_face_is_equally_wide() {
        let width = advance(Face::Mono, 'a');
        assert!((' '..='~').all(|character| advance(Face::Mono, character) == width));
    }

    #[test]
    fn no_face_keeps_its_substitutions() {
        for face in Face::ALL {
            let font = FontRef::new(bytes(face)).unwrap();
            assert!(font.table_data(skrifa::Tag::new(b"GSUB")).is_none());
            assert!(font.table_data(skrifa::Tag::new(b"cmap")).is_some());
        }
    }
}
