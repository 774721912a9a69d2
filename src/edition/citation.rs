//! How to cite an iteration, which never changes, and a definition, which is always its latest one: as a sentence, and for
//! reference managers as BibTeX, RIS and CSL-JSON.

use jiff::civil::Date;
use serde::Serialize;

use crate::base::language::Words;
use crate::base::unicode::one_space;
use crate::base::web::address::Address;
use crate::content::knowledge::{Definition, Entry, Id, Iteration};
use crate::edition::links::DateView;
use crate::edition::links::Linker;
use crate::history::text::wording::listed;

/// Something that can be cited.
pub(crate) struct Citation<'base> {
    words: &'base Words,
    /// `prodops-5`, or `prodops` for whatever is the latest.
    key: String,
    authors: Vec<&'base str>,
    term: &'base str,
    /// The number of the iteration; none for the latest, whichever that is when somebody looks.
    number: Option<u32>,
    date: Option<Date>,
    site: &'base str,
    /// Its address; none if nobody knows where the site is published.
    address: Option<Address>,
    /// The seal over it, which proves that it is what was cited.
    seal: Option<String>,
}

/// An iteration as it is cited.
pub(crate) fn of_iteration<'base>(
    links: &Linker<'base>,
    id: Id<Definition>,
    iteration: &'base Iteration,
) -> Citation<'base> {
    let (knowledge, definition) = (links.knowledge, links.knowledge.definition(id));
    Citation {
        words: links.words,
        key: format!("{}-{}", definition.slug, iteration.number),
        authors: iteration.authors.iter().map(|id| knowledge.person(*id).name.as_str()).collect(),
        term: &definition.term,
        number: Some(iteration.number.get()),
        date: Some(iteration.date),
        site: &knowledge.config().title,
        address: links.published(Entry::Iteration(id, iteration.number)),
        seal: iteration.sealed.map(|sealed| sealed.seal.to_string()),
    }
}

/// A definition as it is cited: always its latest iteration, so it has no number, no date and no author of its own.
pub(crate) fn latest<'base>(links: &Linker<'base>, id: Id<Definition>) -> Citation<'base> {
    let (knowledge, definition) = (links.knowledge, links.knowledge.definition(id));
    Citation {
        words: links.words,
        key: definition.slug.to_string(),
        authors: Vec::new(),
        term: &definition.term,
        number: None,
        date: None,
        site: &knowledge.config().title,
        address: links.published(Entry::Definition(id)),
        seal: None,
    }
}

