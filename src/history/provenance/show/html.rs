//! A text as HTML with the number of its iteration behind each phrase, as an apparatus has it: readable without colour and
//! without script.

use crate::address::Address;
use crate::document::html::Links;
use crate::document::words::Setting;
use crate::history::passages::{Marker, Piece, Setter, containers, tags};
use crate::history::provenance::{Account, Phrase};
use crate::markup::Html;

/// Writes the text. Each number is a link to the id `<ids><number>`, where the page tells about that iteration.
pub fn write(account: &Account<'_>, ids: &str, links: &dyn Links) -> Html {
    let text = account.text;
    let phrases = account.until_now();
    let mut writer = Writer { setter: Setter::new(links), ids };
    for run in phrases.chunk_by(|_, next| !text.begins_passage(next.words.start)) {
        let passage = &text.passages[text.passage_of(run[0].words.start)];
        let (open, close) = tags(passage);
        writer.setter.enter(containers(passage));
        writer.setter.html.tag(open).tag(">");
        let pieces: Vec<Stretch<'_>> = run.iter().flat_map(|phrase| stretches(phrase, account)).collect();
        writer.pieces(&pieces, 0);
        writer.setter.html.tag(close);
    }
    writer.setter.enter(Vec::new());
    writer.setter.html
}

/// A stretch of a phrase that is set in one way.
struct Stretch<'text> {
    settings: &'text [Setting],
    text: &'text str,
    /// The number that stands behind it, if the phrase ends with it.
    number: Option<u32>,
}

impl Piece for Stretch<'_> {
    fn settings(&self) -> &[Setting] {
        self.settings
    }

    fn text(&self) -> &str {
        self.text
    }

    fn is_present(&self) -> bool {
        true
    }
}

/// A phrase with the white space before it.
fn stretches<'text>(phrase: &Phrase, account: &Account<'text>) -> Vec<Stretch<'text>> {
    let text = account.text;
    let index = text.passage_of(phrase.words.start);
    let (passage, start) = (&text.passages[index], text.words_of(index).start);
    let mut bytes = passage.bytes(phrase.words.start - start..phrase.words.end - start);
    bytes.start -= text.space_text(phrase.words.start).len();
    let mut stretches: Vec<Stretch<'_>> =
        passage.stretches(bytes).map(|(settings, text)| Stretch { settings, text, number: None }).collect();
    if let Some(last) = stretches.last_mut() {
        last.number = Some(account.numbers[phrase.origin()].get());
    }
    stretches
}

struct Writer<'page> {
    setter: Setter<'page>,
    ids: &'page str,
}

impl<'page> Marker<'page, Stretch<'_>> for Writer<'page> {
    fn setter(&mut self) -> &mut Setter<'page> {
        &mut self.setter
    }

    fn mark(&mut self, pieces: &[Stretch<'_>]) {
        for piece in pieces {
            let html = self.setter.html.text(piece.text);
            // A link holds no other link, so there the number stands alone.
            let is_link = piece.settings.iter().any(|setting| matches!(setting, Setting::Link(_)));
            match piece.number {
                Some(number) if is_link => {
                    html.tag("<sup>").text(&number.to_string()).tag("</sup>");
                }
                Some(number) => {
                    html.tag("<sup><a").address("href", &Address::of_id(&format!("{}{number}", self.ids)));
                    html.attribute("aria-label", &format!("from iteration {number}"));
                    html.tag(">").text(&number.to_string()).tag("</a></sup>");
                }
                None => {}
            }
        }
    }
}
