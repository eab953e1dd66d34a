//! Letters that differ by case alone, as `_sre` compares them: by their simple lower case, and a few letters beyond.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Which letters have a case at all, and how they are lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding {
    Ascii,
    Unicode,
}

impl Folding {
    /// The lower case of one character.
    pub fn lower(self, code: u32) -> u32 {
        match self {
            _ if code < 0x80 => u32::from((code as u8).to_ascii_lowercase()),
            Folding::Ascii => code,
            // The one letter whose full lower case is two characters, U+0130, has the first as its simple one.
            Folding::Unicode => {
                char::from_u32(code).and_then(|char| char.to_lowercase().next()).map_or(code, u32::from)
            }
        }
    }

    /// Whether case matters for this character (`_sre.unicode_iscased`).
    pub fn is_cased(self, code: u32) -> bool {
        match self {
            Folding::Ascii => code < 0x80 && (code as u8).is_ascii_alphabetic(),
            Folding::Unicode => {
                self.lower(code) != code || char::from_u32(code).is_some_and(|char| !char.to_uppercase().eq([char]))
            }
        }
    }

    /// Whether a lowered character of the subject stands for a lowered one of the pattern: the same, or of the same upper case.
    pub fn same(self, subject: u32, pattern: u32) -> bool {
        if subject == pattern {
            return true;
        }
        if self == Folding::Ascii || subject < 0x80 && pattern < 0x80 {
            return false;
        }
        match (char::from_u32(subject), char::from_u32(pattern)) {
            (Some(subject), Some(pattern)) => {
                let has_upper = !subject.to_uppercase().eq([subject]);
                has_upper && subject.to_uppercase().eq(pattern.to_uppercase())
            }
            _ => false,
        }
    }

    /// Whether some character from `first` to `last` stands for the lowered character.
    pub fn range_holds(self, first: u32, last: u32, lowered: u32) -> bool {
        let within = |code: u32| (first..=last).contains(&code);
        if within(lowered) {
            return true;
        }
        if lowered < 0x80 && within(u32::from((lowered as u8).to_ascii_uppercase())) {
            return true;
        }
        if self == Folding::Ascii || last < 0x80 && lowered < 0x80 {
            return false;
        }
        relatives(lowered).iter().any(|code| within(*code))
    }
}

/// All characters that differ from a lowered one by case alone.
fn relatives(lowered: u32) -> &'static [u32] {
    static TABLE: OnceLock<HashMap<u32, Vec<u32>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let folding = Folding::Unicode;
        let mut by_upper: HashMap<Vec<char>, Vec<u32>> = HashMap::new();
        // No letter beyond this has a case.
        for code in 0..0x1_f000_u32 {
            let Some(char) = char::from_u32(code) else { continue };
            let lower = folding.lower(code);
            let upper: Vec<char> =
                char::from_u32(lower).map(|lower| lower.to_uppercase().collect()).unwrap_or_default();
            if lower != code || upper != [char] {
                by_upper.entry(upper).or_default().push(code);
            }
        }
        let mut table = HashMap::new();
        for family in by_upper.into_values() {
            for code in &family {
                table.insert(*code, family.clone());
            }
        }
        table
    });
    table.get(&lowered).map_or(&[], Vec::as_slice)
}