impl Citation<'_> {
    fn title(&self) -> String {
        match self.number {
            Some(number) => self.words.cite.title(self.term, number),
            None => self.words.cite.title_latest(self.term),
        }
    }

    /// As a sentence.
    pub(crate) fn sentence(&self) -> String {
        let say = &self.words.cite;
        let mut sentence = match self.date {
            Some(date) => say.sentence_dated(self.title(), self.site, DateView::new(date, &self.words.date).words),
            None => say.sentence(self.title(), self.site),
        };
        if !self.authors.is_empty() {
            let authors: Vec<String> = self.authors.iter().map(|author| (*author).to_owned()).collect();
            sentence = say.by(listed(&authors, self.words), sentence);
        }
        match &self.address {
            Some(address) => say.at(sentence, address),
            None => sentence,
        }
    }

    /// What else a reference manager should keep.
    fn note(&self) -> String {
        match (&self.seal, self.number) {
            (Some(seal), _) => self.words.cite.note_sealed(seal),
            (None, Some(_)) => self.words.cite.note_not_sealed.clone(),
            (None, None) => self.words.cite.note_latest.clone(),
        }
    }

    /// As an entry of BibTeX, with the fields of biblatex beside the old ones.
    pub(crate) fn bibtex(&self) -> String {
        let mut fields = vec![("title", format!("{{{}}}", bibtex_text(&self.title())))];
        if !self.authors.is_empty() {
            // Braces keep a name in one piece, whoever's family name stands first.
            let authors: Vec<String> = self.authors.iter().map(|name| format!("{{{}}}", bibtex_text(name))).collect();
            fields.push(("author", authors.join(" and ")));
        }
        fields.push(("howpublished", bibtex_text(self.site)));
        if let Some(date) = self.date {
            fields.push(("date", date.to_string()));
            fields.push(("year", date.year().to_string()));
            fields.push(("month", date.month().to_string()));
        }
        if let Some(number) = self.number {
            fields.push(("version", number.to_string()));
        }
        if let Some(address) = &self.address {
            fields.push(("url", address.to_string()));
        }
        fields.push(("note", bibtex_text(&self.note())));
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        format!("@misc{{{},\n{}\n}}\n", self.key, fields.join(",\n"))
    }

    /// As a reference of RIS.
    pub(crate) fn ris(&self) -> String {
        let mut lines = vec![("TY", "ELEC".to_owned()), ("ID", self.key.clone())];
        lines.extend(self.authors.iter().map(|author| ("AU", one_space(author))));
        lines.push(("TI", one_space(&self.title())));
        lines.push(("T2", one_space(self.site)));
        if let Some(date) = self.date {
            lines.push(("PY", date.year().to_string()));
            lines.push(("DA", format!("{:04}/{:02}/{:02}/", date.year(), date.month(), date.day())));
        }
        if let Some(number) = self.number {
            lines.push(("ET", number.to_string()));
        }
        if let Some(address) = &self.address {
            lines.push(("UR", address.to_string()));
        }
        lines.push(("N1", self.note()));
        lines.push(("ER", String::new()));
        let lines: Vec<String> = lines.iter().map(|(tag, value)| format!("{tag}  - {value}\r\n")).collect();
        lines.concat()
    }

    /// As an item of CSL-JSON.
    pub(crate) fn csl(&self) -> CslItem {
        let issued =
            |date: Date| CslDate { date_parts: [[date.year().into(), i32::from(date.month()), i32::from(date.day())]] };
        CslItem {
            id: self.key.clone(),
            kind: "webpage",
            title: self.title(),
            author: self.authors.iter().map(|name| CslName { literal: (*name).to_owned() }).collect(),
            container_title: self.site.to_owned(),
            issued: self.date.map(issued),
            version: self.number.map(|number| number.to_string()),
            url: self.address.as_ref().map(ToString::to_string),
            note: self.note(),
        }
    }
}

/// Text in a field of BibTeX: what means something there stands for itself.
fn bibtex_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', character]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// An item of CSL-JSON 1.0.2.
#[derive(Serialize)]
pub(crate) struct CslItem {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName>,
    #[serde(rename = "container-title")]
    container_title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    note: String,
}

#[derive(Serialize)]
struct CslName {
    literal: String,
}

#[derive(Serialize)]
struct CslDate {
    #[serde(rename = "date-parts")]
    date_parts: [[i32; 3]; 1],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::language::english;

    fn citation() -> Citation<'static> {
        Citation {
            words: english(),
            key: "r-d-2".to_owned(),
            authors: vec!["A {community} of R&D", "Somebody"],
            term: "R&D",
            number: Some(2),
            date: Some(Date::constant(2020, 12, 8)),
            site: "100 % of R&D_",
            address: None,
            seal: None,
        }
    }

    #[test]
    fn a_sentence_names_what_is_known() {
        let sentence = citation().sentence();
        assert_eq!(sentence, "A {community} of R&D and Somebody. “R&D, iteration 2.” 100 % of R&D_, 8 December 2020.");
    }

    #[test]
    fn what_means_something_in_a_format_stands_for_itself() {
        let bibtex = citation().bibtex();
        assert!(bibtex.starts_with("@misc{r-d-2,\n  title = {{R\\&D, iteration 2}},\n"), "{bibtex}");
        assert!(bibtex.contains("author = {{A \\{community\\} of R\\&D} and {Somebody}}"), "{bibtex}");
        assert!(bibtex.contains("howpublished = {100 \\% of R\\&D\\_}"), "{bibtex}");
        let spread = Citation { authors: vec!["a\nER  - b"], ..citation() }.ris();
        assert_eq!(spread.matches("ER  - ").count(), 1, "{spread}");
        assert!(spread.contains("\r\nAU  - a ER - b\r\n"), "{spread}");
    }
}
