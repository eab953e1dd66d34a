//! How much nearer a pair of letters stands than their advances say, as the fonts' `GPOS` tables tell every shaper.
//!
//! Only pair adjustment of the `kern` feature: what else shaping may do is out of the bundled fonts' reach.

use skrifa::charmap::Charmap;
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::gpos::{ExtensionSubtable, PairPos, PositionLookup};
use skrifa::{FontRef, GlyphId, MetadataProvider as _, Tag};

/// The printable part of ASCII, whose pairs are looked up once.
const FIRST: usize = 32;
const COUNT: usize = 95;

/// The pairs of one font.
pub struct Kerning {
    charmap: Charmap<'static>,
    /// Lookups in order; each is a list of subtables, of which the first that knows the pair's first glyph counts.
    lookups: Vec<Vec<PairPos<'static>>>,
    units_per_em: f32,
    ascii: Vec<f32>,
}

impl Kerning {
    /// What the font says; nothing if it has no such table.
    pub fn read(bytes: &'static [u8]) -> Self {
        let mut kerning =
            Self { charmap: Charmap::default(), lookups: Vec::new(), units_per_em: 1.0, ascii: Vec::new() };
        let Ok(font) = FontRef::new(bytes) else { return kerning };
        kerning.charmap = font.charmap();
        kerning.units_per_em = font.head().map_or(1_000.0, |head| f32::from(head.units_per_em().max(1)));
        kerning.lookups = lookups(&font).unwrap_or_default();
        if kerning.lookups.is_empty() {
            return kerning;
        }
        let printable = || (0..COUNT).filter_map(|code| char::from_u32((FIRST + code) as u32));
        kerning.ascii = printable()
            .flat_map(|left| printable().map(move |right| (left, right)))
            .map(|(left, right)| kerning.look_up(left, right))
            .collect();
        kerning
    }

    /// What is added between `left` and `right`, in ems; mostly below zero or none.
    pub fn between(&self, left: char, right: char) -> f32 {
        if self.lookups.is_empty() {
            return 0.0;
        }
        let place = |character: char| (character as usize).checked_sub(FIRST).filter(|place| *place < COUNT);
        match (place(left), place(right)) {
            (Some(left), Some(right)) => self.ascii.get(left * COUNT + right).copied().unwrap_or_default(),
            _ => self.look_up(left, right),
        }
    }

    fn look_up(&self, left: char, right: char) -> f32 {
        let (Some(left), Some(right)) = (self.charmap.map(left), self.charmap.map(right)) else { return 0.0 };
        let of_lookup = |subtables: &Vec<PairPos>| subtables.iter().find_map(|pairs| adjustment(pairs, left, right));
        self.lookups.iter().filter_map(of_lookup).map(f32::from).sum::<f32>() / self.units_per_em
    }
}

fn lookups(font: &FontRef<'static>) -> Option<Vec<Vec<PairPos<'static>>>> {
    let gpos = font.gpos().ok()?;
    let features = gpos.feature_list().ok()?;
    let mut places: Vec<u16> = Vec::new();
    for record in features.feature_records().iter().filter(|record| record.feature_tag() == Tag::new(b"kern")) {
        let feature = record.feature(features.offset_data()).ok()?;
        places.extend(feature.lookup_list_indices().iter().map(|place| place.get()));
    }
    places.sort_unstable();
    places.dedup();
    let list = gpos.lookup_list().ok()?;
    let pairs = |place: u16| match list.lookups().get(usize::from(place)).ok()? {
        PositionLookup::Pair(lookup) => Some(lookup.subtables().iter().flatten().collect()),
        PositionLookup::Extension(lookup) => {
            let inner = lookup.subtables().iter().flatten().filter_map(|subtable| match subtable {
                ExtensionSubtable::Pair(pair) => pair.extension().ok(),
                _ => None,
            });
            Some(inner.collect())
        }
        _ => None,
    };
    Some(places.into_iter().filter_map(pairs).collect())
}

/// What one subtable adds to the first glyph's advance; `None` if it does not know the pair.
fn adjustment(pairs: &PairPos, left: GlyphId, right: GlyphId) -> Option<i16> {
    match pairs {
        PairPos::Format1(table) => {
            let set = table.pair_sets().get(usize::from(table.coverage().ok()?.get(left)?)).ok()?;
            // In order of the second glyph.
            let records = set.pair_value_records();
            let second = |place: usize| records.get(place).ok().map(|record| GlyphId::from(record.second_glyph()));
            let (mut low, mut high) = (0, records.len());
            while low < high {
                let middle = (low + high) / 2;
                if second(middle)? < right { low = middle + 1 } else { high = middle }
            }
            let record = records.get(low).ok().filter(|record| GlyphId::from(record.second_glyph()) == right)?;
            Some(record.value_record1().x_advance().unwrap_or_default())
        }
        PairPos::Format2(table) => {
            table.coverage().ok()?.get(left)?;
            let first = table.class_def1().ok()?.get(left);
            let second = table.class_def2().ok()?.get(right);
            let record = table.class1_records().get(usize::from(first)).ok()?;
            let record = record.class2_records().get(usize::from(second)).ok()?;
            Some(record.value_record1().x_advance().unwrap_or_default())
        }
    }
}
