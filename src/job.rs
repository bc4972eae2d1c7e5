//! One background job: progress, cancellation, one result.
//!
//! Edge: it knows nothing of what the work is. Dropping a job cancels its work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{self, TryRecvError};
use std::{io, thread};

/// How far a job is, and whether its result is still wanted.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    cancelled: Arc<AtomicBool>,
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

/// The result is no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// The work panicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failed;

impl Progress {
    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Relaxed);
    }

    /// Says how far the work is. Call it often: `Err` means stop now.
    pub fn advance(&self, done: u64, total: u64) -> Result<(), Cancelled> {
        self.done.store(done, Relaxed);
        self.total.store(total, Relaxed);
        if self.cancelled.load(Relaxed) { Err(Cancelled) } else { Ok(()) }
    }
}

/// Work on a thread of its own.
#[derive(Debug)]
pub struct Job<T> {
    progress: Progress,
    result: mpsc::Receiver<T>,
}

impl<T: Send + 'static> Job<T> {
    /// Starts the work on a thread with this name. `wake` is called when it has ended, however it ended.
    pub fn spawn(
        name: &str,
        wake: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> io::Result<Self> {
        let progress = Progress::default();
        let (sender, result) = mpsc::channel();
        let for_work = progress.clone();
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            // Declared before the sender, so dropped after it: whoever is woken finds the result, or the end.
            let _wake = OnDrop(Some(wake));
            let sender = sender;
            // Nobody waits any more: then the result is not wanted.
            drop(sender.send(work(&for_work)));
        })?;
        Ok(Self { progress, result })
    }

    /// The result, once. `None` while the work goes on.
    pub fn poll(&self) -> Option<Result<T, Failed>> {
        match self.result.try_recv() {
            Ok(value) => Some(Ok(value)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Failed)),
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

struct OnDrop<F: FnOnce()>(Option<F>);

impl<F: FnOnce()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        if let Some(wake) = self.0.take() {
            wake();
        }
    }
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop where its own ground is missing"
)]
mod tests {
    use super::*;

    fn wait<T: Send + 'static>(job: &Job<T>, woken: &mpsc::Receiver<()>) -> Result<T, Failed> {
        woken.recv().unwrap();
        job.poll().expect("a woken job has ended")
    }

    #[test]
    fn the_result_is_there_when_woken() {
        let (wake, woken) = mpsc::channel();
        let job = Job::spawn("test", move || wake.send(()).unwrap(), |_| 7).unwrap();
        assert_eq!(wait(&job, &woken), Ok(7));
    }

    #[test]
    fn a_panic_is_a_failed_job_and_not_an_endless_one() {
        let (wake, woken) = mpsc::channel();
        let job: Job<()> = Job::spawn("test", move || wake.send(()).unwrap(), |_| panic!("on purpose")).unwrap();
        assert_eq!(wait(&job, &woken), Err(Failed));
    }

    #[test]
    fn dropping_cancels() {
        let (seen, cancelled) = mpsc::channel();
        let job = Job::spawn(
            "test",
            || {},
            move |progress| {
                while progress.advance(0, 1).is_ok() {
                    thread::yield_now();
                }
                seen.send(()).unwrap();
            },
        )
        .unwrap();
        drop(job);
        cancelled.recv().unwrap();
    }
}
