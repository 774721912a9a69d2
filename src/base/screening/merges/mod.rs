//! Merges that were not finished: the markers that git leaves in a text where two changes meet.
//!
//! Git writes one group for each such place (`git help merge`, "How conflicts are presented"). Each marker begins its line,
//! repeats one character at least seven times (the attribute `conflict-marker-size`), and all markers of a group are equally long:
//!
//! ```text
//! <<<<<<< HEAD            ours begins, with its name
//! ||||||| 1f2e3d4         what both began from, in the styles diff3 and zdiff3
//! =======                 theirs begins; below a line of text, this alone is a heading in Markdown
//! >>>>>>> better-wording  theirs ends, with its name
//! ```
//!
//! What both began from may contain a group of its own, with longer markers, if it was merged as well.

mod inside;
mod marker;

pub use self::marker::{Marker, Unfinished};

use crate::base::diagnostic::{Diagnostic, MOST_OF_A_KIND};
use crate::base::screening::fence::Fence;
use crate::base::screening::merges::inside::Inside;
use crate::base::screening::merges::marker::USUAL;
use crate::base::text::SourceId;

/// What is wrong with a text, if a merge of it was not finished. More than are reported are not described.
pub fn faults(id: SourceId, path: &str, text: &str) -> impl Iterator<Item = Diagnostic> {
    find(text).into_iter().take(MOST_OF_A_KIND).map(move |unfinished| {
        let diagnostic = unfinished.diagnostic(id, text);
        if path.ends_with("/seals.toml") {
            diagnostic
                .help("seals are never edited by hand: take the whole file from one side, and run `variorum seal`")
        } else if path.starts_with("content/") {
            diagnostic.help("to show such a line in a text about git, indent it by four spaces")
        } else {
            diagnostic
        }
    })
}

/// The places of a text where a merge was not finished, in order.
///
/// A whole group is found wherever it is, in a fenced block of code as well: git does not know Markdown. It may be quoted or indented
/// after git wrote it. A single marker is one that was left behind if it is as long as git writes it, and not code. A single `>>>>>>>`
/// quotes as well: git wrote it if what follows is a name that git gives a side, or if there is a `=======` above that is no underline.
/// A single `=======` is a heading, and a single `|||||||` a row of a table.
pub fn find(text: &str) -> Vec<Unfinished<'_>> {
    if !["<<<<<<<", ">>>>>>>"].iter().any(|marker| text.contains(marker)) {
        return Vec::new();
    }
    let mut search = Search::default();
    let mut inside = Inside::default();
    let mut fence = Fence::default();
    let mut start = 0;
    let mut above = "";
    for line in text.split_inclusive('\n') {
        let is_code = fence.contains(line);
        let content = line.trim_end_matches(['\n', '\r']);
        if let Some((character, marker)) = Marker::read(content, start) {
            search.is_divided |= character == b'=' && marker.length == USUAL && !is_code && above.trim().is_empty();
            let may_be_meant = is_code
                || is_quoted(text, start, line.len())
                || character == b'>' && !search.is_divided && !is_name_of_side(marker.name);
            search.add(character, marker, may_be_meant);
        }
        inside.line(content, start);
        above = content;
        start += line.len();
    }
    search.found.append(&mut inside.found);
    search.finish()
}

/// Whether git names a side like this: a branch, or a commit with or without its subject. Other words are a quotation.
fn is_name_of_side(name: &str) -> bool {
    let name = name.strip_prefix("parent of ").unwrap_or(name);
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let first = first.trim_end_matches(['.', ':']);
    let is_commit = first.len() >= USUAL && first.bytes().all(|byte| byte.is_ascii_hexdigit());
    // `git help check-ref-format`; a path may follow a colon.
    let is_branch = rest.is_empty()
        && !name.ends_with(['.', ',', ':', '!', ')', '"', '…'])
        && !name.contains(['?', '*', '[', '~', '^', '\\']);
    is_branch || is_commit || matches!(name, "Stashed changes" | "Updated upstream")
}

/// Whether the line before or after one is quoted too, so that `>` at its beginning quotes it.
fn is_quoted(text: &str, start: usize, length: usize) -> bool {
    let before = text[..start].lines().next_back().unwrap_or_default();
    let after = text[start + length..].lines().next().unwrap_or_default();
    text[start..].starts_with('>') && [before, after].iter().any(|line| line.starts_with('>'))
}

