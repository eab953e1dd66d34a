//! Bundled fonts cut down to the characters of one document, for files that carry their fonts along.
//!
//! Glyphs keep their numbers and only lose their outlines, so that little has to be rewritten: the outlines (`glyf` or
//! `CFF `), the map of characters, and the kerning. All other layout is left out.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, MetadataProvider as _, Tag};

use super::fonts;
use super::text::Face;

/// The face's file with the outlines of `characters` alone; the whole file if it is not made as expected.
pub fn subset(face: Face, characters: &BTreeSet<char>) -> Vec<u8> {
    cut(face, characters).unwrap_or_else(|| fonts::bytes(face).to_vec())
}

fn cut(face: Face, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = FontRef::new(fonts::bytes(face)).ok()?;
    let charmap = font.charmap();
    let glyphs: BTreeMap<char, u16> = characters
        .iter()
        .filter_map(|character| Some((*character, u16::try_from(charmap.map(*character)?.to_u32()).ok()?)))
        .collect();
    let mut kept: BTreeSet<usize> = glyphs.values().map(|glyph| usize::from(*glyph)).collect();
    kept.insert(0);

    let table = |tag: &[u8; 4]| Some(font.table_data(Tag::new(tag))?.as_bytes().to_vec());
    let mut tables: BTreeMap<[u8; 4], Vec<u8>> = BTreeMap::new();
    for tag in [b"OS/2", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"cvt ", b"fpgm", b"prep", b"gasp"] {
        tables.extend(table(tag).map(|bytes| (*tag, bytes)));
    }
    match table(b"CFF ") {
        Some(cff) => drop(tables.insert(*b"CFF ", compact_outlines(&cff, &kept)?)),
        None => {
            let long = font.head().ok()?.index_to_loc_format() != 0;
            let (loca, glyf) = true_type_outlines(&table(b"loca")?, &table(b"glyf")?, long, &kept)?;
            tables.insert(*b"loca", loca);
            tables.insert(*b"glyf", glyf);
        }
    }
    // Version 3 of `post` holds no names of glyphs.
    let mut post = table(b"post")?.get(..32)?.to_vec();
    post.get_mut(..4)?.copy_from_slice(&[0, 3, 0, 0]);
    tables.insert(*b"post", post);
    tables.insert(*b"cmap", character_map(&glyphs));
    let units_per_em = f32::from(font.head().ok()?.units_per_em());
    // Where not all pairs fit, those of plain letters matter most.
    let plain = || glyphs.iter().filter(|(character, _)| character.is_ascii()).map(|(c, glyph)| (*c, *glyph)).collect();
    let kerning = pairs(face, &glyphs, units_per_em).or_else(|| pairs(face, &plain(), units_per_em));
    tables.extend(kerning.map(|pairs| (*b"GPOS", pairs)));
    Some(file(fonts::bytes(face).get(..4)?, &tables))
}

/// `loca` and `glyf` with the kept glyphs and those that they are made of.
fn true_type_outlines(loca: &[u8], glyf: &[u8], long: bool, kept: &BTreeSet<usize>) -> Option<(Vec<u8>, Vec<u8>)> {
    let count = loca.len() / if long { 4 } else { 2 } - 1;
    let offset = |glyph: usize| match long {
        true => usize::try_from(u32_at(loca, glyph * 4)?).ok(),
        false => Some(usize::from(u16_at(loca, glyph * 2)?) * 2),
    };
    let outline = |glyph: usize| glyf.get(offset(glyph)?..offset(glyph + 1)?);
    let mut all = BTreeSet::new();
    let mut open: Vec<usize> = kept.iter().copied().collect();
    while let Some(glyph) = open.pop() {
        if all.insert(glyph) {
            open.extend(components(outline(glyph)?)?);
        }
    }
    let (mut places, mut outlines) = (Vec::new(), Vec::new());
    for glyph in 0..=count {
        match long {
            true => places.extend(u32::try_from(outlines.len()).ok()?.to_be_bytes()),
            false => places.extend(u16::try_from(outlines.len() / 2).ok()?.to_be_bytes()),
        }
        if all.contains(&glyph) && glyph < count {
            outlines.extend_from_slice(outline(glyph)?);
            // Short places count in pairs of bytes.
            outlines.resize(outlines.len().next_multiple_of(4), 0);
        }
    }
    Some((places, outlines))
}

