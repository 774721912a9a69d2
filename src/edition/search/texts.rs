//! What can be found of an entry: its texts, each with where it stands.

use crate::base::names::IterationNumber;
use crate::base::unicode::one_space;
use crate::content::document::{Block, BlockKind, Body};
use crate::content::knowledge::{Definition, Entry, Iteration, KnowledgeBase};

/// What a text is to its entry. What is said in a title weighs more than what is said anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Running text.
    Text,
    /// A heading, or the sentence that stands for the entry in lists.
    Heading,
    /// Its title, or another name of it.
    Title,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the page of the entry, whatever iteration is read.
    Entry,
    /// In one iteration of a definition.
    Iteration(IterationNumber),
    /// On the page of an iteration and not in its text: why it was made, where it was published.
    About(IterationNumber),
}

/// What an entry is called.
pub fn title(knowledge: &KnowledgeBase, entry: Entry) -> &str {
    match entry {
        Entry::Definition(id) | Entry::Iteration(id, _) => &knowledge.definition(id).term,
        Entry::Practice(id) => &knowledge.practice(id).title,
        Entry::Contribution(id) => &knowledge.contribution(id).title,
        Entry::Influence(id) => &knowledge.influence(id).title,
        Entry::Person(id) => &knowledge.person(id).name,
        Entry::Page(id) => &knowledge.page(id).title,
        Entry::List(_) | Entry::Picture(_) => "",
    }
}

/// How many bytes of Markdown the texts of an entry come from. It is told without looking at them.
pub fn size(knowledge: &KnowledgeBase, entry: Entry) -> usize {
    let size = |body: &Body| body.span.range().len();
    match entry {
        Entry::Definition(id) => {
            let definition = knowledge.definition(id);
            let texts = definition.texts_of_any_standing().filter_map(Iteration::text);
            size(&definition.body) + texts.map(size).sum::<usize>()
        }
        Entry::Practice(id) => size(&knowledge.practice(id).body),
        Entry::Contribution(id) => size(&knowledge.contribution(id).body),
        Entry::Influence(id) => size(&knowledge.influence(id).body),
        Entry::Person(id) => size(&knowledge.person(id).body),
        Entry::Page(id) => size(&knowledge.page(id).body),
        Entry::Iteration(..) | Entry::List(_) | Entry::Picture(_) => 0,
    }
}

/// Hands over the texts of an entry without its title, first the sentence that stands for it. The iterations of a definition
/// come last, from the first to the last.
pub fn each_text(knowledge: &KnowledgeBase, entry: Entry, visit: &mut impl FnMut(Place, Weight, &str)) {
    let mut take = |weight, text: &str| visit(Place::Entry, weight, text);
    match entry {
        Entry::Definition(id) => {
            let definition = knowledge.definition(id);
            take(Weight::Heading, &definition.summary);
            around(definition, &mut take);
            for iteration in definition.iterations() {
                let number = iteration.number;
                if let Some(body) = iteration.text() {
                    each_text_in(body, &mut |weight, text| visit(Place::Iteration(number), weight, text));
                }
                let about = [&iteration.note, &iteration.source].into_iter().flatten();
                about.for_each(|text| visit(Place::About(number), Weight::Text, text));
            }
        }
        Entry::Practice(id) => {
            let practice = knowledge.practice(id);
            take(Weight::Heading, &practice.summary);
            practice.tags.iter().for_each(|tag| take(Weight::Heading, tag.as_str()));
            each_text_in(&practice.body, &mut take);
        }
        Entry::Contribution(id) => {
            let contribution = knowledge.contribution(id);
            let texts = [&contribution.quote, &contribution.source, &contribution.note, &contribution.reason];
            texts.into_iter().flatten().for_each(|text| take(Weight::Text, text));
            each_text_in(&contribution.body, &mut take);
        }
        Entry::Influence(id) => {
            let influence = knowledge.influence(id);
            influence.quote.iter().for_each(|quote| take(Weight::Heading, quote));
            influence.authors.iter().chain(&influence.source).for_each(|text| take(Weight::Text, text));
            each_text_in(&influence.body, &mut take);
        }
        Entry::Person(id) => {
            let person = knowledge.person(id);
            person.forge.iter().for_each(|name| take(Weight::Heading, name));
            each_text_in(&person.body, &mut take);
        }
        Entry::Page(id) => {
            let page = knowledge.page(id);
            page.summary.iter().for_each(|summary| take(Weight::Heading, summary));
            each_text_in(&page.body, &mut take);
        }
        Entry::Iteration(..) | Entry::List(_) | Entry::Picture(_) => {}
    }
}

/// What stands on the page of a definition besides an iteration.
fn around(definition: &Definition, take: &mut impl FnMut(Weight, &str)) {
    definition.also_known_as.iter().for_each(|name| take(Weight::Title, name));
    each_text_in(&definition.body, take);
    definition.criteria.iter().for_each(|criterion| take(Weight::Text, &criterion.statement));
    for other in &definition.not_to_be_confused_with {
        take(Weight::Text, &other.term);
        take(Weight::Text, &other.note);
    }
}

fn each_text_in(body: &Body, take: &mut impl FnMut(Weight, &str)) {
    body.each_text(&mut |block: &Block, text| {
        let is_heading = matches!(block.kind, BlockKind::Heading { .. });
        take(if is_heading { Weight::Heading } else { Weight::Text }, text);
    });
}

/// A text on one line, as excerpts are cut from it; none if there is nothing in it.
pub fn line(text: &str) -> Option<String> {
    Some(one_space(text)).filter(|line| !line.is_empty())
}
