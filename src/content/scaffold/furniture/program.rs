//! Where the workflows of a knowledge base get this program from: from a revision of its own repository, and from nowhere else.
//!
//! A name in a package registry belongs to whoever registers it first, and a workflow that installs by name runs that person's
//! code. A full hash of a commit means the same files for ever.

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::text::{Source, SourceId, Span};
use crate::base::web::address::Address;
use crate::content::scaffold::furniture::forge::Furnished;

/// The variable that names the repository.
const REPOSITORY: &str = "VARIORUM_REPOSITORY";
/// The variable that names the revision.
const REVISION: &str = "VARIORUM_REVISION";
/// What belongs into both.
const WHAT_TO_SET: &str = "the address of the repository of variorum, and the full hash of a commit in it";

/// Where a workflow gets this program from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// The folder that was checked out, which is the program's own.
    Checkout,
    /// A revision of a repository.
    Revision {
        /// Its address.
        repository: Address,
        /// The full hash of a commit, in lower case.
        revision: String,
    },
    /// Somebody has to fill it in; until then every run fails and says so.
    Unset,
}

impl Program {
    /// A revision of a repository, as people write them.
    ///
    /// # Errors
    /// Says what is wrong with one of them.
    pub fn revision(repository: &str, revision: &str) -> Result<Self, String> {
        let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "-._~:/".contains(sign);
        let address = Address::whole(repository).ok();
        let Some(address) = address.filter(|_| repository.starts_with("https://") && repository.chars().all(is_plain))
        else {
            return Err(format!("`{repository}` is not the `https://` address of a repository"));
        };
        if !is_full_hash(revision) {
            return Err(format!(
                "`{revision}` is not the full hash of a commit: 40 digits from 0-9 and a-f, as `git rev-parse` prints it"
            ));
        }
        Ok(Self::Revision { repository: address, revision: revision.to_owned() })
    }

    /// A template of a workflow with the lines that get the program.
    pub(super) fn fill(&self, forge: Furnished, path: &str, template: &str) -> String {
        let depth = if forge == Furnished::GitLab { 6 } else { 10 };
        let values = match self {
            Self::Checkout => [
                ("{env}", String::new()),
                ("{cache}", String::new()),
                ("{key}", "variorum".to_owned()),
                ("{get}", "command -v variorum || cargo install --locked --path .".to_owned()),
            ],
            Self::Revision { .. } | Self::Unset => [
                ("{env}", self.environment(forge)),
                ("{cache}", cache(forge)),
                ("{key}", format!("variorum-${REVISION}")),
                ("{get}", install(path, depth)),
            ],
        };
        values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(name, value))
    }

    /// The lines that say which program is installed.
    fn environment(&self, forge: Furnished) -> String {
        let (repository, revision) = match self {
            Self::Revision { repository, revision } => (repository.as_str(), revision.as_str()),
            Self::Checkout | Self::Unset => ("", ""),
        };
        let about = format!("# Which variorum is installed: {WHAT_TO_SET}.\n");
        let values = format!("  {REPOSITORY}: \"{repository}\"\n  {REVISION}: \"{revision}\"\n");
        match forge {
            Furnished::GitLab => format!("  {about}{values}"),
            Furnished::GitHub | Furnished::Forgejo => format!("{about}env:\n{values}\n"),
        }
    }
}

/// The step that keeps the program from one run to the next.
fn cache(forge: Furnished) -> String {
    let path = match forge {
        Furnished::GitHub => "~/.cargo/bin/variorum",
        Furnished::Forgejo | Furnished::GitLab => "/usr/local/cargo/bin/variorum",
    };
    format!(
        "      - name: Keep variorum for the next run
        uses: actions/cache@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0
        with:
          path: {path}
          key: variorum-${{{{ runner.os }}}}-${{{{ runner.arch }}}}-${{{{ env.{REVISION} }}}}
"
    )
}

/// The script that installs the program, as a block of YAML at a depth.
fn install(path: &str, depth: usize) -> String {
    let indent = " ".repeat(depth);
    let lines = [
        "if ! command -v variorum; then".to_owned(),
        format!("  if [ -z \"${REPOSITORY}\" ] || [ -z \"${REVISION}\" ]; then"),
        format!("    echo \"Set {REPOSITORY} and {REVISION} in {path}: {WHAT_TO_SET}.\""),
        "    exit 1".to_owned(),
        "  fi".to_owned(),
        format!("  cargo install --locked --git \"${REPOSITORY}\" --rev \"${REVISION}\" variorum"),
        "fi".to_owned(),
    ];
    lines.iter().fold("|".to_owned(), |text, line| text + "\n" + &indent + line)
}

