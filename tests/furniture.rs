//! What a forge needs beside the texts: this repository has what `variorum init` writes, its workflows can do no harm, and what
//! they run is run here, as far as the forge would run it.

mod pull_request;
mod workflow;

use crate::snapshot;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use variorum::base::diagnostic::Diagnostics;
use variorum::base::text::Sources;
use variorum::base::web::forge::Kind;
use variorum::content::config::Config;
use variorum::content::scaffold::{Furnished, NewFile, Program, furniture};

use crate::furniture::workflow::Workflow;

const ALL: [Furnished; 3] = [Furnished::GitHub, Furnished::GitLab, Furnished::Forgejo];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of this repository, which has the program at hand.
fn own() -> Vec<NewFile> {
    let mut files: Vec<NewFile> = ALL.into_iter().flat_map(|forge| furniture(forge, &Program::Checkout)).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup();
    files
}

#[test]
fn this_repository_has_what_init_writes() {
    let mut differences = Vec::new();
    for NewFile { path, text } in own() {
        let there = root().join(&path);
        if path == "CONTRIBUTING.md" {
            // Behind what everybody is told comes what concerns the program.
            let own = fs::read_to_string(&there).expect("the file is there");
            assert!(own.starts_with(&text), "CONTRIBUTING.md does not begin as `variorum init` writes it");
            continue;
        }
        if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
            fs::create_dir_all(there.parent().expect("a file lies in a folder")).expect("the folder");
        }
        differences.extend(snapshot::difference(text, &there));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The keys that a table of the configuration may have, as the program says when it meets another one.
fn keys_of(table: &str) -> BTreeSet<String> {
    let site = "[site]\ntitle = \"x\"\ndescription = \"x\"\n";
    let text = match table {
        "" => format!("zzzzzz = 1\n{site}"),
        "site" => format!("{site}zzzzzz = 1\n"),
        table => format!("{site}[{table}]\nzzzzzz = 1\n"),
    };
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let id = sources.add("variorum.toml", text);
    Config::parse(id, sources.get(id), &mut found);
    let helps = found.sorted(&sources).into_iter().flat_map(|diagnostic| &diagnostic.helps);
    let known = helps.into_iter().find_map(|help| help.strip_prefix("known are ")).unwrap_or_else(|| panic!("{table}"));
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_schema_of_the_configuration_knows_what_the_program_knows() {
    let schema = fs::read_to_string(root().join("variorum.schema.json")).expect("the schema");
    assert_eq!(
        schema,
        fs::read_to_string(root().join("src/content/scaffold/starter/variorum.schema.json")).expect("the same")
    );
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    for (table, pointer) in [
        ("", "/properties"),
        ("site", "/properties/site/properties"),
        ("site.license", "/properties/site/properties/license/properties"),
        ("repository", "/properties/repository/properties"),
    ] {
        let properties = schema.pointer(pointer).and_then(Value::as_object).unwrap_or_else(|| panic!("{pointer}"));
        let named: BTreeSet<String> = properties.keys().cloned().collect();
        assert_eq!(named, keys_of(table), "[{table}]");
        assert!(properties.values().all(|property| property["description"].is_string()), "{pointer}");
    }
    let forges: Vec<&str> = Kind::WITH_EDITOR.iter().map(|(name, _)| *name).collect();
    assert_eq!(schema.pointer("/properties/repository/properties/forge/enum"), Some(&Value::from(forges)));
}

/// Every workflow of this repository for GitHub and Forgejo.
fn workflows() -> Vec<(PathBuf, String)> {
    let mut workflows = Vec::new();
    for folder in [".github/workflows", ".forgejo/workflows"] {
        for entry in fs::read_dir(root().join(folder)).expect("the folder is there") {
            let path = entry.expect("the entry is readable").path();
            let text = fs::read_to_string(&path).expect("a workflow is text");
            workflows.push((path, text));
        }
    }
    assert!(workflows.len() >= 7, "{workflows:?}");
    workflows
}

#[test]
fn actions_are_pinned_by_hash_and_no_text_of_a_change_becomes_a_command() {
    for (path, text) in workflows() {
        let path = path.display();
        for line in text.lines() {
            if let Some((_, action)) = line.split_once("uses:") {
                let (_, version) = action.split_once('@').unwrap_or_else(|| panic!("{path}: {line}"));
                let (hash, comment) = version.split_once(" # v").unwrap_or_else(|| panic!("{path}: {line}"));
                assert!(hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{path}: {line}");
                assert!(!comment.is_empty(), "{path}: {line}");
            }
        }
        for step in Workflow::parse(&text).steps {
            assert!(!step.script.contains("${{"), "{path}, {}: an expression in a script is a hole", step.name);
        }
        // What runs the code of a change has no secrets, and what may write runs none of it.
        let is_trusted = text.contains("workflow_run:") || text.contains("pull_request_target:");
        let may_write = text.lines().any(|line| line.trim_start().starts_with("pull-requests: write"));
        assert!(!may_write || is_trusted, "{path}");
        if text.contains("\n  pull_request:") {
            assert!(
                !text.contains("secrets.") && !text.contains("github.token") && !text.contains(": write"),
                "{path}"
            );
        }
        if text.contains("workflow_run:") {
            assert!(!text.contains("checkout@"), "{path}");
        }
    }
}

#[test]
fn a_linter_of_workflows_finds_nothing() {
    let is_required = std::env::var_os("CI").is_some();
    let found = Command::new("zizmor")
        .args(["--offline", "--no-progress", "--persona=pedantic"])
        .arg(root().join(".github"))
        .output();
    let Ok(run) = found else {
        assert!(!is_required, "zizmor is missing; `.ci/run` installs it");
        eprintln!("!!! SKIPPED: workflows are not linted, because zizmor is missing: pip install zizmor");
        return;
    };
    let report = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{report}");
}

/// Runs the step that gets the program, where it is not there, with a `cargo` that says how it was called.
fn gets(forge: Furnished, program: &Program, environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let bin = tempfile::tempdir().expect("a temporary folder");
    let cargo = bin.path().join("cargo");
    fs::write(&cargo, "#!/bin/sh\necho cargo \"$@\"\n").expect("a program");
    assert!(Command::new("chmod").arg("+x").arg(&cargo).status().expect("chmod is there").success());
    let files = furniture(forge, program);
    let publish = files.iter().find(|file| file.path.ends_with("publish.yml")).expect("a workflow");
    let script = Workflow::parse(&publish.text).step("Get variorum").script.clone();
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script]).env_clear();
    command.env("PATH", format!("{}:/usr/bin:/bin", bin.path().display())).envs(environment.iter().copied());
    let run = command.output().expect("bash is there");
    (run.status.code(), String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr))
}

