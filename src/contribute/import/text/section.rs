//! One section of a text, by its heading.

use std::ops::Range;

use crate::content::document::{self, Block, BlockKind, Inline};
use crate::contribute::import::text::changes::Changes;
use crate::contribute::import::text::lines::trimmed;

/// A heading of a text, outside of quotations and lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words, with one space between them.
    pub words: String,
    /// Its place, in bytes.
    pub range: Range<usize>,
}

/// Front matter of its own keeps a text that begins with plus signs from being taken for one.
const GUARD: &str = "+++\n+++\n";

/// The headings of a Markdown text, from top to bottom.
pub fn headings(text: &str) -> Vec<Heading> {
    let (body, _) = document::loose(&format!("{GUARD}{text}"));
    body.blocks.iter().filter_map(heading).collect()
}

fn heading(block: &Block) -> Option<Heading> {
    let BlockKind::Heading { level, content, .. } = &block.kind else { return None };
    let range = block.span.range();
    let mut words = String::new();
    collect(content, &mut words);
    let words = crate::base::unicode::one_space(&words);
    Some(Heading { level: *level, words, range: range.start - GUARD.len()..range.end - GUARD.len() })
}

fn collect(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(written) | Inline::Code(written) => words.push_str(&written.text),
            Inline::Styled(_, content) => collect(content, words),
            Inline::Link(link) => collect(&link.content, words),
            Inline::Image { alternative, .. } => words.push_str(alternative),
            Inline::SoftBreak | Inline::HardBreak => words.push(' '),
            Inline::FootnoteMark(_) => {}
        }
    }
}

/// What stands below a heading of these words, up to the next of its level or a higher one. Capitals do not matter. What
/// the section needs from elsewhere comes along: where its links lead, and its footnotes. None if there is no such heading.
pub fn section(text: &str, name: &str, changes: &mut Changes) -> Option<String> {
    let name = crate::base::unicode::one_space(name.trim().trim_start_matches('#')).to_lowercase();
    let all = headings(text);
    let mut named = all.iter().enumerate().filter(|(_, heading)| heading.words.to_lowercase() == name);
    let (index, found) = named.next()?;
    if named.next().is_some() {
        changes.add("the heading stands there more than once; the first was taken");
    }
    let end = all[index + 1..]
        .iter()
        .find(|heading| heading.level <= found.level)
        .map_or(text.len(), |heading| heading.range.start);
    let inside = trimmed(&text[found.range.end..end]).to_owned();
    let mut taken = inside.clone();
    let lower = inside.to_lowercase();
    let outside = text[..found.range.start].lines().chain(text[end..].lines());
    for line in outside {
        if let Some(label) = label(line)
            && lower.contains(&format!("[{}]", label.to_lowercase()))
        {
            taken.push_str("\n\n");
            taken.push_str(line.trim());
            changes.add("where a link of the section leads, or its footnote, stands elsewhere and was taken along");
        }
    }
    Some(taken)
}

/// The label of a line such as `[label]: address`.
fn label(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('[').filter(|_| !line.starts_with("    "))?;
    let (label, after) = rest.split_once("]:")?;
    (!label.is_empty() && !label.contains([']', '[']) && !after.trim().is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_ends_with_the_next_of_its_level() {
        let text = "# A\n\nIntro.\n\n## The *term*\n\nWords [x][r].\n\n### Deeper\n\nMore.\n\nOther\n-----\n\nEnd.\n\n[r]: https://example.org\n[s]: b\n";
        let taken = |name| section(text, name, &mut Changes::default());
        assert_eq!(
            taken("## the  Term").as_deref(),
            Some("Words [x][r].\n\n### Deeper\n\nMore.\n\n[r]: https://example.org")
        );
        assert_eq!(taken("other").as_deref(), Some("End.\n\n[r]: https://example.org\n[s]: b"));
        assert_eq!(taken("none"), None);
        assert_eq!(section("+++\n\n# A\n\nb", "a", &mut Changes::default()).as_deref(), Some("b"));
    }
}
