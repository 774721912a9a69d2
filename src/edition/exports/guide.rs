//! Where a language model begins (llmstxt.org): what the site is about, and the Markdown of its texts.

use std::fmt::Write as _;

use crate::base::unicode::one_space;
use crate::content::knowledge::{Entry, Folder, Standing};
use crate::edition::links::Linker;
use crate::edition::plan::{Page, Record};

pub(super) fn markdown(links: &Linker<'_>) -> String {
    let knowledge = links.knowledge;
    let config = knowledge.config();
    let mut text = format!("# {}\n\n> {}\n", one_space(&config.title), one_space(&config.description));
    let (pages, say) = (&links.words.pages, &links.words.guide);
    let _ = writeln!(text, "\n{}", say.about);
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
            let (summary, number, date) = (&definition.summary, iteration.number, iteration.date);
            let standing = &links.words.standing;
            let about = match iteration.standing {
                Standing::Published(_) => say.definition(summary, number, date),
                Standing::Proposed(_) => say.definition_not_current(summary, number, date, &standing.proposed),
                Standing::Withdrawn(_) => say.definition_not_current(summary, number, date, &standing.withdrawn),
                Standing::Declined(_) => say.definition_not_current(summary, number, date, &standing.declined),
                Standing::Placeholder => say.definition_not_current(summary, number, date, &standing.tba),
            };
            definitions.push((definition.term.clone(), source.to_string(), about));
        }
        let history = links.page(&Page::Record(Record::History(id)));
        definitions.push((say.history(&definition.term), history.to_string(), say.history_about.clone()));
    }
    section(&pages.definitions, definitions);
    let practice = |(id, practice): (_, &crate::content::knowledge::Practice)| {
        let source = links.page(&Page::Source(Entry::Practice(id)));
        (practice.title.clone(), source.to_string(), practice.summary.clone())
    };
    section(&pages.practices, knowledge.practices().map(practice).collect());
    let page = |(id, page): (_, &crate::content::knowledge::Page)| {
        let source = links.page(&Page::Source(Entry::Page(id)));
        (page.title.clone(), source.to_string(), page.summary.clone().unwrap_or_else(|| say.page.clone()))
    };
    section(&pages.pages, knowledge.pages().map(page).collect());
    let lists = [
        (&pages.contributions, Folder::Contributions, &say.contributions),
        (&pages.influences, Folder::Influences, &say.influences),
        (&pages.people, Folder::People, &say.people),
    ];
    let list = |(label, folder, about): (&String, Folder, &String)| {
        (label.clone(), links.entry(Entry::List(folder)).to_string(), about.clone())
    };
    // The form of this file gives the word its meaning, so it is English everywhere.
    section("Optional", lists.map(list).to_vec());
    text
}
