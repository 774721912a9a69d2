//! Notes with a title of their own, as GitLab reads them: `> [!NOTE] What to know first`.

use crate::base::text::Span;
use crate::content::document::body::{Alert, Block, BlockKind, Inline};

/// The mark that a quotation begins with.
pub(in crate::content::document) struct Mark<'source> {
    /// The word between `[!` and `]`.
    pub name: &'source str,
    /// What stands behind it on its line.
    pub behind: &'source str,
}

impl<'source> Mark<'source> {
    /// The mark at the beginning of a text; none if there is none.
    pub(in crate::content::document) fn of(text: &'source str) -> Option<Self> {
        let line = text.lines().next().unwrap_or_default();
        let (name, behind) = line.strip_prefix("[!")?.split_once(']')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_name.then_some(Self { name, behind })
    }

    /// The kind of note that it names; none if the forges know none of that name.
    pub(in crate::content::document) fn alert(&self) -> Option<Alert> {
        Alert::ALL.into_iter().find(|alert| self.name.eq_ignore_ascii_case(alert.name()))
    }
}

/// What the blocks of a quotation are: a note if the first begins with a mark and a title, otherwise a quotation.
pub(in crate::content::document) fn titled(mut blocks: Vec<Block>, source: &str) -> BlockKind {
    let Some(Block { kind: BlockKind::Paragraph(content), span }) = blocks.first_mut() else {
        return BlockKind::Quote(blocks);
    };
    let range = span.range();
    let text = &source[range.clone()];
    let found = Mark::of(text)
        .filter(|mark| mark.behind.starts_with([' ', '\t']))
        .and_then(|mark| Some((mark.alert()?, range.start + "[!".len() + mark.name.len() + "]".len())));
    let (Some((alert, end)), Some(Inline::Text(words))) = (found, content.first_mut()) else {
        return BlockKind::Quote(blocks);
    };
    let (mark, mut title) = std::mem::take(words).cut(end);
    if !mark.text.ends_with(']') || mark.parts.is_empty() {
        let mut whole = mark;
        whole.append(title);
        *words = whole;
        return BlockKind::Quote(blocks);
    }
    // The blank behind the mark is no word of the title.
    let blank = title.text.len() - title.text.trim_start().len();
    title = title.cut(end + blank).1;
    *words = title;
    let is_break = |inline: &Inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak);
    let line = content.iter().position(is_break).unwrap_or(content.len());
    let mut rest = content.split_off(line);
    let mut title = std::mem::take(content);
    title.retain(|inline| !matches!(inline, Inline::Text(words) if words.text.is_empty()));
    if rest.is_empty() {
        blocks.remove(0);
    } else {
        rest.remove(0);
        let start = text.find('\n').map_or(range.start, |newline| range.start + newline + 1);
        *content = rest;
        *span = Span::new(span.source, start..range.end);
    }
    BlockKind::Alert { alert, title, blocks }
}
