//! The folders of a knowledge base, watched. The only file that knows the library that watches.
//!
//! The root is watched by itself, for the configuration and for folders that come and go, and what is read is watched with
//! everything below it. So the output folder, `.git` and other work beside the texts cost nothing. Events are hints: whoever
//! gets a change reads again and compares.

mod debounce;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{
    Config, ErrorKind, Event, EventHandler, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
};
use variorum::base::names::is_left_alone;
use variorum::content::read::{CONFIGURATION, CONTENT, THEMES};
use variorum::output::preview::Change;

use crate::publish::serve::watch::debounce::Debouncer;

/// How often the files are looked through where the system cannot watch them, and how often a root that went away is
/// looked for.
const POLL: Duration = Duration::from_secs(1);

/// A knowledge base whose files are watched.
pub(super) struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    sender: mpsc::Sender<notify::Result<Event>>,
    events: Receiver<notify::Result<Event>>,
    debouncer: Debouncer,
    /// Whether the root could be watched when that was tried last.
    has_root: bool,
    is_polling: bool,
}

/// Something that happened to the files, or to watching them.
#[derive(Debug)]
pub(super) enum News {
    /// They may have changed, since that time.
    Changed(Change, Instant),
    /// They cannot be watched and are looked through instead, because of this.
    Polling(String),
}

impl Watch {
    /// Watches a folder, an absolute path without links in it.
    pub(super) fn new(root: &Path) -> (Self, Option<News>) {
        let (sender, events) = mpsc::channel();
        let (watcher, fault): (Box<dyn Watcher + Send>, _) = match RecommendedWatcher::new(sender.clone(), config()) {
            Ok(watcher) => (Box::new(watcher), None),
            Err(fault) => (poll(sender.clone()), Some(fault)),
        };
        let is_polling = fault.is_some();
        let debouncer = Debouncer::default();
        let mut watch = Self { root: root.to_owned(), watcher, sender, events, debouncer, has_root: true, is_polling };
        let fault = watch.follow_again(&Change::Everything).err().or(fault);
        let news = fault.map(|fault| watch.begin_polling(&fault));
        (watch, news)
    }

