//! A text made ready for the parser: which extensions it needs, where its bare addresses are, and which of its characters
//! would mean something to the parser that they mean to no forge.
//!
//! The parser knows no bare addresses, so it takes the `_` of two of them for emphasis; and it takes every colon at the
//! beginning of a line for a definition, also that of `:::`, of `:smile:` and of a sentence that was wrapped before a colon.
//! Such a character gives way to a stand-in of the same length, so that every place stays where it is, and
//! [`Reading::restored`] puts it back into what was read. A text without any is read as it stands.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

use crate::content::document::lint::lost_words::Definition;
use crate::content::document::lint::slips;
use crate::content::document::markdown::bare::{self, Bare};

/// Every character that may have to give way, and what stands in for it: a control character, which no text has.
const STAND_INS: [(char, char); 4] = [(':', '\u{1A}'), ('*', '\u{1B}'), ('_', '\u{1C}'), ('~', '\u{1D}')];

/// How often a text is looked through before its last doubts are left as they are.
const MOST_LOOKS: usize = 8;

/// A text with what its parser has to know.
pub(super) struct Reading<'text> {
    text: Cow<'text, str>,
    options: Options,
    /// Its bare addresses, in order.
    pub(super) addresses: Vec<Bare>,
}

impl<'text> Reading<'text> {
    pub(super) fn of(text: &'text str) -> Self {
        // Heading attributes stay off: they let event handlers through and, with task lists, the parser panics.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_WIKILINKS
            | Options::ENABLE_GFM;
        let plain = Self { text: Cow::Borrowed(text), options, addresses: Vec::new() };
        let may_stand_in = !text.contains(|character| STAND_INS.iter().any(|(_, other)| *other == character));
        let colons = if may_stand_in { colons(text) } else { Colons::default() };
        if !bare::are_possible(text) && !colons.has_definition {
            return plain;
        }
        let mut reading = plain.clone_of(text);
        if colons.has_definition {
            reading.options |= Options::ENABLE_DEFINITION_LIST;
            reading.hide(&colons.others);
        }
        for _ in 0..MOST_LOOKS {
            let found = Look::at(text, &reading);
            if found.hidden.is_empty() || !may_stand_in {
                reading.addresses = found.addresses;
                return reading;
            }
            reading.hide(&found.hidden);
        }
        plain
    }

    fn clone_of(&self, text: &'text str) -> Self {
        Self { text: Cow::Borrowed(text), options: self.options, addresses: Vec::new() }
    }

    pub(super) fn parser(&self) -> Parser<'_> {
        Parser::new_ext(&self.text, self.options)
    }

    /// The same, which says which links have no address.
    pub(super) fn parser_with<'parser>(&'parser self, broken: &'parser Broken) -> Parser<'parser, &'parser Broken> {
        Parser::new_with_broken_link_callback(&self.text, self.options, Some(broken))
    }

    /// The definitions of links, in the order of the text, which begins at an offset of its source.
    pub(super) fn definitions(&self, events: &OffsetIter<'_, &Broken>, offset: usize) -> Vec<Definition> {
        let all = events.reference_definitions().iter();
        let mut definitions: Vec<Definition> = all
            .map(|(label, definition)| Definition {
                label: self.restored(label.into()).into_string(),
                anchor: match (&definition.title, definition.dest.strip_prefix('#')) {
                    (None, Some(anchor)) => anchor.to_owned(),
                    _ => String::new(),
                },
                range: definition.span.start + offset..definition.span.end + offset,
            })
            .collect();
        definitions.sort_by_key(|definition| definition.range.start);
        definitions
    }

    /// What was read, with the characters that gave way.
    pub(super) fn restored<'read>(&self, read: CowStr<'read>) -> CowStr<'read> {
        let original =
            |character| STAND_INS.iter().find(|(_, other)| *other == character).map(|(original, _)| *original);
        match self.text {
            Cow::Owned(_) if read.contains(|character| original(character).is_some()) => {
                let restored: String = read.chars().map(|next| original(next).unwrap_or(next)).collect();
                restored.into()
            }
            Cow::Borrowed(_) | Cow::Owned(_) => read,
        }
    }

    /// Lets characters give way, by their places.
    fn hide(&mut self, places: &[usize]) {
        if places.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.text).into_owned();
        for place in places {
            let found = STAND_INS.iter().find(|(character, _)| text[*place..].starts_with(*character));
            if let Some((_, instead)) = found {
                text.replace_range(*place..=*place, instead.encode_utf8(&mut [0; 4]));
            }
        }
        self.text = Cow::Owned(text);
    }
}

/// The links of a text whose label is not defined, with their labels. One that consists of its label alone, such as `[sic]`, is
/// no link by itself.
#[derive(Default)]
pub(super) struct Broken(RefCell<Vec<(Range<usize>, String)>>);

impl Broken {
    /// The links of a text that begins at an offset of its source.
    pub(super) fn links(&self, offset: usize) -> Vec<slips::Broken> {
        let link = |(range, label): (Range<usize>, String)| slips::Broken {
            range: range.start + offset..range.end + offset,
            label,
        };
        self.0.take().into_iter().map(link).collect()
    }
}

