//! The sentence under a heap picture: what the line that just ran did to counts.

use super::change::{Arrow, ArrowState, Picture, ShownCard};
use super::cycle::cycles;
use super::story::{Origin, Story};

/// What happened, in one or two sentences; empty when no count changed and no call began or ended.
pub fn caption(story: &Story, picture: &Picture) -> String {
    let words = Words { story, picture };
    let mut sentences: Vec<String> = Vec::new();
    sentences.extend(words.won());
    sentences.extend(words.freed().or_else(|| words.cut_off()).or_else(|| words.let_go()));
    if sentences.len() < 2 {
        sentences.extend(words.returned());
    }
    capital(&sentences.join(" "))
}

struct Words<'a> {
    story: &'a Story,
    picture: &'a Picture,
}

impl Words<'_> {
    fn card(&self, life: usize) -> Option<&ShownCard> {
        self.picture.cards.iter().find(|card| card.life == life)
    }

    /// "the list bag"; only "the list" where the name that it is known by says no more.
    fn object(&self, life: usize, bound_by: Option<&str>) -> String {
        let Some(life) = self.story.lives.get(life) else { return "an object".to_owned() };
        match &life.name {
            Some(name) if Some(name.as_str()) != bound_by => format!("the {} {name}", life.kind),
            _ => format!("the {}", life.kind),
        }
    }

    /// A row as the program would write it.
    fn place(&self, from: &Origin) -> String {
        match from {
            Origin::Name { name, .. } => name.clone(),
            Origin::Row { life, row } => {
                let owner = self.story.lives.get(*life);
                let name = owner.and_then(|owner| owner.name.clone());
                let name = name.unwrap_or_else(|| owner.map_or(String::new(), |owner| format!("the {}", owner.kind)));
                match (row.strip_prefix('.'), row.starts_with("stack ")) {
                    (Some(attribute), _) => format!("{name}.{attribute}"),
                    (None, true) => format!("the stack of {name}"),
                    (None, false) => format!("{name}[{row}]"),
                }
            }
        }
    }

    fn won(&self) -> Option<String> {
        let new: Vec<&Arrow> = self.picture.arrows.iter().filter(|arrow| arrow.state == ArrowState::New).collect();
        let named = |arrow: &&&Arrow| matches!(arrow.from, Origin::Name { .. }) && !self.is_parameter(arrow);
        let outer = |arrow: &&&Arrow| match arrow.from {
            Origin::Row { life, .. } => self.card(life).is_some_and(|card| !card.is_new),
            Origin::Name { .. } => false,
        };
        // What a name or a thing that was there before won tells more than what a new thing holds.
        let arrow = new.iter().rev().find(named).or(new.iter().rev().find(outer)).or(new.last())?;
        let card = self.card(arrow.to)?;
        let from = self.place(&arrow.from);
        let bound_by = match &arrow.from {
            Origin::Name { name, .. } => Some(name.as_str()),
            Origin::Row { .. } => None,
        };
        let same = new.iter().filter(|other| other.to == arrow.to && other.from != arrow.from).count();
        Some(match (card.is_new, card.change) {
            (true, _) => {
                let verb = if bound_by.is_some() { "now means" } else { "holds" };
                format!("{from} {verb} a new {}{}.", card.card.kind, self.within(card))
            }
            (false, change) if same > 0 && change > 1 => {
                format!("{} gains {change} references.", capital(&self.object(arrow.to, None)))
            }
            (false, change) if change > 0 => {
                let object = self.object(arrow.to, bound_by);
                // Known by no other name than the one that has just moved on to it.
                let object = if object == format!("the {}", card.card.kind) && self.moves(&arrow.from) {
                    format!("another {}", card.card.kind)
                } else {
                    object
                };
                format!("{from} now means {object}: +{change}.")
            }
            (false, _) => format!("{from} now means {}.", self.object(arrow.to, bound_by)),
        })
    }

    /// What a new object refers to, when that is new as well or gained by it.
    fn within(&self, owner: &ShownCard) -> String {
        let held = self.picture.arrows.iter().filter(|arrow| {
            arrow.state == ArrowState::New && matches!(arrow.from, Origin::Row { life, .. } if life == owner.life)
        });
        let mut lives: Vec<usize> = held.map(|arrow| arrow.to).filter(|life| *life != owner.life).collect();
        lives.sort_unstable();
        lives.dedup();
        let cards: Vec<&ShownCard> = lives.iter().filter_map(|life| self.card(*life)).collect();
        match cards.as_slice() {
            [] => String::new(),
            [one] if one.is_new => format!(", which holds another new {}", one.card.kind),
            [one] if one.change > 0 => format!(", which holds {}: +{}", self.object(one.life, None), one.change),
            many if many.iter().all(|card| card.is_new) => format!(", which holds {} more new objects", many.len()),
            many if many.iter().all(|card| !card.is_new) => {
                format!(", which holds {} objects that were there before", many.len())
            }
            many => format!(", which holds {} objects", many.len()),
        }
    }

    /// Whether a name or a row let go of something in the same line.
    fn moves(&self, from: &Origin) -> bool {
        self.picture.arrows.iter().any(|arrow| arrow.state == ArrowState::Lost && arrow.from == *from)
    }

    fn is_parameter(&self, arrow: &Arrow) -> bool {
        matches!(&arrow.from, Origin::Name { depth, .. } if *depth > 0)
    }

    fn freed(&self) -> Option<String> {
        let freed: Vec<&ShownCard> = self.picture.cards.iter().filter(|card| card.freed).collect();
        let first = freed.first()?;
        let cycle = freed.len() > 1 && freed.iter().all(|card| card.change < 0) && !self.lost_names();
        if cycle {
            return Some(format!("The collector frees {} objects that nothing reached.", freed.len()));
        }
        let holds = self.picture.arrows.iter().any(|arrow| {
            arrow.state == ArrowState::Lost && matches!(arrow.from, Origin::Row { life, .. } if life == first.life)
        });
        let object = self.object(first.life, None);
        let others = freed.len() - 1;
        let held_by_first = |card: &&&ShownCard| {
            self.picture.arrows.iter().any(|arrow| {
                arrow.to == card.life && matches!(arrow.from, Origin::Row { life, .. } if life == first.life)
            })
        };
        let chain = freed.iter().skip(1).filter(held_by_first).count();
        Some(match (others, holds) {
            (0, true) => format!("Nothing holds {object} any more: 0, freed at once, and what it held loses one."),
            (0, false) => format!("Nothing holds {object} any more: 0, freed at once."),
            (1, _) if chain == 1 => {
                let held = freed.get(1).map_or(String::new(), |card| self.object(card.life, None));
                format!("Nothing holds {object} any more: 0, freed at once, and with it {held}, which only it held.")
            }
            (many, _) if chain > 0 => {
                format!("Nothing holds {object} any more: 0, freed at once, and {many} that hung on it with it.")
            }
            (1, _) => {
                let other = freed.get(1).map_or(String::new(), |card| self.object(card.life, None));
                format!("Nothing holds {object} and {other} any more: both are freed at once.")
            }
            (many, _) => format!("Nothing holds these {} objects any more: they are freed at once.", many + 1),
        })
    }

    /// Whether a name or a living object let go of something.
    fn lost_names(&self) -> bool {
        self.picture.arrows.iter().any(|arrow| {
            arrow.state == ArrowState::Lost
                && match &arrow.from {
                    Origin::Name { .. } => true,
                    Origin::Row { life, .. } => self.card(*life).is_some_and(|card| !card.freed),
                }
        })
    }

    /// A cycle that the last name has just left.
    fn cut_off(&self) -> Option<String> {
        let lost: Vec<&ShownCard> =
            self.picture.cards.iter().filter(|card| !card.freed && !card.card.reachable).collect();
        let groups = cycles(&lost, self.picture);
        let group = groups.iter().find(|group| group.iter().any(|life| self.just_left(*life)))?;
        Some(match group.len() {
            1 => "Its name is gone, yet it still holds itself.".to_owned(),
            2 => "Both names are gone, yet each still holds the other.".to_owned(),
            many => format!("No name leads to these {many} any more, yet they hold one another."),
        })
    }

    fn just_left(&self, life: usize) -> bool {
        let lost = |arrow: &Arrow| arrow.state == ArrowState::Lost && arrow.to == life;
        self.picture.arrows.iter().any(lost)
    }

    fn let_go(&self) -> Option<String> {
        let lost: Vec<&Arrow> = self.picture.arrows.iter().filter(|arrow| arrow.state == ArrowState::Lost).collect();
        let won = |from: &Origin| {
            self.picture.arrows.iter().any(|arrow| arrow.state == ArrowState::New && arrow.from == *from)
        };
        let gone = |from: &Origin| matches!(from, Origin::Name { depth, .. } if self.is_gone(*depth));
        let arrow = lost.iter().find(|arrow| {
            !gone(&arrow.from) && self.card(arrow.to).is_some_and(|card| !card.freed && card.change < 0)
        })?;
        let card = self.card(arrow.to)?;
        let left = card.card.count?;
        let change = card.change.unsigned_abs();
        let bound_by = match &arrow.from {
            Origin::Name { name, .. } => Some(name.as_str()),
            Origin::Row { .. } => None,
        };
        let mut targets: Vec<usize> = lost.iter().filter(|other| !gone(&other.from)).map(|other| other.to).collect();
        targets.sort_unstable();
        targets.dedup();
        if targets.len() == 1 && won(&arrow.from) {
            return Some(format!("What it meant before loses one: {left} left."));
        }
        if targets.len() > 1 {
            return Some(format!("{} objects lose a reference, and live on.", targets.len()));
        }
        Some(format!(
            "{} lets go of {}: −{change}, {left} left.",
            capital(&self.place(&arrow.from)),
            self.object(arrow.to, bound_by)
        ))
    }

    fn is_gone(&self, depth: usize) -> bool {
        self.picture.frames.iter().any(|frame| frame.gone && frame.names.depth == depth)
    }

    fn returned(&self) -> Option<String> {
        let gone = self.picture.frames.iter().find(|frame| frame.gone)?;
        Some(match gone.names.title.strip_prefix("class ") {
            Some(class) => format!("The body of {class} has ended: its names are the class's attributes now."),
            None if gone.names.resumable => format!("{} hands control back.", gone.names.title),
            None => format!("{} has returned: what its names held loses one.", gone.names.title),
        })
    }
}

/// With a capital, unless it is a name.
fn capital(words: &str) -> String {
    match words.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => words.to_owned(),
    }
}
