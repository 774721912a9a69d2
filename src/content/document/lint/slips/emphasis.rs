//! Emphasis that is none: markers beside punctuation (the flanking rule of `CommonMark` 0.31, section 6.2), markers with a blank
//! inside, and markers without their partner.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};

use crate::base::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::base::unicode::is_without_spaces;
use crate::content::document::body::Style;
use crate::content::document::lint::slips::literal::{Literal, OBJECT};
use crate::content::document::lint::slips::reading::{Reading, quoted};

/// The letters that a word before `**` has at least, so that this closes something: `d**` hides the rest of a word.
const LEAST_LETTERS: usize = 4;

/// The longest emphasised text of which the right form is written out, in characters.
const LONGEST_OFFER: usize = 40;

/// A run of one marker, which no parser took for emphasis.
#[derive(Clone, Debug)]
struct Run {
    marker: char,
    range: Range<usize>,
    before: Option<char>,
    after: Option<char>,
}

impl Run {
    fn length(&self) -> usize {
        self.range.len()
    }

    fn opens_words(&self) -> bool {
        !is_space(self.after)
    }

    fn closes_words(&self) -> bool {
        !is_space(self.before)
    }

    /// Whether punctuation alone keeps it from opening: `a**(b)`.
    fn is_kept_from_opening(&self) -> bool {
        self.opens_words() && is_punctuation(self.after) && !is_space(self.before) && !is_punctuation(self.before)
            || self.is_inside_of_words()
    }

    /// Whether punctuation alone keeps it from closing: `(b)**a`.
    fn is_kept_from_closing(&self) -> bool {
        self.closes_words() && is_punctuation(self.before) && !is_space(self.after) && !is_punctuation(self.after)
            || self.is_inside_of_words()
    }

    /// Whether it is a `_` between letters of a script that writes no spaces between words.
    fn is_inside_of_words(&self) -> bool {
        let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let is_dense = |character: Option<char>| character.is_some_and(is_without_spaces);
        let both = is_letter(self.before) && is_letter(self.after);
        self.marker == '_' && both && (is_dense(self.before) || is_dense(self.after))
    }

    fn is_left_flanking(&self) -> bool {
        self.opens_words() && (!is_punctuation(self.after) || is_space(self.before) || is_punctuation(self.before))
    }

    fn is_right_flanking(&self) -> bool {
        self.closes_words() && (!is_punctuation(self.before) || is_space(self.after) || is_punctuation(self.after))
    }

    fn can_open(&self) -> bool {
        self.is_left_flanking() && (self.marker != '_' || !self.is_right_flanking() || is_punctuation(self.before))
    }

    fn can_close(&self) -> bool {
        self.is_right_flanking() && (self.marker != '_' || !self.is_left_flanking() || is_punctuation(self.after))
    }
}

fn is_space(character: Option<char>) -> bool {
    character.is_none_or(char::is_whitespace)
}

fn is_punctuation(character: Option<char>) -> bool {
    let is_group = |character: char| {
        matches!(character.general_category_group(), GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
    };
    character.is_some_and(is_group)
}

fn is_ascii_word(character: Option<char>) -> bool {
    character.is_some_and(|character| character.is_ascii_alphanumeric())
}

/// The markers with which a line of a text begins as the mark of a remark: `** without tax`. The same markers after words refer to it.
pub(super) fn remarks<'text>(all: impl Iterator<Item = &'text Literal>) -> BTreeSet<String> {
    let mut remarks = BTreeSet::new();
    for (_, line) in all.flat_map(Literal::lines) {
        let rest = line.trim_start_matches('*');
        let marker = &line[..line.len() - rest.len()];
        if !marker.is_empty() && rest.starts_with(' ') {
            remarks.insert(marker.to_owned());
        }
    }
    remarks
}

/// Reports literal markers that were meant as emphasis.
pub(super) fn report(
    reading: &Reading<'_>,
    literal: &Literal,
    remarks: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut runs = runs(&literal.text);
    runs.retain(|run| !literal.is_address(run.range.start));
    let mut is_paired = vec![false; runs.len()];
    for first in 0..runs.len() {
        if is_paired[first] {
            continue;
        }
        let open = &runs[first];
        let is_like = |run: &Run| run.marker == open.marker && run.length() == open.length();
        let Some(second) = (first + 1..runs.len()).find(|second| is_like(&runs[*second])) else { continue };
        let close = &runs[second];
        let found = beside_punctuation(reading, literal, open, close)
            .or_else(|| with_blanks(reading, literal, &runs, open, close));
        if let Some(diagnostic) = found {
            diagnostics.push(diagnostic);
            (is_paired[first], is_paired[second]) = (true, true);
        }
    }
    for (run, _) in runs.iter().zip(&is_paired).filter(|(_, is_paired)| !**is_paired) {
        single(reading, literal, run, remarks, diagnostics);
    }
}

