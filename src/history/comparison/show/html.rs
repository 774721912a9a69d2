//! A comparison as HTML, inline or side by side. Marks nest inside elements and never cross one (R15); a passage that came
//! or went whole carries one mark around it; unchanged passages fold to one line (R19). Both ends of a move link to each
//! other.

use std::collections::HashSet;

use crate::document::Target;
use crate::document::html::{Links, OUTWARD, element};
use crate::document::words::{Passage, PassageKind, Setting};
use crate::history::comparison::show::lines::{Line, Mark, Run, lines};
use crate::history::comparison::show::summary::is_up;
use crate::history::comparison::{Block, Change, Comparison};
use crate::history::text::Text;
use crate::history::wording::counted;
use crate::markup::Html;

/// Fewer unchanged passages than this are shown.
const FOLDED: usize = 3;

/// Which marks a column shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    /// Everything, in one text.
    Both,
    /// What stayed and what went.
    Before,
    /// What stayed and what came.
    After,
}

/// One text with the marks in it. The ids of moves begin with `ids`.
pub fn inline(comparison: &Comparison, before: &Text, after: &Text, ids: &str, links: &dyn Links) -> Html {
    let mut writer = Writer {
        html: Html::new(),
        links,
        ids,
        comparison,
        column: Column::Both,
        open: Vec::new(),
        ends: HashSet::new(),
    };
    let all_kept = comparison.blocks.iter().all(|block| block.change == Change::Kept);
    for run in comparison.blocks.chunk_by(|a, b| (a.change == Change::Kept) == (b.change == Change::Kept)) {
        let folds = run[0].change == Change::Kept && run.len() >= FOLDED && !all_kept;
        // The heading of the section that changed stays in sight.
        let is_heading = |block: &Block| {
            after.passages.get(block.after.start).is_some_and(|passage| matches!(passage.kind, PassageKind::Heading(_)))
        };
        let shown = usize::from(folds && run.last().is_some_and(is_heading));
        let (folded, rest) = run.split_at(if folds { run.len() - shown } else { 0 });
        if !folded.is_empty() {
            writer.enter(Vec::new());
            let label = format!("{} unchanged", counted(folded.len(), "passage"));
            writer.html.tag("<details class=\"unchanged\"><summary>").text(&label).tag("</summary>\n");
            for block in folded {
                writer.block(block, before, after);
            }
            writer.enter(Vec::new());
            writer.html.tag("</details>\n");
        }
        for block in rest {
            writer.block(block, before, after);
        }
    }
    writer.enter(Vec::new());
    writer.html
}

/// The two texts beside each other, passage by passage. The ids of moves begin with `ids`.
pub fn side_by_side(comparison: &Comparison, before: &Text, after: &Text, ids: &str, links: &dyn Links) -> Html {
    let mut writer = Writer {
        html: Html::new(),
        links,
        ids,
        comparison,
        column: Column::Both,
        open: Vec::new(),
        ends: HashSet::new(),
    };
    for block in &comparison.blocks {
        writer.html.tag("<div class=\"pair\">\n");
        for (column, open) in [(Column::Before, "<div class=\"was\">\n"), (Column::After, "<div class=\"is\">\n")] {
            writer.column = column;
            writer.html.tag(open);
            writer.block(block, before, after);
            writer.enter(Vec::new());
            writer.html.tag("</div>\n");
        }
        writer.html.tag("</div>\n");
    }
    writer.html
}

/// An element around several passages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Quote,
    List { ordered: bool },
}

/// A stretch of text with one mark and one way of being set.
struct Atom<'text> {
    mark: Mark,
    settings: &'text [Setting],
    text: &'text str,
}

