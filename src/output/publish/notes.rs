//! The file beside the output folder: locked while a build is at work, and in between the notes on how each file of the
//! site looked from outside when it was written, and on what the site follows from.
//!
//! The notes spare the next build from reading the site again: a file that has the size, the time and the number it had
//! then has the bytes that the manifest tells. They stand beside the site and not in it, because they differ from machine
//! to machine and a site does not. Whoever removes them loses nothing: the next build reads what it cannot look up.
//!
//! The lock is the operating system's own, so that of a dead process is gone.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::thread;
use std::time::Duration;

use crate::base::diagnostic::error::Error;
use crate::content::read::{self, Opened};
use crate::content::seal::Digest;
use crate::output::publish::News;
use crate::output::publish::origin::Origin;
use crate::output::publish::platform::Stamp;
use crate::output::publish::target::Target;

/// How the file begins.
const HEAD: &str = "variorum, notes on the folder beside this file; may be removed when no build runs\n";
/// What stands in the place of the origin of a site of which that is not known.
const UNKNOWN: &str = "-";
/// How often a build that waits looks again.
const BEAT: Duration = Duration::from_millis(100);
/// How often it looks before it gives up: for ten seconds.
const BEATS: usize = 100;

/// The notes of one output folder, locked until this value is dropped.
#[derive(Debug)]
pub(super) struct Notes {
    lock: Lock,
}

/// What is noted on a site.
#[derive(Debug)]
pub(super) struct Noted {
    /// What it follows from, if that was known.
    pub(super) origin: Option<Origin>,
    /// How each file looked, in the order of the manifest.
    pub(super) stamps: Vec<Stamp>,
}

#[derive(Debug)]
enum Lock {
    /// The file beside the output folder.
    Beside(File),
    /// The output folder itself, where nothing can be written beside it.
    Folder { _folder: File },
    /// Nothing, on systems that cannot lock a folder.
    Nothing,
}

impl Notes {
    /// Opens the notes and waits until no other build holds them.
    ///
    /// # Errors
    /// Fails if another build does not end in time, if the disk fails, or if something else bears the name of the notes.
    pub(super) fn open(target: &Target, news: &dyn Fn(News<'_>)) -> Result<Self, Error> {
        let path = target.beside.path("lock");
        let failed = |cause| Error::io("cannot open this file", &path, cause);
        let foreign = || {
            Error::refusal(
                "this stands where variorum keeps its notes on the output folder, and variorum did not write it",
                &path,
                "Move it away, or name another folder with `--output`.",
            )
        };
        let mut options = OpenOptions::new();
        let mut file = match read::opened(options.read(true).write(true).create(true).truncate(false), &path) {
            Ok(Opened::File(file, _)) => file,
            Ok(Opened::Special(_)) => return Err(foreign()),
            Err(cause) if is_unwritable(&cause) && target.folder.is_dir() => return Self::of_folder(target, news),
            Err(cause) => return Err(failed(cause)),
        };
        if !is_ours(&mut file).map_err(failed)? {
            return Err(foreign());
        }
        wait(&file, target, news)?;
        Ok(Self { lock: Lock::Beside(file) })
    }

    /// Locks the output folder itself.
    fn of_folder(target: &Target, news: &dyn Fn(News<'_>)) -> Result<Self, Error> {
        if !cfg!(unix) {
            return Ok(Self { lock: Lock::Nothing });
        }
        let folder =
            File::open(&target.folder).map_err(|cause| Error::io("cannot open this folder", &target.folder, cause))?;
        wait(&folder, target, news)?;
        Ok(Self { lock: Lock::Folder { _folder: folder } })
    }

    /// Whether something can be written beside the output folder.
    pub(super) fn are_beside(&self) -> bool {
        matches!(self.lock, Lock::Beside(_))
    }

    /// What is noted on a manifest with this digest, which lists so many files. None if the notes are on another one, or were
    /// not written to the end.
    pub(super) fn read(&mut self, manifest: Digest, count: usize) -> Option<Noted> {
        let Lock::Beside(file) = &mut self.lock else { return None };
        let mut text = String::new();
        file.rewind().ok()?;
        file.read_to_string(&mut text).ok()?;
        let (body, sum) = text.trim_end().rsplit_once('\n')?;
        if Digest::parse(sum)? != Digest::of(body.as_bytes()) {
            return None;
        }
        let mut lines = body.strip_prefix(HEAD)?.lines();
        if Digest::parse(lines.next()?)? != manifest {
            return None;
        }
        let origin = Digest::parse(lines.next()?).map(Origin);
        let stamps: Vec<Stamp> = lines.map(parse).collect::<Option<_>>()?;
        (stamps.len() == count).then_some(Noted { origin, stamps })
    }

    /// Writes the notes on a manifest with this digest. A failure loses nothing but time, and is no error: notes that
    /// were not written to the end are not believed.
    pub(super) fn write(&mut self, manifest: Digest, origin: Option<Origin>, stamps: &[Stamp]) {
        let Lock::Beside(file) = &mut self.lock else { return };
        let origin = origin.map_or_else(|| UNKNOWN.to_owned(), |Origin(digest)| digest.to_string());
        let mut text = format!("{HEAD}{manifest}\n{origin}");
        for Stamp { size, written, number } in stamps {
            let _ = write!(text, "\n{size} {written} {number}");
        }
        let sum = Digest::of(text.as_bytes());
        let _ = writeln!(text, "\n{sum}");
        let _ = file.rewind().and_then(|()| file.set_len(0)).and_then(|()| file.write_all(text.as_bytes()));
    }
}

fn parse(line: &str) -> Option<Stamp> {
    let mut parts = line.split(' ');
    let stamp = Stamp {
        size: parts.next()?.parse().ok()?,
        written: parts.next()?.parse().ok()?,
        number: parts.next()?.parse().ok()?,
    };
    parts.next().is_none().then_some(stamp)
}

/// Whether a file is empty or begins as the notes do; one that was cut off while it was written is shorter.
fn is_ours(file: &mut File) -> io::Result<bool> {
    let mut begin = Vec::new();
    file.take(HEAD.len() as u64).read_to_end(&mut begin)?;
    Ok(HEAD.as_bytes().starts_with(&begin))
}

fn is_unwritable(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Locks a file, and says so when that takes a while.
fn wait(file: &File, target: &Target, news: &dyn Fn(News<'_>)) -> Result<(), Error> {
    for beat in 0..BEATS {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => {}
            // File systems without locks are rare, and two builds at once rarer still.
            Err(TryLockError::Error(_)) => {
                news(News::Note("the file system cannot lock files, so let no two builds write this site at once"));
                return Ok(());
            }
        }
        if beat == 0 {
            news(News::Note(&format!("another build is writing {}; waiting for it", target.folder.display())));
        }
        thread::sleep(BEAT);
    }
    Err(Error::refusal(
        "another build has been writing this folder for ten seconds and more",
        &target.folder,
        "Wait until it has ended, or end it, and build again; or name another folder with `--output`.",
    ))
}
