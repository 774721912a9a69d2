//! The configuration, `variorum.toml`.

use crate::codes;
use crate::deception;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::names::Slug;
use crate::table::Table;
use crate::text::{Source, SourceId, Span, Spanned};

/// What a knowledge base says of itself.
#[derive(Clone, Debug)]
pub struct Config {
    /// The name of the site.
    pub title: String,
    /// One sentence about it, for search engines and feeds.
    pub description: String,
    /// The language of the texts, as a BCP 47 tag such as `en`.
    pub language: String,
    /// The address of the published site, ending in `/`, if it is known.
    pub base_url: Option<String>,
    /// The definition on the home page.
    pub featured: Option<Spanned<Slug>>,
    /// The theme's folder below `themes/`, or the name of the theme inside the program.
    pub theme: Spanned<Slug>,
    /// The pages in the menu, in this order.
    pub menu: Vec<Spanned<Slug>>,
    /// The page that tells how to contribute.
    pub contribute: Option<Spanned<Slug>>,
    /// The licence of the texts.
    pub license: Option<License>,
}

/// A licence.
#[derive(Clone, Debug)]
pub struct License {
    /// Its name.
    pub name: String,
    /// Its text.
    pub url: String,
}

/// The theme inside the program.
pub const DEFAULT_THEME: &str = "broadside";

impl Config {
    /// Reads the configuration. None if something it cannot do without is missing; that has been reported.
    pub fn parse(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) -> Option<Self> {
        deception::report(id, source, diagnostics);
        let span = Span::file(id);
        let mut root = Table::parse(&source.text, 0, "the configuration", span, diagnostics);
        root.require("site", "[site]", diagnostics);
        let site = root.table("site", "the table `[site]`", diagnostics);
        root.finish(diagnostics);
        let mut site = site?;
        let title = site.required_text("title", "title = \"A living definition of ...\"", diagnostics);
        let description = site.required_text("description", "description = \"One sentence about it.\"", diagnostics);
        let language = site.text("language", diagnostics).filter(|language| is_language(language, diagnostics));
        let base_url = site.text("base_url", diagnostics).and_then(|url| match read_base_url(&url.value) {
            Ok(url) => Some(url),
            Err(help) => {
                diagnostics.push(
                    Diagnostic::new(&codes::BAD_ADDRESS, url.span, "`base_url` is not the address of a site")
                        .help(help),
                );
                None
            }
        });
        let featured = site.slug("featured", diagnostics);
        let default_theme = || Slug::parse(DEFAULT_THEME).expect("the default theme's name is a slug");
        let theme = site.slug("theme", diagnostics).unwrap_or_else(|| Spanned::new(default_theme(), span));
        let menu = site.slugs("menu", diagnostics);
        let contribute = site.slug("contribute", diagnostics);
        let license = site.table("license", "the licence", diagnostics).and_then(|mut table| {
            let name = table.required_text("name", "name = \"CC BY 4.0\"", diagnostics);
            let url = table.required_text("url", "url = \"https://creativecommons.org/licenses/by/4.0/\"", diagnostics);
            table.finish(diagnostics);
            let url = url.filter(|url| is_web_address(url, diagnostics))?;
            Some(License { name: name?.value, url: url.value })
        });
        site.finish(diagnostics);
        let language = language.map_or_else(|| "en".to_owned(), |language| language.value);
        Some(Self {
            title: title?.value,
            description: description?.value,
            language,
            base_url,
            featured,
            theme,
            menu,
            contribute,
            license,
        })
    }
}

/// Checks the address of a published site and gives it its closing slash; otherwise says what to write.
pub fn read_base_url(url: &str) -> Result<String, String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let sound = rest.is_some_and(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        // What stands before an `@` is no host, though it looks like one.
        !host.is_empty()
            && !host.contains('@')
            && !rest.contains(['?', '#', '"', '<', '>', '\\'])
            && !rest.contains(|character: char| character.is_whitespace() || character.is_control())
    });
    if sound {
        Ok(format!("{}/", url.trim_end_matches('/')))
    } else {
        Err("write the whole address of the folder that the site is published in, such as `https://example.org/prodops/`".to_owned())
    }
}

/// Whether a text is an `http` or `https` address; otherwise it is reported.
pub fn is_web_address(url: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let sound = read_base_url(url.value.split(['?', '#']).next().unwrap_or_default()).is_ok()
        && !url.value.contains(|character: char| character.is_whitespace() || character.is_control());
    if !sound {
        diagnostics.push(
            Diagnostic::new(&codes::BAD_ADDRESS, url.span, format!("`{}` is not the address of a page", url.value))
                .help("write the whole address, such as `https://example.org/page`"),
        );
    }
    sound
}

fn is_language(tag: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let sound = tag.value.split('-').enumerate().all(|(index, part)| {
        let longest = if index == 0 { 3 } else { 8 };
        (1..=longest).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && (index > 0 || (part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic())))
    });
    if !sound {
        diagnostics.push(
            Diagnostic::new(&codes::BAD_LANGUAGE, tag.span, format!("`{}` is not a language tag", tag.value))
                .help("write it like `en`, `pt-BR` or `zh-Hant`"),
        );
    }
    sound
}
