//! What is on a card.

use crate::base::names::IterationNumber;
use crate::content::knowledge::{Definition, Id, Standing};
use crate::edition::links::DateView;
use crate::edition::plan::Site;
use crate::history::text::wording::listed;

/// What is on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CardView {
    /// The term.
    pub(crate) term: String,
    /// As much of the text as may have room.
    pub(crate) text: String,
    /// `Iteration 5`, and how it stands if it does not count.
    pub(crate) number: String,
    /// The same with its date.
    pub(crate) about: String,
    /// The same with who wrote it; none if nobody says so.
    pub(crate) about_by: Option<String>,
    /// The name of the site.
    pub(crate) site: String,
}

/// How many bytes of a text are looked at: more than have room on a card, in any script.
const LONGEST: usize = 16 << 10;

impl CardView {
    /// The card of an iteration that has a text, or of the one that is shown for the definition.
    pub(crate) fn of(site: &Site, id: Id<Definition>, number: Option<IterationNumber>) -> Self {
        let (knowledge, say) = (site.knowledge(), &site.language().words);
        let definition = knowledge.definition(id);
        let iteration = number.map_or_else(|| definition.shown(), |number| definition.iteration(number));
        let iteration = iteration.expect("a card is planned where there is a text");
        let names: Vec<String> =
            iteration.authors.iter().map(|author| knowledge.person(*author).name.clone()).collect();
        let words = iteration.words();
        let label = say.iteration.label(iteration.number);
        let label = match iteration.standing {
            Standing::Published(_) | Standing::Placeholder => label,
            Standing::Proposed(_) => say.card.proposed(label),
            Standing::Withdrawn(_) => say.card.withdrawn(label),
            Standing::Declined(_) => say.card.declined(label),
        };
        let date = DateView::new(iteration.date, &say.date).words;
        Self {
            term: definition.term.clone(),
            text: words[..words.floor_char_boundary(LONGEST)].to_owned(),
            about: say.iteration.dated(&label, &date),
            about_by: (!names.is_empty()).then(|| say.iteration.dated_by(&label, &date, listed(&names, say))),
            number: label,
            site: knowledge.config().title.clone(),
        }
    }
}
