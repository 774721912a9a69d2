//! The sentences that new files begin with, in the place of what their writer will say; and who has not said it yet.

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::screening::fence::Fence;
use crate::base::text::{Source, SourceId, Span};
use crate::content::document::front_matter::find as find_front_matter;

/// Names sentences and lists them.
macro_rules! prompts {
    ($($(#[$doc:meta])* $name:ident = $sentence:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $sentence;)*
        const ALL: &[&str] = &[$($sentence),*];
    };
}

prompts! {
    /// Behind "What" and the term, the summary of a definition.
    WHAT_A_TERM_IS = " is, in one sentence.";
    /// The text beside the iterations of a definition.
    AROUND_A_TERM = "What readers should know around the term: where it comes from, and what was decided about it.";
    /// Behind the term, a first iteration.
    FIRST_ITERATION = " is what we make of it together: write the first rough definition here.";
    /// Behind the term, a text that nobody has begun.
    NO_TEXT_YET = " is ...";
    /// The summary of a practice.
    WHAT_A_PRACTICE_IS_FOR = "What it is for, in one sentence.";
    /// The first sentence of a practice.
    WHAT_A_PRACTICE_IS = "What the practice is, and which words of the definition it serves.";
    /// How a practice begins.
    FIRST_STEP = "The first step that somebody can take tomorrow.";
    /// How a practice fails.
    FAILURES = "What you have seen fail, and why.";
    /// The quotation of evidence and rivals.
    QUOTE = "what was said, letter for letter";
    /// Where it was said.
    QUOTED_FROM = "where it was said: title, author, address";
    /// The text of evidence and rivals.
    WHAT_A_QUOTE_SHOWS = "What the quotation shows.";
    /// A comment.
    COMMENT = "What you want to say about it.";
    /// An example.
    EXAMPLE = "A case from practice: what happened, and what it says about the definition.";
    /// An endorsement.
    ENDORSEMENT = "Who stands behind this iteration, and why.";
    /// A dissent.
    DISSENT = "What you disagree with, and what would change your mind.";
    /// An event.
    EVENT = "Where and when people meet, and what about.";
    /// An action.
    ACTION = "What is to be done, and how somebody can take it on.";
    /// The title of the example on the page that says how to contribute.
    EXAMPLE_TITLE = "What your contribution says, in one line";
    /// How its text begins, over two lines, and what its other paragraphs say.
    EXAMPLE_SITUATION = "The situation: a product manager and a support lead wanted to know why new";
    /// The same.
    EXAMPLE_STEPS = "What we did: say which steps you took, and which words of the definition";
    /// The same.
    EXAMPLE_OUTCOME = "What came of it: say what changed, also if nothing did.";
    /// The text of the example in the starter, and what the form for an experience asks.
    WHAT_HAPPENED = "What happened, and what it says about the definition.";
    /// The text of an influence.
    WHAT_AN_INFLUENCE_TEACHES = "What it teaches those who write a definition.";
    /// The text of a person.
    WHO_SOMEBODY_IS = "A sentence about you.";
}

/// What a new file is called by whoever cannot know its name.
pub const PRACTICE_FILE: &str = "name-of-the-practice";
/// The same for an influence.
pub const INFLUENCE_FILE: &str = "name-of-the-influence";
/// The same for a person.
pub const PERSON_FILE: &str = "your-id";
/// The same for a contribution, behind its date.
pub const CONTRIBUTION_FILE: &str = "what-it-is-about";
/// The title or the name that it has then.
pub const TITLE: &str = "...";
/// The name of the author whom a new text introduces before anybody has written one.
pub const YOUR_NAME: &str = "Your name";

/// The lines with which a new file introduces its author.
const ID_LINE: &str = "id = \"your-id\"";
const NAME_LINE: &str = "name = \"Your name\"";

/// Whether a sentence of a new file still stands in a text where its writer should say something.
pub fn is_unwritten(source: &Source) -> bool {
    let mut found = Diagnostics::default();
    report(SourceId::FIRST, source, &mut found);
    !found.is_empty()
}

/// Reports the sentences of a new file that still stand where its writer should say something. Each ends its line.
pub(super) fn report(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) {
    let name = source.path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default();
    if [PRACTICE_FILE, INFLUENCE_FILE, PERSON_FILE].contains(&name) || name.ends_with(CONTRIBUTION_FILE) {
        diagnostics.push(
            Diagnostic::new(
                &codes::NOT_WRITTEN_YET,
                Span::file(id),
                format!("the file is called `{name}`, as a new file is before anybody has named it"),
            )
            .help("rename it after what it is about, or after you: small letters, digits, and hyphens between words"),
        );
    }
    let front_matter = find_front_matter(&source.text).map_or(0, |(_, body)| body);
    let mut fence = Fence::default();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        // What is shown as code is an example for somebody else.
        if start >= front_matter && fence.contains(line) {
            start += line.len();
            continue;
        }
        let line_end = line.trim_end();
        let end = line_end.trim_end_matches('"');
        let is_introduction = start < front_matter && [NAME_LINE, ID_LINE].contains(&line_end);
        let name = Some(if line_end == NAME_LINE { &YOUR_NAME } else { &PERSON_FILE }).filter(|_| is_introduction);
        let title = Some(&TITLE).filter(|_| line_end.ends_with("= \"...\"")).or(name);
        let prompt = title.or_else(|| ALL.iter().find(|prompt| end.ends_with(**prompt)));
        if let Some(prompt) = prompt.filter(|_| !line.starts_with('#')) {
            // The title of a text is what readers see first.
            let is_title = title.is_some() || *prompt == EXAMPLE_TITLE;
            let from = start + end.len() - prompt.len();
            let place = Span::new(id, from..from + prompt.len());
            diagnostics.push(
                Diagnostic::new(
                    &codes::NOT_WRITTEN_YET,
                    place,
                    "this is what a new file says before anybody has written in it",
                )
                .help(if name == Some(&PERSON_FILE) {
                    "write here an id for you, made of small letters, digits and hyphens, such as `jo-doe`, and the same into `authors`"
                } else if name.is_some() {
                    "write here your name, as readers should see it"
                } else if is_title {
                    "write here what it is called"
                } else {
                    "write here what you want to say, or take the line out"
                }),
            );
        }
        start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often a file says what nobody has written yet.
    fn count(text: &str) -> usize {
        let mut sources = crate::base::text::Sources::default();
        let id = sources.add("content/contributions/2026-11-22-a-case.md", text);
        let mut found = Diagnostics::default();
        report(id, sources.get(id), &mut found);
        found.sorted(&sources).len()
    }

    /// The example of a page, as somebody pastes it.
    fn example(page: &str) -> &str {
        page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example")
    }

    #[test]
    fn the_examples_that_pages_offer_are_not_written_yet() {
        // The title, the id, the name, and three paragraphs.
        assert_eq!(count(example(include_str!("../../../content/pages/contribute.md"))), 6);
        assert_eq!(count(include_str!("../../../content/pages/contribute.md")), 0);
        // The id, the name and the text.
        assert_eq!(count(example(include_str!("../scaffold/starter/contribute.md"))), 3);
    }
}
