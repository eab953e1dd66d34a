//! Which of the lost objects hold each other in a circle, and which merely hang on one.

use std::collections::{HashMap, HashSet};

use super::change::{ArrowState, Picture, ShownCard};
use super::story::Origin;

/// Groups of objects that hold each other in a circle, each in order of birth.
pub fn cycles(lost: &[&ShownCard], picture: &Picture) -> Vec<Vec<usize>> {
    let lives: HashSet<usize> = lost.iter().map(|card| card.life).collect();
    let mut out: HashMap<usize, Vec<usize>> = HashMap::new();
    for arrow in picture.arrows.iter().filter(|arrow| arrow.state != ArrowState::Lost) {
        if let Origin::Row { life, .. } = arrow.from
            && lives.contains(&life)
            && lives.contains(&arrow.to)
        {
            out.entry(life).or_default().push(arrow.to);
        }
    }
    let reach: HashMap<usize, HashSet<usize>> = lives.iter().map(|life| (*life, reached(*life, &out))).collect();
    let leads = |from: usize, to: usize| reach.get(&from).is_some_and(|reached| reached.contains(&to));
    let mut members: Vec<usize> = lives.iter().copied().filter(|life| leads(*life, *life)).collect();
    members.sort_unstable();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for life in members {
        let same =
            |group: &&mut Vec<usize>| group.first().is_some_and(|other| leads(life, *other) && leads(*other, life));
        match groups.iter_mut().find(same) {
            Some(group) => group.push(life),
            None => groups.push(vec![life]),
        }
    }
    groups
}

/// What one or more references lead to.
fn reached(from: usize, out: &HashMap<usize, Vec<usize>>) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut waiting = vec![from];
    while let Some(life) = waiting.pop() {
        for to in out.get(&life).into_iter().flatten() {
            if found.insert(*to) {
                waiting.push(*to);
            }
        }
    }
    found
}
