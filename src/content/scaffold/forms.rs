//! The forms in which somebody can propose a wording, share an experience or offer evidence without writing a file: as the forges
//! show them, and how what was sent is read.

use std::fmt::Write as _;

/// A form for an issue.
pub(crate) struct Form {
    /// The name of its file, without an end.
    pub(super) file: &'static str,
    pub(crate) name: &'static str,
    description: &'static str,
    /// How the title of the issue begins.
    title: &'static str,
    label: &'static str,
    intro: &'static str,
    pub(crate) fields: &'static [Field],
}

/// A field of a form.
pub(crate) struct Field {
    /// What it is called in the data of a forge.
    id: &'static str,
    /// What people read; it stands as a heading in what was sent.
    pub(crate) label: &'static str,
    help: &'static str,
    pub(crate) kind: FieldKind,
    pub(crate) is_required: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// One line.
    Line,
    /// Paragraphs.
    Text,
    /// One of some answers.
    Choice(&'static [&'static str]),
}

pub(crate) const TITLE: Field =
    Field { id: "title", label: "A title, in a few words", help: "", kind: FieldKind::Line, is_required: true };
pub(crate) const DEFINITION: Field = Field {
    id: "definition",
    label: "Which definition",
    help: "Its name in the address of its page, such as prodops. Leave this empty if there is only one.",
    kind: FieldKind::Line,
    is_required: false,
};
pub(crate) const NAME: Field = Field {
    id: "name",
    label: "Your name, as readers should see it",
    help: "",
    kind: FieldKind::Line,
    is_required: true,
};
pub(crate) const WORDING: Field = Field {
    id: "wording",
    label: "The new wording",
    help: "All of the text, as it should read. An empty line makes a new paragraph.",
    kind: FieldKind::Text,
    is_required: true,
};
pub(crate) const REASON: Field = Field {
    id: "reason",
    label: "Why it is better",
    help: "In a sentence or two. It will stand beside the text.",
    kind: FieldKind::Text,
    is_required: true,
};
pub(crate) const STORY: Field = Field {
    id: "story",
    label: "What happened, and what it says about the definition",
    help: "A few paragraphs. Name nobody who would not want it.",
    kind: FieldKind::Text,
    is_required: true,
};
pub(crate) const KIND: Field =
    Field { id: "kind", label: "What it is", help: "", kind: FieldKind::Choice(&[IN_USE, RIVAL]), is_required: true };
const IN_USE: &str = "The term in use";
pub(crate) const RIVAL: &str = "A definition by somebody else";
pub(crate) const QUOTE: Field = Field {
    id: "quote",
    label: "What was said, letter for letter",
    help: "",
    kind: FieldKind::Text,
    is_required: true,
};
pub(crate) const SOURCE: Field = Field {
    id: "source",
    label: "Where it was said",
    help: "Title, author and address.",
    kind: FieldKind::Line,
    is_required: true,
};
pub(crate) const SEEN: Field = Field {
    id: "seen",
    label: "The day you saw it",
    help: "Year, month and day, such as 2026-01-31.",
    kind: FieldKind::Line,
    is_required: true,
};
pub(crate) const MEANING: Field =
    Field { id: "meaning", label: "What it shows", help: "", kind: FieldKind::Text, is_required: false };

/// All forms.
pub(crate) const FORMS: [&Form; 3] = [
    &Form {
        file: "propose-an-iteration",
        name: "Propose an iteration",
        description: "A better wording of the definition.",
        title: "A better wording: ",
        label: "proposal",
        intro: "Copy the current text from the site, change what you would change, and say why. A maintainer puts it beside the current text, word by word, with your name. If you would rather do that yourself, follow the link on the page of the definition.",
        fields: &[DEFINITION, WORDING, REASON, NAME],
    },
    &Form {
        file: "share-an-experience",
        name: "Share an experience",
        description: "What happened at your work, and what it says about the definition.",
        title: "An experience: ",
        label: "experience",
        intro: "Cases from practice show whether a definition holds. A maintainer makes a page of yours, with your name.",
        fields: &[TITLE, DEFINITION, STORY, NAME],
    },
    &Form {
        file: "offer-evidence",
        name: "Offer evidence",
        description: "A quotation that shows the term in use, or somebody else's definition of it.",
        title: "Evidence: ",
        label: "evidence",
        intro: "What others say and mean by the term is kept letter for letter, with its source. Quote as much as it needs and no more.",
        fields: &[TITLE, KIND, DEFINITION, QUOTE, SOURCE, SEEN, MEANING, NAME],
    },
];

impl Form {
    /// The form as GitHub and Forgejo read it. Texts are written as JSON, which YAML reads as well (YAML 1.2, section 1.2).
    pub(super) fn yaml(&self) -> String {
        let said = |text: &str| serde_json::Value::from(text).to_string();
        let mut yaml = format!(
            "name: {}\ndescription: {}\ntitle: {}\nlabels: [{}]\nbody:\n  - type: markdown\n    attributes:\n      value: {}\n",
            said(self.name),
            said(self.description),
            said(self.title),
            self.label,
            said(self.intro)
        );
        for field in self.fields {
            let kind = match field.kind {
                FieldKind::Line => "input",
                FieldKind::Text => "textarea",
                FieldKind::Choice(_) => "dropdown",
            };
            let _ = write!(
                yaml,
                "  - type: {kind}\n    id: {}\n    attributes:\n      label: {}\n",
                field.id,
                said(field.label)
            );
            if !field.help.is_empty() {
                let _ = writeln!(yaml, "      description: {}", said(field.help));
            }
            if let FieldKind::Choice(answers) = field.kind {
                yaml.push_str("      options:\n");
                for answer in answers {
                    let _ = writeln!(yaml, "        - {}", said(answer));
                }
            }
            if field.is_required {
                yaml.push_str("    validations:\n      required: true\n");
            }
        }
        yaml
    }

    /// The form for a forge that knows no forms: headings to write below. What is sent reads the same.
    pub(super) fn markdown(&self) -> String {
        let mut text = format!("<!-- {} -->\n", self.intro);
        for field in self.fields {
            let mut help = field.help.to_owned();
            if let FieldKind::Choice(answers) = field.kind {
                help = format!("One of: {}.", answers.join("; "));
            }
            let help = if help.is_empty() { help } else { format!("<!-- {help} -->\n") };
            let _ = write!(text, "\n### {}\n\n{help}\n", field.label);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::document::prompts;

    #[test]
    fn what_the_form_for_an_experience_asks_is_no_experience() {
        assert_eq!(format!("{}.", STORY.label), prompts::WHAT_HAPPENED);
    }
}