/// The runs of markers in a text that are as long as emphasis has them.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = 0;
    let is_marker = |byte: &u8| matches!(byte, b'*' | b'_' | b'~');
    while let Some(start) = text.as_bytes()[rest..].iter().position(is_marker).map(|length| rest + length) {
        let marker = char::from(text.as_bytes()[start]);
        let length = text[start..].chars().take_while(|next| *next == marker).count();
        rest = start + length;
        let is_usual = if marker == '~' { length == 2 } else { length <= 3 };
        if is_usual {
            let (before, after) = (text[..start].chars().next_back(), text[rest..].chars().next());
            runs.push(Run { marker, range: start..rest, before, after });
        }
    }
    runs
}

/// Two markers around words of which punctuation keeps one or both from being emphasis.
fn beside_punctuation(reading: &Reading<'_>, literal: &Literal, open: &Run, close: &Run) -> Option<Diagnostic> {
    let (keeps_open, keeps_close) = (!open.can_open(), !close.can_close());
    let is_meant = open.opens_words()
        && close.closes_words()
        && open.range.end < close.range.start
        && (keeps_open || keeps_close)
        && (!keeps_open || open.is_kept_from_opening())
        && (!keeps_close || close.is_kept_from_closing());
    if !is_meant || is_formula(open, close) {
        return None;
    }
    let inside = &literal.text[open.range.end..close.range.start];
    let marker = &literal.text[open.range.clone()];
    let whole = &literal.text[open.range.start..close.range.end];
    let place = reading.span(literal.place(open.range.start..close.range.end));
    let message = format!("`{}` is not emphasised, so readers see the `{marker}`", quoted(whole));
    let mut diagnostic = Diagnostic::new(&codes::NOT_EMPHASIS, place, message);
    let sides = [(keeps_open, open, "before the first"), (keeps_close, close, "after the last")];
    if sides.iter().any(|(keeps, run, _)| *keeps && run.is_inside_of_words()) {
        let stars = "*".repeat(open.length());
        return Some(
            diagnostic.help(format!("write `{stars}` instead of `{marker}`, which is no emphasis between letters")),
        );
    }
    let outside = with_punctuation_outside(inside, keeps_open, keeps_close)
        .filter(|(before, words, after)| is_emphasis(open, [before, words, after], close));
    let whole = || with_whole_words(literal, open, close, keeps_open, keeps_close);
    let offer = match outside {
        Some((before, words, after)) => {
            Some(format!("move the punctuation out of the markers: `{before}{marker}{words}{marker}{after}`"))
        }
        None => whole().map(|words| format!("emphasise the whole word: `{marker}{words}{marker}`")),
    };
    let or = if offer.is_some() { "or " } else { "" };
    if let Some(offer) = offer {
        diagnostic = diagnostic.help(offer);
    }
    let spaces: Vec<String> =
        sides.iter().filter(|(keeps, _, _)| *keeps).map(|(_, _, place)| format!("{place} `{marker}`")).collect();
    Some(diagnostic.help(format!("{or}write a space {}", spaces.join(" and "))))
}

/// Whether words are emphasised between two markers, of which the first has some characters before it and the second some after it.
fn is_emphasis(open: &Run, [before, words, after]: [&str; 3], close: &Run) -> bool {
    let (first, last) = (words.chars().next(), words.chars().next_back());
    let open = Run { before: before.chars().next_back().or(open.before), after: first, ..open.clone() };
    let close = Run { before: last, after: after.chars().next().or(close.after), ..close.clone() };
    open.can_open() && close.can_close()
}

/// The emphasised words with the rest of the word that goes on outside of the markers; none if that is no emphasis, or is not written
/// with spaces between words.
fn with_whole_words(literal: &Literal, open: &Run, close: &Run, keeps_open: bool, keeps_close: bool) -> Option<String> {
    let is_word = |character: &char| character.is_alphanumeric();
    let (before, after) = (&literal.text[..open.range.start], &literal.text[close.range.end..]);
    let grown: usize = before.chars().rev().take_while(is_word).map(char::len_utf8).sum();
    let start = before.len() - if keeps_open { grown } else { 0 };
    let grown: usize = after.chars().take_while(is_word).map(char::len_utf8).sum();
    let end = if keeps_close { grown } else { 0 };
    let inside = &literal.text[open.range.end..close.range.start];
    let words = format!("{}{inside}{}", &before[start..], &after[..end]);
    let is_spaced = !before[start..].contains(is_without_spaces) && !after[..end].contains(is_without_spaces);
    let outer = Run { before: before[..start].chars().next_back(), ..open.clone() };
    let further = Run { after: after[end..].chars().next(), ..close.clone() };
    let is_short = words.chars().count() <= LONGEST_OFFER && !words.contains([OBJECT, '\n']);
    (is_spaced && is_short && is_emphasis(&outer, ["", &words, ""], &further)).then_some(words)
}

