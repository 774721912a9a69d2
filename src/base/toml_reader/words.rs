//! Values as TOML writes them, from words that lack their quotes or have others.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use crate::base::dates;
use crate::base::names::Slug;

/// What is known of a table before it is read, so that the advice for a faulty line suits its key.
#[derive(Debug, Default)]
pub struct Expected {
    /// The keys whose value is a list of texts.
    pub lists: Vec<&'static str>,
    /// The day that `date` has, if the name of the file tells it.
    pub day: Option<Date>,
}

/// The value of a key: a list where the key takes one.
pub(super) fn value_for(key: &str, words: &str, expected: &Expected) -> String {
    let value = words.trim();
    if let Some(list) = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        // Lists within lists mean nothing here, and a heap of brackets is not followed down.
        let items: Vec<String> = list.split(',').filter(|item| !item.trim().is_empty()).map(one_value).collect();
        return format!("[{}]", items.join(", "));
    }
    if expected.lists.contains(&key) { list_of(value) } else { one_value(value) }
}

/// A list of one text, or of several names with commas between them.
pub(crate) fn list_of(words: &str) -> String {
    let words = unquoted(words).unwrap_or(words);
    let names: Vec<&str> = words.split(',').map(str::trim).collect();
    let texts = if names.iter().all(|name| Slug::parse(name).is_some()) { names } else { vec![words] };
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    let texts: Vec<String> = texts.map(|text| toml::Value::from(text).to_string()).collect();
    format!("[{}]", texts.join(", "))
}

fn one_value(words: &str) -> String {
    let value = words.trim();
    let wide = plain(value);
    let is_number = wide.parse::<u32>().is_ok_and(|number| number.to_string() == wide);
    if dates::parse(&wide).is_some() || is_number || matches!(value, "true" | "false") {
        return wide;
    }
    toml::Value::from(unquoted(value).unwrap_or(value)).to_string()
}

/// The words between two quotes of any kind; none if there are no two.
pub(super) fn unquoted(words: &str) -> Option<&str> {
    words.trim().strip_prefix(is_quote)?.strip_suffix(is_quote)
}

/// Whether a character is a quote, straight, curly, or as wide as a letter of Chinese.
pub(super) fn is_quote(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '„' | '«' | '»')
        || matches!(plain(character.encode_utf8(&mut [0; 4])).as_str(), "\"" | "'")
}

/// The text in its plain forms: digits and marks as wide as a letter of Chinese are those of ASCII (NFKC).
pub(super) fn plain(text: &str) -> String {
    text.nfkc().collect()
}
