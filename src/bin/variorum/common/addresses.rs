//! Which published addresses are no more, compared with a revision in git.

use std::path::Path;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::text::Sources;
use variorum::history::text::wording::counted;
use variorum::output::pipeline::{self, Kept};

use crate::repository::Repository;

/// What a comparison came to.
pub(crate) struct Comparison {
    /// The addresses that are no more.
    pub(crate) gone: Diagnostics,
    /// Why they could not be compared, in a sentence, if they could not.
    pub(crate) remark: Option<String>,
}

/// Compares the addresses of now with those of the commit from which a revision and the present one went apart.
pub(crate) fn against(revision: &str, root: &Path, now: &Sources) -> anyhow::Result<Comparison> {
    let repository = Repository::around(root)?;
    let base = repository.parting(&repository.commit(revision)?, &repository.commit("HEAD")?)?;
    compare(&repository, &base, revision, now)
}

/// Compares them with those of a commit, which is called by another name.
pub(crate) fn compare(repository: &Repository, commit: &str, name: &str, now: &Sources) -> anyhow::Result<Comparison> {
    let mut gone = Diagnostics::default();
    let Some(then) = repository.base(commit)? else {
        let remark = format!("{name} has no knowledge base here, so no published address can be gone.");
        return Ok(Comparison { gone, remark: Some(remark) });
    };
    let remark = match pipeline::addresses(&then, now, name, &mut gone) {
        Kept::Compared => None,
        Kept::Unsound(errors, first) => Some(format!(
            "{name} does not pass this check ({}; the first one in {first}), so nobody can tell which addresses it has.",
            counted(errors, "error")
        )),
        Kept::Unknown => {
            Some(format!("The addresses are compared with those of {name} once there are no errors any more."))
        }
    };
    Ok(Comparison { gone, remark })
}
