//! A review as one page of HTML that needs nothing beside it.

use crate::base::diagnostic::Diagnostics;
use crate::base::diagnostic::report::MOST_TOLD;
use crate::base::text::Sources;
use crate::base::web::markup::Html;
use crate::content::document::body::html::LeadsNowhere;
use crate::contribute::review::show::{Piece, fate, overview, pieces, told, value, was};
use crate::contribute::review::{Change, Review, Wording};
use crate::history::comparison::compare;
use crate::history::comparison::show::html::inline;

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
<meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
<title>What this change does</title>\n<style>\n";

/// Writes a review as a page: first what to mend, then text by text.
pub fn write(review: &Review<'_>) -> Html {
    let mut html = Html::new();
    html.tag(HEAD)
        .tag(include_str!("review.css"))
        .tag("</style>\n</head>\n<body>\n<main>\n<h1>What this change does</h1>\n<p>");
    html.text(&overview(review)).tag("</p>\n");
    for sentences in &review.merging {
        html.tag("<p>");
        written(&mut html, sentences);
        html.tag("</p>\n");
    }
    for (title, found) in [("In what changed", &review.findings), ("Elsewhere", &review.elsewhere)] {
        if !found.is_empty() {
            findings(&mut html, title, found, review.sources);
        }
    }
    for remark in &review.remarks {
        html.tag("<p>").text(remark).tag("</p>\n");
    }
    if !review.seals.is_empty() {
        html.tag("<h2>Seals</h2>\n<ul>\n");
        for notice in &review.seals {
            html.tag("<li>").tag(if notice.is_wrong { "<strong>Wrong:</strong> " } else { "" });
            html.text(&notice.text).tag("</li>\n");
        }
        html.tag("</ul>\n");
    }
    for (position, change) in review.changes.iter().enumerate() {
        one(&mut html, change, position);
    }
    if !review.others.is_empty() {
        html.tag("<h2>Other files that change</h2>\n<ul>\n");
        for path in &review.others {
            html.tag("<li><code>").text(path).tag("</code></li>\n");
        }
        html.tag("</ul>\n");
    }
    html.tag("</main>\n</body>\n</html>\n");
    html
}

fn findings(html: &mut Html, title: &str, found: &Diagnostics, sources: &Sources) {
    html.tag("<h2>").text(title).text(": ").text(&found.tally()).tag("</h2>\n<ul>\n");
    let sorted = found.sorted(sources);
    for diagnostic in sorted.iter().take(MOST_TOLD) {
        let source = sources.get(diagnostic.primary.span.source);
        let (line, column) = source.position(diagnostic.primary.span.range().start);
        html.tag("<li><strong>").text(diagnostic.code.severity.name()).tag("</strong> <code>").text(&source.path);
        html.tag("</code>").text(&format!(", line {line}, column {column}: "));
        written(html, &diagnostic.message);
        for help in &diagnostic.helps {
            html.tag("<br>");
            written(html, help);
        }
        html.tag("</li>\n");
    }
    html.tag("</ul>\n");
    if let Some(more) = sorted.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        html.tag("<p>").text(&format!("And {more} more; `variorum check --all` shows all.")).tag("</p>\n");
    }
}

/// A message of the check, with what is to be typed as code.
fn written(html: &mut Html, message: &str) {
    for piece in pieces(message) {
        match piece {
            Piece::Words(words) => html.text(words),
            Piece::Code(code) => html.tag("<code>").text(code).tag("</code>"),
            Piece::Lines(lines) => html.tag("<pre>").text(lines).tag("</pre>"),
        };
    }
}

fn one(html: &mut Html, change: &Change, position: usize) {
    html.tag("<section>\n<h2>").text(&change.title).text(": ").text(fate(change.fate)).tag("</h2>\n<p><code>");
    html.text(&change.path).tag("</code>").text(&was(change)).tag("</p>\n");
    if !change.facts.is_empty() {
        html.tag("<dl>\n");
        for fact in &change.facts {
            html.tag("<dt>").text(&fact.key).tag("</dt><dd>").text(&value(&fact.before, &fact.after)).tag("</dd>\n");
        }
        html.tag("</dl>\n");
    }
    html.tag("<p>").text(&told(change)).tag("</p>\n");
    let ids = format!("t{position}-");
    match &change.wording {
        Wording::Compared(compared) => {
            let marked = inline(&compared.comparison, &compared.before, &compared.after, &ids, &LeadsNowhere);
            html.tag("<div class=\"text\">\n").html(&marked).tag("</div>\n");
        }
        Wording::Whole(words) => {
            let text = inline(&compare(words, words), words, words, &ids, &LeadsNowhere);
            html.tag("<div class=\"text\">\n").html(&text).tag("</div>\n");
        }
        Wording::Same | Wording::Nothing | Wording::Unreadable => {}
    }
    if !change.gained.is_empty() || !change.lost.is_empty() {
        html.tag("<ul>\n");
        for gain in &change.gained {
            html.tag("<li>Meets now: ").text(&gain.statement).tag(" (<q>").text(&gain.phrase).tag("</q>)</li>\n");
        }
        for lost in &change.lost {
            html.tag("<li><strong>No longer meets:</strong> ").text(lost).tag("</li>\n");
        }
        html.tag("</ul>\n");
    }
    html.tag("</section>\n");
}
