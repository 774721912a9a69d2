//! The configuration, `variorum.toml`.

use crate::base::diagnostic::codes;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::language;
use crate::base::names::Slug;
use crate::base::screening::deception;
use crate::base::text::{Source, SourceId, Span, Spanned};
use crate::base::toml_reader::{Table, Value};
use crate::base::unicode;
use crate::base::web::address::Address;
use crate::base::web::forge::{self, Forge, Kind};

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
    pub base_url: Option<Address>,
    /// Whether a picture is drawn of every text, for whoever shows a link to it. Only where `base_url` is known.
    pub cards: bool,
    /// The definition on the home page.
    pub featured: Option<Spanned<Slug>>,
    /// The theme.
    pub theme: ThemeChoice,
    /// The pages in the menu, in this order.
    pub menu: Vec<Spanned<Slug>>,
    /// The page that tells how to contribute.
    pub contribute: Option<Spanned<Slug>>,
    /// The licence of the texts.
    pub license: Option<License>,
    /// Where the texts are kept, so that pages lead to the editor of their file.
    pub repository: Option<forge::Place>,
}

/// A theme and what is wanted of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeChoice {
    /// Its folder below `themes/`, or the name of the theme inside the program.
    pub name: Spanned<Slug>,
    /// The table `[theme]`: parameters that the theme must know.
    pub parameters: Vec<(Spanned<String>, Value)>,
}

/// A licence.
#[derive(Clone, Debug)]
pub struct License {
    /// Its name.
    pub name: String,
    /// Its text.
    pub url: Address,
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
        let parameters = root.table("theme", "the table `[theme]`", diagnostics);
        let parameters = parameters.map_or_else(Vec::new, |mut table| table.values(diagnostics));
        let repository = root.table("repository", "the table `[repository]`", diagnostics);
        let repository = repository.and_then(|table| repository_of(table, diagnostics));
        root.finish(diagnostics);
        let mut site = site?;
        let title = site.required_title("title", "title = \"A living definition of ...\"", diagnostics);
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
        let cards = site.flag("cards", diagnostics).unwrap_or(true);
        let featured = site.slug("featured", diagnostics);
        let default_theme = || Slug::parse(DEFAULT_THEME).expect("the default theme's name is a slug");
        let theme = site.slug("theme", diagnostics).unwrap_or_else(|| Spanned::new(default_theme(), span));
        let menu = site.slugs("menu", diagnostics);
        let contribute = site.slug("contribute", diagnostics);
        let license = site.table("license", "the licence", diagnostics).and_then(|mut table| {
            let name = table.required_text("name", "name = \"CC BY 4.0\"", diagnostics);
            let url = table.required_text("url", "url = \"https://creativecommons.org/licenses/by/4.0/\"", diagnostics);
            table.finish(diagnostics);
            let url = web_address(&url?, diagnostics);
            Some(License { name: name?.value, url: url? })
        });
        site.finish(diagnostics);
        let language = language.map_or_else(|| "en".to_owned(), |language| language.value);
        Some(Self {
            title: title?.value,
            description: description?.value,
            language,
            base_url,
            cards,
            featured,
            theme: ThemeChoice { name: theme, parameters },
            menu,
            contribute,
            license,
            repository,
        })
    }
}

/// Reads where the texts are kept.
fn repository_of(mut table: Table<'_>, diagnostics: &mut Diagnostics) -> Option<forge::Place> {
    let url = table.required_text("url", "url = \"https://github.com/your-name/your-repository\"", diagnostics);
    let kind = table.choice("forge", &Kind::WITH_EDITOR, diagnostics).map(|kind| kind.value);
    let branch = table.text("branch", diagnostics);
    let folder = table.text("folder", diagnostics);
    table.finish(diagnostics);
    let url = url?;
    let page = web_address(&url, diagnostics)?;
    let forge = Forge::at(&page, kind).filter(|forge| Kind::WITH_EDITOR.iter().any(|(_, kind)| *kind == forge.kind()));
    if forge.is_none() {
        diagnostics.push(
            Diagnostic::new(&codes::MISSING_KEY, url.span, "what the website runs cannot be told by its address").help(
                "add a line `forge = \"github\"`, `forge = \"gitlab\"` or, for Gitea as well, `forge = \"forgejo\"`",
            ),
        );
    }
    let branch = name_of(branch, "branch", "main", diagnostics);
    let folder = name_of(folder, "folder", "", diagnostics);
    Some(forge::Place { forge: forge?, branch: branch?, folder: folder? })
}

