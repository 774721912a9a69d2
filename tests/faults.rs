//! Faults in the middle of publishing, and of every command that writes into a knowledge base: a disk that is full, a disk
//! that fails, a folder that may not be written to, and a kill, at every call to the system.
//!
//! A build is run under `strace`, which makes one call of it fail or kills it there. Afterwards the output folder must be
//! the old site or the new one, every byte of it; what somebody else put there must be as it was; and the next build
//! without a fault must make the new site and leave nothing else behind.
//!
//!     cargo test --test faults                          some dozens of faults, spread over all calls
//!     VARIORUM_FAULTS=all cargo test --test faults      every fault at every call
//!     VARIORUM_FAULTS=commands cargo test --test faults every fault at every call of the commands that write
//!
//! `TMPDIR=/dev/shm` makes it quick. Where `strace` is missing or may not trace, the test is skipped with a line that says
//! so. With `CI=true` a missing `strace` is a failure, and one that may not trace still is not: many machines of such
//! services forbid it, and no package can mend that.
//!
//! The traced build is this program again, which builds as `variorum build` does, but on a single thread: `strace` counts the
//! calls of each thread for itself. The other commands are those of the real program.

use std::process::ExitCode;

mod faults {
    pub(crate) mod base;
    pub(crate) mod child;
    pub(crate) mod commands;
    pub(crate) mod scenario;
    pub(crate) mod strace;
}

use faults::scenario::{self, Scenario};
use faults::{child, commands, strace};

fn main() -> ExitCode {
    if let Some(root) = std::env::var_os(child::ROOT) {
        return child::run(root.as_ref());
    }
    if let Err(why) = strace::is_usable() {
        println!("SKIPPED: no faults were injected, because {why}");
        let is_required = std::env::var_os("CI").is_some_and(|value| value == "true");
        return if is_required && !strace::is_there() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let all = std::env::var_os("VARIORUM_FAULTS").is_some_and(|value| value == "all");
    let started = std::time::Instant::now();
    let mut count = 0;
    let only_commands = std::env::var_os("VARIORUM_FAULTS").is_some_and(|value| value == "commands");
    let all = all || only_commands;
    for scenario in Scenario::ALL.into_iter().filter(|_| !only_commands) {
        let outcome = scenario::run(scenario, if all { None } else { Some(12) });
        println!(
            "{scenario:?}: {} faults at {} kinds of calls; {} left the old site, {} the new one, {} some of each",
            outcome.count, outcome.kinds, outcome.old, outcome.new, outcome.mixed
        );
        count += outcome.count;
    }
    for scenario in &commands::ALL {
        let outcome = commands::run(scenario, if all { None } else { Some(12) });
        println!(
            "{}: {} faults; {} left every file as before, {} as after, {} kills between two steps",
            scenario.name, outcome.count, outcome.before, outcome.after, outcome.between
        );
        count += outcome.count;
    }
    println!("{count} faults in {:.0} s, and nothing was lost or left half done", started.elapsed().as_secs_f64());
    ExitCode::SUCCESS
}
