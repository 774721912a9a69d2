//! A comparison as HTML. Marks nest inside elements and never cross one (R15); a passage that came or went whole carries
//! one mark around it; unchanged passages fold to one line (R19). Both ends of a move link to each other.
//!
//! One markup serves two layouts (R18): a passage that changed is a *pair* of the marked text and a hidden copy of the text
//! before. Inline, the copy stays hidden. Side by side, the style sheet shows the copy, and hides what went in the marked
//! text, which then is the text after. So a long text stands in the page once, and only what changed twice.

use std::collections::HashSet;

use crate::base::language::ChangeWords;
use crate::base::web::address::Address;
use crate::base::web::markup::Html;
use crate::content::document::body::html::Links;
use crate::content::document::body::words::{PassageKind, Setting};
use crate::history::comparison::show::atoms::{Atom, atoms};
use crate::history::comparison::show::lines::{Line, Mark, before_lines, item_numbers, lines};
use crate::history::comparison::show::summary::{is_up, one_kind, passages};
use crate::history::comparison::{Block, Change, Comparison, Edit};
use crate::history::text::Text;
use crate::history::text::passages::{Marker, Setter, containers, tags};

/// Fewer unchanged passages than this are shown.
const FOLDED: usize = 3;
/// Lists that stand deeper are not indented any further.
const DEEPEST: u8 = 4;

/// One text with the marks in it. The ids of moves begin with `ids`.
pub fn inline(comparison: &Comparison, before: &Text, after: &Text, ids: &str, links: &dyn Links) -> Html {
    Writer::new(comparison, before, after, ids, links, false).write()
}

/// One text with the marks in it, which a style sheet can set side by side. The ids of moves begin with `ids`.
pub fn two_layouts(comparison: &Comparison, before: &Text, after: &Text, ids: &str, links: &dyn Links) -> Html {
    Writer::new(comparison, before, after, ids, links, true).write()
}

struct Writer<'page> {
    setter: Setter<'page>,
    words: &'page ChangeWords,
    ids: &'page str,
    comparison: &'page Comparison,
    before: &'page Text,
    after: &'page Text,
    /// The numbers of the items of numbered lists, by passage.
    numbers_before: Vec<u32>,
    numbers_after: Vec<u32>,
    /// Whether the copies for the layout side by side are written.
    has_pairs: bool,
    /// Whether a copy of the text before is being written.
    in_copy: bool,
    /// The moves that left a passage of which a copy is written.
    left_a_pair: HashSet<usize>,
    /// The first words that notes are about, in order.
    noted: Vec<usize>,
    /// The ends of moves that have been written: each is a link once, whatever pieces its words are in.
    ends: HashSet<String>,
}

impl<'page> Writer<'page> {
    fn new(
        comparison: &'page Comparison,
        before: &'page Text,
        after: &'page Text,
        ids: &'page str,
        links: &'page dyn Links,
        has_pairs: bool,
    ) -> Self {
        let edited = comparison.blocks.iter().filter(|block| has_pairs && block.change == Change::Edited);
        let left = edited.flat_map(|block| &block.segments).filter(|segment| matches!(segment.edit, Edit::Deleted(_)));
        let mut noted: Vec<usize> =
            comparison.notes.iter().filter(|note| !note.words.is_empty()).map(|note| note.words.start).collect();
        noted.sort_unstable();
        Self {
            setter: Setter::new(links, after.source.len()),
            words: &links.words().change,
            ids,
            comparison,
            before,
            after,
            numbers_before: item_numbers(before),
            numbers_after: item_numbers(after),
            has_pairs,
            in_copy: false,
            left_a_pair: left.filter_map(|segment| segment.moved).collect(),
            noted,
            ends: HashSet::new(),
        }
    }

    fn write(mut self) -> Html {
        let blocks = &self.comparison.blocks;
        let all_same = blocks.iter().all(|block| self.is_same(block));
        let runs: Vec<&[Block]> = blocks.chunk_by(|a, b| self.is_same(a) == self.is_same(b)).collect();
        for run in runs {
            let folds = !all_same && self.is_same(&run[0]) && run.len() >= FOLDED;
            // The heading of the section that changed stays in sight.
            let is_heading = |block: &Block| {
                let first = self.after.passages.get(block.after.start);
                first.is_some_and(|passage| matches!(passage.kind, PassageKind::Heading(_)))
            };
            let shown = usize::from(folds && run.last().is_some_and(is_heading));
            let (folded, rest) = run.split_at(if folds { run.len() - shown } else { 0 });
            if !folded.is_empty() {
                self.folded(folded);
            }
            self.blocks(rest);
        }
        self.setter.enter(Vec::new());
        self.setter.html
    }

