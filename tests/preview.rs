//! A preview gives what a fresh run gives, whatever happened to its folder and in whatever steps.

#[path = "preview/base.rs"]
mod base;
#[path = "preview/edits.rs"]
mod edits;
#[path = "preview/hints.rs"]
mod hints;
#[path = "../benches/shared/random.rs"]
#[allow(dead_code, reason = "benchmarks use more of it")]
mod random;
#[path = "preview/state.rs"]
mod state;

use rayon::prelude::*;

use edits::Edits;
use random::Random;
use state::Follower;

/// How many sequences of edits are tried, and how many times the preview is told of some in each.
const SEQUENCES: u64 = 240;
const UPDATES: usize = 4;

#[test]
fn after_any_edits_a_preview_is_what_a_fresh_run_is() {
    let sound: usize = (0..SEQUENCES).into_par_iter().map(sequence).sum();
    assert!(sound > usize::try_from(SEQUENCES).expect("few") * 3 / 2, "only {sound} states had a site to compare");
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
        if update + 1 < UPDATES {
            let count = 1 + random.below(4);
            (0..count).for_each(|_| edits.make(&mut random));
        } else {
            edits.restore();
        }
        let told = hints::of(&edits.touched, folder.path(), &mut random);
        let story = format!("sequence {seed}, update {update}: {:#?}, told as {told:#?}", edits.made);
        sound += usize::from(follower.follow(&told, &story));
    }
    sound
}
