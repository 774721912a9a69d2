//! Passages as HTML: the elements around and inside them. How words are marked is for whoever writes them.

use crate::base::web::markup::Html;
use crate::content::document::body::html::{Links, OUTWARD, alert_label, alert_tag, element};
use crate::content::document::body::words::{Around, Passage, PassageKind, Setting};
use crate::content::document::{Alert, Target};

/// An element around several passages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::history) enum Container {
    Quote,
    Alert(Alert),
    List { ordered: bool },
}

/// The elements around a passage, outermost first.
pub(in crate::history) fn containers(passage: &Passage) -> Vec<Container> {
    let around = passage.around.iter().map(|around| match around {
        Around::Quote => Container::Quote,
        Around::Alert(alert) => Container::Alert(*alert),
    });
    let mut containers: Vec<Container> = around.collect();
    if let PassageKind::Item { ordered, .. } = passage.kind {
        containers.push(Container::List { ordered });
    }
    containers
}

/// The element of a passage, its opening tag still open.
pub(in crate::history) fn tags(passage: &Passage) -> (&'static str, &'static str) {
    match passage.kind {
        PassageKind::Paragraph | PassageKind::Note => ("<p", "</p>\n"),
        PassageKind::Row => ("<p class=\"row\"", "</p>\n"),
        PassageKind::Heading(_) => ("<p class=\"heading\"", "</p>\n"),
        PassageKind::Term => ("<p class=\"term\"", "</p>\n"),
        PassageKind::Description => ("<p class=\"description\"", "</p>\n"),
        PassageKind::Item { .. } => ("<li", "</li>\n"),
        PassageKind::Code => ("<pre", "</pre>\n"),
    }
}

/// The HTML that is being written, with the containers that are open in it.
pub(in crate::history) struct Setter<'page> {
    pub(in crate::history) html: Html,
    links: &'page dyn Links,
    open: Vec<Container>,
}

/// A stretch of text that is set in one way.
pub(in crate::history) trait Piece {
    /// How it is set, outermost first.
    fn settings(&self) -> &[Setting];
    /// The text.
    fn text(&self) -> &str;
    /// Whether it belongs to the text that a reader of the page takes for the present one.
    fn is_present(&self) -> bool;
}

impl<'page> Setter<'page> {
    /// A setter of about so many bytes of text.
    pub(in crate::history) fn new(links: &'page dyn Links, text: usize) -> Self {
        Self { html: Html::with_capacity(text + text / 4 + 128), links, open: Vec::new() }
    }

    /// Closes the containers that end here and opens those that begin.
    pub(in crate::history) fn enter(&mut self, wanted: Vec<Container>) {
        let common = self.open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        for container in self.open.drain(common..).rev() {
            self.html.tag(match container {
                Container::Quote => "</blockquote>\n",
                Container::Alert(_) => "</div>\n",
                Container::List { ordered: true } => "</ol>\n",
                Container::List { ordered: false } => "</ul>\n",
            });
        }
        for container in &wanted[common..] {
            match container {
                Container::Quote => self.html.tag("<blockquote>\n"),
                Container::Alert(alert) => {
                    let label = alert_label(*alert, self.links.words());
                    self.html.tag(alert_tag(*alert)).tag("<p class=\"alert-label\">").text(label).tag("</p>\n")
                }
                Container::List { ordered: true } => self.html.tag("<ol>\n"),
                Container::List { ordered: false } => self.html.tag("<ul>\n"),
            };
        }
        self.open = wanted;
    }

    /// Opens the element of a setting that some pieces share, and returns the tag that closes it.
    fn open<P: Piece>(&mut self, setting: &Setting, pieces: &[P]) -> &'static str {
        match setting {
            Setting::Styled(style) => {
                let (open, close) = element(*style);
                self.html.tag(open);
                close
            }
            Setting::Code => {
                self.html.tag("<code>");
                "</code>"
            }
            Setting::Image(_) => {
                self.html.tag("<span class=\"picture\">");
                "</span>"
            }
            Setting::Link(target) => self.open_link(target, pieces),
        }
    }

    fn open_link<P: Piece>(&mut self, target: &Target, pieces: &[P]) -> &'static str {
        let words: String = pieces.iter().filter(|piece| piece.is_present()).map(Piece::text).collect();
        let Some(address) = self.links.address(target, &words) else { return "" };
        self.html.tag("<a").address("href", &address);
        if matches!(target, Target::Web(_)) {
            self.html.attribute("rel", OUTWARD);
        }
        self.html.tag(">");
        "</a>"
    }
}

/// Whoever writes passages and marks their words.
pub(in crate::history) trait Marker<'page, P: Piece> {
    fn setter(&mut self) -> &mut Setter<'page>;

    /// Writes pieces that are set in the same way, with their marks.
    fn mark(&mut self, pieces: &[P]);

    /// Opens the elements that a run of pieces shares, and marks inside them.
    fn pieces(&mut self, pieces: &[P], depth: usize) {
        for group in pieces.chunk_by(|a, b| a.settings().get(depth) == b.settings().get(depth)) {
            match group[0].settings().get(depth) {
                Some(setting) => {
                    let close = self.setter().open(setting, group);
                    self.pieces(group, depth + 1);
                    self.setter().html.tag(close);
                }
                None => self.mark(group),
            }
        }
    }
}