    /// Whether nothing changed in a block, not even beside the words.
    fn is_same(&self, block: &Block) -> bool {
        let words = self.after.words_of_all(block.after.clone());
        let first = self.noted.partition_point(|word| *word < words.start);
        block.change == Change::Kept && self.noted.get(first).is_none_or(|word| *word >= words.end)
    }

    fn folded(&mut self, blocks: &[Block]) {
        let folded = blocks.iter().flat_map(|block| &self.after.passages[block.after.clone()]);
        let kind = one_kind(folded.clone().map(|passage| passage.kind));
        let label = passages(folded.count(), kind, &self.words.unchanged);
        self.setter.enter(Vec::new());
        self.setter.html.tag("<details class=\"unchanged\"><summary>").text(&label).tag("</summary>\n");
        self.all_marked(blocks);
        self.setter.enter(Vec::new());
        self.setter.html.tag("</details>\n");
    }

    /// Blocks that are shown. Passages that went and those that came in their place make one pair.
    fn blocks(&mut self, mut blocks: &[Block]) {
        while let Some(block) = blocks.first() {
            let run = |from: usize, change: Change| {
                blocks[from..].iter().take_while(|block| block.change == change && !self.has_items(block)).count()
            };
            let removed = run(0, Change::Removed);
            let lone = if self.has_pairs { removed + run(removed, Change::Added) } else { 0 };
            if lone > 0 {
                let (gone, come) = blocks[..lone].split_at(removed);
                self.open_pair();
                for (cell, blocks) in [("<div class=\"before\">\n", gone), ("<div class=\"after\">\n", come)] {
                    if !blocks.is_empty() {
                        self.setter.html.tag(cell);
                        self.all_marked(blocks);
                        self.close_cell();
                    }
                }
                self.setter.html.tag("</div>\n");
            } else {
                self.block(block);
            }
            blocks = &blocks[lone.max(1)..];
        }
    }

    fn block(&mut self, block: &Block) {
        match block.change {
            Change::Rewritten => self.rewritten(block),
            Change::Kept | Change::Edited if self.has_pairs && !self.is_kept_heading(block) => self.pair(block),
            _ => self.marked(block),
        }
    }