/// The glyphs that a composite glyph is made of.
fn components(outline: &[u8]) -> Option<Vec<usize>> {
    const WORDS: u16 = 0x1;
    const SCALE: u16 = 0x8;
    const MORE: u16 = 0x20;
    const SCALE_BOTH: u16 = 0x40;
    const MATRIX: u16 = 0x80;
    let mut found = Vec::new();
    // A negative count of contours says that it is composite.
    if outline.is_empty() || outline.first()? & 0x80 == 0 {
        return Some(found);
    }
    let mut at = 10;
    loop {
        let flags = u16_at(outline, at)?;
        found.push(usize::from(u16_at(outline, at + 2)?));
        at += 4 + if flags & WORDS != 0 { 4 } else { 2 };
        at += match flags {
            _ if flags & SCALE != 0 => 2,
            _ if flags & SCALE_BOTH != 0 => 4,
            _ if flags & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            return Some(found);
        }
    }
}

/// A `CFF ` table whose other glyphs are empty and whose glyphs have no names (Adobe Technical Note 5176).
fn compact_outlines(cff: &[u8], kept: &BTreeSet<usize>) -> Option<Vec<u8>> {
    const END_OF_GLYPH: u8 = 14;
    let names = Index::read(cff, usize::from(*cff.get(2)?))?;
    let tops = Index::read(cff, names.end)?;
    let strings = Index::read(cff, tops.end)?;
    let blank_strings = write_index(&vec![&[][..]; strings.items.len()])?;
    let after_strings = tops.end + blank_strings.len();
    let moved = |place: usize| (place + after_strings).checked_sub(strings.end);

    let (top_start, top_end) = *tops.items.first()?;
    let mut top = cff.get(top_start..top_end)?.to_vec();
    let places = offsets_in_top(&top)?;
    let glyphs_start = places.get(&GLYPHS)?.value;
    let private_start = places.get(&PRIVATE)?.value;
    let glyphs = Index::read(cff, glyphs_start)?;
    // Only files that keep the private part right behind the glyphs are cut.
    if private_start != glyphs.end || strings.end > glyphs_start {
        return None;
    }
    let empty = [END_OF_GLYPH];
    let outline = |(glyph, (start, end)): (usize, &(usize, usize))| match kept.contains(&glyph) {
        true => cff.get(*start..*end),
        false => Some(&empty[..]),
    };
    let outlines: Vec<&[u8]> = glyphs.items.iter().enumerate().map(outline).collect::<Option<_>>()?;
    let new_glyphs = write_index(&outlines)?;
    for (operator, place) in &places {
        let target = match *operator {
            PRIVATE => moved(glyphs_start)? + new_glyphs.len(),
            _ => moved(place.value)?,
        };
        top.get_mut(place.at..place.at + 4)?.copy_from_slice(&u32::try_from(target).ok()?.to_be_bytes());
    }

    let mut out = cff.get(..top_start)?.to_vec();
    out.extend(top);
    out.extend(blank_strings);
    out.extend_from_slice(cff.get(strings.end..glyphs_start)?);
    out.extend(new_glyphs);
    out.extend_from_slice(cff.get(private_start..)?);
    Some(out)
}

const CHARSET: u8 = 15;
const ENCODING: u8 = 16;
const GLYPHS: u8 = 17;
const PRIVATE: u8 = 18;

/// Where in the top dictionary an offset stands (its four bytes), and what it says.
struct Place {
    at: usize,
    value: usize,
}

