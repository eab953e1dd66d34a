//! What the lanes view says: times, states, captions, and what a hover or a screen reader tells.

use super::timeline::{Interval, Lane, Mark, MarkKind, Micros, State, Timeline, Turn};

/// Milliseconds with one decimal: `87.4`.
pub fn ms(micros: Micros) -> String {
    format!("{:.1}", micros as f64 / 1000.0)
}

/// Milliseconds with no more decimals than they need: `90`, `0.5`.
pub fn short_ms(micros: Micros) -> String {
    let text = format!("{:.3}", micros as f64 / 1000.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What is queued for.
pub fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::Gil => "the GIL",
        Turn::Core => "a core",
        Turn::Loop => "its turn",
    }
}

/// A lane's state in a few words, as it stands under its name.
pub fn state(lane: &Lane, now: Micros) -> String {
    match lane.at(now) {
        None if lane.born().is_none_or(|born| now < born) => "not started".to_owned(),
        None => "done".to_owned(),
        Some(interval) => doing(interval),
    }
}

/// As [`state`], where there is no room for what is wanted.
pub fn short_state(lane: &Lane, now: Micros) -> String {
    match lane.at(now).map(|interval| interval.state) {
        Some(State::Wants(_)) => "wants".to_owned(),
        Some(State::Waiting) => "waits".to_owned(),
        Some(State::Running | State::Calling) => "runs".to_owned(),
        _ => state(lane, now),
    }
}

/// What a lane does in an interval, as a phrase.
pub fn doing(interval: &Interval) -> String {
    match (interval.state, interval.label.as_deref()) {
        (State::Running, _) => "runs".to_owned(),
        (State::Calling, _) => "runs, in C".to_owned(),
        (State::Wants(what), _) => format!("wants {}", turn(what)),
        (State::Io, _) => "in I/O".to_owned(),
        (State::Starting, _) => "starts".to_owned(),
        (State::Waiting, Some(label)) => format!("in {label}"),
        (State::Waiting, None) => "waits".to_owned(),
    }
}

/// All about one interval: who, what, when, how long.
pub fn tells(lane: &Lane, interval: &Interval) -> String {
    let label = match (interval.state, interval.label.as_deref()) {
        (State::Calling, Some(label)) => format!(", {label}: one C call, no check in it"),
        (State::Io, Some(label)) => format!(", {label}"),
        _ => String::new(),
    };
    let core = interval.core.map(|core| format!(", on core {core}")).unwrap_or_default();
    format!(
        "{} {}{label}{core}: {} ms, from {} to {} ms",
        lane.name,
        doing(interval),
        ms(interval.to - interval.from),
        ms(interval.from),
        ms(interval.to)
    )
}

/// A whole lane up to now.
pub fn totals(lane: &Lane, now: Micros) -> String {
    let spent = lane.spent(now);
    let mut words = format!("{}: {}, {}.", lane.name, lane.runs, state(lane, now));
    let parts = [
        ("ran", spent.ran),
        ("wanted a turn", spent.wanted),
        ("in I/O", spent.io),
        ("started", spent.starting),
        ("waited for others", spent.waiting),
    ];
    for (what, micros) in parts.into_iter().filter(|part| part.1 > 0) {
        words.push_str(&format!(" {what} {} ms;", ms(micros)));
    }
    words.trim_end_matches(';').to_owned()
}

/// One event in a sentence, for a hover.
pub fn event(timeline: &Timeline, mark: &Mark) -> String {
    let who = name(timeline, mark.lane);
    let at = ms(mark.at);
    match mark.kind {
        MarkKind::Asks { holder } => {
            let holder = name(timeline, holder);
            let seen = match timeline.answered(mark.at) {
                Some(seen) if seen > mark.at => format!(", who sees it {} ms later", ms(seen - mark.at)),
                _ => ", who sees it at once".to_owned(),
            };
            format!("{at} ms: {who} asks {holder} for the GIL{seen}")
        }
        MarkKind::WaitsOn => format!("{at} ms: {who} has waited one interval, but the GIL changed hands: it waits on"),
        _ => format!("{at} ms: {}", sentence(timeline, mark)),
    }
}