/// The name of a branch or a folder, as it was written or as it usually is. A name that could be none is reported.
fn name_of(written: Option<Spanned<String>>, what: &str, usual: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    let Some(Spanned { value, span }) = written else { return Some(usual.to_owned()) };
    let is_part = |part: &str| !matches!(part, "" | "." | "..");
    if value.split('/').all(is_part) && !value.starts_with('-') && !value.contains(char::is_whitespace) {
        return Some(value);
    }
    diagnostics.push(
        Diagnostic::new(&codes::BAD_NAME, span, format!("`{value}` is not the name of a {what}"))
            .help("write it as the forge shows it, without spaces and without a `/` before or behind it"),
    );
    None
}

/// Reads the address of a published site and gives it its closing slash.
///
/// # Errors
/// Fails with what is wrong and what to write.
pub fn read_base_url(url: &str) -> Result<Address, String> {
    let hidden = unicode::hidden(url);
    let fault = match (hidden.first(), Address::whole(url)) {
        (Some(hidden), _) => format!("it holds {}, which nobody can see", unicode::name(hidden.character)),
        (None, Err(fault)) => fault.to_owned(),
        (None, Ok(_)) if url.contains(['?', '#']) => {
            "nothing can stand behind a `?` or a `#` in it, because the addresses of the pages are made from it"
                .to_owned()
        }
        // Browsers resolve these segments before they ask, so no page would be at the address that is written here.
        (None, Ok(_)) if url.split('/').any(|part| matches!(part, "." | "..")) => {
            "`.` and `..` cannot be folders in it".to_owned()
        }
        (None, Ok(address)) => return Ok(address.folder()),
    };
    Err(format!(
        "{fault}; write the whole address of the folder that the site is published in, such as `https://example.org/prodops/`"
    ))
}

/// The `http` or `https` address that a text is; otherwise it is reported.
pub fn web_address(url: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Address> {
    Address::whole(&url.value)
        .map_err(|fault| {
            diagnostics.push(
                Diagnostic::new(&codes::BAD_ADDRESS, url.span, format!("`{}` is not the address of a page", url.value))
                    .help(format!("{fault}; write the whole address, such as `https://example.org/page`")),
            );
        })
        .ok()
}

fn is_language(tag: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let sound = language::is_tag(&tag.value);
    if !sound {
        diagnostics.push(
            Diagnostic::new(&codes::BAD_LANGUAGE, tag.span, format!("`{}` is not a language tag", tag.value))
                .help("write it like `en`, `pt-BR` or `zh-Hant`"),
        );
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_site_is_taken_as_it_is() {
        for (url, read) in [
            ("https://example.org", "https://example.org/"),
            ("http://example.org/a/b/", "http://example.org/a/b/"),
            ("https://example.org//", "https://example.org/"),
            ("https://localhost:8080/a", "https://localhost:8080/a/"),
            ("https://[::1]:1/", "https://[::1]:1/"),
            ("https://user.example.org/~user/@home", "https://user.example.org/~user/@home/"),
            ("https://bücher.example/产品", "https://bücher.example/产品/"),
            ("https://xn--bcher-kva.example./", "https://xn--bcher-kva.example./"),
        ] {
            assert_eq!(read_base_url(url).as_ref().map(Address::as_str), Ok(read), "{url}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused_with_the_reason() {
        for (url, reason) in [
            ("example.org", "begin with"),
            ("ftp://example.org", "begin with"),
            ("https://", "host"),
            ("https:///a", "host"),
            ("https://:80/", "host"),
            ("https://a..b/", "host"),
            ("https://.a/", "host"),
            ("https://a%2f/", "host"),
            ("https://[::1/", "host"),
            ("https://[x]/", "host"),
            ("https://user@example.org/", "password"),
            ("https://user:word@example.org/", "password"),
            ("https://example.org:/", "port"),
            ("https://example.org:0/", "port"),
            ("https://example.org:99999/", "port"),
            ("https://example.org:+80/", "port"),
            ("https://example.org:80:80/", "port"),
            ("https://example.org:abc/", "port"),
            ("https://[::1]x/", "port"),
            ("https://example.org/?a", "`?`"),
            ("https://example.org/#a", "`#`"),
            ("https://example.org?a", "`?`"),
            ("https://example.org/a b", "spaces"),
            ("https://example.org/\"", "quotes"),
            ("https://example.org/<", "brackets"),
            ("https://example.org\\a", "backslashes"),
            ("https://example.org/a/../b", "`..`"),
            ("https://example.org/./", "`.`"),
            ("https://example.org/\u{202e}", "U+202E"),
            ("https://exa\u{200b}mple.org/", "U+200B"),
            ("https://example.org/\u{7}", "U+0007"),
        ] {
            let refusal = read_base_url(url).expect_err(url);
            assert!(refusal.contains(reason) && refusal.contains("https://example.org/prodops/"), "{url}: {refusal}");
        }
    }
}
