//! The page from which the next iteration of a definition is proposed.

use serde::Serialize;

use crate::base::unicode::one_space;
use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Id};
use crate::content::scaffold::{self, Authors, Day, Draft, NewFile};
use crate::edition::batch::DefinitionBatch;
use crate::edition::links::{Link, Linker};
use crate::edition::views::parts::Shown;
use crate::edition::views::parts::editor::{Editor, editor};
use crate::history::text::{SMALL, TURNING};

/// What `propose.html` shows.
#[derive(Debug, Serialize)]
pub struct ProposeView {
    /// The term.
    pub term: String,
    /// The page of the definition.
    pub definition: Address,
    /// The editor of the next iteration.
    pub editor: Editor,
    /// What a script needs so that the iteration can be written on the page.
    pub draft: DraftView,
    /// The page that tells more.
    pub contribute: Option<Link>,
}

/// The next iteration in parts, for the script with which it is written.
#[derive(Debug, Serialize)]
pub struct DraftView {
    /// The front matter of the file up to what is said of criteria; the day in it is `YYYY-MM-DD`, and `authors` and `# note` begin the
    /// lines that wait for an author and a reason.
    pub head: String,
    /// The last lines of the front matter, in which an author is introduced who has not given a name yet.
    pub introduction: String,
    /// The Markdown to begin from.
    pub text: String,
    /// How many bytes `&value=` with a text may add to the address of the editor; none if the forge takes no text.
    pub room: usize,
    /// The phrases of the text that meet a criterion.
    pub phrases: Vec<PhraseView>,
    /// Everybody who can be named as an author.
    pub people: Vec<AuthorView>,
    /// The words that say little by themselves, with a space between.
    pub small: String,
    /// The words that turn a sentence round, with a space between.
    pub turning: String,
}

/// A phrase that meets a criterion.
#[derive(Debug, Serialize)]
pub struct PhraseView {
    /// The phrase, with one space for all white space.
    pub phrase: String,
    /// The lines of the front matter that say so.
    pub meets: String,
    /// What is told where a text does not have the phrase.
    pub lost: String,
}

/// Somebody who can be named as an author.
#[derive(Debug, Serialize)]
pub struct AuthorView {
    /// The name of the file.
    pub id: String,
    /// The name.
    pub name: String,
}

/// The page from which the next iteration of a definition is proposed.
pub(in crate::edition::views) fn propose(batch: &DefinitionBatch<'_>, links: &Linker<'_>) -> Shown<ProposeView> {
    let (id, definition) = (batch.id, batch.definition);
    let forge = links.knowledge.repository().map_or("", |place| place.forge.kind().name());
    let number = definition.iterations().len() + 1;
    let words = &links.words.propose;
    let draft = scaffold::draft(definition, links.site.sources(), &Authors::default(), Day::Open);
    let file = draft.clone().file();
    let view = ProposeView {
        draft: draft_view(links, id, draft, &file),
        term: definition.term.clone(),
        definition: links.entry(Entry::Definition(id)),
        editor: editor(links, words.open(forge), file).expect("planned with a repository"),
        contribute: links.contribute(),
    };
    let term = &definition.term;
    Shown::new(words.title(number, term), words.about(term), view)
}

fn draft_view(links: &Linker<'_>, id: Id<Definition>, draft: Draft, file: &NewFile) -> DraftView {
    let (knowledge, words) = (links.knowledge, links.words);
    let definition = knowledge.definition(id);
    let place = knowledge.repository().expect("planned with a repository");
    let opened = place.new_file(&file.path, &file.text);
    let phrases = draft.meets.into_iter().map(|(met, meets)| {
        let phrase = one_space(&met.phrase);
        let quoted = format!("{}{phrase}{}", words.quote.open, words.quote.close);
        let lost = words.propose.draft.lost(&definition.criteria[met.criterion].statement, quoted);
        PhraseView { phrase, meets, lost }
    });
    let people = knowledge.people();
    let people = people.map(|(_, person)| AuthorView { id: person.slug.to_string(), name: person.name.clone() });
    DraftView {
        head: draft.head,
        introduction: draft.people,
        text: draft.text,
        room: opened.room,
        phrases: phrases.collect(),
        people: people.collect(),
        small: SMALL.join(" "),
        turning: TURNING.join(" "),
    }
}
