//! Everything that is known about a definition on one page: what whoever has to show whose term it is would print.

use serde::Serialize;

use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::document::{ContributionKind, ContributionStatus};
use crate::content::knowledge::{Contribution, Entry, Id, Iteration};
use crate::edition::batch::DefinitionBatch;
use crate::edition::links::entries::status;
use crate::edition::links::{DateView, Link, Linker, Prepared};
use crate::edition::plan::Page;
use crate::edition::views::parts::seals::{self, HeadView};
use crate::edition::views::parts::{CiteView, IterationPart, Quote, Shown, cite, part, quote};
use crate::history::comparison::rival::compare_with;
use crate::history::comparison::show::html as marked;
use crate::history::dropped::{Dropped, dropped};
use crate::history::text::wording::quote as quoted;

/// How many wordings that one iteration dropped are listed, and of how many iterations, the last ones; the page of all
/// iterations has them all.
const MOST_WORDINGS: usize = 40;
const MOST_GROUPS: usize = 100;

/// What `dossier.html` shows.
#[derive(Debug, Serialize)]
pub struct DossierView {
    /// The term.
    pub term: String,
    /// The page of the term.
    pub definition: Address,
    /// One sentence.
    pub summary: String,
    /// Other names for it.
    pub also_known_as: Vec<String>,
    /// The iteration that is shown; none if nothing was written yet.
    pub iteration: Option<IterationPart>,
    /// Its text; empty for a placeholder.
    pub text: Html,
    /// How to cite it.
    pub cite: CiteView,
    /// The head of the seals.
    pub head: Option<HeadView>,
    /// All iterations, the first first.
    pub rows: Vec<DossierRow>,
    /// Where the term was seen in use, the earliest first.
    pub evidence: Vec<Exhibit>,
    /// What others take the term to mean, the earliest first, each held against the text that is shown.
    pub rivals: Vec<RivalView>,
    /// Who signed which iteration.
    pub endorsements: Vec<EndorsementView>,
    /// Who disagrees.
    pub dissent: Vec<Exhibit>,
    /// Wordings that were tried and dropped, by the iteration that dropped them.
    pub dropped: Vec<DroppedView>,
    /// Proposals that were declined.
    pub declined: Vec<Declined>,
    /// The page that shows all iterations at once, if one has a text.
    pub all: Option<Address>,
    /// The page that tells how to contribute.
    pub contribute: Option<Link>,
}

/// An iteration in a table.
#[derive(Debug, Serialize)]
pub struct DossierRow {
    /// The iteration.
    pub iteration: IterationPart,
    /// Where it was first published.
    pub published_in: Option<String>,
    /// All digits of its seal, if it has one.
    pub seal: Option<String>,
}

/// What somebody said or found.
#[derive(Debug, Serialize)]
pub struct Exhibit {
    /// Its page.
    pub link: Link,
    /// When it was contributed.
    pub date: Prepared<DateView>,
    /// Who contributed it.
    pub authors: Vec<Link>,
    /// What it is about, if that is one iteration.
    pub on: Option<Link>,
    /// What became of it, in a word.
    pub status: String,
    /// What it quotes.
    pub quote: Option<Quote>,
}

/// What others take the term to mean.
#[derive(Debug, Serialize)]
pub struct RivalView {
    /// The quotation.
    pub exhibit: Exhibit,
    /// How many of its words ours has, in a sentence; empty if one of the two has no words.
    pub summary: String,
    /// Their words as they would become ours: theirs alone are deleted, ours alone are inserted.
    pub marked: Html,
}

/// A signature under an iteration.
#[derive(Debug, Serialize)]
pub struct EndorsementView {
    /// The endorsement.
    pub exhibit: Exhibit,
    /// The first digits of the seal of what was signed.
    pub seal: Option<String>,
    /// The iteration that counts now, if they did not sign that one.
    pub not_yet: Option<Link>,
}

/// Wordings that an iteration dropped.
#[derive(Debug, Serialize)]
pub struct DroppedView {
    /// The iteration.
    pub iteration: IterationPart,
    /// Why it was made.
    pub note: Option<String>,
    /// The wordings, each as a quotation, long ones cut.
    pub wordings: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

/// A proposal that was declined.
#[derive(Debug, Serialize)]
pub struct Declined {
    /// The proposal.
    pub exhibit: Exhibit,
    /// Why.
    pub reason: Option<String>,
}

/// The page of everything that is known about a definition.
pub(in crate::edition::views) fn dossier(batch: &DefinitionBatch<'_>, links: &Linker<'_>) -> Shown<DossierView> {
    let (id, definition, knowledge) = (batch.id, batch.definition, links.knowledge);
    let shown = definition.shown();
    let about = About { batch, links };
    let row = |iteration: &Iteration| DossierRow {
        iteration: part(links, id, iteration),
        published_in: iteration.source.clone(),
        seal: iteration.sealed.map(|sealed| sealed.seal.to_string()),
    };
    let view = DossierView {
        term: definition.term.clone(),
        definition: links.entry(Entry::Definition(id)),
        summary: definition.summary.clone(),
        also_known_as: definition.also_known_as.clone(),
        iteration: shown.map(|iteration| part(links, id, iteration)),
        text: shown.map_or_else(Html::new, |iteration| links.text(iteration)),
        cite: cite(links, id, shown),
        head: seals::of_definition(definition, links),
        rows: definition.iterations().iter().map(row).collect(),
        evidence: about.all(ContributionKind::Evidence).map(|evidence| about.exhibit(evidence)).collect(),
        rivals: about
            .all(ContributionKind::Rival)
            .enumerate()
            .map(|(index, rival)| about.rival(index, rival, shown))
            .collect(),
        endorsements: about.endorsements(),
        dissent: about.all(ContributionKind::Dissent).map(|dissent| about.exhibit(dissent)).collect(),
        dropped: about.dropped(shown),
        declined: about
            .all(ContributionKind::Proposal)
            .filter(|proposal| {
                matches!(
                    knowledge.contribution(*proposal).status,
                    ContributionStatus::Declined | ContributionStatus::Withdrawn
                )
            })
            .map(|proposal| Declined {
                exhibit: about.exhibit(proposal),
                reason: knowledge.contribution(proposal).reason.clone(),
            })
            .collect(),
        all: shown.map(|_| links.page(&Page::Variorum(id))),
        contribute: links.contribute(),
    };
    let title = links.words.dossier.title(&definition.term);
    let description = links.words.dossier.about(&definition.term);
    Shown::new(title, description, view)
}

/// What is said about one definition.
struct About<'page> {
    batch: &'page DefinitionBatch<'page>,
    links: &'page Linker<'page>,
}

