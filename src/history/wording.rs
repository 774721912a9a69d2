//! Words that sentences about a history share.

/// Longer quotations are cut in the middle, in words.
const LONGEST_QUOTATION: usize = 24;

/// "1 word", "2 words".
pub fn counted(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// A text between quotes, cut in the middle if it is long.
pub fn quote(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= LONGEST_QUOTATION {
        return format!("“{}”", words.join(" "));
    }
    let half = LONGEST_QUOTATION / 2;
    format!("“{} … {}”", words[..half].join(" "), words[words.len() - half..].join(" "))
}

/// "a", "a and b", "a, b and c".
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A part of a whole in whole per cent: "45 %", "under 1 %".
pub fn percent(part: usize, whole: usize) -> String {
    match (part * 200 + whole) / (2 * whole.max(1)) {
        0 if part > 0 => "under 1 %".to_owned(),
        percent => format!("{percent} %"),
    }
}
