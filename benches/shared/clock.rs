//! The clock of the benchmarks.

use std::time::Duration;

/// The time that this thread has used.
#[cfg(unix)]
pub(crate) fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("a thread uses no negative time")
}

/// The time that has passed.
#[cfg(not(unix))]
pub(crate) fn now() -> Duration {
    static BEGIN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGIN.elapsed()
}
