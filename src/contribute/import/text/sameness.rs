//! When two texts are the same but for how they are set.

use std::fmt::Write as _;

use crate::content::document::body::words::{Setting, passages};
use crate::content::document::{Block, BlockKind, Style};
use crate::content::seal::Digest;
use crate::contribute::import::text::reading::Reading;

/// What two texts share that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sameness(Digest);

/// What a text says. It is equal for two texts if they have
///
/// - the same words and signs in the same order, letter for letter, as [`crate::content::document::body::words`] tells them;
/// - the same of them struck through;
/// - links and pictures that lead to the same places, at the same words;
/// - the same boxes ticked, and notes marked as of the same kinds.
///
/// Everything else is how a text is set: white space, where its lines end, what is a paragraph, a heading, a list, a
/// quotation or code, and what is stressed. None if there is no word in it.
pub fn sameness(markdown: &str) -> Option<Sameness> {
    let reading = Reading::of(markdown);
    let body = reading.body.as_deref()?;
    if body.blocks.is_empty() && reading.diagnostics.has_errors() {
        // No parser can read it, so it is the same only as itself; `check` will say why.
        return Some(Sameness(Digest::of(markdown.as_bytes())));
    }
    let mut said = String::new();
    for passage in passages(body) {
        for index in 0..passage.words.len() {
            for setting in passage.settings_of(index) {
                match setting {
                    Setting::Styled(Style::Strikethrough) => said.push_str("\u{1}struck"),
                    Setting::Link(target) | Setting::Image(target) => {
                        said.push('\u{1}');
                        let _ = write!(said, "{target:?}");
                    }
                    Setting::Styled(Style::Emphasis | Style::Strong) | Setting::Code => {}
                }
            }
            said.push('\u{2}');
            said.push_str(passage.word(index));
        }
    }
    if body.is_blank() || said.is_empty() {
        return None;
    }
    body.each_block(&mut |block: &Block| {
        if let BlockKind::Alert { alert, .. } = &block.kind {
            said.push('\u{3}');
            said.push_str(alert.name());
        }
        if let BlockKind::List { items, .. } = &block.kind {
            for checked in items.iter().filter_map(|item| item.checked) {
                said.push_str(if checked { "\u{3}ticked" } else { "\u{3}open" });
            }
        }
    });
    Some(Sameness(Digest::of(said.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_text_is_set_does_not_matter() {
        let text = "The *term* is what we make of it, `so`.\n\n- one\n- two";
        for other in [
            "The term is what\nwe make of it, so.  \n\none\n\ntwo",
            "# The **term** is what we make of it, so.\n\n1. one\n\n2. two",
            "> The term\tis what we make of it, so. one two",
        ] {
            assert_eq!(sameness(text), sameness(other), "{other}");
        }
    }

    #[test]
    fn what_a_text_says_matters() {
        let text = "It must [be](https://example.org/) so.";
        for other in [
            "It must [be](https://example.org/b) so.",
            "It must be so.",
            "It ~~must~~ [be](https://example.org/) so.",
            "It must [be](https://example.org/) so",
            "it must [be](https://example.org/) so.",
            "It [must be](https://example.org/) so.",
        ] {
            assert_ne!(sameness(text), sameness(other), "{other}");
        }
        assert_ne!(sameness("- [ ] a"), sameness("- [x] a"));
        assert_eq!(sameness(" \n\n---\n"), None);
    }
}
