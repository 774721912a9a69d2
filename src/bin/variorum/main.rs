//! The program: arguments in, texts and an exit status out.

mod args;
mod change;
mod common;
mod files;
mod fix;
mod inspect;
mod load;
mod publish;
mod repository;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Arguments, Verb};
use crate::change::{decide, fmt, import, init, new, seal};
use crate::common::outcome::Outcome;
use crate::common::signals;
use crate::common::terminal::Terminal;
use crate::inspect::{check, completions, diff, explain, review, trace, verify};
use crate::publish::{build, serve};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Where one thread is asked for, it is this one, and no second one waits for it.
fn one_thread_if_asked() {
    if std::env::var_os("RAYON_NUM_THREADS").is_some_and(|number| number == "1") {
        // It fails only where there are threads already, and then there are as many as there are.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    one_thread_if_asked();
    let terminal = Terminal::new(arguments.color.into());
    let root = arguments.root.as_deref();
    let outcome = match &arguments.verb {
        Verb::Build(options) => build::run(root, options, &terminal),
        Verb::Serve(options) => serve::run(root, options, &terminal),
        Verb::Check(options) => check::run(root, options, &terminal),
        Verb::Fmt(options) => fmt::run(root, options, &terminal),
        Verb::New(options) => new::run(root, options, &terminal),
        Verb::Review(options) => review::run(root, options, &terminal),
        Verb::Accept(options) => decide::accept(root, options, &terminal),
        Verb::Decline(options) => decide::decline(root, options, &terminal),
        Verb::Withdraw(options) => decide::withdraw(root, options, &terminal),
        Verb::Init(options) => init::run(options, &terminal),
        Verb::Import(options) => import::run(root, options, &terminal),
        Verb::Diff(options) => diff::run(root, options, &terminal),
        Verb::Trace(options) => trace::run(root, options, &terminal),
        Verb::Seal(options) => seal::run(root, options, &terminal),
        Verb::Verify(options) => verify::run(root, options, &terminal),
        Verb::Explain(options) => explain::run(options, &terminal),
        Verb::Completions(options) => completions::run(options, &terminal),
    };
    let status = match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            terminal.error(&error);
            ExitCode::from(2)
        }
    };
    // Whoever asked the program to end hears that it did.
    signals::status().map_or(status, ExitCode::from)
}
