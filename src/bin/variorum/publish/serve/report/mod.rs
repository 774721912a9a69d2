//! What is wrong, as a page tells it: the report of `check`, with a link that opens the file.

use crate::args::Editor;

use std::path::PathBuf;

use serde::Serialize;
use variorum::base::diagnostic::report::{self, Format, printable_lines};
use variorum::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use variorum::base::text::Sources;
use variorum::base::web::markup::Html;

use crate::publish::serve::limits::TOLD;

/// Writes reports for pages.
pub(super) struct Reporter {
    /// The folder that paths in reports begin from, absolute.
    pub(super) root: PathBuf,
    pub(super) editor: Editor,
}

/// Everything that was found, in the order of `check`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Report {
    /// Whether an error is among it.
    pub(super) has_errors: bool,
    /// "2 errors, 1 warning", or nothing.
    tally: String,
    items: Vec<Item>,
    /// How many more there are than a page tells.
    more: usize,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Item {
    severity: &'static str,
    /// The first line: severity, code, message.
    title: String,
    /// The lines below it, as `check` draws them: place, text, caret.
    text: String,
    /// The last lines: the mend. They are prose, which a narrow page may wrap.
    help: String,
    /// The place as it stands in them.
    place: String,
    /// What opens the file at that place.
    open: Option<String>,
}

impl Reporter {
    /// The report about everything that was found.
    pub(super) fn report(&self, diagnostics: &Diagnostics, sources: &Sources) -> Report {
        // Over a page lies what has to be mended before the site is new again; hints would only be in the way.
        let grave = diagnostics.without(Severity::Hint);
        let diagnostics = if diagnostics.has_errors() { &grave } else { diagnostics };
        let sorted = diagnostics.sorted(sources);
        Report {
            has_errors: diagnostics.has_errors(),
            tally: diagnostics.tally(),
            items: sorted.iter().take(TOLD).map(|diagnostic| self.item(diagnostic, sources)).collect(),
            more: sorted.len().saturating_sub(TOLD),
        }
    }

    /// The report about one mistake more, which stands first.
    pub(super) fn with(&self, report: &Report, fault: &Diagnostic, sources: &Sources) -> Report {
        let mut all = report.clone();
        all.items.insert(0, self.item(fault, sources));
        all.tally = if all.tally.is_empty() {
            "1 error".to_owned()
        } else {
            format!("1 error on this page, and {}", all.tally)
        };
        all.has_errors = true;
        all
    }

    /// The report about what no text is to blame for.
    pub(super) fn broken(error: &variorum::base::diagnostic::error::Error) -> Report {
        let text = printable_lines(&error.to_string());
        let (title, text) = text.split_once('\n').unwrap_or((&text, ""));
        let (title, text) = (format!("error: {title}"), text.to_owned());
        let item = Item { severity: "error", title, text: String::new(), help: text, place: String::new(), open: None };
        Report { has_errors: true, tally: "1 error".to_owned(), items: vec![item], more: 0 }
    }

    fn item(&self, diagnostic: &Diagnostic, sources: &Sources) -> Item {
        let mut alone = Diagnostics::default();
        alone.push(diagnostic.clone());
        let drawn = report::write(&alone, sources, Format::Human);
        let (title, text) = drawn.as_str().trim_end().split_once('\n').unwrap_or((drawn.as_str(), ""));
        let (text, help) = without_help(text);
        let source = sources.get(diagnostic.primary.span.source);
        let (line, column) = source.position(diagnostic.primary.span.range().start);
        Item {
            severity: diagnostic.code.severity.name(),
            title: title.to_owned(),
            text,
            help,
            place: format!("{}:{line}:{column}", source.path),
            open: self.editor.link(&self.root, &source.path, line, column),
        }
    }
}

/// The lines before the help, and those of the help without the margin that they share.
fn without_help(text: &str) -> (String, String) {
    let lines: Vec<&str> = text.lines().collect();
    let begin = lines.iter().position(|line| line.trim_start().starts_with("= help: ")).unwrap_or(lines.len());
    let (before, help) = lines.split_at(begin);
    let margin = help.first().map_or(0, |line| line.len() - line.trim_start().len());
    let help: Vec<&str> = help.iter().map(|line| line.get(margin..).unwrap_or_default()).collect();
    // What stands between is nothing but a margin.
    let end = before.iter().rposition(|line| !matches!(line.trim(), "" | "|")).map_or(0, |last| last + 1);
    (before[..end].join("\n"), help.join("\n"))
}

impl Report {
    /// The report for the script of a page, on one line.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("a report has no keys that JSON cannot hold")
    }

    /// A page of its own, for where there is no page of the site to lay the report over.
    pub(super) fn page(&self, why: &str) -> Html {
        let mut html = Html::new();
        html.tag("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .text(&self.tally)
            .tag("</title>\n<link rel=\"icon\" href=\"data:,\">\n")
            .tag("<link rel=\"stylesheet\" href=\"/-variorum/report.css\">\n</head>\n<body>\n<main class=\"report\">\n<h1>")
            .text(&self.tally)
            .tag("</h1>\n<p>")
            .text(why)
            .tag("</p>\n<ol>\n");
        for item in &self.items {
            html.tag("<li><h2").attribute("class", item.severity).tag(">").text(&item.title).tag("</h2>\n");
            html.tag("<pre tabindex=\"0\">");
            match (&item.open, item.text.split_once(&item.place)) {
                (Some(open), Some((before, after))) => {
                    html.text(before)
                        .tag("<a")
                        .attribute("href", open)
                        .tag(">")
                        .text(&item.place)
                        .tag("</a>")
                        .text(after);
                }
                _ => {
                    html.text(&item.text);
                }
            }
            html.tag("</pre>\n");
            if !item.help.is_empty() {
                html.tag("<pre class=\"help\">").text(&item.help).tag("</pre>\n");
            }
            html.tag("</li>\n");
        }
        html.tag("</ol>\n");
        if self.more > 0 {
            html.tag("<p>").text(&format!("{} more are told by variorum check.", self.more)).tag("</p>\n");
        }
        html.tag("</main>\n</body>\n</html>\n");
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mend_is_taken_from_below_the_drawing() {
        let drawn = "  --> a.md:1:1\n   |\n 1 | x\n   | ^\n   |\n   = help: write\n           y\n   = help: or z";
        let (text, help) = without_help(drawn);
        assert_eq!(text, "  --> a.md:1:1\n   |\n 1 | x\n   | ^");
        assert_eq!(help, "= help: write\n        y\n= help: or z");
        assert_eq!(without_help(" --> a.md:1:1"), (" --> a.md:1:1".to_owned(), String::new()));
    }
}