/// Says where a workflow gets another program than it should, or none yet.
pub fn check(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) {
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let here = |from: usize, length: usize| Span::new(id, start + from..start + from + length);
        let code = line.split(" #").next().unwrap_or_default().trim_end();
        let is_code = !code.trim_start().starts_with('#');
        if let Some(name) = installed_by_name(code).filter(|_| is_code) {
            let from = code.rfind(name).unwrap_or_default();
            diagnostics.push(
                Diagnostic::new(
                    &codes::PROGRAM_FROM_REGISTRY,
                    here(from, name.len()),
                    format!("`{name}` is installed by its name, which anyone may register"),
                )
                .help(format!("write `cargo install --locked --git \"${REPOSITORY}\" --rev \"${REVISION}\" variorum`"))
                .help(format!("set `{REPOSITORY}` and `{REVISION}` at the top of the file: {WHAT_TO_SET}")),
            );
        }
        for (name, is_right) in [(REPOSITORY, is_repository as fn(&str) -> bool), (REVISION, is_full_hash)] {
            let value =
                code.trim_start().strip_prefix(name).and_then(|rest| rest.strip_prefix(':')).filter(|_| is_code);
            let Some(value) = value.map(|value| value.trim().trim_matches(['"', '\''])) else { continue };
            if !is_right(value) {
                let message = match value {
                    "" => format!("`{name}` is not set, so this workflow cannot install variorum"),
                    _ => format!(
                        "`{name}` is `{value}`, which is not {}",
                        if name == REVISION {
                            "the full hash of a commit"
                        } else {
                            "the `https://` address of a repository"
                        }
                    ),
                };
                let from = line.len() - line.trim_start().len();
                diagnostics.push(Diagnostic::new(&codes::PROGRAM_NOT_SET, here(from, name.len()), message).help(
                    format!(
                        "write {} between the quotes",
                        if name == REVISION {
                            "the full hash of a commit in the repository of variorum, 40 digits from 0-9 and a-f,"
                        } else {
                            "the address of the repository of variorum, such as `https://forge.example/team/variorum`,"
                        }
                    ),
                ));
            }
        }
        start += line.len();
    }
}

/// The package that a command installs from a registry, if it is this program.
fn installed_by_name(line: &str) -> Option<&str> {
    let (_, arguments) = line.split_once("cargo install").or_else(|| line.split_once("cargo binstall"))?;
    let arguments = arguments.split(['|', '&', ';', '}']).next().unwrap_or_default();
    let from_elsewhere =
        ["--git", "--path"].iter().any(|option| arguments.split_whitespace().any(|word| word.starts_with(option)));
    let names = |word: &&str| word.split('@').next() == Some(env!("CARGO_PKG_NAME"));
    arguments.split_whitespace().map(|word| word.trim_matches(['"', '\''])).find(names).filter(|_| !from_elsewhere)
}

fn is_repository(value: &str) -> bool {
    value.strip_prefix("https://").is_some_and(|rest| !rest.is_empty())
}

fn is_full_hash(value: &str) -> bool {
    matches!(value.len(), 40 | 64) && value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Sources;

    const HASH: &str = "0123456789abcdef0123456789abcdef01234567";

    fn found(text: &str) -> Vec<&'static str> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = sources.add(".github/workflows/check.yml", text);
        check(id, sources.get(id), &mut diagnostics);
        diagnostics.sorted(&sources).iter().map(|diagnostic| diagnostic.code.name).collect()
    }

    #[test]
    fn only_a_revision_of_a_repository_is_right() {
        for text in [
            "run: cargo install --locked variorum@0.1.0",
            "- command -v variorum || cargo install variorum",
            "run: command -v variorum || { cargo install --locked \"variorum@0.1.0\"; }",
            "run: cargo binstall -y variorum",
        ] {
            assert_eq!(found(text), ["program-from-registry"], "{text}");
        }
        for text in [
            "run: cargo install --locked --path .",
            "run: cargo install --locked --git \"$VARIORUM_REPOSITORY\" --rev \"$VARIORUM_REVISION\" variorum",
            "# run: cargo install variorum@0.1.0",
            "run: cargo install variorum-unrelated",
            "run: variorum check && cargo install mdbook",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        let set = format!(
            "  VARIORUM_REPOSITORY: \"https://forge.example/team/variorum\"\n  VARIORUM_REVISION: '{HASH}' # so\n"
        );
        assert_eq!(found(&set), [""; 0]);
        assert_eq!(found("  VARIORUM_REPOSITORY: \"\"\n  VARIORUM_REVISION:\n"), ["program-not-set"; 2]);
        assert_eq!(found("  VARIORUM_REVISION: main\n"), ["program-not-set"]);
    }

    #[test]
    fn what_would_break_a_workflow_is_refused() {
        assert!(Program::revision("https://forge.example/team/variorum.git", HASH).is_ok());
        for repository in [
            "",
            "http://forge.example/x",
            "forge.example/x",
            "https://forge.example/a\"b",
            "https://forge.example/$(x)",
            "https://",
        ] {
            assert!(Program::revision(repository, HASH).is_err(), "{repository}");
        }
        for revision in ["", "main", "0123456", &HASH.to_uppercase(), &HASH[1..]] {
            assert!(Program::revision("https://forge.example/x", revision).is_err(), "{revision}");
        }
    }

    #[test]
    fn a_workflow_says_by_itself_what_is_right() {
        for forge in [Furnished::GitHub, Furnished::GitLab, Furnished::Forgejo] {
            let set = Program::revision("https://forge.example/team/variorum", HASH).expect("sound");
            for (program, expected) in
                [(set, vec![]), (Program::Unset, vec!["program-not-set"; 2]), (Program::Checkout, vec![])]
            {
                for file in super::super::furniture(forge, &program) {
                    let is_workflow = file.text.contains("Get variorum") || file.path == ".gitlab-ci.yml";
                    assert!(!file.text.contains("{get}") && !file.text.contains("{env}"), "{}", file.path);
                    assert_eq!(found(&file.text), if is_workflow { expected.clone() } else { vec![] }, "{}", file.path);
                }
            }
        }
    }
}
