//! A comparison as Markdown for a comment on a forge: `~~deleted~~` and `**inserted**`.

use crate::base::unicode::replace_hidden;
use crate::history::comparison::show::lines::{Line, Mark, lines};
use crate::history::comparison::show::sentences;
use crate::history::comparison::{Change, Comparison};
use crate::history::text::Text;
use crate::history::text::wrapping::prefix;

/// Writes the passages that changed, each with its kind, and what the marks in them do not show; passages between that did
/// not change are counted.
pub fn markdown(comparison: &Comparison, before: &Text, after: &Text) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut unchanged = 0;
    for block in &comparison.blocks {
        if block.change == Change::Kept {
            unchanged += block.after.len();
            continue;
        }
        push_unchanged(&mut blocks, &mut unchanged);
        blocks.extend(lines(block, comparison, before, after).iter().map(line));
    }
    push_unchanged(&mut blocks, &mut unchanged);
    let beside: Vec<String> =
        sentences::beside(comparison, after).iter().map(|sentence| format!("- {}", escape(sentence))).collect();
    if !beside.is_empty() {
        blocks.push(sentences::BESIDE.to_owned());
        blocks.push(beside.join("\n"));
    }
    blocks.join("\n\n") + "\n"
}

/// Writes all passages of one text, without a mark.
pub fn whole(text: &Text) -> String {
    let passages = text.passages.iter().enumerate();
    let written = passages.map(|(number, passage)| prefix(passage) + &escape(text.slice(text.words_of(number))));
    written.collect::<Vec<_>>().join("\n\n") + "\n"
}

fn push_unchanged(blocks: &mut Vec<String>, unchanged: &mut usize) {
    match std::mem::take(unchanged) {
        0 => {}
        1 => blocks.push("*1 passage unchanged*".to_owned()),
        many => blocks.push(format!("*{many} passages unchanged*")),
    }
}

fn line(line: &Line<'_>) -> String {
    let mut text = prefix(line.passage);
    for (index, run) in line.runs.iter().enumerate() {
        if index > 0 && run.space {
            text.push(' ');
        }
        let words = escape(run.slice());
        let (open, close) = match run.mark {
            Mark::Kept => ("", String::new()),
            Mark::Deleted | Mark::DeletedOnTheWay => ("~~", "~~".to_owned()),
            Mark::Inserted | Mark::InsertedOnTheWay => ("**", "**".to_owned()),
            Mark::MovedAway(number) => ("~~", format!("~~ *(moved, {})*", number + 1)),
            Mark::MovedHere(number) => ("**", format!("** *(moved here, {})*", number + 1)),
        };
        for piece in [open, &words, &close] {
            text.push_str(piece);
        }
    }
    text
}

/// Text in which no sign means anything to Markdown, to HTML or to a forge, and nothing hides.
pub fn escape(text: &str) -> String {
    let text = replace_hidden(text, |hidden, visible| visible.extend(hidden.escape_unicode()));
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // A forge looks for names after it has read entities, so something must stand between.
            '@' => escaped.push_str("@&#x200B;"),
            '\n' => escaped.push(' '),
            '#' => escaped.push_str("#&#x200B;"),
            // A line that begins with two of them is a command to a CI runner.
            ':' if before == ':' => escaped.push_str("&#x3A;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            plain => escaped.push(plain),
        }
        before = character;
    }
    escaped
}