    fn all_marked(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.marked(block);
        }
    }

    /// The text with the marks in it.
    fn marked(&mut self, block: &Block) {
        let lines = lines(block, self.comparison, self.before, self.after);
        self.lines(&lines);
    }

    fn lines(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            self.setter.enter(containers(line.passage));
            self.line(line);
        }
    }

    /// A copy of the text before, and the text with the marks in it.
    fn pair(&mut self, block: &Block) {
        let old = before_lines(block, self.before);
        let new = lines(block, self.comparison, self.before, self.after);
        let is_item = |line: &Line<'_>| matches!(line.passage.kind, PassageKind::Item { .. });
        match (old.as_slice(), new.as_slice()) {
            // A list goes on through items that changed.
            ([old], [new]) if is_item(old) && is_item(new) && containers(old.passage) == containers(new.passage) => {
                self.setter.enter(containers(new.passage));
                self.item(new, false);
                self.setter
                    .html
                    .tag("<div class=\"pair\"><div class=\"copy\" role=\"group\"")
                    .attribute("aria-label", &self.words.before)
                    .tag(" hidden");
                self.number(old, "data-number");
                self.setter.html.tag(">");
                self.in_copy = true;
                self.pieces(&atoms(&old.runs), 0);
                self.in_copy = false;
                self.setter.html.tag("</div><div class=\"merged\"");
                self.number(new, "data-number");
                self.setter.html.tag(">");
                self.pieces(&atoms(&new.runs), 0);
                self.setter.html.tag("</div></div></li>\n");
            }
            (old, new) => {
                self.open_pair();
                self.setter.html.tag("<div class=\"copy\" role=\"group\"").attribute("aria-label", &self.words.before);
                self.setter.html.tag(" hidden>\n");
                self.in_copy = true;
                self.lines(old);
                self.close_cell();
                self.in_copy = false;
                self.setter.html.tag("<div class=\"merged\">\n");
                self.lines(new);
                self.close_cell();
                self.setter.html.tag("</div>\n");
            }
        }
    }

    /// Both texts of a block of which too little stayed, one after the other, with a name each (R12).
    fn rewritten(&mut self, block: &Block) {
        let (old, new): (Vec<Line<'_>>, Vec<Line<'_>>) = lines(block, self.comparison, self.before, self.after)
            .into_iter()
            .partition(|line| line.runs.iter().all(|run| matches!(run.mark, Mark::Deleted | Mark::MovedAway(_))));
        self.open_pair();
        self.setter
            .html
            .tag("<div class=\"before\">\n<p class=\"label\">")
            .text(&self.words.rewritten_before)
            .tag("</p>\n");
        self.lines(&old);
        self.close_cell();
        self.setter.html.tag("<div class=\"after\">\n<p class=\"label\">").text(&self.words.after).tag("</p>\n");
        self.lines(&new);
        self.close_cell();
        self.setter.html.tag("</div>\n");
    }

    fn open_pair(&mut self) {
        self.setter.enter(Vec::new());
        self.setter.html.tag("<div class=\"pair\">\n");
    }

    fn close_cell(&mut self) {
        self.setter.enter(Vec::new());
        self.setter.html.tag("</div>\n");
    }

    fn is_kept_heading(&self, block: &Block) -> bool {
        self.is_same(block)
            && self.after.passages[block.after.clone()]
                .iter()
                .all(|passage| matches!(passage.kind, PassageKind::Heading(_)))
    }

    fn has_items(&self, block: &Block) -> bool {
        let passages =
            self.before.passages[block.before.clone()].iter().chain(&self.after.passages[block.after.clone()]);
        passages.into_iter().any(|passage| matches!(passage.kind, PassageKind::Item { .. }))
    }

    fn line(&mut self, line: &Line<'_>) {
        let (open, close) = tags(line.passage);
        let mut atoms = atoms(&line.runs);
        let whole =
            line.whole.filter(|mark| !matches!(mark, Mark::Kept | Mark::DeletedOnTheWay | Mark::InsertedOnTheWay));
        match whole {
            // An item of a list cannot stand in a mark, so its text does, and the item says which text it is in.
            _ if matches!(line.passage.kind, PassageKind::Item { .. }) => {
                self.item(line, whole.is_some());
                self.pieces(&atoms, 0);
                self.setter.html.tag(close);
            }
            Some(mark) => {
                for atom in &mut atoms {
                    atom.mark = Mark::Kept;
                }
                let (close_mark, end) = self.open_mark(mark);
                self.setter.html.tag("\n").tag(open).tag(">");
                self.end_of_move(end, true);
                self.pieces(&atoms, 0);
                self.setter.html.tag(close).tag(close_mark).tag("\n");
            }
            None => {
                self.setter.html.tag(open).tag(">");
                self.pieces(&atoms, 0);
                self.setter.html.tag(close);
            }
        }
    }

    /// The opening tag of an item of a list.
    fn item(&mut self, line: &Line<'_>, whole: bool) {
        let PassageKind::Item { depth, .. } = line.passage.kind else { return };
        self.setter.html.tag("<li");
        // The other text has nothing at its place.
        let all = |test: fn(Mark) -> bool| line.runs.iter().all(|run| test(run.mark));
        let side = if all(|mark| matches!(mark, Mark::Deleted | Mark::MovedAway(_))) {
            "only-before"
        } else if all(|mark| !matches!(mark, Mark::Kept | Mark::Deleted | Mark::MovedAway(_))) {
            "only-after"
        } else {
            ""
        };
        let whole = if whole { "whole" } else { "" };
        let depth = if depth > 1 { format!("depth-{}", depth.min(DEEPEST)) } else { String::new() };
        let classes: Vec<&str> = [side, whole, &depth].into_iter().filter(|class| !class.is_empty()).collect();
        if !classes.is_empty() {
            self.setter.html.attribute("class", &classes.join(" "));
        }
        self.number(line, "value");
        self.setter.html.tag(">");
    }

    /// The number of an item of a numbered list, in the text that it stands in.
    fn number(&mut self, line: &Line<'_>, attribute: &'static str) {
        let is_numbered = matches!(line.passage.kind, PassageKind::Item { ordered: true, .. });
        if let Some(run) = line.runs.iter().find(|run| is_numbered && std::ptr::eq(run.passage(), line.passage)) {
            let numbers = if std::ptr::eq(run.text, self.before) { &self.numbers_before } else { &self.numbers_after };
            self.setter.html.attribute(attribute, &numbers[run.text.passage_of(run.words.start)].to_string());
        }
    }

    fn marked_alike(&mut self, atoms: &[Atom<'_>]) {
        let mark = atoms[0].mark;
        let (close, end) = self.open_mark(mark);
        // A link holds no other link, so there only the sign of the move stands.
        if atoms[0].settings.iter().any(|setting| matches!(setting, Setting::Link(_))) {
            if let Some(end) = end {
                let sign = self.sign_of_move(end);
                self.setter.html.tag("<span class=\"move\">").text(&sign).tag("</span>");
            }
        } else {
            self.end_of_move(end, false);
        }
        for atom in atoms {
            self.setter.html.text(atom.text);
        }
        self.setter.html.tag(close);
    }

    /// Opens a mark and gives it an id if it is the first piece of an end of a move. Returns the tag that closes it, and the
    /// end of which the link is yet to be written.
    fn open_mark(&mut self, mark: Mark) -> (&'static str, Option<End>) {
        let (open, close) = match mark {
            Mark::Kept => return ("", None),
            Mark::Deleted => ("<del", "</del>"),
            Mark::Inserted | Mark::InsertedOnTheWay => ("<ins", "</ins>"),
            Mark::MovedAway(_) => ("<del class=\"moved\"", "</del>"),
            Mark::MovedHere(_) => ("<ins class=\"moved\"", "</ins>"),
            Mark::DeletedOnTheWay => ("<del class=\"on-the-way\"", "</del>"),
        };
        self.setter.html.tag(open);
        let end = match mark {
            Mark::MovedAway(number) => Some(End { number, is_old: true }),
            Mark::MovedHere(number) => Some(End { number, is_old: false }),
            _ => None,
        };
        let end = end.filter(|end| {
            let id = self.id_of(*end, self.in_copy);
            let is_first = self.ends.insert(id.clone());
            if is_first {
                self.setter.html.attribute("id", &id);
            }
            is_first
        });
        self.setter.html.tag(">");
        (close, end)
    }

    fn id_of(&self, end: End, in_copy: bool) -> String {
        let copy = if in_copy { "copy-" } else { "" };
        format!("{}{copy}move-{}-{}", self.ids, end.number + 1, if end.is_old { "from" } else { "to" })
    }

    /// An arrow to the other end of a move, with its number.
    fn sign_of_move(&self, end: End) -> String {
        let arrow = if end.is_old == is_up(self.comparison, end.number) { "↑" } else { "↓" };
        format!("{arrow}{}", end.number + 1)
    }

    /// A small link to the other end of a move, in words where there is room for them. Where the other end stands in two
    /// layouts, so does the link.
    fn end_of_move(&mut self, end: Option<End>, in_words: bool) {
        let Some(end) = end else { return };
        let up = is_up(self.comparison, end.number);
        let (number, sign) = (end.number + 1, self.sign_of_move(end));
        let shown = match (in_words, end.is_old, up) {
            (false, ..) => sign,
            (true, true, true) => self.words.went_up(sign),
            (true, true, false) => self.words.went_down(sign),
            (true, false, true) => self.words.came_from_below(sign),
            (true, false, false) => self.words.came_from_above(sign),
        };
        let label =
            if end.is_old { self.words.to_new_place(&shown, number) } else { self.words.to_old_place(&shown, number) };
        let other = End { is_old: !end.is_old, ..end };
        let is_doubled = other.is_old && self.left_a_pair.contains(&end.number);
        for to_copy in [false, true].into_iter().take(1 + usize::from(is_doubled)) {
            let target = Address::of_id(&self.id_of(other, to_copy));
            self.setter.html.tag(match (is_doubled, to_copy) {
                (false, _) => "<a class=\"move\"",
                (true, false) => "<a class=\"move to-merged\"",
                (true, true) => "<a class=\"move to-copy\" hidden",
            });
            self.setter.html.address("href", &target).attribute("aria-label", &label).tag(">").text(&shown).tag("</a>");
        }
    }
}

impl<'page> Marker<'page, Atom<'_>> for Writer<'page> {
    fn setter(&mut self) -> &mut Setter<'page> {
        &mut self.setter
    }

    fn mark(&mut self, atoms: &[Atom<'_>]) {
        atoms.chunk_by(|a, b| a.mark == b.mark).for_each(|alike| self.marked_alike(alike));
    }
}

/// One of the two places of a move.
#[derive(Clone, Copy)]
struct End {
    number: usize,
    is_old: bool,
}
