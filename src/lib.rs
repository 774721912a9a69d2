//! A static site generator for living definitions.
//!
//! A *variorum edition* shows every version of a text, with the notes of many hands. This library reads a folder of
//! Markdown that holds such a text, checks it, derives its history and publishes a site.
//!
//! # Seven rooms
//!
//! They are listed in reading order, and each uses only those above it.
//!
//! | room | what it holds |
//! |---|---|
//! | [`base`] | texts and their places, names, dates, diagnostics, Unicode, HTML and addresses, the words of the site |
//! | [`content`] | what authors write: read, parsed, resolved, sealed; and the files that they begin with |
//! | [`history`] | the versions of a text: comparison, provenance, all of them at once |
//! | [`edition`] | the site as data, its views and exports, search, theme and cards |
//! | [`output`] | the stages one after another, the preview that keeps them, and the only writer of output |
//! | [`contribute`] | review of a change, import of a history; last, because an import runs the stages |
//! | `src/bin/variorum/` | the program: arguments, a file for each command, git, the server |
//!
//! # The pipeline
//!
//! One type per stage, and no type that lives through two. Each arrow is a function; all but the first and the last are
//! pure.
//!
//! ```text
//! content/**  themes/**  variorum.toml
//!     |  read::Reader               the only reader; it keeps what it read
//!     v
//! Sources         every text, numbered; a Span is a byte range into one of them
//!     |  document::parse            one file at a time, in parallel, memoised by content -> Diagnostics
//!     v
//! Document        front matter and body, every value with its span, nothing resolved
//!     |  knowledge::assemble        all files together, held against their seals         -> Diagnostics
//!     v
//! KnowledgeBase   numbered, dated, resolved, sealed: to hold one is to know that it is sound
//!     |  history::derive            one definition at a time, when it is asked for, memoised by content
//!     v
//! History         the words of every iteration and what changed, each definition's when a page asks; what happened when
//!     |  plan::plan
//!     v
//! Site            every route and the page that lives there, as data; nothing rendered
//!     |  theme::render              page by page: its view, a theme or a card            -> Diagnostics
//!     v
//! OutputFile      path and bytes
//!     |  publish::Publication       the only writer of output
//!     v
//! public/**
//! ```
//!
//! [`output::pipeline`] holds the stages one after another. `check` stops at [`content::knowledge::KnowledgeBase`], `diff` at a
//! [`history::comparison::Comparison`], `build` goes to the end, and `serve` keeps a [`output::preview`] and renders a route when
//! it is asked for. A comparison is made when its page is rendered, so ten thousand of them are never in memory at once.
//!
//! # What is remembered
//!
//! A [`output::preview`] runs the same pipeline after every edit of its folder. There is no other mode and no partial rebuild: the
//! stages are pure functions, and [`output::pipeline::Stages`] keeps beside each result what it was made from. Whatever is made
//! from the very same [`Arc`](std::sync::Arc)s is not made again, and every other run begins with nothing remembered.
//!
//! - [`content::read::Reader`] compares what it reads with what it has. An unchanged text stays the same `Arc`, and a number means
//!   one path for as long as the reader lives.
//! - Documents and seals are kept by file, the theme by its files.
//! - What names and paths mean, and so every `Id`, follows from which files there are. While those are the same, each entry
//!   is kept by its files; rules about one entry run when it is made, rules between entries every time.
//! - The history of a definition is kept by its bodies and the words it is told in, the routes by the entries and by which
//!   iterations have a text.
//!
//! Something about which a diagnostic had to be written is made anew, or its diagnostics are kept with it.
//!
//! # The walls
//!
//! `tests/architecture.rs` keeps those that a compiler cannot.
//!
//! 1. A room uses only those above it, and so does each module at the door of a room. No circle of files anywhere, and at most nine
//!    entries in a folder.
//! 2. The library never prints, exits or reads arguments; the program in `src/bin/variorum/` does.
//! 3. Only `content/read/` reads content and only `output/publish/` writes output.
//! 4. Each library has one door, which the test names: pulldown-cmark in `content/document/markdown/`, imara-diff in
//!    `history/comparison/engine/matches.rs`, Tera in `edition/theme/` (and its values in `edition/links/prepared.rs`), and so on. In
//!    the program, HTTP is in `serve/http.rs`, watching in `serve/watch/`, git in `repository/`, and writing into a knowledge base in
//!    `files/`, where a change is made whole or not at all.
//! 5. An author's mistake is a [`base::diagnostic::Diagnostic`]: it points and helps, is collected, and stops nothing until all
//!    are known; so is a file that cannot be read. A broken world is a [`base::diagnostic::error::Error`] and carries its path. A
//!    bug panics.
//! 6. [`base::diagnostic`] knows no kind of document; its `codes` are the one table of what can be wrong.
//! 7. Contributed text never becomes code. [`base::web::markup::Html`] takes text only escaped, and no template can let any other
//!    text through; [`base::web::address::Address`] is what a browser may be sent to, and
//!    [`base::diagnostic::report::Printable`] what terminals and logs get.
//! 8. The same input gives the same bytes: no clock, no hash order, no thread order, no path of the machine.
//! 9. A template gets its page's view and the frame around it, and fetches nothing.
//! 10. What a page says that nobody contributed comes from [`base::language`]; the terminal speaks English.
//!
//! # Where a new line belongs
//!
//! - A key of front matter: a line in `content/document/front_matter/fields.rs`, from which follow how it is read, the order of
//!   `fmt`, what a review tells and `docs/front-matter.md`. What a name in it means: `content/knowledge/assemble/`. What Markdown
//!   means here: `content/document/markdown/`; what is very likely a slip or was written for elsewhere: `content/document/lint/`.
//! - A rule between files: `content/knowledge/rules/`, with its code in `base/diagnostic/codes/` and a case below
//!   `tests/diagnostics/`. Which text a text is compared with: `content/knowledge/succession.rs`, and nowhere else.
//! - What a seal covers, byte for byte: `content/seal/`. New files, what becomes of a contribution, what a forge needs:
//!   `content/scaffold/`.
//! - A rule of comparing: `history/comparison/`, whose documentation follows one example through it; a way to show a comparison:
//!   its `show/`. Where a phrase comes from: `history/provenance/`. All texts at once: `history/variorum/`.
//! - A page: a variant and a row in `edition/plan/page.rs`, a view in `edition/views/`, a template of the theme. What is around every
//!   page: the menu and the foot in `edition/batch/around.rs`, the rest in `edition/views/frame/`.
//! - A file for programs: `edition/plan/record.rs` and `edition/exports/`; a form of citations: `edition/citation.rs`.
//! - A way to the forge: its address in `base/web/forge.rs`, what is behind it in `edition/views/parts/editor.rs`.
//! - A kind of contribution: `content/document/front_matter/choices.rs`, the sentences that a new one begins with in
//!   `content/document/prompts.rs`.
//! - A word that the site says: `base/language/en.toml` and `de.toml`, with its places in `words.rs`; a language: a table beside
//!   them, named in `base/language/mod.rs`.
//! - What a reviewer reads: `contribute/review/`. What of a foreign history becomes an iteration: a folder in `contribute/import/`,
//!   and a verb in the program's `change/import/`.
//! - A command: its options in the program's `args/`, a file in `inspect/`, `change/` or `publish/`. What it writes goes through
//!   `output/pipeline/trial.rs` first and then through `files/`.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod base;
pub mod content;
pub mod history;
pub mod edition;
pub mod output;
pub mod contribute;