    /// Waits until something happens. What happens meanwhile is kept for the next time.
    pub(super) fn next(&mut self) -> News {
        loop {
            if let Some((change, since)) = self.debouncer.take(Instant::now()) {
                return match self.follow_again(&change) {
                    Ok(()) => News::Changed(change, since),
                    Err(fault) => {
                        self.debouncer.add(Change::Everything, Instant::now());
                        self.begin_polling(&fault)
                    }
                };
            }
            let event = match (self.debouncer.due(), self.has_root) {
                (Some(due), _) => self.events.recv_timeout(due.saturating_duration_since(Instant::now())),
                (None, true) => self.events.recv().map_err(RecvTimeoutError::from),
                (None, false) => self.events.recv_timeout(POLL),
            };
            match event {
                Ok(Ok(event)) => {
                    if let Some(change) = self.change(&event) {
                        self.debouncer.add(change, Instant::now());
                    }
                }
                Ok(Err(fault)) => {
                    self.debouncer.add(Change::Everything, Instant::now());
                    if !self.is_polling && !is_gone(&fault) {
                        return self.begin_polling(&fault);
                    }
                }
                Err(RecvTimeoutError::Timeout) if !self.has_root && fs::symlink_metadata(&self.root).is_ok() => {
                    self.debouncer.add(Change::Everything, Instant::now());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => unreachable!("this has a sender of its own"),
            }
        }
    }

    /// What an event may have changed; none if it is about nothing that is read.
    fn change(&self, event: &Event) -> Option<Change> {
        if event.need_rescan() {
            return Some(Change::Everything);
        }
        // Whoever only opens a file changes nothing, and the reader opens all of them; a change has an event of its own.
        if let EventKind::Access(_) = event.kind {
            return None;
        }
        let mut paths = BTreeSet::new();
        for path in &event.paths {
            // What comes from elsewhere or goes there has a path below the root as well.
            let Ok(below) = path.strip_prefix(&self.root) else { continue };
            // What editors and systems make for themselves is never read.
            if below.iter().any(|name| is_left_alone(&name.to_string_lossy())) {
                continue;
            }
            match below.iter().next() {
                // The root itself came or went.
                None => return Some(Change::Everything),
                Some(first) if [CONFIGURATION, CONTENT, THEMES].iter().any(|name| first == *name) => {
                    paths.insert(path.clone());
                }
                Some(_) => {}
            }
        }
        if event.paths.is_empty() {
            Some(Change::Everything)
        } else {
            (!paths.is_empty()).then_some(Change::Paths(paths))
        }
    }

    /// Watches anew what may be another folder under the same name.
    fn follow_again(&mut self, change: &Change) -> notify::Result<()> {
        let root = self.root.clone();
        let may_be_another = |folder: &str| match change {
            Change::Everything => true,
            Change::Paths(paths) => paths.contains(&root.join(folder)),
        };
        if *change == Change::Everything {
            self.follow("", RecursiveMode::NonRecursive)?;
        }
        let mut folders = [CONTENT, THEMES].into_iter().filter(|folder| may_be_another(folder));
        folders.try_for_each(|folder| self.follow(folder, RecursiveMode::Recursive))
    }

    /// Watches a folder below the root, or the root itself, if it is there.
    fn follow(&mut self, folder: &str, mode: RecursiveMode) -> notify::Result<()> {
        let path = if folder.is_empty() { self.root.clone() } else { self.root.join(folder) };
        // What was watched under this name may be gone already.
        let _ = self.watcher.unwatch(&path);
        let is_there = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_dir());
        let watched = if is_there { self.watcher.watch(&path, mode) } else { Ok(()) };
        if folder.is_empty() {
            self.has_root = is_there && watched.is_ok();
        }
        // What went away meanwhile is told by the watch of the folder above. While polling there is nothing to fall back to.
        match watched {
            Err(fault) if !self.is_polling && !is_gone(&fault) => Err(fault),
            _ => Ok(()),
        }
    }

    fn begin_polling(&mut self, fault: &notify::Error) -> News {
        self.is_polling = true;
        self.watcher = poll(self.sender.clone());
        self.follow_again(&Change::Everything).expect("while polling nothing is an error");
        News::Polling(reason(fault))
    }
}

fn config() -> Config {
    // The reader follows no links either.
    Config::default().with_follow_symlinks(false).with_poll_interval(POLL)
}

fn poll(handler: impl EventHandler) -> Box<dyn Watcher + Send> {
    // Two saves in one second have the same time for it, so it looks into the files.
    let config = config().with_compare_contents(true);
    Box::new(PollWatcher::new(handler, config).expect("to look at files needs nothing of the system"))
}

fn is_gone(fault: &notify::Error) -> bool {
    match &fault.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(cause) => cause.kind() == io::ErrorKind::NotFound,
        ErrorKind::Generic(_) | ErrorKind::InvalidConfig(_) | ErrorKind::MaxFilesWatch => false,
    }
}

