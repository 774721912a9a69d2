//! A comparison as HTML. Marks nest inside elements and never cross one; a block that came or went whole carries one mark
//! around its text.

use std::ops::Range;

use crate::document::Target;
use crate::document::html::{Links, OUTWARD, element};
use crate::document::words::{Passage, PassageKind, Setting};
use crate::history::comparison::{Comparison, Mark, PassageChange, Segment, segments};
use crate::markup::Html;

/// A stretch of text with one mark and one way of being set.
struct Atom<'text> {
    mark: Mark,
    settings: &'text [Setting],
    text: &'text str,
}

/// Writes all passages in the order of reading.
pub fn write(comparison: &Comparison, before: &[Passage], after: &[Passage], links: &dyn Links) -> Html {
    let mut writer = Writer { html: Html::new(), links };
    let mut open: Vec<Container> = Vec::new();
    for change in &comparison.changes {
        let segments = segments(change, before, after);
        let Some(last) = segments.last() else { continue };
        writer.enter(&mut open, containers(last.passage));
        match change {
            PassageChange::Kept { .. } | PassageChange::Edited { .. } => writer.block(last.passage, &segments),
            PassageChange::Rewritten { .. } | PassageChange::Removed { .. } | PassageChange::Added { .. } => {
                for segment in &segments {
                    writer.whole(segment);
                }
            }
        }
    }
    writer.enter(&mut open, Vec::new());
    writer.html
}

/// An element around several passages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    List { ordered: bool },
}

fn containers(passage: &Passage) -> Vec<Container> {
    let mut containers = vec![Container::Quote; usize::from(passage.quoted)];
    if let PassageKind::Item { ordered, .. } = passage.kind {
        containers.push(Container::List { ordered });
    }
    containers
}

struct Writer<'page> {
    html: Html,
    links: &'page dyn Links,
}

impl Writer<'_> {
    /// Closes the containers that end here and opens those that begin.
    fn enter(&mut self, open: &mut Vec<Container>, wanted: Vec<Container>) {
        let common = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        for container in open.drain(common..).rev() {
            self.html.tag(match container {
                Container::Quote => "</blockquote>\n",
                Container::List { ordered: true } => "</ol>\n",
                Container::List { ordered: false } => "</ul>\n",
            });
        }
        for container in &wanted[common..] {
            self.html.tag(match container {
                Container::Quote => "<blockquote>\n",
                Container::List { ordered: true } => "<ol>\n",
                Container::List { ordered: false } => "<ul>\n",
            });
        }
        *open = wanted;
    }

    /// A passage whose words have marks of their own.
    fn block(&mut self, passage: &Passage, segments: &[Segment<'_>]) {
        let (open, close) = tags(passage);
        self.html.tag(open).tag(">");
        self.atoms(&atoms(segments), 0);
        self.html.tag(close);
    }

    /// A passage that came or went whole: one mark around it. An item of a list cannot stand in a mark, so its text does.
    fn whole(&mut self, segment: &Segment<'_>) {
        let (mark, close_mark) = match segment.mark {
            Mark::Kept => ("", ""),
            Mark::Deleted => ("<del", "</del>"),
            Mark::Inserted => ("<ins", "</ins>"),
        };
        let (open, close) = tags(segment.passage);
        let mut atoms = atoms(std::slice::from_ref(segment));
        if let PassageKind::Item { .. } = segment.passage.kind {
            let class = if segment.mark == Mark::Deleted { "only-before" } else { "only-after" };
            self.html.tag(open).attribute("class", class).tag(">");
            self.atoms(&atoms, 0);
            self.html.tag(close);
            return;
        }
        for atom in &mut atoms {
            atom.mark = Mark::Kept;
        }
        self.html.tag(mark).tag(">\n").tag(open).tag(">");
        self.atoms(&atoms, 0);
        self.html.tag(close).tag(close_mark).tag("\n");
    }

    /// Opens the elements that a run of atoms shares, and marks inside them.
    fn atoms(&mut self, atoms: &[Atom<'_>], depth: usize) {
        for group in atoms.chunk_by(|a, b| a.settings.get(depth) == b.settings.get(depth)) {
            match group[0].settings.get(depth) {
                Some(setting) => self.element(setting, group, depth),
                None => {
                    for marked in group.chunk_by(|a, b| a.mark == b.mark) {
                        self.mark(marked);
                    }
                }
            }
        }
    }

    fn element(&mut self, setting: &Setting, group: &[Atom<'_>], depth: usize) {
        let close = match setting {
            Setting::Styled(style) => {
                let (open, close) = element(*style);
                self.html.tag(open);
                close
            }
            Setting::Code => {
                self.html.tag("<code>");
                "</code>"
            }
            Setting::Link(target) => {
                let words: String =
                    group.iter().filter(|atom| atom.mark != Mark::Deleted).map(|atom| atom.text).collect();
                match self.links.address(target, &words) {
                    Some(address) => {
                        self.html.tag("<a").attribute("href", &address);
                        if matches!(target, Target::Web(_)) {
                            self.html.attribute("rel", OUTWARD);
                        }
                        self.html.tag(">");
                        "</a>"
                    }
                    None => "",
                }
            }
        };
        self.atoms(group, depth + 1);
        self.html.tag(close);
    }

    fn mark(&mut self, atoms: &[Atom<'_>]) {
        let (open, close) = match atoms[0].mark {
            Mark::Kept => ("", ""),
            Mark::Deleted => ("<del>", "</del>"),
            Mark::Inserted => ("<ins>", "</ins>"),
        };
        self.html.tag(open);
        for atom in atoms {
            self.html.text(atom.text);
        }
        self.html.tag(close);
    }
}

/// The element of a passage, its opening tag still open.
fn tags(passage: &Passage) -> (&'static str, &'static str) {
    match passage.kind {
        PassageKind::Paragraph | PassageKind::Row | PassageKind::Note => ("<p", "</p>\n"),
        PassageKind::Heading(_) => ("<p class=\"heading\"", "</p>\n"),
        PassageKind::Item { .. } => ("<li", "</li>\n"),
        PassageKind::Code => ("<p class=\"code\"", "</p>\n"),
    }
}

fn atoms<'text>(segments: &[Segment<'text>]) -> Vec<Atom<'text>> {
    let mut atoms: Vec<Atom<'text>> = Vec::new();
    for segment in segments {
        let bytes = segment.passage.bytes(segment.words.clone());
        let first = atoms.len();
        for run in &segment.passage.runs {
            let Range { start, end } = run.range.start as usize..run.range.end as usize;
            let (start, end) = (start.max(bytes.start), end.min(bytes.end));
            if start < end {
                atoms.push(Atom {
                    mark: segment.mark,
                    settings: &run.settings,
                    text: &segment.passage.text[start..end],
                });
            }
        }
        if segment.space && first > 0 && first < atoms.len() {
            let (left, right) = (atoms[first - 1].settings, atoms[first].settings);
            let common = left.iter().zip(right).take_while(|(a, b)| a == b).count();
            atoms.insert(first, Atom { mark: Mark::Kept, settings: &right[..common], text: " " });
        }
    }
    atoms
}
