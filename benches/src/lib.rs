//! Fair timing of two or more ways to do the same work, on a machine that does other things as well.
//! It times and prints; it judges nothing and fails on no figure.

use std::time::{Duration, Instant};

/// One way to do the work, and how long its runs took.
pub struct Contender<'work> {
    name: &'static str,
    work: Box<dyn FnMut() + 'work>,
    runs: Vec<Duration>,
}

impl<'work> Contender<'work> {
    /// `work` is one whole run; it must keep its result alive with [`std::hint::black_box`].
    pub fn new(name: &'static str, work: impl FnMut() + 'work) -> Self {
        Self { name, work: Box::new(work), runs: Vec::new() }
    }

    /// The quickest run: the one that the rest of the machine disturbed least.
    #[must_use]
    pub fn quickest(&self) -> Duration {
        self.runs.iter().min().copied().unwrap_or_default()
    }

    /// The run in the middle.
    #[must_use]
    pub fn median(&self) -> Duration {
        let mut sorted = self.runs.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }
}

/// Runs the contenders in turn, `rounds` times after one round that is not counted, so that a slow moment of
/// the machine meets all of them.
#[expect(clippy::disallowed_methods, reason = "measuring is what this crate does")]
pub fn race(rounds: u32, contenders: &mut [Contender<'_>]) {
    for round in 0..=rounds {
        for contender in &mut *contenders {
            let started = Instant::now();
            (contender.work)();
            let took = started.elapsed();
            if round > 0 {
                contender.runs.push(took);
            }
        }
    }
}

/// Runs `work` `runs` times (at least once) and gives its last result with the least processor time that a run took on
/// this thread: what other programs do meanwhile does not count.
pub fn quickest_cpu<T>(runs: u32, mut work: impl FnMut() -> T) -> (T, Duration) {
    let mut timed = || {
        let started = cpu_time();
        let result = work();
        (result, cpu_time().saturating_sub(started))
    };
    let (mut result, mut least) = timed();
    for _ in 1..runs {
        let (again, took) = timed();
        result = again;
        least = least.min(took);
    }
    (result, least)
}

/// Processor time this thread has had.
fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let secs = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(secs, u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Prints the contenders' quickest and middle runs, and how the quickest compare to the first contender's.
pub fn print(title: &str, contenders: &[Contender<'_>]) {
    println!("{title}");
    let Some(first) = contenders.first() else { return };
    for contender in contenders {
        println!(
            "  {:<32} {:>10.3} ms  (median {:>10.3} ms)  {:>6.2} x",
            contender.name,
            contender.quickest().as_secs_f64() * 1e3,
            contender.median().as_secs_f64() * 1e3,
            contender.quickest().as_secs_f64() / first.quickest().as_secs_f64(),
        );
    }
}
