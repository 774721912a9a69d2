//! A preview gives what a fresh run gives, whatever happened to its folder and in whatever steps.

mod base;
mod edits;
mod hints;
mod state;

use rayon::prelude::*;
use variorum::output::pipeline::Given;
use variorum::output::preview::{Change, Preview};

use crate::random::Random;
use edits::Edits;
use state::Follower;

/// How many sequences of edits are tried, and how many times the preview is told of some in each.
const SEQUENCES: u64 = 200;
const UPDATES: usize = 3;

#[test]
fn after_any_edits_a_preview_is_what_a_fresh_run_is() {
    let sound: usize = (0..SEQUENCES).into_par_iter().map(sequence).sum();
    assert!(sound > usize::try_from(SEQUENCES).expect("few") * 5 / 4, "only {sound} states had a site to compare");
}

/// Plays one sequence, and counts how many of its states had a site.
fn sequence(seed: u64) -> usize {
    let mut random = Random(seed);
    let folder = tempfile::tempdir().expect("a temporary folder");
    base::lay(folder.path());
    let mut follower = Follower::new(folder.path());
    let mut sound = 0;
    for update in 0..UPDATES {
        let mut edits = Edits::new(folder.path());
        match update {
            // One step at a time, as people work.
            0 => edits.make(&mut random),
            1 => (0..4).for_each(|_| edits.make(&mut random)),
            _ => edits.restore(),
        }
        let told = hints::of(&edits.touched, folder.path(), &mut random);
        let story = format!("sequence {seed}, update {update}: {:#?}, told as {told:#?}", edits.made);
        sound += usize::from(follower.follow(&told, &story));
    }
    sound
}

#[test]
fn what_is_as_it_was_is_not_made_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    base::lay(folder.path());
    let mut preview = Preview::new(folder.path(), Given::default());
    let everything = [Change::Everything];
    assert!(preview.update(&everything[0]).expect("there is a configuration").is_some());
    base::lay(folder.path());
    for (path, forms) in base::FILES {
        let path = folder.path().join(path);
        // The same text with other line ends, which no page shows.
        std::fs::write(&path, forms[0].replace("\r\n", "\n").replace('\n', "\r\n")).expect("the disk takes files");
        let told = Change::Paths([path.clone()].into());
        assert!(preview.update(&told).expect("there is a configuration").is_none(), "{}", path.display());
    }
    assert!(preview.update(&everything[0]).expect("there is a configuration").is_none());
}

#[test]
fn a_file_that_is_new_below_a_named_folder_is_found() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    base::lay(folder.path());
    let mut follower = Follower::new(folder.path());
    let told = |path: &str| [Change::Paths([folder.path().join(path)].into())];
    base::write(
        folder.path(),
        "content/definitions/gamma/definition.md",
        b"+++\nterm = \"Gamma\"\nsummary = \"C.\"\n+++\n",
    );
    base::write(folder.path(), "content/definitions/gamma/1.md", b"+++\ndate = 2020-01-01\n+++\n\nThe third letter.\n");
    assert!(follower.follow(&told("content/definitions"), "a folder with two files is new"));
    std::fs::remove_dir_all(folder.path().join("content/definitions/gamma")).expect("it is there");
    assert!(follower.follow(&told("content/definitions/gamma/1.md"), "only one of the files was named"));
    std::fs::remove_file(folder.path().join("variorum.toml")).expect("it is there");
    assert!(!follower.follow(&told("content/definitions/gone"), "the configuration went away unnamed"));
    base::lay(folder.path());
    assert!(follower.follow(&told("variorum.toml"), "the configuration is back"));
}

#[test]
fn without_a_configuration_nothing_is_followed_until_there_is_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut preview = Preview::new(folder.path(), Given::default());
    for _ in 0..2 {
        let error = preview.update(&Change::Everything).err().expect("there is nothing to follow");
        assert!(error.to_string().contains("variorum.toml"), "{error}");
    }
    base::lay(folder.path());
    let made = preview.update(&Change::Paths([].into())).expect("there is a configuration");
    assert!(made.expect("everything is new").site.is_some());
}
