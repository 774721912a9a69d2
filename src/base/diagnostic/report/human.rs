//! The report for people, drawn by annotate-snippets.

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::diagnostic::report::choice::Told;
use crate::base::diagnostic::report::{printable, printable_lines};
use crate::base::diagnostic::{Label, Severity};
use crate::base::text::Sources;
use crate::base::unicode::replace_hidden;

/// Whether the report is coloured.
#[derive(Clone, Copy)]
pub(super) enum Paint {
    /// With ANSI escape sequences.
    Coloured,
    /// Without.
    Plain,
}

/// The longest line that is quoted whole, in bytes; around a mistake in a longer one a window is cut.
const LONGEST_QUOTED_LINE: usize = 240;

/// All reports, an empty line after each.
pub(super) fn write(told: &[Told<'_>], sources: &Sources, paint: Paint) -> String {
    let renderer = match paint {
        Paint::Coloured => Renderer::styled(),
        Paint::Plain => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut report = String::new();
    for told in told {
        report.push_str(&draw(told, sources, &renderer));
        report.push_str("\n\n");
    }
    report
}

fn draw(told: &Told<'_>, sources: &Sources, renderer: &Renderer) -> String {
    let diagnostic = told.diagnostic;
    let level = match diagnostic.code.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO.with_name("hint"),
    };
    let mut group = Group::with_title(level.primary_title(printable(&diagnostic.message)).id(diagnostic.code.name));
    group = quote(group, &diagnostic.primary, AnnotationKind::Primary, sources);
    for label in &diagnostic.further {
        group = quote(group, label, AnnotationKind::Context, sources);
    }
    for help in &diagnostic.helps {
        group = group.element(Level::HELP.message(printable_lines(help)));
    }
    let elsewhere = told.elsewhere(sources);
    if !elsewhere.is_empty() {
        group = group.element(Level::NOTE.message(elsewhere));
    }
    renderer.render(&[group])
}

fn quote<'a>(group: Group<'a>, label: &'a Label, kind: AnnotationKind, sources: &'a Sources) -> Group<'a> {
    let source = sources.get(label.span.source);
    if source.text.is_empty() {
        return group.element(Origin::path(printable(&source.path)).line(1).char_column(1));
    }
    let span = label.span.range();
    let window = window(&source.text, span.start, span.end);
    let end = span.end.clamp(span.start, window.end.max(span.start));
    // Quoted text must not steer the terminal either; what is replaced may change the place of the caret.
    let (before, inside) = (visible(&source.text[window.start..span.start]), visible(&source.text[span.start..end]));
    let text = format!("{before}{inside}{}", visible(&source.text[end..window.end.max(end)]));
    let mut annotation = kind.span(before.len()..before.len() + inside.len());
    if !label.text.is_empty() {
        annotation = annotation.label(printable(&label.text));
    }
    let (line, _) = source.position(window.start);
    group.element(Snippet::source(text).path(printable(&source.path)).line_start(line).annotation(annotation))
}

/// A text with a sign in the place of every character that a terminal obeys or that reorders or hides text.
fn visible(text: &str) -> Cow<'_, str> {
    replace_hidden(text, |_, visible| visible.push('\u{FFFD}'))
}

/// The lines that a span lies in, or a part of them if they are long: annotate-snippets would quote a line of
/// megabytes whole.
fn window(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let first_line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let last_line_end = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
    if last_line_end - line_start <= LONGEST_QUOTED_LINE {
        return line_start..last_line_end;
    }
    let from = if start - line_start > LONGEST_QUOTED_LINE / 2 {
        text.floor_char_boundary(start - LONGEST_QUOTED_LINE / 2)
    } else {
        line_start
    };
    from..text.floor_char_boundary(first_line_end.min(from + LONGEST_QUOTED_LINE)).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_holds_the_place_and_stays_short() {
        let text = format!("first\n{}x{}\nlast", "é".repeat(5000), "y".repeat(5000));
        let place = text.find('x').expect("has an x");
        let window = window(&text, place, place + 1);
        assert!(window.contains(&place));
        assert!(window.len() <= LONGEST_QUOTED_LINE);
        assert!(!text[window].contains('\n'));
    }
}
