//! A made-up knowledge base as variorum reads it.

use std::fs;
use std::path::Path;

use crate::corpus::{Corpus, Entry};

/// Files by their path below a folder.
pub(crate) struct Folder<'root>(pub(crate) &'root Path);

impl Folder<'_> {
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the disk takes folders");
        fs::write(path, text).expect("the disk takes files");
    }
}

pub(crate) fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("\"{item}\"")).collect();
    format!("[{}]", items.join(", "))
}

/// Front matter in TOML that ours and Hugo share, without its fence.
pub(crate) fn about(entry: &Entry) -> String {
    format!(
        "title = \"{}\"\nsummary = \"{}\"\ndate = {}\nauthors = {}\ntags = {}\n",
        entry.title,
        entry.summary,
        entry.date,
        list([format!("person-{}", entry.author)].into_iter()),
        list(entry.tags.iter().map(|tag| format!("tag-{tag}"))),
    )
}

/// Writes it. No other generator draws pictures, so none are drawn.
pub(crate) fn write(corpus: &Corpus, root: &Path) {
    let folder = Folder(root);
    folder.write(
        "variorum.toml",
        "[site]\ntitle = \"A knowledge base\"\ndescription = \"Made up, to measure with.\"\nfeatured = \"term-0\"\nbase_url = \"https://example.org/\"\ncards = false\n",
    );
    for person in 0..corpus.people {
        folder.write(&format!("content/people/person-{person}.md"), &format!("+++\nname = \"Person {person}\"\n+++\n"));
    }
    for definition in &corpus.definitions {
        let path = format!("content/definitions/{}", definition.slug);
        folder.write(
            &format!("{path}/definition.md"),
            &format!("+++\nterm = \"{}\"\nsummary = \"{}\"\n+++\n", definition.term, definition.summary),
        );
        for iteration in &definition.iterations {
            folder.write(
                &format!("{path}/{}.md", iteration.slug),
                &format!(
                    "+++\ndate = {}\nauthors = [\"person-{}\"]\nnote = \"{}\"\n+++\n\n{}",
                    iteration.date, iteration.author, iteration.summary, iteration.text
                ),
            );
        }
    }
    let on = |entry: &Entry| format!("on = \"term-{}@{}\"\n", entry.on.0, entry.on.1);
    for practice in &corpus.practices {
        let text = format!("+++\n{}{}+++\n\n{}", about(practice), on(practice), practice.text);
        folder.write(&format!("content/practices/{}.md", practice.slug), &text);
    }
    for entry in &corpus.contributions {
        let text = format!(
            "+++\ntitle = \"{}\"\nkind = \"comment\"\ndate = {}\nauthors = [\"person-{}\"]\n{}status = \"open\"\n+++\n\n{}",
            entry.title,
            entry.date,
            entry.author,
            on(entry),
            entry.text
        );
        folder.write(&format!("content/contributions/{}-{}.md", entry.date, entry.slug), &text);
    }
}
