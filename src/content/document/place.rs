//! What a content file is, by its path.

use jiff::civil::Date;

use crate::base::dates;
use crate::base::diagnostic::codes;
use crate::base::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::base::names::{IterationNumber, Slug};
use crate::base::text::{SourceId, Span};

/// What a content file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `definitions/<slug>/definition.md`
    Definition(Slug),
    /// `definitions/<slug>/<number>.md`
    Iteration(Slug, IterationNumber),
    /// `practices/<slug>.md`
    Practice(Slug),
    /// `contributions/<yyyy-mm-dd>-<slug>.md`; the slug includes the date
    Contribution(Slug, Date),
    /// `influences/<slug>.md`
    Influence(Slug),
    /// `people/<id>.md`
    Person(Slug),
    /// `pages/<slug>.md`
    Page(Slug),
}

/// What to say about a file that lies nowhere.
const LAYOUT: &str = "a content file is one of `definitions/<name>/definition.md`, `definitions/<name>/<number>.md`, `practices/<name>.md`, \
                      `contributions/<yyyy-mm-dd>-<name>.md`, `influences/<name>.md`, `people/<name>.md` and `pages/<name>.md`";
const FOLDERS: [&str; 6] = ["definitions", "practices", "contributions", "influences", "people", "pages"];

impl Place {
    /// The day that its path tells.
    pub(super) fn day(&self) -> Option<Date> {
        if let Self::Contribution(_, day) = self { Some(*day) } else { None }
    }

    /// The place of a path below the root, such as `content/pages/about.md`. A path that says nothing is reported.
    pub fn of(id: SourceId, path: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let span = Span::file(id);
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        let mut slug = |name: &str| read_name(name, span, diagnostics);
        let stem = parts.last().and_then(|name| name.strip_suffix(".md"));
        match (parts.as_slice(), stem) {
            (["definitions", folder, "definition.md"], _) => slug(folder).map(Self::Definition),
            (["definitions", folder, _], Some(stem)) => {
                let definition = slug(folder)?;
                let Some(number) = IterationNumber::parse(stem) else {
                    diagnostics.push(
                        Diagnostic::new(&codes::MISPLACED_FILE, span, format!("`{stem}.md` is no iteration of a definition")).help(format!(
                            "an iteration is named by its number, `1.md` to `{}.md`, without leading zeros; the definition itself is `definition.md`",
                            IterationNumber::MOST
                        )),
                    );
                    return None;
                };
                Some(Self::Iteration(definition, number))
            }
            (["practices", _], Some(stem)) => slug(stem).map(Self::Practice),
            (["influences", _], Some(stem)) => slug(stem).map(Self::Influence),
            (["people", _], Some(stem)) => slug(stem).map(Self::Person),
            (["pages", _], Some(stem)) => slug(stem).map(Self::Page),
            (["contributions", _], Some(stem)) => {
                let name = slug(stem)?;
                let date = stem.get(..10).and_then(dates::parse);
                let named = stem.as_bytes().get(10) == Some(&b'-');
                if let (Some(date), true) = (date, named) {
                    return Some(Self::Contribution(name, date));
                }
                diagnostics.push(
                    Diagnostic::new(&codes::BAD_NAME, span, format!("`{stem}.md` does not begin with a date"))
                        .help("name it like this: `contributions/2020-12-08-what-it-is-about.md`"),
                );
                None
            }
            _ => {
                let mut diagnostic =
                    Diagnostic::new(&codes::MISPLACED_FILE, span, format!("nothing is known of a file at `{path}`"))
                        .help(LAYOUT);
                if let Some(first) = parts.first().filter(|first| parts.len() > 1 && !FOLDERS.contains(first)) {
                    diagnostic = diagnostic.help(format!("for the folder `{first}`: {}", did_you_mean(first, FOLDERS)));
                }
                diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// The folder of the definition, where a path is that of an iteration with a greater number than one may have.
    pub(crate) fn surplus(path: &str) -> Option<&str> {
        let (folder, name) = path.rsplit_once('/')?;
        let number = name.strip_suffix(".md")?;
        let is_number =
            !number.is_empty() && !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_definition = folder.strip_prefix("content/definitions/").is_some_and(|slug| !slug.contains('/'));
        (is_definition && is_number && IterationNumber::parse(number).is_none()).then_some(folder)
    }

    /// The name of the document; of an iteration, that of its definition.
    pub fn slug(&self) -> &Slug {
        match self {
            Self::Definition(slug)
            | Self::Iteration(slug, _)
            | Self::Practice(slug)
            | Self::Contribution(slug, _)
            | Self::Influence(slug)
            | Self::Person(slug)
            | Self::Page(slug) => slug,
        }
    }

    /// What to call such a file in a message.
    pub fn what(&self) -> &'static str {
        match self {
            Self::Definition(_) => "a definition",
            Self::Iteration(..) => "an iteration",
            Self::Practice(_) => "a practice",
            Self::Contribution(..) => "a contribution",
            Self::Influence(_) => "an influence",
            Self::Person(_) => "a person",
            Self::Page(_) => "a page",
        }
    }
}

fn read_name(name: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Slug> {
    let slug = Slug::parse(name).filter(|slug| slug.as_str() != "index");
    if slug.is_none() {
        let help = match Slug::propose(name).filter(|proposal| proposal.as_str() != "index") {
            Some(proposal) => format!("name it `{proposal}`"),
            None => "use small letters a to z, digits, and single hyphens between words; `index` is taken by the list"
                .to_owned(),
        };
        diagnostics.push(
            Diagnostic::new(&codes::BAD_NAME, span, format!("`{name}` cannot be the name of a document")).help(help),
        );
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Sources;

    fn place(path: &str) -> Result<Place, String> {
        let mut sources = Sources::default();
        let id = sources.add(path, "");
        let mut diagnostics = Diagnostics::default();
        Place::of(id, path, &mut diagnostics).ok_or_else(|| diagnostics.sorted(&sources)[0].code.name.to_owned())
    }

    #[test]
    fn every_kind_of_file_has_its_place() {
        assert!(
            matches!(place("content/definitions/prodops/definition.md"), Ok(Place::Definition(slug)) if slug.as_str() == "prodops")
        );
        assert!(
            matches!(place("content/definitions/prodops/12.md"), Ok(Place::Iteration(_, number)) if number.get() == 12)
        );
        assert!(
            matches!(place("content/contributions/2019-10-18-a-day.md"), Ok(Place::Contribution(slug, _)) if slug.as_str() == "2019-10-18-a-day")
        );
        assert!(matches!(place("content/pages/about.md"), Ok(Place::Page(_))));
    }

    #[test]
    fn what_lies_nowhere_is_said() {
        for (path, code) in [
            ("content/README.md", "misplaced-file"),
            ("content/practice/a.md", "misplaced-file"),
            ("content/definitions/prodops/01.md", "misplaced-file"),
            ("content/definitions/prodops/notes/a.md", "misplaced-file"),
            ("content/practices/Not A Slug.md", "bad-name"),
            ("content/practices/index.md", "bad-name"),
            ("content/contributions/no-date.md", "bad-name"),
            ("content/contributions/2019-13-18-a.md", "bad-name"),
        ] {
            assert_eq!(place(path), Err(code.to_owned()), "{path}");
        }
    }
}
