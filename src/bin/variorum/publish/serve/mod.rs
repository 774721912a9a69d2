//! `variorum serve`: the site in memory, in step with the files, for this machine alone.
//!
//! Files that change wake [`watch`], which makes one change of many events; the same pipeline as in `build` runs again, and
//! what it makes is put on the [`screen`]. [`http`] takes connections, [`request`] says who may ask and for what,
//! [`answer`] looks it up and renders it, and a [`listener`] tells an open page when its bytes are others or what is wrong.

mod answer;
mod crowd;
mod http;
mod limits;
mod listener;
mod report;
mod request;
mod screen;
mod watch;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use anyhow::Context as _;
use variorum::base::diagnostic::report::{Printable, printable};
use variorum::output::pipeline::Given;
use variorum::output::preview::{Change, Made, Preview};

use crate::args::{ServeOptions, base_url};
use crate::common::outcome::Outcome;
use crate::common::terminal::{Terminal, findings};
use crate::publish::serve::http::{Bell, Door, End, Gone};
use crate::publish::serve::report::Reporter;
use crate::publish::serve::screen::Screen;
use crate::publish::serve::watch::{News, Watch};

/// Where the site is served if nobody says otherwise.
const PORT: u16 = 4000;
/// How many ports are tried from there on.
const TRIED: u16 = 50;

/// How much stack the pipeline has: as much as in the other verbs, where it runs on the first thread of the program.
const STACK: usize = 8 << 20;

pub(crate) fn run(root: Option<&Path>, options: &ServeOptions, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let base_url = base_url(options.base_url.as_deref())?;
    let root = crate::load::root(root, terminal)?;
    // What watches tells whole paths without links in them.
    let root = root.canonicalize().with_context(|| format!("cannot find the folder {}", root.display()))?;
    let door = open_door(options.port, terminal)?;
    let (watch, news) = Watch::new(&root);
    let mut follower = Follower {
        preview: Preview::new(&root, Given { base_url, today: Some(options.today.or_local(terminal)) }),
        screen: Arc::new(Screen::new(
            Reporter { root: root.clone(), editor: options.editor.clone() },
            terminal.clone(),
        )),
        bell: Bell::new(),
        terminal: terminal.clone(),
        root,
        told: Printable::default(),
    };
    follower.begin()?;
    if let Some(news) = news {
        follower.hear(news);
    }
    let address = format!("http://127.0.0.1:{}/", door.port());
    terminal.result(&format!("Open {address} in your browser; it follows your files. Ctrl-C ends it.\n"))?;
    if options.open
        && let Err(error) = open::that_detached(&address)
    {
        terminal.note(&format!("note: the browser could not be opened: {error}\n"));
    }
    let (screen, bell) = (Arc::clone(&follower.screen), follower.bell.clone());
    let (end, gone) = Gone::pair();
    let follower = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Dropped when this thread panics, which must not leave a site standing that follows nothing.
        let _end = end;
        follower.follow(watch)
    })?;
    match http::serve(door, screen, bell, gone).context("the server could not be started")? {
        End::Asked => Ok(Outcome::Clean),
        End::Gone => match follower.join() {
            Err(panic) => resume_unwind(panic),
            Ok(never) => match never {},
        },
    }
}

/// Listens on the port that was named, or on the first free one.
fn open_door(named: Option<u16>, terminal: &Terminal) -> anyhow::Result<Door> {
    let is_taken = |error: &io::Error| error.kind() == io::ErrorKind::AddrInUse;
    if let Some(port) = named {
        // What is free under one address of this machine may be taken under the other, so a free one is sought again.
        let tries = if port == 0 { TRIED } else { 1 };
        let mut doors = (0..tries).map(|_| Door::open(port)).skip_while(|door| door.as_ref().is_err_and(is_taken));
        let door = doors.next().unwrap_or_else(|| Door::open(port));
        return door.map_err(|error| {
            let mend = if is_taken(&error) {
                "Another program has it. Name another one, or leave `--port` out and the next free one is taken."
            } else {
                "Name another one, such as `--port 4000`."
            };
            anyhow::anyhow!("cannot listen on port {port}: {error}\n{mend}")
        });
    }
    for port in PORT..PORT + TRIED {
        match Door::open(port) {
            Ok(door) => {
                if port != PORT {
                    terminal.note(&format!("note: another program has port {PORT}, so this takes {port}\n"));
                }
                return Ok(door);
            }
            Err(error) if is_taken(&error) => {}
            Err(error) => return Err(error).with_context(|| format!("cannot listen on port {port}")),
        }
    }
    anyhow::bail!("the ports from {PORT} to {} are all taken; name another one with `--port`", PORT + TRIED - 1)
}