fn offsets_in_top(top: &[u8]) -> Option<BTreeMap<u8, Place>> {
    let mut places = BTreeMap::new();
    let mut last = None;
    let mut at = 0;
    while let Some(byte) = top.get(at).copied() {
        let length = match byte {
            0..=21 => {
                if let Some(number) = last.take().filter(|_| (CHARSET..=PRIVATE).contains(&byte)) {
                    places.insert(byte, number);
                }
                if byte == 12 { 2 } else { 1 }
            }
            28 => 3,
            29 => {
                last = Some(Place { at: at + 1, value: usize::try_from(u32_at(top, at + 1)?).ok()? });
                5
            }
            // A real number: pairs of digits up to one that holds the end sign.
            30 => 2 + top.get(at + 1..)?.iter().position(|digits| digits & 0xf == 0xf)?,
            247..=254 => 2,
            _ => 1,
        };
        // A number in any other form would have no room for another value.
        if matches!(byte, 28 | 30 | 32..=254) {
            last = None;
        }
        at += length;
    }
    let has_all = [CHARSET, GLYPHS, PRIVATE].iter().all(|operator| places.contains_key(operator));
    let only_known = places.keys().all(|operator| matches!(*operator, CHARSET | ENCODING | GLYPHS | PRIVATE));
    (has_all && only_known).then_some(places)
}

/// A list of byte strings as `CFF ` writes it.
struct Index {
    items: Vec<(usize, usize)>,
    end: usize,
}

impl Index {
    fn read(bytes: &[u8], at: usize) -> Option<Self> {
        let count = usize::from(u16_at(bytes, at)?);
        if count == 0 {
            return Some(Self { items: Vec::new(), end: at + 2 });
        }
        let size = usize::from(*bytes.get(at + 2)?);
        let base = at + 2 + (count + 1) * size;
        let offset = |number: usize| {
            let bytes = bytes.get(at + 3 + number * size..at + 3 + (number + 1) * size)?;
            Some(base + bytes.iter().fold(0, |value, byte| value << 8 | usize::from(*byte)))
        };
        let items: Vec<(usize, usize)> =
            (0..count).map(|number| Some((offset(number)?, offset(number + 1)?))).collect::<Option<_>>()?;
        Some(Self { end: items.last()?.1, items })
    }
}

fn write_index(items: &[&[u8]]) -> Option<Vec<u8>> {
    let mut out = u16::try_from(items.len()).ok()?.to_be_bytes().to_vec();
    if items.is_empty() {
        return Some(out);
    }
    let end = 1 + items.iter().map(|item| item.len()).sum::<usize>();
    let size = if end <= 0xff {
        1
    } else if end <= 0xffff {
        2
    } else {
        4
    };
    out.push(size as u8);
    let mut offset = 1_u32;
    for length in std::iter::once(0).chain(items.iter().map(|item| item.len())) {
        offset += u32::try_from(length).ok()?;
        out.extend_from_slice(offset.to_be_bytes().get(4 - size..)?);
    }
    out.extend(items.concat());
    Some(out)
}

/// A `cmap` of one group a character (format 12).
fn character_map(glyphs: &BTreeMap<char, u16>) -> Vec<u8> {
    let count = glyphs.len() as u32;
    let mut out = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    for number in [16 + 12 * count, 0, count] {
        out.extend(number.to_be_bytes());
    }
    for (character, glyph) in glyphs {
        for number in [u32::from(*character), u32::from(*character), u32::from(*glyph)] {
            out.extend(number.to_be_bytes());
        }
    }
    out
}

