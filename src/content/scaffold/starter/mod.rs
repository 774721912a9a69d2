//! A whole new knowledge base for any term.

use crate::base::names::Slug;
use crate::base::toml_reader::LONGEST_TITLE;
use crate::base::unicode::graphemes;
use crate::content::scaffold::{Authors, Day, NewFile, definition, escape_markdown, toml_text};

/// What `variorum.toml` may say, for editors that offer and check keys while one types (JSON Schema, draft 7).
const SCHEMA: &str = include_str!("variorum.schema.json");

/// The files of a knowledge base that builds at once: configuration, a definition with its first iteration, which is proposed
/// until somebody has written it, a practice, the pages about it and how to contribute, a README and a `.gitignore`.
pub fn starter(slug: &Slug, term: &str, today: Day) -> Vec<NewFile> {
    let title = Some(format!("{term}, a living definition")).filter(|title| graphemes::count(title) <= LONGEST_TITLE);
    let title = toml_text(title.as_deref().unwrap_or(term));
    let about = toml_text(&format!(
        "The community's definition of {term}: every iteration, what changed, when, why and by whom."
    ));
    let (today_text, escaped) = (today.to_string(), escape_markdown(term));
    let values = [
        ("{slug}", slug.as_str()),
        ("{today}", &today_text),
        ("{toml:title}", &title),
        ("{toml:about}", &about),
        ("{term}", &escaped),
    ];
    let fill = |template: &str| filled(template, &values);
    let new_file = |path: &str, template: &str| NewFile { path: path.to_owned(), text: fill(template) };
    let mut files = vec![
        new_file("README.md", include_str!("README.md")),
        NewFile { path: "variorum.schema.json".to_owned(), text: SCHEMA.to_owned() },
        new_file(".gitignore", "/public\n/.public.variorum-*\n"),
        new_file("content/pages/about.md", include_str!("about.md")),
        new_file("content/pages/contribute.md", include_str!("contribute.md")),
        new_file("content/practices/first-practice.md", include_str!("first-practice.md")),
    ];
    files.extend(definition(slug, term, &Authors::default(), today));
    // The configuration makes the folder a knowledge base, so it comes last: what stopped half way can be done again.
    files.push(new_file("variorum.toml", include_str!("variorum.toml")));
    files
}

/// A template with its placeholders replaced in one pass, so that a term that looks like one stays as it is.
fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        if let Some((name, value)) = values.iter().find(|(name, _)| rest.starts_with(name)) {
            text.push_str(value);
            rest = &rest[name.len()..];
        } else {
            text.push('{');
            rest = &rest[1..];
        }
    }
    text + rest
}
