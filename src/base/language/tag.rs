//! Tags of languages (BCP 47).

/// A tag and what it falls to, one part after another taken from its end: `zh-Hant-TW`, `zh-Hant`, `zh`.
pub(super) fn chain(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| Some(tag.rsplit_once('-')?.0))
}

/// Whether a text has the form of a tag: `en`, `pt-BR`, `zh-Hant`.
pub fn is_tag(text: &str) -> bool {
    text.split('-').enumerate().all(|(index, part)| {
        let longest = if index == 0 { 3 } else { 8 };
        (1..=longest).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && (index > 0 || (part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic())))
    })
}

/// Languages that are written from right to left where their tag names no script.
const RIGHT_TO_LEFT: [&str; 16] =
    ["ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
/// Scripts that are written from right to left.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 10] =
    ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// The way in which a language is written, as the attribute `dir` has it.
pub fn direction(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let is_right_to_left = match script {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&language),
    };
    if is_right_to_left { "rtl" } else { "ltr" }
}

/// Whether two tags are of one language, whatever their regions and scripts.
pub fn is_same_language(one: &str, other: &str) -> bool {
    let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    first(one) == first(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_falls_to_what_is_less_special() {
        assert_eq!(chain("zh-Hant-TW").collect::<Vec<_>>(), ["zh-Hant-TW", "zh-Hant", "zh"]);
        assert_eq!(chain("en").collect::<Vec<_>>(), ["en"]);
    }

    #[test]
    fn a_script_says_more_than_a_language() {
        for (tag, way) in [
            ("en", "ltr"),
            ("ar", "rtl"),
            ("AR-eg", "rtl"),
            ("he", "rtl"),
            ("yi", "rtl"),
            ("az-Arab", "rtl"),
            ("ar-Latn", "ltr"),
            ("ku-Arab-IQ", "rtl"),
            ("qps-ploc", "ltr"),
        ] {
            assert_eq!(direction(tag), way, "{tag}");
        }
    }
}
