//! The build that is traced.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use variorum::base::diagnostic::Diagnostics;
use variorum::content::read;
use variorum::output::pipeline;
use variorum::output::publish::{Durability, Request};

use super::strace::{Fault, Traced};

/// The variable that names the knowledge base to build.
pub(crate) const ROOT: &str = "VARIORUM_FAULTS_ROOT";
/// A file that is never there: looking for it tells the trace that publishing begins.
pub(crate) const MARK: &str = "publishing-begins-here";

/// This program, which builds a knowledge base.
pub(crate) fn traced(root: &Path) -> Traced {
    Traced {
        program: std::env::current_exe().expect("the path of this program"),
        arguments: Vec::new(),
        folder: PathBuf::from("/"),
        environment: vec![(ROOT, root.into()), ("HOME", root.join("no-home").into())],
        mark: MARK,
        faults: &[Fault::Kill, Fault::Full, Fault::Broken],
    }
}

/// Builds a knowledge base on this thread alone.
pub(crate) fn run(root: &Path) -> ExitCode {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    let built = pool.expect("a pool of this thread").install(|| build(root, Durability::Durable));
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Builds a knowledge base into the folder `public` of it.
pub(crate) fn build(root: &Path, durability: Durability) -> Result<(), variorum::base::diagnostic::error::Error> {
    let mut diagnostics = Diagnostics::default();
    let sources = read::read(root, &mut diagnostics)?;
    let knowledge = pipeline::check(&sources, None, &mut diagnostics).expect("the knowledge base is sound");
    let (site, theme) = pipeline::plan(knowledge, &sources, &mut diagnostics).expect("the theme is sound");
    assert!(std::fs::File::open(root.join(MARK)).is_err(), "nothing has this name");
    let public = root.join("public");
    let request = Request { folder: &public, root, durability, origin: None, is_stopped: || false };
    let outcome = pipeline::publish(&site, &theme, request, &|_| {}, &mut diagnostics)?;
    outcome.expect("the templates are sound");
    Ok(())
}
