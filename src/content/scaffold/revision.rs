//! Files that are there, with a few keys of their front matter changed and everything else as it was.

use jiff::civil::Date;
use toml_edit::{Document, DocumentMut, Item, Value, value};

use crate::base::names::{IterationNumber, Slug};
use crate::content::document;
use crate::content::scaffold::toml_text;

/// A contribution that an iteration took up. None if the text has no front matter that can be read.
pub fn accepted(text: &str, number: IterationNumber) -> Option<String> {
    with_keys(text, [("status", Some(value("accepted"))), ("accepted_in", Some(value(i64::from(number.get()))))])
}

/// A contribution that was not taken up, with the reason. None if the text has no front matter that can be read.
pub fn declined(text: &str, reason: &str) -> Option<String> {
    with_keys(text, [("status", Some(value("declined"))), ("reason", Some(sentence(reason)))])
}

/// A contribution or an iteration that was taken back, maybe with a reason. None if the text has no front matter that can be
/// read.
pub fn withdrawn(text: &str, reason: Option<&str>) -> Option<String> {
    with_keys(text, [("status", Some(value("withdrawn"))), ("reason", reason.map(sentence))])
}

/// A proposed iteration that is published on a day. None if the text has no front matter that can be read.
pub fn published(text: &str, date: Date) -> Option<String> {
    dated(&without_status(text)?, date)
}

/// A proposed iteration that was not taken up, maybe with a reason. None if the text has no front matter that can be read.
pub fn not_taken_up(text: &str, reason: Option<&str>) -> Option<String> {
    with_keys(text, [("status", Some(value("declined"))), ("reason", reason.map(sentence))])
}

/// A file with another date. None if the text has no front matter that can be read.
pub fn dated(text: &str, date: Date) -> Option<String> {
    with_keys(text, [("date", date.to_string().parse().ok().map(Item::Value))])
}

/// An iteration that takes effect on a day of its own. None if the text has no front matter that can be read.
pub fn effective(text: &str, day: Date) -> Option<String> {
    with_keys(text, [("effective", day.to_string().parse().ok().map(Item::Value))])
}

/// An iteration that takes effect when it is published. None if the text has no front matter that can be read.
pub fn effective_at_once(text: &str) -> Option<String> {
    without_key(text, "effective", None)
}

/// What a new iteration says in front of its status while it is proposed.
const HOW_TO_PUBLISH: &str = "# To publish:";

/// A text without the line of its status, and without the remark on what to do with that line.
fn without_status(text: &str) -> Option<String> {
    without_key(text, "status", Some(HOW_TO_PUBLISH))
}

/// A text without the line of a key, and without a remark above it that begins with some words.
fn without_key(text: &str, key: &str, remark: Option<&str>) -> Option<String> {
    let (front_matter, _) = document::find_front_matter(text)?;
    let table = Document::parse(&text[front_matter.clone()]).ok()?;
    let Some((key, value)) = table.get_key_value(key) else { return Some(text.to_owned()) };
    let (from, to) = (key.span()?.start + front_matter.start, value.span()?.end + front_matter.start);
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut start = line(from);
    let before = line(start.saturating_sub(1));
    let is_remark = |above: &str| remark.is_some_and(|remark| above.trim_start().starts_with(remark));
    if before >= front_matter.start && is_remark(&text[before..start]) {
        start = before;
    }
    let end = text[to..].find('\n').map_or(text.len(), |end| to + end + 1);
    Some(format!("{}{}", &text[..start], &text[end..]))
}

/// A sentence as a value.
fn sentence(text: &str) -> Item {
    toml_text(text).parse().map_or_else(|_| value(text), Item::Value)
}

/// A text that introduces some people no longer, because they have files of their own. None if it introduces none of them.
pub fn without_people(text: &str, ids: &[Slug]) -> Option<String> {
    let (front_matter, _) = document::find_front_matter(text)?;
    let mut table: DocumentMut = text[front_matter.clone()].parse().ok()?;
    let is_gone = |id: Option<&str>| id.is_some_and(|id| ids.iter().any(|gone| gone.as_str() == id));
    let before = table.to_string();
    let is_empty = match table.get_mut("people")? {
        Item::ArrayOfTables(people) => {
            people.retain(|person| !is_gone(person.get("id").and_then(Item::as_str)));
            people.is_empty()
        }
        Item::Value(Value::Array(people)) => {
            people.retain(|person| !is_gone(person.as_inline_table().and_then(|person| person.get("id")?.as_str())));
            people.is_empty()
        }
        Item::Value(_) | Item::Table(_) | Item::None => return None,
    };
    if is_empty {
        table.remove("people");
    }
    let after = table.to_string();
    (after != before).then(|| format!("{}{after}{}", &text[..front_matter.start], &text[front_matter.end..]))
}

/// A text with the keys of its front matter in an order; a key that is not named stays behind the others. Remarks stay in front
/// of what they stand in front of. None if the text has no front matter that can be read.
pub fn in_order(text: &str, keys: &[&str]) -> Option<String> {
    let (front_matter, _) = document::find_front_matter(text)?;
    let mut table: DocumentMut = text[front_matter.clone()].parse().ok()?;
    let rank = |key: &str| keys.iter().position(|known| *known == key).unwrap_or(keys.len());
    table.sort_values_by(|one, _, other, _| rank(one.get()).cmp(&rank(other.get())));
    Some(format!("{}{table}{}", &text[..front_matter.start], &text[front_matter.end..]))
}

