//! Workflow commands: GitHub shows each beside the changed line of a pull request.

use crate::base::diagnostic::report::printable_lines;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::text::Sources;

/// One `::error file=...::message` line. Data and properties are escaped as the runner expects it, so that no text of
/// a contributor can start a command of its own.
pub(super) fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let command = match diagnostic.code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let source = sources.get(diagnostic.primary.span.source);
    let (line, column) = source.position(diagnostic.primary.span.range().start);
    let (end_line, end_column) = source.position(diagnostic.primary.span.range().end);
    let mut message = diagnostic.message.clone();
    for help in &diagnostic.helps {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    format!(
        "::{command} file={},line={line},col={column},endLine={end_line},endColumn={end_column},title={}::{}\n",
        property(&source.path),
        property(diagnostic.code.name),
        data(&message)
    )
}

fn data(text: &str) -> String {
    printable_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_starts_a_command_of_its_own() {
        assert_eq!(data("a\n::set-env name=x::y"), "a%0A\\u{3a}:set-env name=x::y");
        assert_eq!(property("50%: a,b"), "50%25%3A a%2Cb");
    }
}