/// What happens at the moment `now`, or what has been going on when nothing does.
pub fn caption(timeline: &Timeline, now: Micros) -> String {
    let marks = timeline.marks_at(now);
    let mut parts: Vec<String> = Vec::new();
    let mut told: Vec<MarkKind> = Vec::new();
    let mut index = 0;
    while let Some(mark) = marks.get(index) {
        let next = marks.get(index + 1);
        index += 1;
        // What several do at the same moment is told once.
        let alike: Vec<&str> =
            marks.iter().filter(|other| other.kind == mark.kind).map(|other| name(timeline, other.lane)).collect();
        if told.contains(&mark.kind) {
            continue;
        }
        if alike.len() > 1 && !matches!(mark.kind, MarkKind::Drops { .. }) {
            told.push(mark.kind);
            parts.push(together(timeline, mark.kind, &list(&alike)));
            continue;
        }
        parts.push(match (mark.kind, next) {
            // A hand-over is told as one thing.
            (MarkKind::Drops { asker }, Some(&Mark { lane, kind: MarkKind::Takes { .. }, .. })) => {
                index += 1;
                let (giver, taker) = (name(timeline, mark.lane), name(timeline, lane));
                match asker == lane {
                    true => format!("{giver} gives the GIL up at a check, and {taker} takes it"),
                    false => format!(
                        "{giver} gives the GIL up at a check: {} asked, {taker} got it, as the system picks",
                        name(timeline, asker)
                    ),
                }
            }
            _ => sentence(timeline, mark),
        });
    }
    if parts.is_empty() {
        return standing(timeline, now);
    }
    let more = parts.len().saturating_sub(3);
    parts.truncate(3);
    let mut words = parts.join("; ");
    if more > 0 {
        words.push_str(&format!("; and {more} more"));
    }
    capital(&words) + "."
}

/// What several lanes do at once.
fn together(timeline: &Timeline, kind: MarkKind, who: &str) -> String {
    match kind {
        MarkKind::Starts(_) => format!("{who} start others"),
        MarkKind::Takes { turn: what, .. } => format!("{who} get {}", turn(what)),
        MarkKind::Asks { holder } => format!("{who} have waited one interval and ask {}", name(timeline, holder)),
        MarkKind::WaitsOn => format!("{who} have waited one interval, but the GIL changed hands: they wait on"),
        MarkKind::Drops { .. } => format!("{who} give the GIL up"),
        MarkKind::SliceEnds => format!("the time slices of {who} are over, and others wait for their cores"),
        MarkKind::Blocks => format!("{who} block"),
        MarkKind::Ready => format!("{who} have their answers"),
        MarkKind::Joins(child) => format!("{who} wait for {}", name(timeline, child)),
        MarkKind::Ends => format!("{who} are done"),
    }
}

/// `a, b and c`; of many the first two.
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}

fn sentence(timeline: &Timeline, mark: &Mark) -> String {
    let who = name(timeline, mark.lane);
    let waits = timeline.lanes.get(mark.lane).and_then(|lane| lane.at(mark.at)).map(|interval| interval.state);
    match mark.kind {
        MarkKind::Starts(child) => match timeline.turn {
            Turn::Gil => format!("{who} starts {}, which must get the GIL first", name(timeline, child)),
            _ => format!("{who} starts {}", name(timeline, child)),
        },
        MarkKind::Takes { turn: Turn::Gil, .. } => format!("{who} takes the GIL"),
        MarkKind::Takes { turn: Turn::Core, .. } => format!("{who} gets a core"),
        MarkKind::Takes { turn: Turn::Loop, .. } => format!("the loop runs {who}, till it awaits or returns"),
        MarkKind::Asks { holder } => {
            let unseen = timeline.answered(mark.at).is_some_and(|seen| seen > mark.at);
            let holder_words = match unseen {
                true => format!(", but {} is inside one C call, with no check in it", name(timeline, holder)),
                false => String::new(),
            };
            format!("{who} has waited one interval and asks{holder_words}")
        }
        MarkKind::WaitsOn => {
            format!("{who} has waited one interval, but the GIL changed hands meanwhile: it waits another")
        }
        MarkKind::Drops { .. } => format!("{who} gives the GIL up at a check"),
        MarkKind::SliceEnds => format!("{who}'s time slice is over, and another waits for the core"),
        MarkKind::Blocks => match (waits, timeline.turn) {
            (Some(State::Io), Turn::Gil) => format!("{who} blocks and lets the GIL go unasked"),
            (Some(State::Io), Turn::Loop) => format!("{who} awaits, and the loop is free"),
            (Some(State::Io), Turn::Core) => format!("{who} blocks and leaves its core"),
            _ => format!("{who} waits"),
        },
        MarkKind::Ready => match waits {
            Some(State::Wants(what)) => format!("{who} has its answer, and now wants {}", turn(what)),
            _ => format!("{who} has its answer"),
        },
        MarkKind::Joins(child) => format!("{who} waits in join() for {}", name(timeline, child)),
        MarkKind::Ends => format!("{who} is done"),
    }
}

fn standing(timeline: &Timeline, now: Micros) -> String {
    let running: Vec<&str> = timeline
        .lanes
        .iter()
        .filter(|lane| lane.at(now).is_some_and(|interval| interval.state.runs()))
        .map(|lane| lane.name.as_str())
        .collect();
    match running.as_slice() {
        [] => format!("At {} ms nobody runs.", ms(now)),
        [one] => format!("At {} ms {one} runs.", ms(now)),
        many => format!("At {} ms {} run at once.", ms(now), many.len()),
    }
}

fn name(timeline: &Timeline, lane: usize) -> &str {
    timeline.lanes.get(lane).map_or("?", |lane| &lane.name)
}

/// With its first letter large, unless it begins with a name, which stays as it is written.
fn capital(words: &str) -> String {
    match words.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => words.to_owned(),
    }
}
