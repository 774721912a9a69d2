//! Runs a program under `strace`, to list its calls or to break one of them.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
    /// The call fails, because the folder may not be written to.
    Refused,
    /// The process is asked to end.
    Asked,
}

/// A program that is traced. It works on one thread, because `strace` counts the calls of each thread for itself.
pub(crate) struct Traced {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    /// The folder that it runs in.
    pub(crate) folder: PathBuf,
    pub(crate) environment: Vec<(&'static str, OsString)>,
    /// What the first call that is broken speaks of.
    pub(crate) mark: &'static str,
    /// What happens to each call.
    pub(crate) faults: &'static [Fault],
}

/// One call, and what happens to it.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    /// The name of the call.
    pub(crate) call: String,
    /// Which one of this name it is, counted from one.
    pub(crate) number: usize,
    pub(crate) fault: Fault,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Success,
    Failure,
    Killed,
    /// With the status that says so.
    Asked,
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

impl Traced {
    fn command(&self, log: &Path) -> Command {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-s", "200", "-o"]).arg(log).args(["-e", &format!("trace={CALLS}")]);
        command.envs(self.environment.iter().map(|(name, value)| (name, value))).current_dir(&self.folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Every call from the mark on, with every fault it can have.
    pub(crate) fn points(&self) -> Vec<Point> {
        let log = tempfile::NamedTempFile::new().expect("a temporary file");
        let status = self.command(log.path()).arg(&self.program).args(&self.arguments).status().expect("strace starts");
        assert!(status.code().is_some_and(|code| code < 2), "without faults it succeeds: {:?}", self.arguments);
        let log = std::fs::read_to_string(log.path()).expect("strace writes a log");
        let own = log.split_once(' ').map_or("", |(number, _)| number);
        let mut seen: BTreeMap<(&str, bool), usize> = BTreeMap::new();
        let mut points = Vec::new();
        let mut has_begun = false;
        for line in log.lines() {
            let Some((number, line)) = line.split_once(' ') else { continue };
            let Some((call, _)) = line.trim_start().split_once('(') else { continue };
            if !call.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                continue;
            }
            let is_own = number == own;
            let count = seen.entry((call, is_own)).or_default();
            *count += 1;
            let number = *count;
            has_begun |= is_own && line.contains(self.mark);
            // Another process that does as many would be met by the fault as well.
            if has_begun && is_own && seen.get(&(call, false)).is_none_or(|others| *others < number) {
                points.extend(self.faults.iter().map(|&fault| Point { call: call.to_owned(), number, fault }));
            }
        }
        assert!(points.len() > 40, "the log shows what it does: {:?}", self.arguments);
        points
    }

    /// Runs the program with one fault.
    pub(crate) fn break_at(&self, point: &Point) -> End {
        let what = match point.fault {
            Fault::Kill => "signal=SIGKILL",
            Fault::Full => "error=ENOSPC",
            Fault::Broken => "error=EIO",
            Fault::Refused => "error=EACCES",
            Fault::Asked => "signal=SIGTERM",
        };
        let inject = format!("inject={}:{what}:when={}", point.call, point.number);
        let mut command = self.command(Path::new("/dev/null"));
        let status = command.args(["-e", &inject]).arg(&self.program).args(&self.arguments).status();
        match status.expect("strace starts").code() {
            Some(0) => End::Success,
            Some(1 | 2) => End::Failure,
            Some(143) => End::Asked,
            Some(other) => panic!("{point:?}: it ended with the status {other}, which is a panic"),
            None => End::Killed,
        }
    }
}
