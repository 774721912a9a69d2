//! One run of a process, from outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What one run took.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) time: Duration,
    /// The most memory that it held at once, in KiB, of its first process; 0 where the system does not tell.
    pub(crate) memory: u64,
}

/// Runs a command to its end, which must be a good one.
pub(crate) fn run(command: &mut Command) -> Run {
    // Whoever waits for the disk must not wait for what others left to be written.
    Command::new("sync").status().expect("`sync` is on every system that this is measured on");
    let begin = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let watch = thread::spawn(move || {
        let mut memory = 0;
        while let Some(now) = peak(&status) {
            memory = now;
            thread::sleep(Duration::from_millis(2));
        }
        memory
    });
    let stderr = child.stderr.take().expect("it is piped");
    let said = std::io::read_to_string(stderr).unwrap_or_default();
    let ended = child.wait().expect("it ends");
    let time = begin.elapsed();
    assert!(ended.success(), "{command:?}: {ended}\n{said}");
    Run { time, memory: watch.join().expect("it watches") }
}

/// `VmHWM` of a process that runs.
fn peak(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// The word that makes this program the writer of the bytes of a finished site: from where and to where.
pub(crate) const WRITER_VERB: &str = "--write";

/// The command that writes the files of a finished site anew.
pub(crate) fn writer(from: &Path, to: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
    command.arg(WRITER_VERB).arg(from).arg(to);
    command
}

/// Writes as many files with as many bytes and the same names as a finished site, in two threads. The names and lengths are
/// looked up, the bytes are not read: what a generator would do that needed no time but for writing.
pub(crate) fn copy_bytes(from: &Path, to: &Path) {
    let mut files = Vec::new();
    collect(from, &mut PathBuf::new(), &mut files);
    let bytes = &vec![b'x'; usize::try_from(files.iter().map(|file| file.1).max().unwrap_or(0)).expect("files fit")];
    let mut folders: Vec<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        fs::create_dir_all(to.join(folder)).expect("the disk takes folders");
    }
    thread::scope(|scope| {
        for half in files.chunks(files.len().div_ceil(2).max(1)) {
            scope.spawn(move || {
                for (path, length) in half {
                    let length = usize::try_from(*length).expect("files fit");
                    fs::write(to.join(path), &bytes[..length]).expect("the disk takes files");
                }
            });
        }
    });
}

fn collect(root: &Path, below: &mut PathBuf, files: &mut Vec<(PathBuf, u64)>) {
    for entry in fs::read_dir(root.join(&below)).expect("a folder of the site") {
        let entry = entry.expect("a file of the site");
        below.push(entry.file_name());
        let metadata = entry.metadata().expect("it is there");
        if metadata.is_dir() {
            collect(root, below, files);
        } else {
            files.push((below.clone(), metadata.len()));
        }
        below.pop();
    }
}

/// How many files a finished site has, and how many bytes.
pub(crate) fn extent(site: &Path) -> (usize, u64) {
    let mut files = Vec::new();
    collect(site, &mut PathBuf::new(), &mut files);
    (files.len(), files.iter().map(|file| file.1).sum())
}
