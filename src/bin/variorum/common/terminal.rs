//! What is printed, and where: results on standard output, everything else on standard error.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;
use variorum::base::diagnostic::report::{self, Format, Printable, printable};
use variorum::base::diagnostic::{Diagnostics, Severity};
use variorum::base::language::english;
use variorum::base::text::Sources;
use variorum::history::text::wording;

/// Work that takes longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often that is told anew.
const BEAT: Duration = Duration::from_millis(100);

/// "a", "a and b", "a, b and c".
pub(crate) fn listed(items: &[String]) -> String {
    wording::listed(items, english())
}

/// The two streams with the choice of colour.
#[derive(Clone)]
pub(crate) struct Terminal {
    choice: anstream::ColorChoice,
}

impl Terminal {
    pub(crate) fn new(choice: ColorChoice) -> Self {
        let choice = match choice {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        Self { choice }
    }

    /// Prints a result; whatever is no [`Printable`] yet becomes one. A reader that went away, as `head` does, is no failure.
    pub(crate) fn result<'text, T: ?Sized>(&self, text: &'text T) -> anyhow::Result<()>
    where
        &'text T: Into<Printable>,
    {
        let text = text.into();
        let mut stream = AutoStream::new(io::stdout().lock(), self.choice);
        match stream.write_all(text.as_str().as_bytes()).and_then(|()| stream.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Says something beside the result, as [`Self::result`].
    pub(crate) fn note<'text, T: ?Sized>(&self, text: &'text T)
    where
        &'text T: Into<Printable>,
    {
        self.say("", &text.into());
    }

    /// Says something behind a word of the program's own, which may be in colour.
    fn say(&self, what: &str, text: &Printable) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.choice);
        // Nobody is left to tell if standard error is gone.
        let _ = stream.write_all(what.as_bytes()).and_then(|()| stream.write_all(text.as_str().as_bytes()));
    }

    /// Asks somebody who sits in front of the terminal. None if nobody does.
    pub(crate) fn ask(&self, question: &str) -> Option<String> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        self.note(question);
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer).ok()?;
        (read > 0).then(|| answer.trim().to_owned())
    }

    /// Says what stopped the program.
    pub(crate) fn error(&self, error: &anyhow::Error) {
        let red: Style = AnsiColor::Red.on_default().bold();
        self.say(&format!("{red}error{red:#}: "), &format!("{error:#}\n").into());
    }

    /// Whether results are shown in colour.
    pub(crate) fn is_coloured(&self) -> bool {
        !matches!(AutoStream::new(io::stdout().lock(), self.choice).current_choice(), anstream::ColorChoice::Never)
    }

    /// The width of the terminal in columns; 80 where there is none.
    pub(crate) fn width() -> usize {
        terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).max(20))
    }
}

/// What was found, for verbs that do something else than look for it: hints, of which a large knowledge base may have
/// hundreds, are only counted.
pub(crate) fn findings(diagnostics: &Diagnostics, sources: &Sources) -> Printable {
    let told = report::write_first(&diagnostics.without(Severity::Hint), sources, Format::HumanColoured);
    match diagnostics.count(Severity::Hint) {
        0 => told,
        1 => told.then("note: there is 1 hint; `variorum check` shows it\n"),
        hints => told.then(format!("note: there are {hints} hints; `variorum check` shows them\n")),
    }
}

/// A path as it is shortest from here, on one line that no terminal obeys.
pub(crate) fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let here = std::env::current_dir().ok();
    let path = here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    printable(&path.display().to_string())
}

/// Shows on a terminal how far a long work is, and nothing for a short one.
pub(crate) struct Progress {
    started: Instant,
    what: &'static str,
    total: usize,
    told: Mutex<Option<Instant>>,
}

impl Progress {
    pub(crate) fn new(what: &'static str, total: usize) -> Self {
        Self { started: Instant::now(), what, total, told: Mutex::new(None) }
    }

    /// Tells how much is done; may be called from several threads.
    pub(crate) fn tell(&self, done: usize) {
        if self.started.elapsed() < PATIENCE || !io::stderr().is_terminal() {
            return;
        }
        let Ok(mut told) = self.told.try_lock() else { return };
        if told.is_some_and(|last| last.elapsed() < BEAT) {
            return;
        }
        *told = Some(Instant::now());
        let _ = write!(io::stderr(), "\r{} {done} of {} ", self.what, self.total);
    }
}

impl Progress {
    /// Wipes the line, so that something else can be said.
    pub(crate) fn wipe(&self) {
        if self.told.lock().is_ok_and(|told| told.is_some()) {
            let _ = write!(io::stderr(), "\r\u{1b}[2K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.wipe();
    }
}
