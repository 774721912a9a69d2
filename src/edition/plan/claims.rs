//! What is published at which path, before anything is written: no two files of a site have one path, on any system, and
//! none has the path of a folder of others.
//!
//! The claims are the routes of all pages, whatever pages there are. So whoever adds a page adds its claim, and whatever
//! passes `check` can be published.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use crate::base::diagnostic::codes;
use crate::base::diagnostic::report::printable;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::names::{Slug, folded, propose_file_name};
use crate::base::text::{SourceId, Sources, Span};
use crate::content::knowledge::{Entry, KnowledgeBase};
use crate::edition::plan::{Moved, Page};

/// The files that a theme publishes as they are, by their names below `static/`, each with its file; none for a file of the
/// theme inside the program.
pub type ThemeFiles = BTreeMap<String, Option<SourceId>>;

/// A file of the site, and the path that it has.
struct Claim<'page> {
    /// The path as it is compared: a system may take several for one. What separates names stands before every other
    /// character, so a path is followed by those below it.
    folded: String,
    path: String,
    /// Its position among the pages.
    position: usize,
    page: &'page Page,
}

/// Whose name a path has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// The program's: it follows from what a document is.
    Program,
    /// That of a file which is published under its own name.
    File(SourceId),
    /// That of a file of before, as the file of now says at a place.
    Alias(Span),
}

/// Reports every two of the pages that cannot both be published, and tells whether there are none.
pub(in crate::edition) fn check(
    pages: &[Page],
    knowledge: &KnowledgeBase,
    theme_files: &ThemeFiles,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> bool {
    let claims = pages.par_iter().enumerate().map(|(position, page)| Claim::new(position, page, knowledge));
    let mut claims: Vec<Claim<'_>> = claims.collect();
    claims.par_sort_unstable_by(|a, b| (&a.folded, a.position).cmp(&(&b.folded, b.position)));
    let mut report = Report { knowledge, theme_files, sources, told: HashSet::new(), found: Vec::new() };
    let mut top = &claims[0];
    for pair in claims.windows(2) {
        let (before, claim) = (&pair[0], &pair[1]);
        if !top.is_at_or_above(before) {
            top = before;
        }
        if top.is_at_or_above(claim) {
            report.one_path(top, claim);
        } else if let Some((one, other)) = before.folder_spelled_otherwise(claim) {
            report.one_folder((before, one), (claim, other));
        }
    }
    report.reserved(&claims);
    let is_sound = report.found.is_empty();
    report.found.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    is_sound
}

impl<'page> Claim<'page> {
    fn new(position: usize, page: &'page Page, knowledge: &KnowledgeBase) -> Self {
        let path = page.route(knowledge).as_str().to_owned();
        Self { folded: folded(&path).replace('/', "\0"), path, position, page }
    }

    /// Whether another claim is for the same path, or for one below it.
    fn is_at_or_above(&self, other: &Self) -> bool {
        let rest = other.folded.strip_prefix(&self.folded);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('\0'))
    }

    /// The outermost folder of both that each spells differently.
    fn folder_spelled_otherwise<'a>(&'a self, other: &'a Self) -> Option<(&'a str, &'a str)> {
        let mut ends = self.path.match_indices('/').zip(other.path.match_indices('/'));
        let (one, two) = ends.find_map(|((end, _), (other_end, _))| {
            let (own, others) = (&self.path[..end], &other.path[..other_end]);
            (own != others).then_some((own, others))
        })?;
        (folded(one) == folded(two)).then_some((one, two))
    }

    /// The part of its path that ends where that of another does, which is its own or that of a folder.
    fn upto(&self, other: &Self) -> &str {
        let parts = other.path.matches('/').count();
        self.path.match_indices('/').nth(parts).map_or(self.path.as_str(), |(end, _)| &self.path[..end])
    }
}

struct Report<'base> {
    knowledge: &'base KnowledgeBase,
    theme_files: &'base ThemeFiles,
    sources: &'base Sources,
    /// What has been told, as the path that has to change.
    told: HashSet<String>,
    found: Vec<Diagnostic>,
}

