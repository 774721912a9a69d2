//! A text as lines of glyphs: where they end, in which order they stand, and what is left out where there is no room. This is
//! the door of the library that orders text in both directions (UAX #9).
//!
//! A paragraph is made of *clusters*, the smallest pieces that stand alone (a letter with its accents, a ligature), and of
//! *words*, the clusters between two places where a line may end, with the space behind them. It is shaped once, in units
//! of the font, so that trying a size is only adding up widths.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use crate::edition::card::face::{Direction, EM, Face, Glyph, Script, line_ends, script};

/// A paragraph that begins with as much of a text as the font has glyphs for.
#[derive(Debug)]
pub(super) struct Paragraph {
    glyphs: Vec<Glyph>,
    clusters: Vec<Cluster>,
    words: Vec<Word>,
    /// What stands at the end in the place of what was left out.
    ellipsis: Range<usize>,
    base: Level,
    extent: Extent,
}

/// Whether a text was given, or fits, to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    Beginning,
}

#[derive(Clone, Debug)]
struct Cluster {
    glyphs: Range<usize>,
    width: i32,
    level: Level,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Letter,
    /// What stands before or behind something, and not alone before an ellipsis.
    Link,
    /// The same, and hangs in the margin where it opens a line.
    Quote,
    Space,
}

/// Clusters between two places where a line may end.
#[derive(Clone, Debug)]
struct Word {
    clusters: Range<usize>,
    /// Without the space behind it.
    width: i32,
    /// The width of the space.
    space: i32,
}

/// A line, as it is drawn from left to right.
#[derive(Debug)]
pub(super) struct Line {
    clusters: Vec<usize>,
    /// In units of the font.
    pub(super) width: i32,
    /// How much of that is a quotation mark that opens it, which hangs in the margin.
    pub(super) hanging: i32,
}

/// A paragraph in a size.
#[derive(Debug)]
pub(super) struct Setting {
    /// In dots.
    pub(super) size: i32,
    pub(super) lines: Vec<Line>,
}

/// Where a paragraph stands, in dots.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) width: i32,
    pub(super) height: i32,
}

/// The distance between the base lines of a size, in dots. The larger the letters, the closer the lines may stand.
pub(super) fn leading(size: i32) -> i32 {
    size * 114 / 100 + 4
}

impl Paragraph {
    /// Shapes a text, up to the first word with a character that the font does not have. A word that is wider than `widest`
    /// units may be broken anywhere.
    pub(super) fn new(face: &mut Face, text: &str, extent: Extent, widest: i32) -> Self {
        let bidi = BidiInfo::new(text, None);
        let base = bidi.paragraphs.first().map_or_else(Level::ltr, |paragraph| paragraph.level);
        let mut paragraph =
            Self { glyphs: Vec::new(), clusters: Vec::new(), words: Vec::new(), ellipsis: 0..0, base, extent };
        paragraph.shape(face, "…", 0, Script::Latin, &[base; '…'.len_utf8()]);
        paragraph.ellipsis = 0..paragraph.clusters.len();
        let (mut start, mut script) = (0, Script::Latin);
        for end in line_ends(text).chain([text.len()]).filter(|end| *end > 0) {
            let first = paragraph.clusters.len();
            script = paragraph.word(face, text, start..end, script, &bidi.levels);
            let clusters = first..paragraph.clusters.len();
            let glyphs = paragraph.clusters[clusters.clone()].iter().flat_map(|cluster| cluster.glyphs.clone());
            if glyphs.map(|glyph| paragraph.glyphs[glyph]).any(|glyph| !glyph.is_known()) {
                paragraph.extent = Extent::Beginning;
                // What is joined to the word by a hyphen or the like goes as well.
                while paragraph.words.last().is_some_and(|word| word.space == 0) {
                    paragraph.words.pop();
                }
                break;
            }
            let word = paragraph.measured(clusters.clone());
            if word.width > widest {
                let broken: Vec<Word> = clusters.map(|cluster| paragraph.measured(cluster..cluster + 1)).collect();
                paragraph.words.extend(broken);
            } else {
                paragraph.words.push(word);
            }
            start = end;
        }
        if paragraph.extent == Extent::Beginning {
            paragraph.end_with_ellipsis(paragraph.words.len());
        }
        paragraph
    }