impl<'text> BrokenLinkCallback<'text> for &Broken {
    fn handle_broken_link(&mut self, link: BrokenLink<'text>) -> Option<(CowStr<'text>, CowStr<'text>)> {
        if link.link_type != LinkType::Shortcut {
            self.0.borrow_mut().push((link.span, link.reference.into_string()));
        }
        None
    }
}

/// The colons that begin a line, behind white space and the marks of quotations.
#[derive(Default)]
struct Colons {
    /// Whether one of them may begin a definition: white space and words are behind it.
    has_definition: bool,
    /// The places of those that cannot.
    others: Vec<usize>,
}

fn colons(text: &str) -> Colons {
    let mut colons = Colons::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t', '>']);
        if let Some(behind) = words.strip_prefix(':') {
            if behind.starts_with([' ', '\t']) && !behind.trim().is_empty() {
                colons.has_definition = true;
            } else {
                colons.others.push(start + line.len() - words.len());
            }
        }
        start += line.len();
    }
    colons
}

/// What a look through the events of a text finds.
#[derive(Default)]
struct Look {
    addresses: Vec<Bare>,
    /// The places of characters that have to give way.
    hidden: Vec<usize>,
}

/// Running text on one line with nothing but emphasis in it.
#[derive(Default)]
struct Run {
    range: Range<usize>,
    /// The places where emphasis begins or ends.
    marks: Vec<usize>,
}

impl Look {
    fn at(text: &str, reading: &Reading<'_>) -> Self {
        let mut look = Self::default();
        let mut run: Option<Run> = None;
        // Inside links, pictures, code and HTML nothing is looked for.
        let mut quiet = 0_usize;
        // For each list of definitions that is open whether its last term is longer than a line.
        let mut terms: Vec<bool> = Vec::new();
        let mut is_long = false;
        for (event, range) in reading.parser().into_offset_iter() {
            let is_text = matches!(event, Event::Text(_)) && quiet == 0;
            if let Some(ended) = run.take_if(|_| !is_text && !is_emphasis(&event)) {
                look.end(text, &ended);
            }
            match &event {
                Event::Text(_) if is_text => match &mut run {
                    Some(run) => run.range.end = range.end,
                    None => run = Some(Run { range, marks: Vec::new() }),
                },
                Event::Start(tag) if is_quiet(tag) => quiet += 1,
                Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => quiet -= 1,
                Event::Start(Tag::DefinitionList) => terms.push(false),
                Event::End(TagEnd::DefinitionList) => terms.truncate(terms.len() - 1),
                Event::Start(Tag::DefinitionListTitle) => is_long = false,
                Event::SoftBreak | Event::HardBreak => is_long = true,
                Event::End(TagEnd::DefinitionListTitle) => {
                    if let Some(last) = terms.last_mut() {
                        *last = is_long;
                    }
                }
                Event::Start(Tag::DefinitionListDefinition) if terms.last() == Some(&true) => {
                    look.hidden.extend(text[range.clone()].find(':').map(|colon| range.start + colon));
                }
                event if is_emphasis(event) => {
                    if let Some(run) = &mut run {
                        let is_start = matches!(event, Event::Start(_));
                        let mark = if is_start { range.start } else { range.end - 1 };
                        run.marks.push(mark);
                        run.range.end = run.range.end.max(mark + 1);
                    }
                }
                _ => {}
            }
        }
        look
    }

    /// Takes the addresses out of a run that has ended.
    fn end(&mut self, text: &str, run: &Run) {
        let line = &text[run.range.clone()];
        if !bare::are_possible(line) {
            return;
        }
        let moved = |bare: Bare, by: usize| Bare { range: bare.range.start + by..bare.range.end + by, ..bare };
        let mut found: Vec<Bare> = bare::of_web(line).into_iter().map(|bare| moved(bare, run.range.start)).collect();
        for bare in &found {
            let next = run.marks.partition_point(|mark| *mark < bare.range.start);
            if run.marks.get(next).is_some_and(|mark| *mark < bare.range.end) {
                let places = text[bare.range.clone()].match_indices(['*', '_', '~']);
                self.hidden.extend(places.map(|(place, _)| bare.range.start + place));
            }
        }
        // Emphasis is read before addresses of mail.
        let web: Vec<Range<usize>> = found.iter().map(|bare| bare.range.clone()).collect();
        let mut start = run.range.start;
        for end in run.marks.iter().copied().chain([run.range.end]) {
            let piece = start.min(end)..end;
            let mail = bare::of_mail(&text[piece.clone()]).into_iter().map(|bare| moved(bare, piece.start));
            found.extend(mail.filter(|mail| {
                let next = web.partition_point(|web| web.end <= mail.range.start);
                web.get(next).is_none_or(|web| mail.range.end <= web.start)
            }));
            start = end + 1;
        }
        found.sort_unstable_by_key(|bare| bare.range.start);
        self.addresses.append(&mut found);
    }
}

fn is_emphasis(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
    )
}

fn is_quiet(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock)
}
