//! Which words stand for an iteration that is not written yet.

/// Words that stand for a text which is to come; the first three words of a placeholder hold them.
const PLACEHOLDERS: [&str; 13] = [
    "tba",
    "tbd",
    "tbc",
    "tbw",
    "coming soon",
    "to be announced",
    "to be defined",
    "to be determined",
    "to be written",
    "to be done",
    "to come",
    "stay tuned",
    "placeholder",
];
/// A placeholder has at most as many words.
const LONGEST_PLACEHOLDER: usize = 60;

/// Whether a section only promises a text.
pub(super) fn is_placeholder(paragraphs: &[&str], plain: &str) -> bool {
    let words: Vec<String> = plain
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let first = words.iter().take(4).map(String::as_str).collect::<Vec<_>>().join(" ");
    let holds = |phrase: &&str| format!(" {first} ").contains(&format!(" {phrase} "));
    words.is_empty() || paragraphs.len() == 1 && words.len() <= LONGEST_PLACEHOLDER && PLACEHOLDERS.iter().any(holds)
}