/// A text with other values for some keys of its front matter; without a value a key stays as it is.
fn with_keys<const N: usize>(text: &str, keys: [(&str, Option<Item>); N]) -> Option<String> {
    let (front_matter, _) = document::find_front_matter(text)?;
    let mut table: DocumentMut = text[front_matter.clone()].parse().ok()?;
    for (key, new) in keys {
        let Some(mut new) = new else { continue };
        // A remark behind the old value stays where it was.
        if let (Some(old), Some(new)) = (table.get(key).and_then(Item::as_value), new.as_value_mut()) {
            *new.decor_mut() = old.decor().clone();
        }
        table[key] = new;
    }
    Some(format!("{}{table}{}", &text[..front_matter.start], &text[front_matter.end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_into_order_with_their_remarks_and_nothing_else_changes() {
        let text = "+++\n# first\nauthors = [\n    \"b\",\n    \"a\",\n]\n# when\ndate = 2020-12-08 # so\nodd = 1\n\n[[meets]]\nphrase = \"p\"\n+++\n\nText.\n";
        let ordered = in_order(text, &["date", "authors", "meets"]).expect("front matter");
        assert_eq!(
            ordered,
            "+++\n# when\ndate = 2020-12-08 # so\n# first\nauthors = [\n    \"b\",\n    \"a\",\n]\nodd = 1\n\n[[meets]]\nphrase = \"p\"\n+++\n\nText.\n"
        );
        assert_eq!(in_order(&ordered, &["date", "authors", "meets"]).as_deref(), Some(ordered.as_str()));
        assert_eq!(in_order("+++\ndate = \n+++\n", &["date"]), None);
    }

    #[test]
    fn people_with_files_are_introduced_no_longer() {
        let [sam, kim] = ["sam-roe", "kim"].map(|id| Slug::parse(id).expect("a slug"));
        let text = "+++\ndate = 2020-12-08\n\n[[meets]]\nphrase = \"p\"\n\n# Who you are.\n[[people]]\nid = \"sam-roe\"\nname = \"Sam Roe\"\n\n[[people]]\nid = \"kim\"\nname = \"Kim\"\n+++\n\n[[people]]\n";
        let one = without_people(text, std::slice::from_ref(&sam)).expect("a change");
        assert_eq!(one, text.replace("\n# Who you are.\n[[people]]\nid = \"sam-roe\"\nname = \"Sam Roe\"\n", ""));
        let none = "+++\ndate = 2020-12-08\n\n[[meets]]\nphrase = \"p\"\n+++\n\n[[people]]\n";
        assert_eq!(without_people(text, &[sam.clone(), kim.clone()]).as_deref(), Some(none));
        assert_eq!(without_people(none, std::slice::from_ref(&sam)), None);
        let inline = "+++\npeople = [{ id = \"kim\", name = \"Kim\" }]\ndate = 2020-12-08\n+++\n";
        assert_eq!(without_people(inline, &[sam]), None);
        assert_eq!(without_people(inline, &[kim]).as_deref(), Some("+++\ndate = 2020-12-08\n+++\n"));
    }

    #[test]
    fn a_key_changes_and_everything_else_stays() {
        let text = "+++\n# about\ntitle = 'A'   # the title\nstatus = \"open\" # so far\nauthors = [ \"a\",  \"b\" ]\n+++\n\nstatus = \"open\"\n";
        let declined = declined(text, "It says \"less\".").expect("front matter");
        assert_eq!(
            declined,
            "+++\n# about\ntitle = 'A'   # the title\nstatus = \"declined\" # so far\nauthors = [ \"a\",  \"b\" ]\nreason = 'It says \"less\".'\n+++\n\nstatus = \"open\"\n"
        );
    }

    #[test]
    fn what_is_published_loses_its_status_and_the_remark_on_it() {
        let text = "+++\ndate = 2020-12-08 # so far\n# authors = [\"your-id\"]\n# To publish: take the next line out.\nstatus = \"proposed\"   # not yet\n# why\nnote = \"n\"\n\n[[meets]]\nphrase = \"p\"\n+++\n\nstatus = \"proposed\"\n";
        let day = jiff::civil::date(2021, 1, 2);
        assert_eq!(
            published(text, day).expect("front matter"),
            "+++\ndate = 2021-01-02 # so far\n# authors = [\"your-id\"]\n# why\nnote = \"n\"\n\n[[meets]]\nphrase = \"p\"\n+++\n\nstatus = \"proposed\"\n"
        );
    }

    #[test]
    fn no_sentence_ends_the_front_matter() {
        for reason in ["+++", "a\n+++\nb", "\u{7f}\"'\\ \n+++  \r\n x", "'''\n\"\"\"\n+++", "several\nlines"] {
            let text = declined("+++\ndate = 2020-12-08\n+++\n\nText.\n", reason).expect("front matter");
            let (front_matter, _) = document::find_front_matter(&text).expect("front matter");
            let table: DocumentMut = text[front_matter].parse().expect("TOML");
            assert_eq!(table["reason"].as_str(), Some(reason), "{text}");
            assert!(text.ends_with("+++\n\nText.\n"), "{text}");
        }
    }

    #[test]
    fn new_keys_stand_before_tables() {
        let text = "+++\ndate = 2020-12-08\n\n[[meets]]\ncriterion = \"a\"\nphrase = \"b\"\n+++\n\nText.\n";
        let withdrawn = withdrawn(text, Some("It was wrong.")).expect("front matter");
        assert_eq!(
            withdrawn,
            "+++\ndate = 2020-12-08\nstatus = \"withdrawn\"\nreason = \"It was wrong.\"\n\n[[meets]]\ncriterion = \"a\"\nphrase = \"b\"\n+++\n\nText.\n"
        );
        assert_eq!(super::withdrawn("no front matter", None), None);
    }
}
