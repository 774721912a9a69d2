//! A review in a terminal.

use anstyle::Style;

use crate::base::diagnostic::report::{self, Format, Printable, printable};
use crate::contribute::review::show::{fate, overview, told, value, was};
use crate::contribute::review::{Change, Review, Wording};
use crate::history::comparison::compare;
use crate::history::comparison::show::terminal::{self as drawing, Marks};

const HEADING: Style = Style::new().bold();

/// Writes a review for a terminal of some width: first what to mend, then text by text.
pub fn write(review: &Review<'_>, marks: Marks, width: usize) -> Printable {
    let mut text = Printable::from(overview(review) + "\n");
    for sentences in &review.merging {
        text = text.then(format!("{}\n", printable(sentences)));
    }
    for (title, found) in [("In what changed", &review.findings), ("Elsewhere", &review.elsewhere)] {
        if !found.is_empty() {
            text = text.then(heading(title)).then(report::write_first(found, review.sources, Format::HumanColoured));
        }
    }
    for remark in &review.remarks {
        text = text.then(format!("\n{}\n", printable(remark)));
    }
    if !review.seals.is_empty() {
        text = text.then(heading("Seals"));
        for notice in &review.seals {
            let sign = if notice.is_wrong { "wrong: " } else { "" };
            text = text.then(format!("{sign}{}\n", printable(&notice.text)));
        }
    }
    for change in &review.changes {
        text = text.then(one(change, marks, width));
    }
    if !review.others.is_empty() {
        text = text.then(heading("Other files that change"));
        for path in &review.others {
            text = text.then(printable(path) + "\n");
        }
    }
    text
}

fn heading(title: &str) -> Printable {
    Printable::drawn(&format!("\n{HEADING}{}{HEADING:#}\n", printable(title)))
}

fn one(change: &Change, marks: Marks, width: usize) -> Printable {
    let mut text = heading(&format!("{}: {}", change.title, fate(change.fate)))
        .then(format!("{}\n", printable(&(change.path.clone() + &was(change)))));
    for fact in &change.facts {
        text = text.then(format!("{}: {}\n", printable(&fact.key), printable(&value(&fact.before, &fact.after))));
    }
    text = text.then(format!("{}\n", printable(&told(change))));
    text = match &change.wording {
        Wording::Compared(compared) => {
            text.then("\n").then(drawing::write(&compared.comparison, &compared.before, &compared.after, marks, width))
        }
        Wording::Whole(whole) => {
            text.then("\n").then(drawing::write(&compare(whole, whole), whole, whole, marks, width))
        }
        Wording::Same | Wording::Nothing | Wording::Unreadable => text,
    };
    for gain in &change.gained {
        text = text.then(format!("meets now: {} (“{}”)\n", printable(&gain.statement), printable(&gain.phrase)));
    }
    for lost in &change.lost {
        text = text.then(format!("no longer meets: {}\n", printable(lost)));
    }
    text
}