    /// Whether nothing of the text can be set.
    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| word.width == 0)
    }

    /// Whether all of the text is there.
    pub(super) fn is_whole(&self) -> bool {
        self.extent == Extent::Whole
    }

    /// Whether lines begin at the right.
    pub(super) fn is_from_right_to_left(&self) -> bool {
        self.base.is_rtl()
    }

    /// Shapes what stands between two places where a line may end. Returns the script of its last letter.
    fn word(&mut self, face: &mut Face, text: &str, word: Range<usize>, before: Script, levels: &[Level]) -> Script {
        let (mut start, mut current) = (word.start, before);
        let mut is_settled = false;
        for (offset, character) in text[word.clone()].char_indices() {
            let at = word.start + offset;
            let own = script(character);
            let is_other_script = is_settled && own.is_some_and(|own| own != current);
            if at > start && (is_other_script || levels[at] != levels[start]) {
                self.shape(face, &text[start..at], start, current, levels);
                start = at;
            }
            is_settled |= own.is_some();
            current = own.unwrap_or(current);
        }
        self.shape(face, &text[start..word.end], start, current, levels);
        current
    }

    /// Shapes a text of one script and one direction, which begins at `offset`.
    fn shape(&mut self, face: &mut Face, text: &str, offset: usize, script: Script, levels: &[Level]) {
        let Some(level) = levels.get(offset).copied() else { return };
        let direction = if level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
        let (all, clusters, mut start) = (&mut self.glyphs, &mut self.clusters, 0);
        face.shape(text, script, direction, |end, glyphs, width| {
            let first = all.len();
            all.extend(glyphs);
            let kind = kind(text.get(start..end).unwrap_or_default());
            clusters.push(Cluster { glyphs: first..all.len(), width, level, kind });
            start = end;
        });
    }

    /// Clusters as a word.
    fn measured(&self, clusters: Range<usize>) -> Word {
        let all = &self.clusters[clusters.clone()];
        let spaces = all.iter().rev().take_while(|cluster| cluster.kind == Kind::Space);
        let space = spaces.map(|cluster| cluster.width).sum();
        let whole: i32 = all.iter().map(|cluster| cluster.width).sum();
        Word { clusters, width: whole - space, space }
    }

    /// Leaves the first words, with an ellipsis behind them.
    fn end_with_ellipsis(&mut self, words: usize) {
        self.words.truncate(words);
        self.extent = Extent::Beginning;
        let Some(last) = self.words.pop() else { return };
        let (start, mut kept) = (self.clusters.len(), last.clusters);
        while !kept.is_empty() && self.clusters[kept.end - 1].kind != Kind::Letter {
            kept.end -= 1;
        }
        if kept.is_empty() && !self.words.is_empty() {
            return self.end_with_ellipsis(self.words.len());
        }
        let copied: Vec<Cluster> = kept.chain(self.ellipsis.clone()).map(|at| self.clusters[at].clone()).collect();
        self.clusters.extend(copied);
        let word = self.measured(start..self.clusters.len());
        self.words.push(word);
    }

    /// Sets it in the first of some sizes in which it fits; in the last one, and cut, if it fits in none.
    pub(super) fn fit(&mut self, room: Room, sizes: &[i32]) -> Setting {
        let widest = self.words.iter().map(|word| word.width).max().unwrap_or_default();
        let last = *sizes.last().expect("there is a size");
        for &size in sizes {
            let width = room.width * EM / size;
            let lines = self.wrap(width);
            if widest <= width && lines.len() <= most_lines(room, size) {
                return self.setting(size, self.balanced(width, lines));
            }
        }
        let (width, most) = (room.width * EM / last, most_lines(room, last));
        let mut lines = self.wrap(width);
        if lines.len() > most {
            self.end_with_ellipsis(lines[most - 1].end);
            lines = self.wrap(width);
        }
        // The ellipsis may need the room of a word.
        while lines.len() > most {
            self.end_with_ellipsis(self.words.len() - 1);
            lines = self.wrap(width);
        }
        self.setting(last, lines)
    }

    fn setting(&self, size: i32, lines: Vec<Range<usize>>) -> Setting {
        Setting { size, lines: lines.into_iter().map(|words| self.line(words)).collect() }
    }

    /// The words of each line, as many in each as there is room for.
    fn wrap(&self, width: i32) -> Vec<Range<usize>> {
        let (mut lines, mut start, mut filled) = (Vec::new(), 0, 0);
        for (index, word) in self.words.iter().enumerate() {
            if index > start && filled + word.width > width {
                lines.push(start..index);
                (start, filled) = (index, 0);
            }
            filled += word.width + word.space;
        }
        lines.push(start..self.words.len());
        lines
    }

    /// The same number of lines, of nearly the same length.
    fn balanced(&self, width: i32, lines: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let widest = self.words.iter().map(|word| word.width).max().unwrap_or_default();
        let (mut too_narrow, mut enough, mut best) = (widest.min(width) - 1, width, lines);
        while enough - too_narrow > EM / 10 {
            let between = i32::midpoint(too_narrow, enough);
            let lines = self.wrap(between);
            if lines.len() > best.len() {
                too_narrow = between;
            } else {
                (enough, best) = (between, lines);
            }
        }
        best
    }

    /// Words as a line, without the space at its end.
    fn line(&self, words: Range<usize>) -> Line {
        let mut clusters: Vec<usize> = self.words[words].iter().flat_map(|word| word.clusters.clone()).collect();
        while clusters.last().is_some_and(|last| self.clusters[*last].kind == Kind::Space) {
            clusters.pop();
        }
        let levels: Vec<Level> = clusters.iter().map(|cluster| self.clusters[*cluster].level).collect();
        let clusters: Vec<usize> = BidiInfo::reorder_visual(&levels).into_iter().map(|place| clusters[place]).collect();
        let width = clusters.iter().map(|cluster| self.clusters[*cluster].width).sum();
        let first = clusters.first().map(|first| &self.clusters[*first]);
        let hanging = first.filter(|first| first.kind == Kind::Quote).map_or(0, |first| first.width);
        Line { clusters, width, hanging }
    }

    /// The glyphs of a line, each with where it stands from the beginning of the line, in units of the font.
    pub(super) fn glyphs(&self, line: &Line) -> impl Iterator<Item = (Glyph, i32)> {
        let placed = line.clusters.iter().scan(0, |pen, cluster| {
            let cluster = &self.clusters[*cluster];
            let start = *pen;
            *pen += cluster.width;
            Some((start, cluster.glyphs.clone()))
        });
        placed.flat_map(|(start, glyphs)| self.glyphs[glyphs].iter().map(move |glyph| (*glyph, start + glyph.x)))
    }
}

/// How many lines of a size there is room for; at least one.
fn most_lines(room: Room, size: i32) -> usize {
    usize::try_from(room.height / leading(size)).unwrap_or_default().max(1)
}

fn kind(cluster: &str) -> Kind {
    match cluster.chars().next() {
        Some(first) if first.is_whitespace() => Kind::Space,
        Some(',' | ';' | ':' | '-' | '–' | '—' | '(' | '[' | '…' | '/') => Kind::Link,
        Some('“' | '‘' | '„' | '«' | '"') => Kind::Quote,
        _ => Kind::Letter,
    }
}
