//! Where the words of an iteration come from, as a part of a page.

use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::knowledge::Entry;
use crate::edition::batch::DefinitionBatch;
use crate::edition::links::{DateView, Link, Linker, Prepared};
use crate::edition::plan::{Page, is_compared};
use crate::history::provenance::Share;
use crate::history::provenance::show::html::{self, Ids};
use crate::history::provenance::show::sentences::{self, Course};
use crate::history::text::wording::percent;

/// What the ids begin with of the iterations that words come from, and of what happened to words.
const IDS: Ids = Ids { origins: "from-", courses: "course-" };
/// A text of more words is folded: the page shows it already.
const LONG: usize = 200;

/// Where the words of an iteration come from.
#[derive(Debug, Serialize)]
pub struct ProvenanceView {
    /// The number of the iteration.
    pub number: u32,
    /// Its text with the number of its origin behind each phrase.
    pub text: Html,
    /// Whether the text is long.
    pub is_long: bool,
    /// The iterations that its words come from, the earliest first.
    pub origins: Vec<OriginView>,
    /// What went and came back and what moved, as sentences.
    pub courses: Vec<CourseView>,
    /// The page that shows all iterations at once.
    pub all: Address,
}

/// What happened to some words.
#[derive(Debug, Serialize)]
pub struct CourseView {
    /// The id that phrases name in `data-course`.
    pub id: String,
    /// A sentence.
    pub sentence: String,
}

/// An iteration that words come from.
#[derive(Debug, Serialize)]
pub struct OriginView {
    /// The id that the numbers in the text lead to.
    pub id: String,
    /// The iteration.
    pub iteration: Link,
    /// Its date.
    pub date: Prepared<DateView>,
    /// Who wrote it.
    pub authors: Vec<Link>,
    /// How many words, in words.
    pub words: String,
    /// Which part of the text that is.
    pub share: String,
    /// The comparison in which they arrived, if it has a page.
    pub arrival: Option<Link>,
}

/// Where the words of an iteration come from; none if it has no text or no text stands before it.
pub(in crate::edition::views) fn provenance(
    batch: &DefinitionBatch<'_>,
    links: &Linker<'_>,
    number: IterationNumber,
) -> Option<ProvenanceView> {
    batch.definition.compared_with(number)?;
    let account = batch.chronicle().account(number)?;
    let all = account.text.count(0..account.text.tokens.len());
    let courses = sentences::courses(&account, links.words);
    let text = html::write(&account, &courses, IDS, links);
    let course = |(index, course): (usize, Course)| CourseView {
        id: format!("{}{index}", IDS.courses),
        sentence: course.sentence,
    };
    Some(ProvenanceView {
        number: number.get(),
        text,
        is_long: all > LONG,
        origins: account.shares().into_iter().map(|share| origin(batch, links, &share, all)).collect(),
        courses: courses.into_iter().enumerate().map(course).collect(),
        all: links.page(&Page::Variorum(batch.id)),
    })
}

/// An iteration from which a share of all words comes.
fn origin(batch: &DefinitionBatch<'_>, links: &Linker<'_>, share: &Share, all: usize) -> OriginView {
    let iteration = batch.iteration(share.number);
    let page = links.entry(Entry::Iteration(batch.id, share.number));
    OriginView {
        id: format!("{}{}", IDS.origins, share.number),
        iteration: Link::new(links.words.iteration.label(share.number), page),
        date: links.date(iteration.date),
        authors: links.people(&iteration.authors),
        words: links.words.number.words(share.words),
        share: percent(share.words, all, links.words),
        arrival: arrival(batch, links, share.number),
    }
}

/// The comparison of an iteration with the text that it followed.
fn arrival(batch: &DefinitionBatch<'_>, links: &Linker<'_>, number: IterationNumber) -> Option<Link> {
    let definition = batch.definition;
    let before = definition.compared_with(number)?.number;
    let page = Page::Comparison(batch.id, before, number);
    is_compared(definition, before, number).then(|| Link::new(&links.words.provenance.arrival, links.page(&page)))
}
