//! What was measured, as a table.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use crate::corpus::Size;
use crate::measure::{Run, extent};
use crate::{LIKE, NEIGHBOURS, WHOLE};

fn median<T: Ord + Copy>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values[values.len() / 2]
}

pub(crate) fn print(size: &Size, runs: &BTreeMap<String, Vec<Run>>, whole: &Path, like: &Path) {
    let ((files, bytes), (like_files, like_bytes)) = (extent(whole), extent(like));
    println!(
        "\n{}: {} definitions of {} iterations, {} practices, {} contributions; {like_files} files, {} MiB like for like; {files} files, {} MiB whole\n",
        size.name,
        size.definitions,
        size.iterations,
        size.practices,
        size.contributions,
        like_bytes >> 20,
        bytes >> 20
    );
    let time = |name: &str| median(runs[name].iter().map(|run| run.time));
    let times = |of: Duration, name: &str| format!("{:.2}", of.as_secs_f64() / time(name).as_secs_f64());
    println!(
        "| | time, s | spread, s | of like | of neighbours | of whole | memory, MiB |\n|---|---|---|---|---|---|---|"
    );
    let mut rows: Vec<(&String, &Vec<Run>)> = runs.iter().collect();
    rows.sort_by_key(|(name, _)| time(name));
    for (name, runs) in rows {
        let all = || runs.iter().map(|run| run.time.as_secs_f64());
        let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
        let of = time(name);
        println!(
            "| {name} | {:.3} | {least:.3} to {most:.3} | {} | {} | {} | {} |",
            of.as_secs_f64(),
            times(of, LIKE),
            times(of, NEIGHBOURS),
            times(of, WHOLE),
            median(runs.iter().map(|run| run.memory)) / 1024
        );
    }
}