struct Writer<'page> {
    html: Html,
    links: &'page dyn Links,
    ids: &'page str,
    comparison: &'page Comparison,
    column: Column,
    open: Vec<Container>,
    /// The ends of moves that have been written: each is a link once, whatever pieces its words are in.
    ends: HashSet<String>,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block, before: &Text, after: &Text) {
        for mut line in lines(block, self.comparison, before, after) {
            line.runs.retain(|run| shows(self.column, run.mark));
            if !line.runs.is_empty() {
                self.enter(containers(line.passage));
                self.line(&line);
            }
        }
    }

    /// Closes the containers that end here and opens those that begin.
    fn enter(&mut self, wanted: Vec<Container>) {
        let common = self.open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
        for container in self.open.drain(common..).rev() {
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
        self.open = wanted;
    }

    fn line(&mut self, line: &Line<'_>) {
        let (open, close) = tags(line.passage);
        let mut atoms = atoms(&line.runs);
        let is_item = matches!(line.passage.kind, PassageKind::Item { .. });
        let whole = line.whole.and_then(|mark| block_tags(mark).map(|tags| (mark, tags)));
        match whole {
            // An item of a list cannot stand in a mark, so its text does, and the item says which text it is in.
            Some((mark, _)) if is_item => {
                let class =
                    if matches!(mark, Mark::Deleted | Mark::MovedAway(_)) { "only-before" } else { "only-after" };
                self.html.tag(open).attribute("class", class).tag(">");
                self.atoms(&atoms, 0);
                self.html.tag(close);
            }
            Some((mark, (open_mark, close_mark))) => {
                for atom in &mut atoms {
                    atom.mark = Mark::Kept;
                }
                self.html.tag(open_mark).tag("\n").tag(open).tag(">");
                self.end_of_move(mark);
                self.atoms(&atoms, 0);
                self.html.tag(close).tag(close_mark).tag("\n");
            }
            None => {
                self.html.tag(open).tag(">");
                self.atoms(&atoms, 0);
                self.html.tag(close);
            }
        }
    }

    /// Opens the elements that a run of atoms shares, and marks inside them.
    fn atoms(&mut self, atoms: &[Atom<'_>], depth: usize) {
        for group in atoms.chunk_by(|a, b| a.settings.get(depth) == b.settings.get(depth)) {
            match group[0].settings.get(depth) {
                Some(setting) => self.element(setting, group, depth),
                None => group.chunk_by(|a, b| a.mark == b.mark).for_each(|marked| self.mark(marked)),
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
            Setting::Image(_) => {
                self.html.tag("<span class=\"picture\">");
                "</span>"
            }
            Setting::Link(target) => self.link(target, group),
        };
        self.atoms(group, depth + 1);
        self.html.tag(close);
    }

    fn link(&mut self, target: &Target, group: &[Atom<'_>]) -> &'static str {
        let words: String = group.iter().filter(|atom| shows(Column::After, atom.mark)).map(|atom| atom.text).collect();
        let Some(address) = self.links.address(target, &words) else { return "" };
        self.html.tag("<a").attribute("href", &address);
        if matches!(target, Target::Web(_)) {
            self.html.attribute("rel", OUTWARD);
        }
        self.html.tag(">");
        "</a>"
    }

    fn mark(&mut self, atoms: &[Atom<'_>]) {
        let mark = atoms[0].mark;
        let (open, close) = match mark {
            Mark::Kept => ("", ""),
            Mark::Deleted => ("<del>", "</del>"),
            Mark::Inserted | Mark::InsertedOnTheWay => ("<ins>", "</ins>"),
            Mark::MovedAway(_) => ("<del class=\"moved\">", "</del>"),
            Mark::MovedHere(_) => ("<ins class=\"moved\">", "</ins>"),
            Mark::DeletedOnTheWay => ("<del class=\"on-the-way\">", "</del>"),
        };
        self.html.tag(open);
        for atom in atoms {
            self.html.text(atom.text);
        }
        self.html.tag(close);
        self.end_of_move(mark);
    }

    /// A small link to the other end of a move. Each end has one, whatever pieces its words are in.
    fn end_of_move(&mut self, mark: Mark) {
        let (number, own, other) = match mark {
            Mark::MovedAway(number) => (number, "from", "to"),
            Mark::MovedHere(number) => (number, "to", "from"),
            _ => return,
        };
        let (column, opposite) = match self.column {
            Column::Both => ("", ""),
            Column::Before => ("was-", "is-"),
            Column::After => ("is-", "was-"),
        };
        let id = format!("{}{column}move-{}-{own}", self.ids, number + 1);
        if !self.ends.insert(id.clone()) {
            return;
        }
        let target = format!("#{}{opposite}move-{}-{other}", self.ids, number + 1);
        let up = is_up(self.comparison, number);
        let label = match (own, up) {
            ("from", true) => "Moved up: go to the new place",
            ("from", false) => "Moved down: go to the new place",
            (_, true) => "Moved up: go to the old place",
            (_, false) => "Moved down: go to the old place",
        };
        self.html.tag("<a class=\"move\"").attribute("id", &id);
        let arrow = if (own == "from") == up { "↑" } else { "↓" };
        self.html
            .attribute("href", &target)
            .attribute("aria-label", label)
            .tag(">")
            .text(&format!("{arrow}{}", number + 1))
            .tag("</a>");
    }
}

fn shows(column: Column, mark: Mark) -> bool {
    match column {
        Column::Both => true,
        Column::Before => matches!(mark, Mark::Kept | Mark::Deleted | Mark::MovedAway(_)),
        Column::After => matches!(mark, Mark::Kept | Mark::Inserted | Mark::MovedHere(_) | Mark::InsertedOnTheWay),
    }
}

/// The tags of a mark around a whole passage.
fn block_tags(mark: Mark) -> Option<(&'static str, &'static str)> {
    match mark {
        Mark::Deleted => Some(("<del>", "</del>")),
        Mark::Inserted => Some(("<ins>", "</ins>")),
        Mark::MovedAway(_) => Some(("<del class=\"moved\">", "</del>")),
        Mark::MovedHere(_) => Some(("<ins class=\"moved\">", "</ins>")),
        Mark::Kept | Mark::DeletedOnTheWay | Mark::InsertedOnTheWay => None,
    }
}

fn containers(passage: &Passage) -> Vec<Container> {
    let mut containers = vec![Container::Quote; usize::from(passage.quoted)];
    if let PassageKind::Item { ordered, .. } = passage.kind {
        containers.push(Container::List { ordered });
    }
    containers
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

fn atoms<'text>(runs: &[Run<'text>]) -> Vec<Atom<'text>> {
    let mut atoms: Vec<Atom<'text>> = Vec::new();
    for run in runs {
        let passage = run.text.passage_of(run.words.start);
        let start = run.text.words_of(passage).start;
        let passage = &run.text.passages[passage];
        let bytes = passage.bytes(run.words.start - start..run.words.end - start);
        let first = atoms.len();
        for stretch in &passage.runs {
            let (start, end) =
                ((stretch.range.start as usize).max(bytes.start), (stretch.range.end as usize).min(bytes.end));
            if start < end {
                atoms.push(Atom { mark: run.mark, settings: &stretch.settings, text: &passage.text[start..end] });
            }
        }
        if run.space && first > 0 && first < atoms.len() {
            let (left, right) = (atoms[first - 1].settings, atoms[first].settings);
            let common = left.iter().zip(right).take_while(|(a, b)| a == b).count();
            atoms.insert(first, Atom { mark: Mark::Kept, settings: &right[..common], text: " " });
        }
    }
    atoms
}