/// A group that is not complete yet.
struct Open<'text> {
    ours: Marker<'text>,
    between: Vec<Marker<'text>>,
    /// Whether it may stand in a text by itself.
    may_be_meant: bool,
}

#[derive(Default)]
struct Search<'text> {
    /// Whether there was a line `=======` below an empty one since the last group.
    is_divided: bool,
    found: Vec<Unfinished<'text>>,
    open: Vec<Open<'text>>,
}

impl<'text> Search<'text> {
    fn add(&mut self, character: u8, marker: Marker<'text>, may_be_meant: bool) {
        let at = self.open.iter().rposition(|open| open.ours.length == marker.length);
        match (character, at) {
            (b'<', _) => {
                // A second beginning ends what began before it.
                if let Some(at) = at {
                    self.leave(at);
                }
                self.open.push(Open { ours: marker, between: Vec::new(), may_be_meant });
            }
            (b'>', Some(at)) => {
                // What began inside is a part of it.
                self.open.truncate(at + 1);
                let Open { ours, between, .. } = self.open.pop().expect("there is one at this place");
                while self.found.last().is_some_and(|last| last.start() > ours.range.start) {
                    self.found.pop();
                }
                self.found.push(Unfinished::Both { ours, between, theirs: marker });
                self.is_divided = false;
            }
            (b'>', None) => self.leave_over(marker, may_be_meant),
            (_, Some(at)) => {
                let between = &mut self.open[at].between;
                let kind = |marker: &Marker<'_>| marker.name.is_empty();
                // Each divides a group once; what looks like it further down is text.
                if between.len() < 2 && !between.last().is_some_and(|last| kind(last) && character == b'|') {
                    between.push(marker);
                }
            }
            (_, None) => {}
        }
    }

    /// Gives up all groups from a position on: their beginnings were left behind.
    fn leave(&mut self, from: usize) {
        for Open { ours, may_be_meant, .. } in self.open.split_off(from) {
            self.leave_over(ours, may_be_meant);
        }
    }

    fn leave_over(&mut self, marker: Marker<'text>, may_be_meant: bool) {
        if marker.length == USUAL && !may_be_meant {
            self.found.push(Unfinished::Leftover(marker));
        }
    }

    fn finish(mut self) -> Vec<Unfinished<'text>> {
        self.leave(0);
        self.found.sort_by_key(Unfinished::start);
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MERGE: &str = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> better\n";

    fn found(text: &str) -> Vec<String> {
        find(text).iter().map(|unfinished| unfinished.message(text)).collect()
    }

    #[test]
    fn every_style_of_git_is_found_with_both_names() {
        let (seven, nine) = ([7, 7, 7, 7], [9, 9, 9, 9]);
        for lengths in [seven, nine, [32; 4]] {
            let [a, b, c, d] = lengths;
            let (ours, base) = (format!("{} HEAD", "<".repeat(a)), "|".repeat(b));
            let (middle, theirs) = ("=".repeat(c), format!("{} better", ">".repeat(d)));
            for between in [
                format!("ours\n{middle}\ntheirs\n"),
                format!("ours\n{base}\nbase\n{middle}\ntheirs\n"),
                format!("ours\n{base} 1f2e3d4\nbase\n{middle}\ntheirs\n"),
                format!("{base} merged common ancestors\n{middle}\n"),
                // What both began from was merged as well, and that was not finished either.
                format!("ours\n{base}\n<{ours}\nx\n={middle}\ny\n>{theirs}\n{middle}\ntheirs\n"),
                format!("ours\n{middle}\n"),
                // Other programs have markers of their own between these two.
                "%%%%%%%\n-a\n+++++++\nb\n".to_owned(),
            ] {
                for text in [
                    format!("{ours}\n{between}{theirs}\n"),
                    format!("# Title\n\nwords\n{ours}\n{between}{theirs}"),
                    format!("+++\ntitle = \"a\"\n{ours}\n{between}{theirs}\n+++\n"),
                    format!("```text\n{ours}\n{between}{theirs}\n```\n"),
                    format!("{ours}\n{between}{theirs}\n").replace('\n', "\r\n"),
                ] {
                    let all = found(&text);
                    assert!(all.len() == 1 && all[0].ends_with("from `HEAD` and from `better`"), "{text}{all:?}");
                }
            }
        }
        assert_eq!(found(&MERGE.repeat(3)).len(), 3);
        assert_eq!(found("<<<<<<<\na\n=======\nb\n>>>>>>>\n").len(), 1, "git writes no names if it has none");
        assert!(found(&format!("<<<<<<< {}\n>>>>>>> b", "a".repeat(5000)))[0].len() < 200);
    }