impl Report<'_> {
    /// Two claims for one path, or one for a path below that of the other.
    fn one_path(&mut self, top: &Claim<'_>, claim: &Claim<'_>) {
        // Whoever names an address of before can name it only if it is free.
        for (alias, other) in [(claim, top), (top, claim)] {
            if let Owner::Alias(place) = self.owner(alias) {
                self.taken(alias, place, other);
                return;
            }
        }
        let here = claim.upto(top);
        let is_of_theme = |claim: &Claim<'_>| matches!(claim.page, Page::ThemeFile(_));
        if is_of_theme(top) && is_of_theme(claim) && here != top.path {
            // How a file of a theme has to be spelled is told where the theme is loaded.
            return;
        }
        if let Owner::File(id) = self.owner(claim) {
            let this = if here.len() < claim.path.len() { "this folder" } else { "this file" };
            let (path, what) = (printable(&top.path), self.what(top));
            self.tell(claim, here, id, format!("`{path}` is {what}, so {this} cannot be published there"));
        } else if let Owner::File(id) = self.owner(top) {
            let (path, what) = (printable(&top.path), self.what(claim));
            let message = format!("`{path}` is the folder of {what}, so this file cannot be published there");
            self.tell(top, &top.path, id, message);
        } else {
            unreachable!("what has its name by itself has one of its own: {} and {}", top.path, claim.path);
        }
    }

    /// Two claims in one folder that they spell differently.
    fn one_folder(&mut self, one: (&Claim<'_>, &str), other: (&Claim<'_>, &str)) {
        let is_of_theme = |claim: &Claim<'_>| matches!(claim.page, Page::ThemeFile(_));
        if is_of_theme(one.0) && is_of_theme(other.0) {
            return;
        }
        let is_alias = |side: &(&Claim<'_>, &str)| matches!(side.0.page, Page::Moved(_));
        let sides = if is_alias(&one) { [(one, other), (other, one)] } else { [(other, one), (one, other)] };
        for ((claim, here), (beside, there)) in sides {
            match self.owner(claim) {
                Owner::Program => continue,
                Owner::Alias(place) => self.taken(claim, place, beside),
                Owner::File(id) => {
                    let (shown, there, what) = (printable(here), printable(there), self.what(beside));
                    let message = format!("`{shown}` and `{there}`, the folder of {what}, are one on many systems");
                    self.tell(claim, here, id, message);
                }
            }
            return;
        }
    }

    /// Says once that an alias is the name of something that is there.
    fn taken(&mut self, alias: &Claim<'_>, place: Span, other: &Claim<'_>) {
        let Page::Moved(moved) = alias.page else { return };
        if !self.told.insert(format!("{place:?}")) {
            return;
        }
        let name = &self.knowledge.aliases(moved.entry)[moved.alias].value;
        let (path, what) = (printable(&other.path), self.what(other));
        let diagnostic = |message: String| Diagnostic::new(&codes::NAME_COLLISION, place, message);
        self.found.push(match self.owner(other) {
            Owner::Alias(before) => diagnostic(format!("`{name}` is named as an alias twice"))
                .also(before, "here as well")
                .help("take one of them out: an old address leads to one page"),
            Owner::File(id) => diagnostic(format!("`{name}` cannot be an alias: `{path}` is {what}"))
                .also(Span::file(id), "")
                .help("take the alias out, or rename that file"),
            Owner::Program if self.is_own(moved, other) => {
                diagnostic(format!("`{name}` is the name that the file has now"))
                    .help("an alias is a name that it had before: take this one out")
            }
            Owner::Program => diagnostic(format!("`{name}` cannot be an alias: `{path}` is {what}"))
                .help("an alias is a name that nothing has any more: take it out, or rename what is there now"),
        });
    }

    /// Whether a page is what lives at the present name of what moved.
    fn is_own(&self, moved: &Moved, other: &Claim<'_>) -> bool {
        moved.to.route(self.knowledge).as_str() == other.path
    }

    /// Pictures that have the name of a page of a later iteration: addresses are promises, and whoever adds an iteration
    /// should not have to rename the picture of somebody else.
    fn reserved(&mut self, claims: &[Claim<'_>]) {
        let mut patterns: HashMap<&str, HashSet<String>> = HashMap::new();
        for claim in claims {
            let Owner::File(id) = self.owner(claim) else { continue };
            let Some((folder, name)) = of_definition(&claim.path) else { continue };
            let patterns = patterns.entry(folder).or_insert_with(|| {
                let start = claims.partition_point(|other| other.folded < folder.replace('/', "\0"));
                let others = claims[start..].iter().map_while(|other| Some((other, of_definition(&other.path)?)));
                let own = others.take_while(|(_, (other, _))| *other == folder);
                own.filter(|(other, _)| self.owner(other) == Owner::Program)
                    .map(|(_, (_, name))| pattern(name))
                    .collect()
            });
            if patterns.contains(&pattern(name)) {
                let here = &claim.path[..folder.len() + name.len()];
                let message = format!("`{}` is a name of a file that variorum makes of an iteration", printable(name));
                self.tell(claim, here, id, message);
            }
        }
    }

    /// Says once that a file, or a folder that it lies in, has to be renamed; `here` is its path on the site.
    fn tell(&mut self, claim: &Claim<'_>, here: &str, id: SourceId, message: String) {
        if !self.told.insert(here.to_owned()) {
            return;
        }
        // Paths of the site end like those of the files that are published as they are.
        let (path, is_folder) = (&self.sources.get(id).path, here.len() < claim.path.len());
        let renamed = printable(&path[..path.len() - (claim.path.len() - here.len())]);
        let help = if is_folder {
            format!("rename the folder `{renamed}`, for example to `{}`", another_folder(last(here)))
        } else {
            format!("rename the file `{renamed}`, for example to `{}`", another_file(last(here)))
        };
        self.found.push(Diagnostic::new(&codes::NAME_COLLISION, Span::file(id), message).help(help));
    }

    fn owner(&self, claim: &Claim<'_>) -> Owner {
        match claim.page {
            Page::Entry(Entry::Picture(number)) => Owner::File(self.knowledge.pictures()[*number].source),
            Page::Moved(moved) => Owner::Alias(self.knowledge.aliases(moved.entry)[moved.alias].span),
            Page::ThemeFile(name) => self.theme_files.get(name).copied().flatten().map_or(Owner::Program, Owner::File),
            _ => Owner::Program,
        }
    }

    /// What is published there, in a few words.
    fn what(&self, claim: &Claim<'_>) -> String {
        let file = |id: SourceId| printable(&self.sources.get(id).path);
        match (self.owner(claim), claim.page) {
            (Owner::File(id), _) => format!("`{}`", file(id)),
            (Owner::Alias(place), _) => format!("an address of before, as `{}` says", file(place.source)),
            (Owner::Program, Page::ThemeFile(_)) => "a file of the theme inside the program".to_owned(),
            (Owner::Program, Page::Entry(entry) | Page::Source(entry)) => match self.knowledge.source(*entry) {
                Some(id) if matches!(claim.page, Page::Source(_)) => format!("`{}` itself", file(id)),
                Some(id) => format!("the page of `{}`", file(id)),
                None => "a list that variorum makes".to_owned(),
            },
            (Owner::Program, _) => "a file that variorum makes".to_owned(),
        }
    }
}

/// The folder of a definition, with its separator, and the name in it that leads on to a path.
fn of_definition(path: &str) -> Option<(&str, &str)> {
    let slug = path.strip_prefix("definitions/")?.find('/')?;
    let (folder, rest) = path.split_at("definitions/".len() + slug + 1);
    Some((folder, rest.split('/').next().unwrap_or(rest)))
}

/// A name with one sign for each number in it.
fn pattern(name: &str) -> String {
    let mut pattern = String::with_capacity(name.len());
    for character in folded(name).chars() {
        if !character.is_ascii_digit() {
            pattern.push(character);
        } else if !pattern.ends_with('#') {
            pattern.push('#');
        }
    }
    pattern
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A name for a folder that no page has.
fn another_folder(name: &str) -> String {
    let stem = name.split('.').next().and_then(Slug::propose);
    stem.map_or_else(|| "my-files".to_owned(), |stem| format!("{stem}-files"))
}

/// A name for a file that no page has.
fn another_file(name: &str) -> String {
    propose_file_name(name).map_or_else(|| "my-file".to_owned(), |name| format!("my-{name}"))
}
