//! Shows where two texts differ, line by line, for a person to read.

use std::fmt::Write as _;

/// Lines shown of one difference.
const LIMIT: usize = 24;

/// The lines of `expected` (`-`) and `actual` (`+`) from the first that differs to the last, with the line number; empty
/// when the texts are equal. Long differences are cut.
pub fn difference(what: &str, expected: &str, actual: &str) -> String {
    if expected == actual {
        return String::new();
    }
    let expected: Vec<&str> = expected.split('\n').collect();
    let actual: Vec<&str> = actual.split('\n').collect();
    let same_start = expected.iter().zip(&actual).take_while(|(a, b)| a == b).count();
    let shorter = expected.len().min(actual.len()) - same_start;
    let same_end = expected.iter().rev().zip(actual.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    let mut text = format!("  {what}, line {}:\n", same_start + 1);
    for (sign, lines) in [('-', &expected), ('+', &actual)] {
        let lines = &lines[same_start..lines.len() - same_end];
        for line in lines.iter().take(LIMIT / 2) {
            let _ = writeln!(text, "    {sign} {line}");
        }
        if lines.len() > LIMIT / 2 {
            let _ = writeln!(text, "    {sign} … {} more lines", lines.len() - LIMIT / 2);
        }
    }
    text
}