#[test]
fn a_workflow_installs_the_revision_that_was_named_and_nothing_else() {
    const URL: &str = "https://forge.example/team/variorum";
    const HASH: &str = "0123456789abcdef0123456789abcdef01234567";
    for (forge, path) in
        [(Furnished::GitHub, ".github/workflows/publish.yml"), (Furnished::Forgejo, ".forgejo/workflows/publish.yml")]
    {
        let told = format!(
            "Set VARIORUM_REPOSITORY and VARIORUM_REVISION in {path}: the address of the repository of variorum, and the full hash of a commit in it.\n"
        );
        let unset = [("VARIORUM_REPOSITORY", ""), ("VARIORUM_REVISION", "")];
        assert_eq!(gets(forge, &Program::Unset, &unset), (Some(1), told));
        let named = Program::revision(URL, HASH).expect("sound");
        let set = [("VARIORUM_REPOSITORY", URL), ("VARIORUM_REVISION", HASH)];
        let called = format!("cargo install --locked --git {URL} --rev {HASH} variorum\n");
        assert_eq!(gets(forge, &named, &set), (Some(0), called));
    }
    for file in ALL.into_iter().flat_map(|forge| furniture(forge, &Program::Unset)) {
        let by_name = file.text.lines().find(|line| line.contains("install") && line.contains("variorum@"));
        assert_eq!(by_name, None, "{}", file.path);
    }
}
