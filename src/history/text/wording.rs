//! Words that sentences about a history share.

use jiff::civil::Date;

use crate::base::language::{DateWords, Words};
use crate::base::names::IterationNumber;
use crate::base::unicode::is_one_spaced;

/// Longer quotations are cut in the middle, in words.
const LONGEST_QUOTATION: usize = 24;

/// "1 word", "2 words", in English: for a terminal, and for files that a program makes. Pages have the plurals of their
/// language.
pub fn counted(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// A date as sentences have it: "8 December 2020".
pub fn long_date(date: Date, words: &DateWords) -> String {
    let month = usize::from(date.month().unsigned_abs()) - 1;
    words.long(date.day(), &words.months[month], date.year())
}

/// A text between quotes, cut in the middle if it is long.
pub fn quote(text: &str, words: &Words) -> String {
    let signs = &words.quote;
    let mut quoted = String::with_capacity(text.len().min(LONGEST_QUOTATION * "responsibility ".len()) + 8);
    quoted.push_str(&signs.open);
    if is_one_spaced(text) && text.bytes().filter(|byte| *byte == b' ').count() < LONGEST_QUOTATION {
        quoted.push_str(text);
        quoted.push_str(&signs.close);
        return quoted;
    }
    let start = quoted.len();
    let push_word = |word: &str, quoted: &mut String| {
        if quoted.len() > start {
            quoted.push(' ');
        }
        quoted.push_str(word);
    };
    let half = LONGEST_QUOTATION / 2;
    let mut first_half = 0;
    for (index, word) in text.split_whitespace().enumerate() {
        if index == half {
            first_half = quoted.len();
        }
        if index == LONGEST_QUOTATION {
            quoted.truncate(first_half);
            quoted.push_str(&signs.cut);
            let mut last: Vec<&str> = text.split_whitespace().rev().take(half).collect();
            last.reverse();
            for word in last {
                push_word(word, &mut quoted);
            }
            break;
        }
        push_word(word, &mut quoted);
    }
    quoted.push_str(&signs.close);
    quoted
}

/// "a", "a and b", "a, b and c".
pub fn listed(items: &[String], words: &Words) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => first.join(&words.list.comma) + &words.list.and + last,
    }
}

/// The iterations of some texts as numbers and runs of numbers: "1 4-6". `numbers` holds the iteration of each text; a run
/// is of texts that follow one another, so an iteration that has no text does not end it.
pub fn runs(texts: &[usize], numbers: &[IterationNumber]) -> String {
    let run = |run: &[usize]| match run {
        [first, .., last] => format!("{}-{}", numbers[*first], numbers[*last]),
        [only] => numbers[*only].to_string(),
        [] => String::new(),
    };
    texts.chunk_by(|one, next| one + 1 == *next).map(run).collect::<Vec<_>>().join(" ")
}

/// A part of a whole in whole per cent: "45 %", "under 1 %".
pub fn percent(part: usize, whole: usize, words: &Words) -> String {
    match (part * 200 + whole) / (2 * whole.max(1)) {
        0 if part > 0 => words.number.under_one_percent.clone(),
        percent => words.number.percent(percent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::language::english;

    #[test]
    fn texts_beside_each_other_are_a_run_whatever_their_numbers() {
        let numbers: Vec<IterationNumber> = [1, 4, 5, 6, 9].into_iter().filter_map(IterationNumber::new).collect();
        assert_eq!(runs(&[0, 1, 3], &numbers), "1-4 6");
        assert_eq!(runs(&[2, 3, 4], &numbers), "5-9");
        assert_eq!(runs(&[], &numbers), "");
    }

    #[test]
    fn a_long_quotation_is_cut_in_its_middle() {
        let words = |range: std::ops::Range<usize>| range.map(|word| word.to_string()).collect::<Vec<_>>().join(" ");
        for text in [" a\n b ", "a  b", "a b ", " a b", "a\u{a0}b"] {
            assert_eq!(quote(text, english()), "“a b”");
        }
        assert_eq!(quote("é, b", english()), "“é, b”");
        assert_eq!(quote("", english()), "“”");
        assert_eq!(quote(&words(0..24), english()), format!("“{}”", words(0..24)));
        assert_eq!(quote(&words(0..25), english()), format!("“{} … {}”", words(0..12), words(13..25)));
    }
}
