//! Output as its own readers see it: HTML, XML and JSON by parsers that are none of this project, as flat lists.

use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;

/// A part of a file, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// An element or a list begins; its name, or the name of the value that follows.
    Begin(String),
    /// An attribute of the element that began last.
    Attribute(String, String),
    /// A text between tags, a string, a number.
    Text(String),
    /// The element ends.
    End,
}

/// A page. What a browser would have to mend is an error.
pub(crate) fn page(html: &str) -> Result<Vec<Part>, String> {
    flat(&parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html))
}

/// HTML that stands in something else, such as an entry of a feed.
fn fragment(html: &str) -> Result<Vec<Part>, String> {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    flat(&parse_fragment(RcDom::default(), html5ever::ParseOpts::default(), body, Vec::new(), false).one(html))
}

fn flat(dom: &RcDom) -> Result<Vec<Part>, String> {
    let errors = dom.errors.borrow();
    if let Some(error) = errors.first() {
        return Err(error.to_string());
    }
    let mut parts = Vec::new();
    node(&dom.document, &mut parts);
    Ok(parts)
}

fn node(handle: &Handle, parts: &mut Vec<Part>) {
    match &handle.data {
        NodeData::Element { name, attrs, .. } => {
            parts.push(Part::Begin(name.local.to_string()));
            let attribute = |name: &LocalName, value: &str| Part::Attribute(name.to_string(), value.to_owned());
            parts.extend(attrs.borrow().iter().map(|found| attribute(&found.name.local, &found.value)));
        }
        NodeData::Text { contents } => parts.push(Part::Text(contents.borrow().to_string())),
        NodeData::Comment { contents } => parts.push(Part::Begin(format!("a comment: {contents}"))),
        NodeData::ProcessingInstruction { .. } => parts.push(Part::Begin("an instruction".to_owned())),
        NodeData::Document | NodeData::Doctype { .. } => {}
    }
    if is_data(handle) {
        let data = handle.children.borrow().iter().map(text).collect::<String>();
        let data = serde_json::from_str(&data).expect("the data of a page is JSON");
        value(&data, parts).expect("no HTML stands in it");
    } else {
        for child in handle.children.borrow().iter() {
            node(child, parts);
        }
    }
    if matches!(handle.data, NodeData::Element { .. }) {
        parts.push(Part::End);
    }
}

/// Whether an element holds data and no script.
fn is_data(handle: &Handle) -> bool {
    let NodeData::Element { name, attrs, .. } = &handle.data else { return false };
    let is_json = |found: &html5ever::Attribute| &*found.name.local == "type" && &*found.value == "application/ld+json";
    name.local == local_name!("script") && attrs.borrow().iter().any(is_json)
}

fn text(handle: &Handle) -> String {
    if let NodeData::Text { contents } = &handle.data { contents.borrow().to_string() } else { String::new() }
}

/// A feed, with the HTML in its entries, or a sitemap.
pub(crate) fn xml(text: &str) -> Result<Vec<Part>, String> {
    let document = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let mut parts = Vec::new();
    element(document.root_element(), &mut parts)?;
    Ok(parts)
}

fn element(node: roxmltree::Node<'_, '_>, parts: &mut Vec<Part>) -> Result<(), String> {
    if let Some(text) = node.text().filter(|_| node.is_text()) {
        parts.push(Part::Text(text.to_owned()));
        return Ok(());
    }
    parts.push(Part::Begin(node.tag_name().name().to_owned()));
    let attribute =
        |found: roxmltree::Attribute<'_, '_>| Part::Attribute(found.name().to_owned(), found.value().to_owned());
    parts.extend(node.attributes().map(attribute));
    if node.attribute("type") == Some("html") {
        parts.extend(fragment(node.text().unwrap_or_default())?);
    } else {
        for child in node.children() {
            element(child, parts)?;
        }
    }
    parts.push(Part::End);
    Ok(())
}

/// A record for programs, with the HTML in the entries of a feed.
pub(crate) fn json(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    value(&serde_json::from_str(text).map_err(|error| error.to_string())?, &mut parts)?;
    Ok(parts)
}

fn value(found: &Value, parts: &mut Vec<Part>) -> Result<(), String> {
    match found {
        Value::String(text) => parts.push(Part::Text(text.clone())),
        Value::Array(values) => {
            parts.push(Part::Begin("list".to_owned()));
            for inner in values {
                value(inner, parts)?;
            }
            parts.push(Part::End);
        }
        Value::Object(entries) => {
            for (key, inner) in entries {
                parts.push(Part::Begin(key.clone()));
                match inner {
                    Value::String(html) if key == "content_html" => parts.extend(fragment(html)?),
                    _ => value(inner, parts)?,
                }
                parts.push(Part::End);
            }
        }
        other => parts.push(Part::Text(other.to_string())),
    }
    Ok(())
}