/// A `GPOS` table of the pairs that are not simply side by side; `None` if there is none or no room.
///
/// The older `kern` table would be smaller, but browsers drop it from fonts with `CFF ` outlines.
fn pairs(face: Face, glyphs: &BTreeMap<char, u16>, units_per_em: f32) -> Option<Vec<u8>> {
    let kerning = fonts::kerning(face)?;
    let mut sets: BTreeMap<u16, BTreeMap<u16, i16>> = BTreeMap::new();
    for (left, first) in glyphs {
        for (right, second) in glyphs {
            let units = (kerning.between(*left, *right) * units_per_em).round() as i16;
            if units != 0 {
                sets.entry(*first).or_default().insert(*second, units);
            }
        }
    }
    const ADVANCE: u16 = 4;
    let count = u16::try_from(sets.len()).ok().filter(|count| *count > 0)?;
    let coverage_at = 10 + 2 * count;
    let coverage = [1, count].into_iter().chain(sets.keys().copied());
    let mut offset = usize::from(coverage_at) + 4 + 2 * sets.len();
    let mut offsets = Vec::new();
    let mut bodies: Vec<u16> = Vec::new();
    for set in sets.values() {
        offsets.push(u16::try_from(offset).ok()?);
        bodies.push(set.len() as u16);
        bodies.extend(set.iter().flat_map(|(second, units)| [*second, *units as u16]));
        offset += 2 + 4 * set.len();
    }
    let word = |tag: &[u8; 4]| [u16::from_be_bytes([tag[0], tag[1]]), u16::from_be_bytes([tag[2], tag[3]])];
    let ([script, script_end], [feature, feature_end]) = (word(b"DFLT"), word(b"kern"));
    let header = [1, 0, 10, 30, 44];
    // One script with one language that has one feature, which is one lookup of pairs.
    let scripts = [1, script, script_end, 8, 4, 0, 0, 0xffff, 1, 0];
    let features = [1, feature, feature_end, 8, 0, 1, 0];
    let lookups = [1, 4, 2, 0, 1, 8];
    let subtable = [1, coverage_at, ADVANCE, 0, count];
    let numbers = header.into_iter().chain(scripts).chain(features).chain(lookups).chain(subtable);
    Some(numbers.chain(offsets).chain(coverage).chain(bodies).flat_map(u16::to_be_bytes).collect())
}

/// A font file of these tables.
fn file(kind: &[u8], tables: &BTreeMap<[u8; 4], Vec<u8>>) -> Vec<u8> {
    let count = tables.len() as u16;
    let steps = 15 - count.max(1).leading_zeros() as u16;
    let range = 16 * (1_u16 << steps);
    let mut out = kind.to_vec();
    for number in [count, range, steps, (16 * count).saturating_sub(range)] {
        out.extend(number.to_be_bytes());
    }
    let mut body = Vec::new();
    let start = 12 + 16 * tables.len();
    for (tag, bytes) in tables {
        out.extend_from_slice(tag);
        for number in [checksum(bytes), (start + body.len()) as u32, bytes.len() as u32] {
            out.extend(number.to_be_bytes());
        }
        body.extend_from_slice(bytes);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    out.extend(body);
    out
}

fn checksum(bytes: &[u8]) -> u32 {
    let word = |chunk: &[u8]| (0..4).fold(0, |word, at| word << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
    bytes.chunks(4).map(word).fold(0, u32::wrapping_add)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::kerning::Kerning;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::DrawSettings;
    use skrifa::outline::pen::SvgPen;

    fn outline(bytes: &[u8], character: char) -> Option<String> {
        let font = FontRef::new(bytes).unwrap();
        let glyph = font.charmap().map(character)?;
        let mut pen = SvgPen::new();
        let settings = DrawSettings::unhinted(Size::new(1_000.0), LocationRef::default());
        font.outline_glyphs().get(glyph)?.draw(settings, &mut pen).unwrap();
        Some(pen.to_string())
    }

    #[test]
    fn a_subset_draws_its_characters_as_the_whole_font_does() {
        let characters: BTreeSet<char> = "Hällo, [Wörld] != 1.5 → é".chars().collect();
        for face in Face::ALL {
            let small = subset(face, &characters);
            assert!(small.len() < fonts::bytes(face).len() / 3, "{face:?}: {} bytes", small.len());
            for character in &characters {
                assert_eq!(
                    outline(&small, *character),
                    outline(fonts::bytes(face), *character),
                    "{face:?} {character}"
                );
            }
            assert_eq!(outline(&small, 'Q'), None);
            let kerning = Kerning::read(Box::leak(small.into_boxed_slice()));
            let whole = Kerning::read(fonts::bytes(face));
            for (left, right) in characters.iter().flat_map(|left| characters.iter().map(move |right| (*left, *right)))
            {
                let is_mono = matches!(face, Face::Mono | Face::MonoBold);
                let expected = if is_mono { 0.0 } else { whole.between(left, right) };
                assert!((kerning.between(left, right) - expected).abs() < 1e-3, "{face:?} {left}{right}");
            }
        }
    }
}
