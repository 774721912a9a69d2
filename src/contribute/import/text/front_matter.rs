//! The front matter of a foreign text: what it says is not part of the words.

/// A text in two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter<'text> {
    /// The keys above the words, in order; none if there is no front matter.
    pub keys: Vec<&'text str>,
    /// What `title` says.
    pub title: Option<&'text str>,
    /// The words.
    pub body: &'text str,
}

/// Splits a text that may begin with YAML between `---` lines or TOML between `+++` lines. A line `---` without a key
/// below it is a break between themes.
pub fn split(text: &str) -> FrontMatter<'_> {
    let whole = FrontMatter { keys: Vec::new(), title: None, body: text };
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let (ends, between): (&[&str], char) = match first.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return whole,
    };
    let mut keys = Vec::new();
    let mut title = None;
    let mut offset = first.len();
    for line in lines {
        offset += line.len();
        let line = line.trim_end();
        if ends.contains(&line) {
            return if keys.is_empty() { whole } else { FrontMatter { keys, title, body: &text[offset..] } };
        }
        let Some((key, value)) = line.split_once(between) else { continue };
        let key = key.trim();
        if line.starts_with(char::is_alphabetic) && !key.contains(char::is_whitespace) {
            keys.push(key);
            let value = value.trim().trim_matches(['"', '\'']).trim();
            if key.eq_ignore_ascii_case("title") && !value.is_empty() {
                title = Some(value);
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_of_both_kinds_is_found() {
        let read = split("---\ntitle: \"A term\"\ntags:\n  - a\n---\n\nWords.\n");
        assert_eq!((read.keys, read.title, read.body), (vec!["title", "tags"], Some("A term"), "\nWords.\n"));
        let read = split("+++\ntitle = 'A'\n+++\nWords.");
        assert_eq!((read.title, read.body), (Some("A"), "Words."));
        for words in ["---\n\nTwo words: and\n\n---\nmore", "---\na: b\n", "Words\n---\na: b\n---\n", ""] {
            assert_eq!(split(words).body, words);
        }
    }
}