/// What keeps the screen in step with the files.
struct Follower {
    root: PathBuf,
    preview: Preview,
    screen: Arc<Screen>,
    bell: Bell,
    terminal: Terminal,
    /// The report that was printed last.
    told: Printable,
}

impl Follower {
    /// Reads everything for the first time.
    fn begin(&mut self) -> anyhow::Result<()> {
        if let Some(Made { sources, diagnostics, site }) = self.preview.update(&Change::Everything)? {
            self.screen.show(site, &diagnostics, &sources);
            self.print(findings(&diagnostics, &sources));
        }
        Ok(())
    }

    fn follow(mut self, mut watch: Watch) -> Infallible {
        loop {
            self.hear(watch.next());
        }
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Changed(change, since) => self.update(&change, since),
            News::Polling(why) => {
                let why = printable(&why);
                self.terminal.note(&format!(
                    "note: changes cannot be watched here ({why}), so the files are looked through every second instead\n"
                ));
            }
        }
    }

    fn update(&mut self, change: &Change, since: Instant) {
        // The pages come first; what is printed, and what is dropped of the site before, waits.
        match self.preview.update(change) {
            Ok(None) => {}
            Ok(Some(Made { sources, diagnostics, site })) => {
                let _before = self.screen.show(site, &diagnostics, &sources);
                self.bell.ring();
                let ready = if diagnostics.has_errors() { "the last good site stays" } else { "ready" };
                self.say(change, since, ready, &diagnostics.tally());
                self.print(findings(&diagnostics, &sources));
            }
            Err(error) => {
                let _before = self.screen.show_broken(&error);
                self.bell.ring();
                self.print(format!("error: {error}\n").into());
            }
        }
    }

    fn say(&self, change: &Change, since: Instant, ready: &str, tally: &str) {
        let what = match change {
            Change::Paths(paths) => named(paths, &self.root, &|path| fs::symlink_metadata(path).is_ok()),
            Change::Everything => "many files".to_owned(),
        };
        let found = if tally.is_empty() { String::new() } else { format!(", {tally}") };
        let line = format!("{what}: {ready} after {} ms{found}\n", since.elapsed().as_millis());
        // Nobody is left to tell if standard output is gone, and the pages still follow.
        let _ = self.terminal.result(&line);
    }

    /// Prints a report, if it is another one than before.
    fn print(&mut self, report: Printable) {
        if self.told != report {
            self.terminal.note(&report);
            self.told = report;
        }
    }
}

/// The files that changed, in a few words. Editors write others beside what they save, hidden ones and such that are gone
/// at once, and nobody wants to hear of those.
fn named(paths: &BTreeSet<PathBuf>, root: &Path, is_there: &dyn Fn(&Path) -> bool) -> String {
    let is_seen = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with('.') && !name.ends_with('~')
    };
    let seen: Vec<&PathBuf> = paths.iter().filter(is_seen).collect();
    let there: Vec<&PathBuf> = seen.iter().copied().filter(|path| is_there(path)).collect();
    let told = if there.is_empty() { seen } else { there };
    let Some(first) = told.first() else { return "files of an editor".to_owned() };
    let mut words = printable(&first.strip_prefix(root).unwrap_or(first).to_string_lossy());
    if told.len() > 1 {
        let _ = write!(words, " and {} more", told.len() - 1);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_named_in_a_few_words() {
        let root = Path::new("/base");
        let said = |names: &[&str]| {
            named(&names.iter().map(|name| root.join(name)).collect(), root, &|path| !path.ends_with("gone"))
        };
        assert_eq!(said(&["content/a.md"]), "content/a.md");
        assert_eq!(said(&["content/.a.md.swp", "content/a.md", "content/a.md~"]), "content/a.md");
        assert_eq!(said(&["content/a.md", "content/b.md", "variorum.toml"]), "content/a.md and 2 more");
        assert_eq!(said(&["content/a.md", "content/gone"]), "content/a.md");
        assert_eq!(said(&["content/gone"]), "content/gone");
        assert_eq!(said(&["content/.#a"]), "files of an editor");
    }
}