/// Why files cannot be watched, in words without a stop.
fn reason(fault: &notify::Error) -> String {
    match &fault.kind {
        ErrorKind::MaxFilesWatch => {
            "the system lets you watch no more folders; on Linux `sysctl fs.inotify.max_user_watches` says how many"
                .to_owned()
        }
        ErrorKind::Io(cause) => cause.to_string(),
        _ => fault.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    /// A folder that is watched, and everything that is told of it until a path is among it.
    fn told(watch: &mut Watch, path: &Path) {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            match watch.next() {
                News::Changed(Change::Everything, _) => return,
                News::Changed(Change::Paths(paths), _) if paths.iter().any(|told| path.starts_with(told)) => return,
                News::Changed(..) | News::Polling(_) => {}
            }
        }
        panic!("{} was not told", path.display());
    }

    fn base() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().canonicalize().expect("it is there");
        fs::create_dir_all(root.join("content/pages")).expect("a new folder");
        fs::write(root.join(CONFIGURATION), "").expect("a new file");
        (folder, root)
    }

    #[test]
    fn changes_are_told_also_while_polling_and_in_folders_that_come_again() {
        for is_polling in [false, true] {
            let (_folder, root) = base();
            let (mut watch, _) = Watch::new(&root);
            if is_polling {
                watch.begin_polling(&notify::Error::new(ErrorKind::MaxFilesWatch));
            }
            let page = root.join("content/pages/a.md");
            fs::write(&page, "one").expect("a new file");
            told(&mut watch, &page);
            fs::write(root.join("elsewhere.toml"), "one").expect("a new file");
            fs::rename(root.join("elsewhere.toml"), root.join(CONFIGURATION)).expect("a file takes its place");
            told(&mut watch, &root.join(CONFIGURATION));
            fs::rename(root.join(CONTENT), root.join("away")).expect("a folder goes");
            told(&mut watch, &root.join(CONTENT));
            fs::create_dir_all(root.join("content/pages/deep")).expect("a new folder");
            told(&mut watch, &root.join(CONTENT));
            let page = root.join("content/pages/deep/b.md");
            fs::write(&page, "two").expect("a new file");
            told(&mut watch, &page);
        }
    }

    #[test]
    fn what_lies_beside_the_texts_wakes_nobody() {
        let (_folder, root) = base();
        let (mut watch, _) = Watch::new(&root);
        fs::create_dir_all(root.join("public/deep")).expect("a new folder");
        fs::write(root.join("public/deep/index.html"), "").expect("a new file");
        fs::write(root.join("notes.txt"), "").expect("a new file");
        for name in ["#a.md#", ".#a.md", "4913", "a.md~", ".a.md.swp", "a.md.swp", "a.md.tmp", "Icon\r"] {
            fs::write(root.join("content/pages").join(name), "").expect("a new file");
        }
        let page = root.join("content/pages/a.md");
        fs::write(&page, "one").expect("a new file");
        let News::Changed(Change::Paths(paths), _) = watch.next() else { panic!("one file was written") };
        assert_eq!(paths, BTreeSet::from([page]));
    }

    #[test]
    fn a_lost_event_and_an_event_without_a_path_mean_everything() {
        let (_folder, root) = base();
        let (watch, _) = Watch::new(&root);
        let rescan = Event::new(notify::EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert_eq!(watch.change(&rescan), Some(Change::Everything));
        assert_eq!(watch.change(&rescan.add_path(root.join("public"))), Some(Change::Everything));
        assert_eq!(watch.change(&Event::default()), Some(Change::Everything));
        assert_eq!(watch.change(&Event::default().add_path(root.clone())), Some(Change::Everything));
        assert_eq!(watch.change(&Event::default().add_path(root.join("public"))), None);
        let hidden = root.join("content/pages/.#a.md");
        assert_eq!(watch.change(&Event::default().add_path(hidden.clone())), None);
        let page = root.join("content/a.md");
        let renamed = Event::default().add_path(hidden).add_path(page.clone());
        assert_eq!(watch.change(&renamed), Some(Change::Paths(BTreeSet::from([page.clone()]))));
        let moved = Event::default().add_path(PathBuf::from("/elsewhere")).add_path(page.clone());
        assert_eq!(watch.change(&moved), Some(Change::Paths(BTreeSet::from([page]))));
    }

    #[test]
    fn a_root_that_comes_again_is_told() {
        let (folder, root) = base();
        let root = root.join("base");
        fs::create_dir_all(root.join(CONTENT)).expect("a new folder");
        let (mut watch, _) = Watch::new(&root);
        fs::rename(&root, folder.path().join("away")).expect("a folder goes");
        told(&mut watch, &root);
        fs::create_dir_all(root.join(CONTENT)).expect("a new folder");
        told(&mut watch, &root);
        let page = root.join("content/a.md");
        fs::write(&page, "one").expect("a new file");
        told(&mut watch, &page);
    }
}