impl About<'_> {
    fn contribution(&self, id: Id<Contribution>) -> &Contribution {
        self.links.knowledge.contribution(id)
    }

    /// All contributions of a kind, the earliest first.
    fn all(&self, kind: ContributionKind) -> impl Iterator<Item = Id<Contribution>> {
        let all = self.batch.site.backlinks().contributions_on(self.batch.id).iter().copied();
        all.filter(move |id| self.contribution(*id).kind == kind)
    }

    fn exhibit(&self, id: Id<Contribution>) -> Exhibit {
        let contribution = self.contribution(id);
        let on = contribution.on.filter(|on| on.iteration.is_some());
        Exhibit {
            link: Link::new(&contribution.title, self.links.entry(Entry::Contribution(id))),
            date: self.links.date(contribution.date),
            authors: self.links.people(&contribution.authors),
            on: on.map(|on| self.links.subject(on)),
            status: status(contribution.status, self.links.words).to_owned(),
            quote: quote(contribution, self.links),
        }
    }

    fn rival(&self, index: usize, id: Id<Contribution>, shown: Option<&Iteration>) -> RivalView {
        let words = self.contribution(id).quote.as_deref().unwrap_or_default();
        let mut view = RivalView { exhibit: self.exhibit(id), summary: String::new(), marked: Html::new() };
        let ours = shown.and_then(|iteration| Some((iteration, iteration.text()?)));
        if let Some((iteration, body)) = ours.filter(|_| !words.is_empty()) {
            let rivalry =
                compare_with(words, body, self.batch.site.source(Entry::Iteration(self.batch.id, iteration.number)));
            let (theirs, ours) = (&rivalry.theirs, &rivalry.ours);
            let tally = rivalry.comparison.tally;
            view.summary = self.links.words.dossier.in_ours(tally.kept + tally.removed, tally.kept);
            view.marked = marked::inline(&rivalry.comparison, theirs, ours, &format!("rival-{index}-"), self.links);
        }
        view
    }

    /// Every endorsement, with what its authors did not sign yet.
    fn endorsements(&self) -> Vec<EndorsementView> {
        let definition = self.batch.definition;
        let current = definition.current();
        let signed = |id: Id<Contribution>| self.contribution(id).on.and_then(|on| on.iteration);
        let has_signed_current = |authors: &[Id<_>]| {
            self.all(ContributionKind::Endorsement).any(|other| {
                signed(other) == current.map(|current| current.number)
                    && authors.iter().all(|author| self.contribution(other).authors.contains(author))
            })
        };
        let view = |id: Id<Contribution>| {
            let of = signed(id).and_then(|number| definition.iteration(number));
            let later = current.filter(|current| of.is_some_and(|of| of.number < current.number));
            let later = later.filter(|_| !has_signed_current(&self.contribution(id).authors));
            EndorsementView {
                exhibit: self.exhibit(id),
                seal: of.and_then(|of| of.sealed).map(|sealed| sealed.seal.short()),
                not_yet: later.map(|later| self.links.iteration(self.batch.id, later.number)),
            }
        };
        self.all(ContributionKind::Endorsement).map(view).collect()
    }

    fn dropped(&self, shown: Option<&Iteration>) -> Vec<DroppedView> {
        let (definition, chronicle) = (self.batch.definition, self.batch.chronicle());
        let Some(shown) = shown.and_then(|shown| chronicle.numbers.binary_search(&shown.number).ok()) else {
            return Vec::new();
        };
        let group = |group: &[Dropped]| {
            let number = chronicle.numbers[group[0].text];
            let iteration = definition.iteration(number).expect("texts belong to iterations");
            let before = &chronicle.ladder.texts()[group[0].text - 1];
            let wordings = group
                .iter()
                .take(MOST_WORDINGS)
                .map(|dropped| quoted(before.slice(dropped.words.clone()), self.links.words));
            DroppedView {
                iteration: part(self.links, self.batch.id, iteration),
                note: iteration.note.clone(),
                wordings: wordings.collect(),
                more: group.len().saturating_sub(MOST_WORDINGS),
            }
        };
        let dropped = dropped(chronicle, shown);
        let groups: Vec<&[Dropped]> = dropped.chunk_by(|one, next| one.text == next.text).collect();
        groups[groups.len().saturating_sub(MOST_GROUPS)..].iter().map(|of| group(of)).collect()
    }
}