/// Whether single markers multiply or match files: `f*(x)*g`, `*.rs and src/.*x`.
fn is_formula(open: &Run, close: &Run) -> bool {
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let is_path = |character: Option<char>| matches!(character, Some('.' | '/' | '\\'));
    let is_sum = |character: Option<char>| {
        character.is_some_and(|sign| {
            sign.is_ascii_punctuation()
                && !matches!(sign, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | ')' | ']' | '}' | '*' | '`')
        })
    };
    if open.length() > 1 {
        return is_digit(open.before) && is_digit(close.after);
    }
    is_ascii_word(open.before) && (is_ascii_word(close.after) || is_ascii_word(open.after))
        || is_path(open.after)
        || is_sum(close.before)
}

/// The words without their outer punctuation, between what is before and after them; none if they are too long to be written out,
/// nothing is left, or one bracket of a pair is left.
fn with_punctuation_outside(inside: &str, keeps_open: bool, keeps_close: bool) -> Option<(&str, &str, &str)> {
    let is_outer = |character: char| is_punctuation(Some(character)) && character != OBJECT;
    let is_whole = inside.chars().count() <= LONGEST_OFFER && !inside.contains([OBJECT, '\n']);
    let first = inside.chars().next().filter(|first| is_outer(*first));
    let last = inside.chars().next_back().filter(|last| is_outer(*last));
    let is_pair = first.zip(last).is_some_and(|(first, last)| is_pair(first, last));
    let start = first.filter(|_| keeps_open || is_pair).map_or(0, char::len_utf8);
    let end = inside.len() - last.filter(|_| keeps_close || is_pair).map_or(0, char::len_utf8);
    let words = inside.get(start..end).filter(|words| !words.trim().is_empty())?;
    let is_sound =
        is_whole && (start, end) != (0, inside.len()) && !words.starts_with(is_outer) && !words.ends_with(is_outer);
    (is_sound && has_whole_pairs(words)).then(|| (&inside[..start], words, &inside[end..]))
}

/// Whether each bracket and quotation mark of a text has its partner in it.
fn has_whole_pairs(words: &str) -> bool {
    use unicode_properties::GeneralCategory::{
        ClosePunctuation, FinalPunctuation, InitialPunctuation, OpenPunctuation,
    };
    let mut depth = 0_usize;
    for character in words.chars() {
        let opens = match character.general_category() {
            OpenPunctuation | InitialPunctuation => true,
            ClosePunctuation => false,
            // An apostrophe is one of these as well.
            FinalPunctuation if character != '’' => false,
            _ => continue,
        };
        depth = match (opens, depth) {
            (true, _) => depth + 1,
            (false, 0) => return false,
            (false, _) => depth - 1,
        };
    }
    depth == 0 && words.matches('"').count().is_multiple_of(2)
}

/// Whether two characters enclose what is between them.
fn is_pair(first: char, last: char) -> bool {
    use unicode_properties::GeneralCategory::{
        ClosePunctuation, FinalPunctuation, InitialPunctuation, OpenPunctuation,
    };
    let kinds = (first.general_category(), last.general_category());
    matches!(
        kinds,
        (
            OpenPunctuation | InitialPunctuation,
            ClosePunctuation | FinalPunctuation | InitialPunctuation | OpenPunctuation
        )
    ) || first == last && matches!(first, '"' | '\'')
}

