//! Runs a build under `strace`, to list its calls or to break one of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use super::child;

/// Calls that can leave something half done: all that change the disk, and those that look at it.
const CALLS: &str = "?open,?openat,?creat,?mkdir,?mkdirat,?rename,?renameat,?renameat2,?link,?linkat,?unlink,?unlinkat,\
                     ?rmdir,?write,?pwrite64,?fchmod,?chmod,?fchmodat,?fchown,?chown,?lchown,?fchownat,?fsync,\
                     ?fdatasync,?syncfs,?ftruncate,?flock,?copy_file_range,?sendfile,?getdents64,?statx,?read";

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The process is killed before the call is done.
    Kill,
    /// The call fails, because the disk is full.
    Full,
    /// The call fails, because the disk is broken.
    Broken,
}

/// One call of a build, and what happens to it.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    /// The name of the call.
    pub(crate) call: String,
    /// Which one of this name it is, counted from one.
    pub(crate) number: usize,
    pub(crate) fault: Fault,
}

/// How a build ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Success,
    Failure,
    Killed,
}

pub(crate) fn is_there() -> bool {
    Command::new("strace").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Whether this machine lets `strace` break the calls of a program.
pub(crate) fn is_usable() -> Result<(), String> {
    if !is_there() {
        return Err("`strace` is not installed (on Debian: `apt-get install strace`)".to_owned());
    }
    let traced =
        Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "-e", "inject=syncfs:error=EIO", "true"]).output();
    match traced {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!("`strace` may not trace here: {}", String::from_utf8_lossy(&output.stderr))),
        Err(error) => Err(format!("`strace` does not start: {error}")),
    }
}

fn traced(root: &Path, log: &Path) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-s", "200", "-o"]).arg(log).args(["-e", &format!("trace={CALLS}")]);
    command.env(child::ROOT, root).env("HOME", root.join("no-home")).current_dir("/");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Every call of the publishing part of a build, with every fault it can have.
pub(crate) fn points(root: &Path, log: &Path) -> Vec<Point> {
    let program = std::env::current_exe().expect("the path of this program");
    let status = traced(root, log).arg(program).status().expect("strace starts");
    assert!(status.success(), "a build without faults succeeds");
    let log = std::fs::read_to_string(log).expect("strace writes a log");
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut points = Vec::new();
    let mut has_begun = false;
    for line in log.lines() {
        let line = line.trim_start_matches(|character: char| character.is_ascii_digit() || character == ' ');
        let Some((call, _)) = line.split_once('(') else { continue };
        if !call.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            continue;
        }
        let number = seen.entry(call).or_default();
        *number += 1;
        if has_begun {
            for fault in [Fault::Kill, Fault::Full, Fault::Broken] {
                points.push(Point { call: call.to_owned(), number: *number, fault });
            }
        }
        has_begun |= line.contains(child::MARK);
    }
    assert!(points.len() > 100, "the log shows what a build does");
    points
}

/// Runs a build with one fault.
pub(crate) fn break_at(point: &Point, root: &Path) -> End {
    let what = match point.fault {
        Fault::Kill => "signal=SIGKILL",
        Fault::Full => "error=ENOSPC",
        Fault::Broken => "error=EIO",
    };
    let inject = format!("inject={}:{what}:when={}", point.call, point.number);
    let program = std::env::current_exe().expect("the path of this program");
    let status = traced(root, Path::new("/dev/null")).args(["-e", &inject]).arg(program).status();
    match status.expect("strace starts").code() {
        Some(0) => End::Success,
        Some(2) => End::Failure,
        Some(other) => panic!("{point:?}: the build ended with the status {other}, which is a panic"),
        None => End::Killed,
    }
}
