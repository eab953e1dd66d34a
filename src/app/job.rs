//! One long piece of work on a thread of its own: how far it is, what came of it, and an end to it when nobody wants it any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::time::Duration;

use crate::python::recording::STACK_BYTES;

/// Work under way. Dropping it cancels it.
pub struct Job<T> {
    shared: Arc<Shared>,
    total: u64,
    result: Receiver<T>,
}

/// Where it stands.
#[derive(Debug, PartialEq, Eq)]
pub enum Stand<T> {
    Running,
    Done(T),
    /// The thread ended without a result: it could not be started, or was cancelled.
    Ended,
}

#[derive(Default)]
struct Shared {
    done: AtomicU64,
    cancelled: AtomicBool,
}

/// The work's side of it.
#[derive(Clone)]
pub struct Reins {
    shared: Arc<Shared>,
}

impl Reins {
    /// Says how much is done; false when nobody wants the rest.
    pub fn go_on(&self, done: u64) -> bool {
        self.shared.done.store(done, Ordering::Relaxed);
        !self.shared.cancelled.load(Ordering::Relaxed)
    }
}

impl<T: Send + 'static> Job<T> {
    /// Starts work that is done when it has told of `total`; `wake` is called at its end. Programs may run on its thread.
    pub fn start(
        name: &str,
        total: u64,
        wake: impl Fn() + Send + 'static,
        work: impl FnOnce(&Reins) -> T + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Shared::default());
        let reins = Reins { shared: Arc::clone(&shared) };
        let (send, result) = mpsc::channel();
        let run = move || {
            // Nobody listens any more to what was cancelled.
            let _ = send.send(work(&reins));
            drop(send);
            wake();
        };
        let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(STACK_BYTES).spawn(run);
        if let Err(error) = thread {
            tracing::error!("{name} can't be started: {error}");
        }
        Self { shared, total: total.max(1), result }
    }

    pub fn poll(&self) -> Stand<T> {
        Self::stand(self.result.try_recv())
    }

    /// The same, after waiting a little for it.
    pub fn wait(&self, patience: Duration) -> Stand<T> {
        match self.result.recv_timeout(patience) {
            Ok(result) => Stand::Done(result),
            Err(mpsc::RecvTimeoutError::Timeout) => Stand::Running,
            Err(mpsc::RecvTimeoutError::Disconnected) => Stand::Ended,
        }
    }

    fn stand(received: Result<T, TryRecvError>) -> Stand<T> {
        match received {
            Ok(result) => Stand::Done(result),
            Err(TryRecvError::Empty) => Stand::Running,
            Err(TryRecvError::Disconnected) => Stand::Ended,
        }
    }

    /// How much is done, 0 to 1.
    pub fn share(&self) -> f32 {
        let done = self.shared.done.load(Ordering::Relaxed);
        (done as f64 / self.total as f64).min(1.0) as f32
    }

    /// Has it end at its next look; its result is then [`Stand::Ended`] or what it had by then.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_tells_how_far_it_is_and_ends_when_dropped() {
        let (told, hear) = mpsc::channel();
        let job = Job::start(
            "counting",
            10,
            || (),
            move |reins| {
                let mut done = 0;
                while reins.go_on(done) {
                    done = (done + 1).min(5);
                    std::thread::yield_now();
                }
                let _ = told.send(done);
            },
        );
        while job.share() < 0.5 {
            std::thread::yield_now();
        }
        assert_eq!(job.poll(), Stand::Running);
        drop(job);
        assert_eq!(hear.recv_timeout(Duration::from_secs(10)), Ok(5));
    }
}
