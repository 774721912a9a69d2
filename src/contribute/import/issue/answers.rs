//! What somebody answered in a form, as it stands in the text of an issue.

use crate::content::read::plain;
use crate::content::scaffold::forms::{FORMS, Field, FieldKind, Form};

/// What forges write where nothing was answered.
const NO_ANSWER: &str = "_No response_";

/// The answers to a form.
pub(super) struct Answers {
    form: &'static Form,
    answers: Vec<(&'static str, String)>,
}

impl Answers {
    /// Reads the text of an issue: the answer to each field stands below a heading with its label. The form is the one of which
    /// it has the most.
    ///
    /// # Errors
    /// Says in a sentence what is missing: a form, or answers that it asks for.
    pub(super) fn read(issue: &str) -> Result<Self, String> {
        let issue = without_comments(&plain(issue.to_owned()));
        let sections = sections(&issue);
        let answered = |form: &Form| {
            form.fields.iter().filter(|field| sections.iter().any(|(label, _)| *label == field.label)).count()
        };
        let own = |form: &Form| answered(form) * 2 > form.fields.len();
        let form = FORMS.into_iter().filter(|form| own(form)).max_by_key(|form| answered(form));
        let Some(form) = form else {
            let labels: Vec<String> = FORMS.iter().map(|form| format!("“{}”", form.name)).collect();
            return Err(format!(
                "this is the text of none of the forms ({}): each answer stands below a line such as `### {}`",
                labels.join(", "),
                FORMS[0].fields[1].label
            ));
        };
        let mut answers = Vec::new();
        let mut missing = Vec::new();
        for field in form.fields {
            let found = sections.iter().find(|(label, _)| *label == field.label);
            let answer = found.map_or("", |(_, text)| text.trim());
            let answer = if answer == NO_ANSWER { "" } else { answer };
            let is_an_answer = match field.kind {
                FieldKind::Choice(known) => known.contains(&answer),
                FieldKind::Line | FieldKind::Text => !answer.is_empty(),
            };
            if field.is_required && !is_an_answer {
                missing.push(format!("“{}”", field.label));
            }
            answers.push((field.label, answer.to_owned()));
        }
        if missing.is_empty() {
            Ok(Self { form, answers })
        } else {
            Err(format!("no answer stands below {}", missing.join(", ")))
        }
    }

    /// What was answered to a field; empty if nothing was.
    pub(super) fn get(&self, field: &Field) -> &str {
        self.answers.iter().find(|(label, _)| *label == field.label).map_or("", |(_, answer)| answer)
    }

    /// Whether its form asks for a field.
    pub(super) fn asks(&self, field: &Field) -> bool {
        self.form.fields.iter().any(|own| own.label == field.label)
    }
}

/// The labels of any form that stand as headings, each with what stands below it. Any other heading belongs to an answer.
fn sections(issue: &str) -> Vec<(&'static str, String)> {
    let mut sections: Vec<(&'static str, String)> = Vec::new();
    for line in issue.lines() {
        let heading = line.strip_prefix("### ").map(str::trim);
        let label = heading.and_then(|heading| {
            FORMS.iter().flat_map(|form| form.fields).map(|field| field.label).find(|label| *label == heading)
        });
        // The first answer counts: whoever writes a label into a later one does not change it.
        let is_new = |label: &str| sections.iter().all(|(known, _)| *known != label);
        match label.filter(|label| is_new(label)) {
            Some(label) => sections.push((label, String::new())),
            None => {
                if let Some((_, answer)) = sections.last_mut() {
                    answer.push_str(line);
                    answer.push('\n');
                }
            }
        }
    }
    sections
}

/// The text without what a template said to its writer.
fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(start) = rest.find("<!--") {
        let Some(end) = rest[start..].find("-->") else { break };
        kept.push_str(&rest[..start]);
        rest = &rest[start + end + "-->".len()..];
    }
    kept + rest
}
