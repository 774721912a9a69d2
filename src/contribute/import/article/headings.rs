//! Headings that name an iteration.

/// What a heading says of an iteration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The parts of its number: 5 for the fifth, 1 and 2 for v1.2.
    pub(super) number: Vec<u32>,
    /// What stands behind the number, such as a date.
    pub(super) rest: String,
}

const NOUNS: [&str; 7] = ["iteration", "version", "edition", "revision", "draft", "release", "attempt"];
const SHORT: [&str; 4] = ["v", "ver", "rev", "r"];
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

/// What a heading names: `5th Iteration 08Dec20`, `Iteration 3 — 2020-01-05`, `Version 2 (March 5, 2021)`, `v1.2 2020-…`,
/// `Third draft`. None if it does not begin like one of them.
pub(super) fn named(heading: &str) -> Option<Named> {
    let text = heading.trim().trim_start_matches(['#', '*', '_', '[', '(']).trim_start();
    let text = ["the ", "The ", "our ", "Our "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text);
    let (first, behind) = word(text);
    let lower = first.to_lowercase();
    // `5th iteration`, `fifth iteration`
    let digits = lower.trim_end_matches(|end: char| end.is_alphabetic());
    let ordinal = match &lower[digits.len()..] {
        "st" | "nd" | "rd" | "th" => digits.parse().ok(),
        _ => ORDINALS.iter().position(|ordinal| *ordinal == lower).and_then(|index| u32::try_from(index + 1).ok()),
    };
    if let Some(number) = ordinal.filter(|number| *number > 0) {
        let (noun, rest) = word(behind.trim_start_matches([' ', '-', '\u{a0}']));
        let is_noun = NOUNS.contains(&noun.to_lowercase().as_str());
        return is_noun.then(|| Named { number: vec![number], rest: rest.to_owned() });
    }
    // `Iteration 5`, `v1.2`, `Rev. 3`
    let name = lower.trim_end_matches(|end: char| end.is_ascii_digit());
    let (name, behind) = if name.len() < lower.len() {
        (name, &text[name.len()..])
    } else {
        (lower.as_str(), behind.trim_start_matches(['.', ' ', '\u{a0}', '#', '№', ':']))
    };
    if !NOUNS.contains(&name) && !SHORT.contains(&name) {
        return None;
    }
    let length = behind.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let digits = behind[..length].trim_end_matches('.');
    let number: Vec<u32> = digits.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    // `Version 2020-01-05` has a date and no number.
    let rest = &behind[digits.len()..];
    let goes_on = rest.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '/' | '%'))
        || rest.starts_with('-') && rest[1..].starts_with(|next: char| next.is_ascii_digit());
    (!goes_on).then(|| Named { number, rest: rest.to_owned() })
}

/// The first word of a text, of letters and digits, and what stands behind it.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|next: char| !next.is_alphanumeric()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_iterations_are_told_from_others() {
        for (heading, number) in [
            ("5th Iteration 08Dec20", vec![5]),
            ("1st iteration — 18Oct19", vec![1]),
            ("Iteration 3 — 2020-01-05", vec![3]),
            ("Iteration #3", vec![3]),
            ("Version 2 (March 5, 2021)", vec![2]),
            ("v1.2 2020-05-01", vec![1, 2]),
            ("V2: a better one", vec![2]),
            ("Rev. 7", vec![7]),
            ("**Third draft**", vec![3]),
            ("The 2nd Edition", vec![2]),
        ] {
            assert_eq!(named(heading).map(|named| named.number), Some(number), "{heading}");
        }
        for other in [
            "Action Items",
            "Version history",
            "5 ways to begin",
            "The Definition of Ops",
            "Iterations",
            "3rd party tools",
            "Version 2020-01-05",
            "vibes",
            "r",
            "",
            "2nd",
            "Iteration",
            "v2ray",
        ] {
            assert_eq!(named(other), None, "{other}");
        }
    }
}
