//! A small scanner over the tags of HTML and XML, as strict as this project's own output has to be.

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `<p>`
    Open,
    /// `</p>`
    Close,
    /// `<link/>`, in XML.
    Empty,
}

/// A tag with its attributes, whose values are unescaped.
#[derive(Debug)]
pub(crate) struct Tag<'text> {
    pub(crate) name: &'text str,
    pub(crate) kind: Kind,
    pub(crate) attributes: Vec<(&'text str, String)>,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }
}

/// The elements of HTML that have no end tag.
const VOID: [&str; 8] = ["area", "br", "hr", "img", "input", "link", "meta", "wbr"];

/// All tags in the order of the text. Comments and declarations are skipped.
///
/// Fails for what no careful writer writes: a bare `<`, an attribute without double quotes, a tag that does not end.
pub(crate) fn tags(text: &str) -> Result<Vec<Tag<'_>>, String> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let skipped =
            [("<!--", "-->"), ("<!DOCTYPE", ">"), ("<?xml", "?>")].iter().find(|(open, _)| rest.starts_with(open));
        if let Some((_, close)) = skipped {
            let end = rest.find(close).ok_or_else(|| fault("this does not end", rest))?;
            rest = &rest[end + close.len()..];
            continue;
        }
        let (tag, after) = tag(rest)?;
        tags.push(tag);
        rest = after;
    }
    Ok(tags)
}

/// The tag at the beginning of a text, and what comes after it.
fn tag(text: &str) -> Result<(Tag<'_>, &str), String> {
    let closes = text.starts_with("</");
    let inner = &text[1 + usize::from(closes)..];
    let end = inner.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, mut rest) = inner.split_at(end);
    if !name.starts_with(|character: char| character.is_ascii_alphabetic()) {
        return Err(fault("this is no tag", text));
    }
    let mut attributes = Vec::new();
    loop {
        let before = rest.len();
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            let kind = if closes { Kind::Close } else { Kind::Open };
            return Ok((Tag { name, kind, attributes }, after));
        }
        if let Some(after) = rest.strip_prefix("/>") {
            return Ok((Tag { name, kind: Kind::Empty, attributes }, after));
        }
        if before == rest.len() || closes {
            return Err(fault("this tag does not end", text));
        }
        let (attribute, after) = attribute(rest)?;
        if attributes.iter().any(|(key, _)| *key == attribute.0) {
            return Err(fault("an attribute stands here twice", text));
        }
        attributes.push(attribute);
        rest = after;
    }
}

/// The attribute at the beginning of a text, and what comes after it.
fn attribute(text: &str) -> Result<((&str, String), &str), String> {
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | ':' | '_');
    let end = text.find(|character: char| !is_name(character)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return Err(fault("this is no attribute", text));
    }
    let Some(rest) = rest.strip_prefix('=') else { return Ok(((name, String::new()), rest)) };
    let quoted = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let (value, rest) = quoted.ok_or_else(|| fault("this value has no double quotes", text))?;
    if value.contains('<') {
        return Err(fault("this value holds a `<`", text));
    }
    Ok(((name, unescape(value)), rest))
}

fn fault(what: &str, text: &str) -> String {
    format!("{what}: {:?}", text.chars().take(60).collect::<String>())
}

/// The text that five entities stand for.
pub(crate) fn unescape(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

/// What is wrong with the nesting of a text's tags: every element is closed where it was opened.
pub(crate) fn nesting(text: &str, is_html: bool) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags(text)? {
        match tag.kind {
            Kind::Open if is_html && VOID.contains(&tag.name) => {}
            Kind::Open => open.push(tag.name),
            Kind::Empty if is_html => return Err(format!("<{}/> is no HTML", tag.name)),
            Kind::Empty => {}
            Kind::Close if open.pop() == Some(tag.name) => {}
            Kind::Close => return Err(format!("</{}> closes what is not open, inside {open:?}", tag.name)),
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} is never closed")) }
}

/// The first element with a name, from its start tag to its end tag.
pub(crate) fn element<'text>(text: &'text str, name: &str) -> Option<&'text str> {
    let close = format!("</{name}>");
    let start = text.find(&format!("<{name}"))?;
    let end = text.find(&close)? + close.len();
    Some(&text[start..end])
}
