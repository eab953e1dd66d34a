//! "Did you mean": the closest of some names (`Python/suggestions.c`).

/// What a move costs: a letter more, less or other, and a letter in the other case.
const MOVE: usize = 2;
const CASE: usize = 1;
/// Names longer than this are not looked at, nor lists of as many candidates.
const LONGEST: usize = 40;
const MOST: usize = 750;

/// The candidate nearest to `wrong` within a third of their lengths, the first of equals.
pub fn closest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let wrong_bytes = wrong.as_bytes();
    let mut best: Option<(usize, &str)> = None;
    let candidates: Vec<&str> = candidates.collect();
    if candidates.len() >= MOST || wrong.chars().count() > LONGEST {
        return None;
    }
    for candidate in candidates {
        if candidate == wrong {
            continue;
        }
        let bytes = candidate.as_bytes();
        let mut most = (wrong_bytes.len() + bytes.len() + 3) * MOVE / 6;
        if let Some((distance, _)) = best {
            most = most.min(distance.saturating_sub(1));
        }
        let Some(distance) = distance(wrong_bytes, bytes, most) else { continue };
        best = Some((distance, candidate));
        if distance == 0 {
            break;
        }
    }
    best.map(|(_, name)| name.to_owned())
}

/// The edit distance, `None` when above `most` (`levenshtein_distance`).
fn distance(left: &[u8], right: &[u8], most: usize) -> Option<usize> {
    if left == right {
        return Some(0);
    }
    let prefix = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[prefix..], &right[prefix..]);
    let suffix = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[..left.len() - suffix], &right[..right.len() - suffix]);
    if left.len() > LONGEST || right.len() > LONGEST {
        return None;
    }
    let mut row: Vec<usize> = (0..=right.len()).map(|at| at * MOVE).collect();
    for (at, a) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (at + 1) * MOVE;
        for (column, b) in right.iter().enumerate() {
            let change = match (a, b) {
                (a, b) if a == b => 0,
                (a, b) if a.eq_ignore_ascii_case(b) => CASE,
                _ => MOVE,
            };
            let best = (diagonal + change).min(row[column] + MOVE).min(row[column + 1] + MOVE);
            diagonal = std::mem::replace(&mut row[column + 1], best);
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let names = ["append", "extend", "pop", "remove"];
        assert_eq!(closest("apend", names.into_iter()).as_deref(), Some("append"));
        assert_eq!(closest("Pop", names.into_iter()).as_deref(), Some("pop"));
        assert_eq!(closest("zzzz", names.into_iter()), None);
    }
}