/// Two markers with a blank between them and the words: `**so **`.
fn with_blanks(reading: &Reading<'_>, literal: &Literal, all: &[Run], open: &Run, close: &Run) -> Option<Diagnostic> {
    let inside = &literal.text[open.range.end..close.range.start];
    let words = inside.trim();
    let (is_before, is_after) = (is_space(open.after), is_space(close.before));
    let at_edge = |outside: Option<char>| is_space(outside) || is_punctuation(outside);
    // Words go on right after the last marker, to which the blank belongs: `**Note: **the team`.
    let goes_on = !is_before && is_after && close.after.is_some_and(char::is_alphanumeric) && is_space(open.before);
    let is_meant = open.length() == 2
        && (is_before || is_after)
        && (at_edge(open.before) || !is_before)
        && (at_edge(close.after) && close.after != Some('/') || !is_after || goes_on)
        && (is_before || open.can_open() && open.after.is_some_and(begins_words))
        && (is_after || close.can_close());
    let has_words = words.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().nth(1).is_some());
    if !is_meant
        || !has_words
        || inside.contains('\n')
        || is_before && is_after && (is_sum_or_gap(open, words) || literal.has(style(open)))
    {
        return None;
    }
    let marker = &literal.text[open.range.clone()];
    let whole = open.range.start..close.range.end;
    let message =
        format!("`{}` is not emphasised: there is a blank inside its `{marker}`", quoted(&literal.text[whole.clone()]));
    let end = inside.trim_end().len();
    let behind = if goes_on { " and a blank behind it" } else { "" };
    let diagnostic = Diagnostic::new(&codes::NOT_EMPHASIS, reading.span(literal.place(whole)), message)
        .help(format!("write `{marker}{}{marker}`{behind}", quoted(words)));
    if is_before || !begins_where_words_do(open) || !is_only_pair(literal, all, open) {
        return Some(diagnostic);
    }
    // A blank of the source may be written as something else.
    let source = |range: Range<usize>| {
        reading.span(literal.place(range.start..range.start).start..literal.place(range.end..range.end).start)
    };
    let diagnostic = diagnostic.mend(source(open.range.end + end..close.range.start), "");
    Some(if goes_on { diagnostic.mend(source(close.range.end..close.range.end), " ") } else { diagnostic })
}

/// Whether markers with blanks on both sides calculate, or leave a gap to be filled in: `a ** n and b ** m`, `__ and __`.
fn is_sum_or_gap(open: &Run, words: &str) -> bool {
    let is_name =
        |word: Option<&str>| word.is_some_and(|word| word.chars().filter(|sign| sign.is_alphabetic()).count() > 1);
    let mut all = words.split_whitespace();
    let first = all.next();
    open.marker == '_' || !is_name(first) || !is_name(all.next_back().or(first))
}

/// Whether a marker is where emphasis usually begins: before a word, and after a blank or what opens.
fn begins_where_words_do(open: &Run) -> bool {
    use unicode_properties::GeneralCategory::{InitialPunctuation, OpenPunctuation};
    let opens = |before: char| {
        matches!(before.general_category(), OpenPunctuation | InitialPunctuation) || matches!(before, '"' | '\'')
    };
    let is_word = open.after.is_some_and(char::is_alphanumeric);
    is_word && (is_space(open.before) || open.before.is_some_and(opens))
}

/// The kind of emphasis that a marker makes.
fn style(run: &Run) -> Style {
    match (run.marker, run.length()) {
        ('~', _) => Style::Strikethrough,
        (_, 1) => Style::Emphasis,
        _ => Style::Strong,
    }
}

/// Whether a paragraph has one marker of a kind beside this one, and no emphasis of that kind: then the two belong together.
fn is_only_pair(literal: &Literal, all: &[Run], open: &Run) -> bool {
    let alike = all.iter().filter(|run| run.marker == open.marker && run.length() == open.length());
    alike.take(3).count() == 2 && !literal.has(style(open))
}

/// A marker of two characters without a partner.
fn single(
    reading: &Reading<'_>,
    literal: &Literal,
    run: &Run,
    remarks: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let marker = &literal.text[run.range.clone()];
    let is_inside = is_ascii_word(run.before) && is_ascii_word(run.after);
    if run.length() != 2 || is_inside || run.marker == '_' && is_ascii_word(run.before) {
        return;
    }
    let letters = literal.text[..run.range.start].chars().rev().take_while(|letter| letter.is_alphanumeric()).count();
    let (opens, closes) = (run.can_open() && run.after.is_some_and(begins_words), run.can_close());
    let is_name = run.marker == '_' && is_name(&literal.text[run.range.end..]);
    let message = match (opens, closes) {
        (true, _) if !is_name => format!("`{marker}` begins an emphasis that does not end"),
        (false, true) if letters >= LEAST_LETTERS && !remarks.contains(marker) && run.marker != '_' => {
            format!("`{marker}` ends an emphasis that does not begin")
        }
        _ => return,
    };
    diagnostics.push(
        Diagnostic::new(&codes::NOT_EMPHASIS, reading.span(literal.place(run.range.clone())), message)
            .help(format!("write `{marker}` on both sides of the words that are emphasised, in the same paragraph"))
            .help(format!("to show the characters themselves, write `\\{0}\\{0}`", run.marker)),
    );
}

/// Whether a character is one that words begin with, and neither a path nor a formula.
fn begins_words(character: char) -> bool {
    character.is_alphanumeric() || !character.is_ascii() || matches!(character, '"' | '\'' | '(' | '[' | '{')
}

/// Whether a text begins with a name of a program, such as `init__` or `main_loop`.
fn is_name(text: &str) -> bool {
    let word = text.split(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '_')).next().unwrap_or_default();
    word.contains('_')
}
