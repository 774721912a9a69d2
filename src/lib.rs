//! A static site generator for living definitions.
//!
//! A *variorum edition* shows every version of a text, with the notes of many hands. This library reads a folder of
//! Markdown that holds such a text, checks it, derives its history and publishes a site.
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
//!     |  site::plan
//!     v
//! Site            every route and the page that lives there, as data; nothing rendered
//!     |  render::render             one route: its page, its view, a theme or a card    -> Diagnostics
//!     v
//! OutputFile      path and bytes
//!     |  publish::Publication       the only writer of output
//!     v
//! public/**
//! ```
//!
//! [`pipeline`] holds the stages one after another. `check` stops at [`knowledge::KnowledgeBase`], `diff` at a
//! [`history::comparison::Comparison`], `build` goes to the end, and `serve` keeps a [`preview`] and renders a route when it
//! is asked for. A comparison is made when its page is rendered, so ten thousand of them never stand in memory at once.
//!
//! # What is remembered
//!
//! A [`preview`] runs the same pipeline after every edit of its folder. There is no other mode and no partial rebuild: the
//! stages are pure functions, and [`pipeline::Stages`] keeps beside each result what it was made from. Whatever is made from
//! the very same [`Arc`](std::sync::Arc)s is not made again, and every other run begins with nothing remembered.
//!
//! - [`read::Reader`] compares what it reads with what it has. An unchanged text stays the same `Arc`, and a number means
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
//! 1. The modules below stand in reading order, and a module uses only those above it.
//! 2. The library never prints, exits or reads arguments; the program in `src/bin/variorum/` does.
//! 3. Only [`read`] reads content and only [`publish`] writes output.
//! 4. Each library has one door: pulldown-cmark in `document/markdown.rs` and its folder, TOML in [`table`] (and writing it in
//!    [`scaffold`]), YAML in `document/yaml.rs`, plural rules in `language/message.rs`, imara-diff in
//!    `history/comparison/matches.rs`, img-parts, infer, Exif, memchr and zlib in [`pictures`], Tera in `render/`;
//!    for cards in `render/card/`, swash in `face.rs`, unicode-bidi in `paragraph.rs`, png in `sheet.rs`; in the program, HTTP
//!    in `serve/http.rs`, watching in `serve/watch/`, git in `repository/`, and writing into a knowledge base in `files/`,
//!    where a change is made whole or not at all.
//! 5. An author's mistake is a [`diagnostic::Diagnostic`]: it points and helps, is collected, and stops nothing until all
//!    are known; so is a file that cannot be read. A broken world is an [`error::Error`] and carries its path. A bug panics.
//! 6. [`diagnostic`] knows no kind of document; [`codes`] is the one table of what can be wrong.
//! 7. Contributed text never becomes code. [`markup::Html`] takes text only escaped, and no template can let any other
//!    text through; [`address::Address`] is what a browser may be sent to, and [`diagnostic::report::Printable`] what
//!    terminals and logs get.
//! 8. The same input gives the same bytes: no clock, no hash order, no thread order, no path of the machine.
//! 9. A template gets its page's view and the frame around it, and fetches nothing.
//! 10. What a page says that nobody contributed comes from [`language`]; the terminal speaks English.
//!
//! # Where a new line belongs
//!
//! - A new key of a front matter: `document/fields.rs`, then `knowledge/entries.rs` and `knowledge/assemble.rs`.
//! - What Markdown means here: `document/markdown/` and what it uses; what other programs read and we do not: `document/foreign/`
//!   (`docs/markdown.md`).
//! - A new rule between files: `knowledge/rules/`, with its code in `codes/` and a case below `tests/diagnostics/`.
//! - A new page: a variant of [`site::Page`] with its route, a view in `site/views/`, a template in
//!   `themes/broadside/templates/`.
//! - A new file for programs: a variant of [`site::Record`], written in `site/records/`.
//! - What is on the picture of a text: `site/views/card.rs`; how it is drawn: `render/card/`, behind the feature `cards`.
//! - A rule of comparing: `history/comparison/`, whose documentation follows one example through it. A new way to show a
//!   comparison: a file in `history/comparison/show/`, written from its lines.
//! - What can be found, and what a word is: [`search`]; `search.js` of the theme does the same with what is typed.
//! - All texts of a definition at once: `history/variorum/`. Where a phrase comes from: `history/provenance/`.
//! - What is wrong with a picture, and what can be removed from it: [`pictures`].
//! - What a program can mend: [`diagnostic::Diagnostic::mend`] where the mistake is reported. Dates as people write them: [`dates`].
//! - A way to the forge: its address in [`forge`], what is behind it in `site/views/propose.rs`, the new file in [`scaffold`].
//! - Which text a text is compared with, wherever something is said of a change: `knowledge/succession.rs`, and nowhere else.
//! - What becomes of a contribution: the new front matter in `scaffold/revision.rs`, the next iteration in
//!   `scaffold/acceptance.rs`, the verbs in the program's `decide/`. What a verb is about to write goes through
//!   `pipeline/trial.rs` first.
//! - What a forge needs beside the texts: `scaffold/furniture/`; what its forms ask: `scaffold/forms.rs`, and what becomes of the
//!   answers `import/issue/`.
//! - What shows while somebody writes the next iteration: `draft.js` of the theme, which compares as `history/comparison/` does
//!   (`docs/drafting.md`).
//! - What a reviewer is told of a change: [`review`], and each way to tell it in `review/show/`.
//! - What a foreign text needs to pass the check: `import/text/`; what of a history becomes an iteration: `import/git/`,
//!   `import/article/`. They make files, which are checked like any others before they are written.
//! - A word that the site says: `language/en.toml` and `language/de.toml`, with its places in `language/words.rs`.
//! - What a seal covers, byte for byte: [`seal`]. Characters that hide something: [`characters`], and who reports them
//!   [`deception`]. Markers of a merge that was not finished, in any text that is read: [`merges`].

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod text;
pub mod characters;
pub mod names;
pub mod dates;
pub mod address;
pub mod forge;
pub mod diagnostic;
pub mod codes;
pub mod deception;
pub mod pictures;
pub mod merges;
pub mod error;
pub mod markup;
pub mod table;
pub mod language;
pub mod seal;
pub mod config;
pub mod read;
pub mod document;
pub mod knowledge;
pub mod history;
pub mod review;
pub mod scaffold;
pub mod search;
pub mod site;
pub mod render;
pub mod publish;
pub mod pipeline;
pub mod preview;
pub mod import;
