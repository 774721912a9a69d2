//! A text as HTML with the number of its iteration behind each phrase, as an apparatus has it: readable without colour and
//! without script. For a script each phrase says which parts of the page tell about it.

use crate::base::language::ProvenanceWords;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::document::body::html::Links;
use crate::content::document::body::words::Setting;
use crate::history::provenance::show::sentences::Course;
use crate::history::provenance::{Account, Phrase};
use crate::history::text::passages::{Marker, Piece, Setter, containers, tags};

/// What the ids begin with of the parts of a page that tell where phrases come from.
#[derive(Clone, Copy)]
pub struct Ids {
    /// An iteration; its number follows.
    pub origins: &'static str,
    /// A course; its position follows.
    pub courses: &'static str,
}

/// Writes the text. Each number is a link to where the page tells about that iteration.
pub fn write(account: &Account<'_>, courses: &[Course], ids: Ids, links: &dyn Links) -> Html {
    let text = account.text;
    let phrases = account.until_now();
    let mut writer =
        Writer { setter: Setter::new(links, 2 * text.source.len()), words: &links.words().provenance, ids };
    for run in phrases.chunk_by(|_, next| !text.begins_passage(next.words.start)) {
        let passage = &text.passages[text.passage_of(run[0].words.start)];
        let (open, close) = tags(passage);
        writer.setter.enter(containers(passage));
        writer.setter.html.tag(open).tag(">");
        let pieces: Vec<Stretch<'_>> = run.iter().flat_map(|phrase| stretches(phrase, courses, account)).collect();
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
    /// The number of its origin.
    origin: u32,
    /// What happened to it, as a position among the courses.
    course: Option<usize>,
    /// Whether the phrase ends with it.
    is_last: bool,
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
fn stretches<'text>(phrase: &Phrase, courses: &[Course], account: &Account<'text>) -> Vec<Stretch<'text>> {
    let origin = account.numbers[phrase.origin()].get();
    let course = courses.iter().position(|course| course.words.contains(&phrase.words.start));

    let stretches = account.text.stretches(phrase.words.clone());
    let mut stretches: Vec<Stretch<'_>> =
        stretches.map(|(settings, text)| Stretch { settings, text, origin, course, is_last: false }).collect();
    if let Some(last) = stretches.last_mut() {
        last.is_last = true;
    }
    stretches
}

struct Writer<'page> {
    setter: Setter<'page>,
    words: &'page ProvenanceWords,
    ids: Ids,
}

impl<'page> Marker<'page, Stretch<'_>> for Writer<'page> {
    fn setter(&mut self) -> &mut Setter<'page> {
        &mut self.setter
    }

    fn mark(&mut self, pieces: &[Stretch<'_>]) {
        for piece in pieces {
            let id = format!("{}{}", self.ids.origins, piece.origin);
            let html = &mut self.setter.html;
            html.tag("<span class=\"phrase\"").attribute("data-from", &id);
            if let Some(course) = piece.course {
                html.attribute("data-course", &format!("{}{course}", self.ids.courses));
            }
            html.tag(">").text(piece.text);
            if piece.is_last {
                let number = piece.origin.to_string();
                // A link holds no other link, so there the number stands alone.
                let is_link = piece.settings.iter().any(|setting| matches!(setting, Setting::Link(_)));
                if is_link {
                    html.tag("<sup>").text(&number).tag("</sup>");
                } else {
                    html.tag("<sup><a").address("href", &Address::of_id(&id));
                    html.attribute("aria-label", &self.words.from(&number));
                    html.tag(">").text(&number).tag("</a></sup>");
                }
            }
            html.tag("</span>");
        }
    }
}
