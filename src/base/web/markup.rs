//! HTML as a type of its own: text gets in only escaped, tags only from this program's own literals.

use std::fmt::Write as _;

use serde::Serialize;

use crate::base::diagnostic::report::{Printable, replace_commands};
use crate::base::unicode::{is_control, replace_hidden};
use crate::base::web::address::Address;

/// A piece of HTML that is safe to show: every text in it was escaped when it was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// An empty piece.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty piece that will be about so many bytes long.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// A piece that is nothing but text.
    pub fn of_text(text: &str) -> Self {
        let mut html = Self::new();
        html.text(text);
        html
    }

    /// Adds text, escaped for element content and for attribute values between double quotes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        if is_plain(text) {
            self.0.push_str(text);
        } else {
            self.0.extend(escaped(text));
        }
        self
    }

    /// Adds a tag or another piece of markup that is written in this program.
    pub fn tag(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds ` name="value"` inside a tag that was begun with [`Html::tag`]. For what leads somewhere there is
    /// [`Html::address`].
    pub fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        self.text(value);
        self.0.push('"');
        self
    }

    /// Adds ` name="address"` inside a tag that was begun with [`Html::tag`].
    pub fn address(&mut self, name: &'static str, address: &Address) -> &mut Self {
        self.attribute(name, address.as_str())
    }

    /// Adds data as JSON that may stand in an element `script`: nothing in it ends the element, begins another or begins a
    /// comment (HTML, section 4.12.1.3).
    pub fn data(&mut self, data: &impl Serialize) -> &mut Self {
        push_json(data, &mut self.0);
        self
    }

    /// Adds another piece.
    pub fn html(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// The markup for a terminal or a log, which obey nothing in it. Only references differ, so a browser reads the same;
    /// what no document may hold, not even as a reference, is replaced.
    pub fn printable(&self) -> Printable {
        let refer = |character: char, safe: &mut String| {
            let character = if is_control(character) { char::REPLACEMENT_CHARACTER } else { character };
            let _ = write!(safe, "&#x{:X};", u32::from(character));
        };
        Printable::escaped_otherwise(replace_commands(&replace_hidden(&self.0, refer), refer).into_owned())
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Adds data as JSON in which no sign means anything to HTML, nor ends a line of a script.
fn push_json(data: &impl Serialize, out: &mut String) {
    let json = serde_json::to_string(data).expect("texts and numbers are JSON");
    let mut rest = json.as_str();
    // Outside of its strings JSON has none of these signs.
    while let Some(at) = rest.bytes().position(|byte| BEGINS_CODE[usize::from(byte)]) {
        let sign = rest[at..].chars().next().expect("a sign was found");
        let (before, after) = rest.split_at(at + sign.len_utf8());
        if matches!(sign, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') {
            out.push_str(&rest[..at]);
            let _ = write!(out, "\\u{:04x}", u32::from(sign));
        } else {
            out.push_str(before);
        }
        rest = after;
    }
    out.push_str(rest);
}

/// For each byte whether a sign may begin with it that means something to HTML, or ends a line of a script. Most do not, and
/// data is long.
const BEGINS_CODE: [bool; 256] = {
    let mut table = [false; 256];
    (table[b'<' as usize], table[b'>' as usize], table[b'&' as usize]) = (true, true, true);
    // The first byte of U+2028 and U+2029.
    table[0xE2] = true;
    table
};

/// A script that carries data and does nothing: calls of one function, each with a name and JSON. Browsers load scripts from a
/// disk, and nothing else.
#[derive(Debug, Default)]
pub struct DataScript(String);

impl DataScript {
    /// Adds a call on a line of its own. The function is named by this program, everything else is data.
    pub fn call(&mut self, function: &'static str, name: &str, data: &impl Serialize) {
        self.0.push_str(function);
        self.0.push('(');
        push_json(&name, &mut self.0);
        self.0.push(',');
        push_json(data, &mut self.0);
        self.0.push_str(");\n");
    }

    /// The script.
    pub fn into_text(self) -> String {
        self.0
    }
}

/// A text as it stands in markup, piece by piece: the signs that mean something there as references to them.
pub fn escaped(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = *rest.as_bytes().first()?;
        if let Some(reference) = reference(first) {
            rest = &rest[1..];
            return Some(reference);
        }
        // All signs are of ASCII, so a text may be cut in front of any of them.
        let end = next_sign(rest.as_bytes());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// Whether a text stands in markup as it is, as most do.
pub fn is_plain(text: &str) -> bool {
    next_sign(text.as_bytes()) == text.len()
}

/// Where the first of those signs stands; the length of the text if there is none.
fn next_sign(text: &[u8]) -> usize {
    // Numbers, and nothing that ends early, because that is what the compiler makes one look at sixteen bytes of: most hold
    // no sign.
    let signs = |byte: u8| SIGNS.iter().fold(0, |found, sign| found | u8::from(byte == *sign));
    let is_free = |bytes: &&[u8]| bytes.iter().fold(0, |found, byte| found | signs(*byte)) == 0;
    let free = text.chunks_exact(16).take_while(is_free).count() * 16;
    let rest = &text[free..];
    free + rest.iter().position(|byte| IS_SIGN[usize::from(*byte)]).unwrap_or(rest.len())
}

/// The signs that mean something in markup.
const SIGNS: [u8; 5] = *b"&\"'<>";

/// For each byte whether it is one of them.
const IS_SIGN: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < SIGNS.len() {
        table[SIGNS[at] as usize] = true;
        at += 1;
    }
    table
};

fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_printed_steers_nothing_and_reads_the_same() {
        let html = Html::of_text("a\u{200b}b \u{1b}[2J\n::error::x ##[y]");
        assert_eq!(html.printable().as_str(), "a&#x200B;b &#xFFFD;[2J\n&#x3A;:error::x &#x23;#[y]");
    }

    proptest! {
        #[test]
        fn data_ends_no_element_and_stays_the_same(text in ".*<?/?(script|!--)?.*[\u{2028}&]?") {
            let mut html = Html::new();
            html.data(&[&text]);
            let is_kept = html.as_str().contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(!is_kept);
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(html.as_str()).expect("JSON"), [text]);
        }

        #[test]
        fn data_in_a_script_is_data(name in ".*", text in ".*[</>\\\\\"'\u{2028}\n]?") {
            let mut script = DataScript::default();
            script.call("take", &name, &[&text]);
            let script = script.into_text();
            let data = script.strip_prefix("take(").and_then(|rest| rest.strip_suffix(");\n")).expect("one call");
            let is_kept = data.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n', '\r']);
            prop_assert!(!is_kept);
            let read: (String, [String; 1]) = serde_json::from_str(&format!("[{data}]")).expect("JSON");
            prop_assert_eq!(read, (name, [text]));
        }

        #[test]
        fn no_text_ends_an_element_or_an_attribute(text in ".*") {
            let escaped = Html::of_text(&text);
            prop_assert!(!escaped.as_str().contains(['<', '>', '"', '\'']));
            let back = escaped.as_str().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
            prop_assert_eq!(back, text);
        }
    }
}
