//! Where a language model begins (llmstxt.org): what the site is about, and the Markdown of its texts.

use std::fmt::Write as _;

use crate::characters::one_space;
use crate::knowledge::{Entry, Folder};
use crate::site::linker::Linker;
use crate::site::records::Record;
use crate::site::{Page, Site};

pub(super) fn markdown(site: &Site, links: &Linker<'_>) -> String {
    let knowledge = site.knowledge();
    let config = knowledge.config();
    let mut text = format!("# {}\n\n> {}\n", one_space(&config.title), one_space(&config.description));
    text.push_str(
        "\nEach definition has numbered, dated iterations. An iteration never changes, so cite it by its number; \
         the definition itself always shows its latest one. Iterations that are marked as proposed do not count yet.\n",
    );
    let mut section = |title: &str, lines: Vec<(String, String, String)>| {
        if !lines.is_empty() {
            let _ = write!(text, "\n## {title}\n\n");
        }
        for (label, address, about) in lines {
            let _ =
                writeln!(text, "- [{}]({address}): {}", one_space(&label).replace(['[', ']'], ""), one_space(&about));
        }
    };
    let mut definitions = Vec::new();
    for (id, definition) in knowledge.definitions() {
        if let Some(iteration) = definition.shown() {
            let source = links.page(&Page::Source(Entry::Iteration(id, iteration.number)));
            let about = format!("{} This is iteration {} of {}.", definition.summary, iteration.number, iteration.date);
            definitions.push((definition.term.clone(), source.to_string(), about));
        }
        let history = links.page(&Page::Record(Record::History(id)));
        let about = "all iterations with their dates, authors, reasons and seals, as JSON".to_owned();
        definitions.push((format!("History of {}", definition.term), history.to_string(), about));
    }
    section("Definitions", definitions);
    let practice = |(id, practice): (_, &crate::knowledge::Practice)| {
        let source = links.page(&Page::Source(Entry::Practice(id)));
        (practice.title.clone(), source.to_string(), practice.summary.clone())
    };
    section("Practices", knowledge.practices().map(practice).collect());
    let page = |(id, page): (_, &crate::knowledge::Page)| {
        let source = links.page(&Page::Source(Entry::Page(id)));
        (page.title.clone(), source.to_string(), page.summary.clone().unwrap_or_else(|| "a page".to_owned()))
    };
    section("Pages", knowledge.pages().map(page).collect());
    let lists = [
        ("Contributions", Folder::Contributions, "what people said about the definitions"),
        ("Influences", Folder::Influences, "older definitions that were learned from"),
        ("People", Folder::People, "who contributed"),
    ];
    let list = |(label, folder, about): (&str, Folder, &str)| {
        (label.to_owned(), links.entry(Entry::List(folder)).to_string(), about.to_owned())
    };
    section("Optional", lists.map(list).to_vec());
    text
}
