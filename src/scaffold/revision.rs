//! Files that are there, with a few keys of their front matter changed and everything else as it was.

use toml_edit::{DocumentMut, Item, Value, value};

use crate::document;
use crate::names::{IterationNumber, Slug};

/// A contribution that an iteration took up. None if the text has no front matter that can be read.
pub fn accepted(text: &str, number: IterationNumber) -> Option<String> {
    with_keys(text, [("status", Some(value("accepted"))), ("accepted_in", Some(value(i64::from(number.get()))))])
}

/// A contribution that was not taken up, with the reason. None if the text has no front matter that can be read.
pub fn declined(text: &str, reason: &str) -> Option<String> {
    with_keys(text, [("status", Some(value("declined"))), ("reason", Some(value(reason)))])
}

/// A contribution or an iteration that was taken back, maybe with a reason. None if the text has no front matter that can be
/// read.
pub fn withdrawn(text: &str, reason: Option<&str>) -> Option<String> {
    with_keys(text, [("status", Some(value("withdrawn"))), ("reason", reason.map(value))])
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
        let one = without_people(text, &[sam.clone()]).expect("a change");
        assert_eq!(one, text.replace("\n# Who you are.\n[[people]]\nid = \"sam-roe\"\nname = \"Sam Roe\"\n", ""));
        let none = "+++\ndate = 2020-12-08\n\n[[meets]]\nphrase = \"p\"\n+++\n\n[[people]]\n";
        assert_eq!(without_people(text, &[sam.clone(), kim.clone()]).as_deref(), Some(none));
        assert_eq!(without_people(none, &[sam.clone()]), None);
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