    #[test]
    fn a_group_that_was_quoted_or_indented_is_found() {
        for (before, prefix) in [
            ("", "> "),
            ("", ">"),
            ("", "> > "),
            ("", "   "),
            ("- words\n", "  "),
            ("10. words\n\n", "    "),
            ("- words\n  - more\n\n", "    "),
            ("> - words\n", ">   "),
        ] {
            let text: String = MERGE.lines().flat_map(|line| [prefix, line, "\n"]).collect();
            let text = format!("{before}{text}");
            let all = found(&text);
            assert!(all.len() == 1 && all[0].ends_with("from `HEAD` and from `better`"), "{text}{all:?}");
            let start = find(&text)[0].start();
            assert!(text[start..].starts_with("<<<<<<< HEAD"), "{text}");
        }
    }

    #[test]
    fn what_was_left_behind_is_found() {
        for text in [
            "<<<<<<< HEAD\nours",
            "ours\n\n=======\n\ntheirs\n>>>>>>> better",
            ">>>>>>> 1f2e3d4 (A better wording)\n",
            "<<<<<<<\n",
            "```text\ncode\n```\n>>>>>>> better\n",
            "<<<<<<< HEAD\n```\ncode\n```\n",
            "ours\n\n=======\ntheirs\n\n>>>>>>> the better of two\n",
            ">>>>>>> 1f2e3d4... A better wording\n",
            ">>>>>>> parent of 1f2e3d4 (A better wording)\n",
            ">>>>>>> Stashed changes\n",
            ">>>>>>> origin/main:content/a.md\n",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
            assert!(found(text)[0].contains("left over"), "{text}");
        }
        assert_eq!(found(&format!("<<<<<<< HEAD\na\n{MERGE}\n>>>>>>> b")).len(), 3);
    }

    #[test]
    fn what_only_looks_like_a_marker_is_none() {
        for text in [
            "Heading\n=======\n\nwords",
            "=======\n|||||||\n",
            "```\n<<<<<<< HEAD\n```\n",
            "~~~ text\n```\n>>>>>>> better\n~~~\n",
            "    <<<<<<< HEAD\n    ours\n    =======\n    theirs\n    >>>>>>> better\n",
            "git writes `<<<<<<< HEAD`\n",
            "<<<<<< six\n<<<<<<<eight>>\n<<<<<<<<< nine\n",
            ">>>>>> so you said\n>>>>>>> so she said\n>>>>>>>> so they said\n",
            "> <<<<<<< HEAD\n",
            ">>>>>>> seven levels of a quoted mail\n",
            "Text.\n\n>>>>>>> Yes!\n",
            "Heading\n=======\n\n>>>>>>> so you said\n",
            "- words\n\n      <<<<<<< HEAD\n      ours\n      =======\n      theirs\n      >>>>>>> better\n",
            "> ```\n> <<<<<<< HEAD\n> ours\n> =======\n> theirs\n> >>>>>>> better\n> ```\n",
            "> <<<<<<< HEAD\n> ours\n> >>>>>>> better\n",
            "> <<<<<<< HEAD\n\n> =======\n\n    >>>>>>> better\n",
            "<<EOF\n>>>>>>>x\n",
        ] {
            assert_eq!(found(text), [] as [String; 0], "{text}");
        }
    }

    #[test]
    fn a_heap_of_markers_is_read_quickly() {
        for line in ["<<<<<<< a\n", ">>>>>>> a\n", "=======\n", "> <<<<<<< a\n", "- <<<<<<< a\n", MERGE] {
            find(&line.repeat((1 << 20) / line.len()));
        }
        let longer: String = (7..1400).map(|length| "<".repeat(length) + "\n").collect();
        find(&longer);
    }
}
