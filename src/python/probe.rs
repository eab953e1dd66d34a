//! Looks at a machine while it runs again: how questions about a run's history are answered without a log of everything.
//!
//! What is looked for is the caller's business ([`crate::inspect`]); this is only the way to be asked at the right steps, inside of
//! natives' nested loops too.

use std::sync::{Arc, Mutex};

use super::machine::Machine;
use super::recording::Recording;
use crate::replay::Model as _;

/// Steps between two questions whether to go on.
const CHUNK: u64 = 1 << 14;

/// Something that looks at the machine at steps of its own choice.
#[derive(Clone)]
pub struct Probe(Arc<Look>);

/// Gives the next step to look at, or 0 for never again.
type Look = dyn Fn(&Machine) -> u64 + Send + Sync;

impl Probe {
    pub(super) fn look(&self, machine: &Machine) -> u64 {
        let next = (self.0)(machine);
        if next == 0 { 0 } else { next.max(machine.step + 1) }
    }
}

impl std::fmt::Debug for Probe {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Probe")
    }
}

impl Recording {
    /// Runs again from about `from` on and has `look` see the machine at `from` or soon after it, and then at the first step that
    /// is not before the one it answered; it ends the search by answering 0. Gives what was gathered in `seen`; `None` when
    /// `go_on`, which hears of the steps made, ended it first.
    pub fn watch<Seen: Send + 'static>(
        &self,
        from: u64,
        seen: Seen,
        look: impl Fn(&mut Seen, &Machine) -> u64 + Send + Sync + 'static,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Option<Seen> {
        let seen = Arc::new(Mutex::new(seen));
        let theirs = Arc::clone(&seen);
        let probe = Probe(Arc::new(move |machine: &Machine| match theirs.lock() {
            Ok(mut seen) => look(&mut seen, machine),
            Err(_) => 0,
        }));
        let mut machine = self.before(from);
        machine.trail.recording = false;
        machine.trail.watching = false;
        machine.capture_at = if machine.step >= from { probe.look(&machine) } else { from };
        machine.probe = Some(probe);
        while machine.capture_at != 0 {
            let until = machine.step.saturating_add(CHUNK);
            if !machine.run(until) {
                break;
            }
            if !go_on(machine.step) {
                return None;
            }
        }
        // The last state, teardown done, is seen too.
        if machine.capture_at != 0
            && let Some(probe) = machine.probe.take()
        {
            probe.look(&machine);
        }
        drop(machine);
        Arc::try_unwrap(seen).ok()?.into_inner().ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::python::{Machine, Options, Recording};

    fn recorded(source: &str) -> Recording {
        Recording::record(source, Options::default(), &mut |_| true).unwrap()
    }

    #[test]
    fn every_step_is_seen_in_order_inside_of_natives_too() {
        let program = "class A:\n    def __lt__(self, other):\n        return False\nsorted([A(), A(), A()])\n";
        let recording = recorded(program);
        let look = |seen: &mut Vec<u64>, machine: &Machine| {
            seen.push(machine.step);
            machine.step + 1
        };
        let seen = recording.watch(0, Vec::new(), look, &mut |_| true).unwrap();
        let mut steps: Vec<u64> = (0..=recording.steps()).collect();
        assert_eq!(
            seen.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
            steps
        );
        steps.retain(|step| step % 7 == 3);
        let some = |seen: &mut Vec<u64>, machine: &Machine| {
            seen.push(machine.step);
            machine.step + 7
        };
        let mut seen = recording.watch(3, Vec::new(), some, &mut |_| true).unwrap();
        seen.truncate(steps.len());
        assert_eq!(seen, steps);
    }

    #[test]
    fn a_search_ends_when_nobody_wants_it_any_more() {
        let recording = recorded("for i in range(100000):\n    pass\n");
        let look = |_: &mut (), machine: &Machine| machine.step + 1;
        assert_eq!(recording.watch(0, (), look, &mut |_| false), None);
    }
}
