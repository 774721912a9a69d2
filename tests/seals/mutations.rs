//! Random changes of a knowledge base: of its iterations, of its seals, and of both by somebody who knows how.

use std::fmt;

use crate::base::{Files, is_iteration, seal};

/// Random numbers that are the same in every run (`SplitMix64`).
pub(crate) struct Chance {
    case: u64,
    state: u64,
}

/// Which case this is, for the message of a failure.
impl fmt::Display for Chance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "case {}", self.case)
    }
}

impl Chance {
    pub(crate) fn new(case: u64) -> Self {
        Self { case, state: case.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5EA1 }
    }

    /// A number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).expect("it is below a limit")
    }

    fn of<'item, T: ?Sized>(&mut self, items: &[&'item T]) -> &'item T {
        items[self.below(items.len())]
    }

    /// A place in a text where a character begins, or its end.
    fn place(&mut self, text: &str) -> usize {
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
        places[self.below(places.len())]
    }
}

fn paths(files: &Files, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    files.keys().filter(|path| path.starts_with("content/definitions/") && is_wanted(path)).cloned().collect()
}

fn iterations(files: &Files) -> Vec<String> {
    paths(files, is_iteration)
}

/// Changes an iteration, or several, and says how.
pub(crate) fn mutate_texts(files: &mut Files, chance: &mut Chance) -> &'static str {
    let all = iterations(files);
    let path = all[chance.below(all.len())].clone();
    let text = files[&path].clone();
    let body = text.rfind("+++\n").map_or(0, |place| place + 4);
    let (new, kind) = match chance.below(18) {
        0 => (edit(&text, body, chance), "edit a character of the text"),
        1 => (edit(&text, 0, chance), "edit a character anywhere"),
        2 => (cut(&text, body, chance), "delete a stretch of the text"),
        3 => (insert(&text, body, chance), "insert into the text"),
        4 => (insert(&text, 0, chance), "insert anywhere"),
        5 => (text[..body].to_owned() + &reorder(&text[body..], "\n", chance), "reorder lines"),
        6 => (text[..body].to_owned() + &reorder(&text[body..], " ", chance), "reorder words"),
        7 => (text[..chance.place(&text)].to_owned(), "truncate"),
        8 => (redate(&text, chance), "re-date"),
        9 => (reauthor(&text, chance), "re-author"),
        10 => (
            text.replacen(
                "+++\n",
                chance.of(&[
                    "+++\nstatus = \"proposed\"\n",
                    "+++\nstatus = \"tba\"\nnote = \"x\"\n",
                    "+++\nstatus = \"withdrawn\"\n",
                ]),
                1,
            ),
            "change the status",
        ),
        11 => (text.replacen("+++\n", "+++\nnote = \"A note, which is not sealed.\"\n", 1), "add a note"),
        12 => (text.replace('\n', chance.of(&["\r\n", "\r"])), "other line ends"),
        13 => (text.clone() + chance.of(&["\n", " ", "\t\n\n", "\u{a0}", "\u{c}", "\u{200b}", "x"]), "add to the end"),
        14 => {
            files.remove(&path);
            return "delete a file";
        }
        15 => {
            let other = all[chance.below(all.len())].clone();
            let swapped = files.insert(other, text).unwrap_or_default();
            files.insert(path, swapped);
            return "swap two files";
        }
        16 => {
            let other = all[chance.below(all.len())].clone();
            let copied = files[&other].clone();
            files.insert(path, copied);
            return "copy one file over another";
        }
        _ => {
            files.remove(&path);
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            files.insert(format!("{folder}/{}.md", 1 + chance.below(8)), text);
            return "renumber";
        }
    };
    files.insert(path, new);
    kind
}

/// Changes the file of seals, and says how.
pub(crate) fn mutate_seals(files: &mut Files, chance: &mut Chance) -> &'static str {
    let all = paths(files, |path| path.ends_with("/seals.toml"));
    let path = all[chance.below(all.len())].clone();
    let text = files[&path].clone();
    let starts: Vec<usize> = text.match_indices("\n[[").map(|(place, _)| place + 1).collect();
    let entry = |index: usize| starts[index]..starts.get(index + 1).copied().unwrap_or(text.len());
    let one = chance.below(starts.len());
    let (new, kind) = match chance.below(12) {
        0 => (edit(&text, starts[0], chance), "edit a character of an entry"),
        1 => (edit(&text, 0, chance), "edit a character anywhere"),
        2 => (cut(&text, 0, chance), "delete a stretch"),
        3 => (insert(&text, 0, chance), "insert"),
        4 => (text[..chance.place(&text)].to_owned(), "truncate"),
        5 => (text[..starts[one]].to_owned(), "take out the last entries"),
        6 => (format!("{}{}", &text[..entry(one).start], &text[entry(one).end..]), "take out an entry"),
        7 => (format!("{text}\n{}", &text[entry(one)]), "repeat an entry"),
        8 => (swap_values(&text, chance), "swap two values"),
        9 => (reorder(&text, "\n", chance), "reorder lines"),
        10 => {
            files.remove(&path);
            return "delete the seals";
        }
        _ => {
            let other = all[chance.below(all.len())].clone();
            let swapped = files.insert(other, text.clone()).unwrap_or_default();
            files.insert(path, swapped);
            return "swap the seals of two definitions";
        }
    };
    files.insert(path, new);
    kind
}

/// What somebody does who knows how seals are made: throws them away and seals the texts as they are now. False if the
/// texts are no sound knowledge base.
pub(crate) fn reseal_everything(files: &mut Files) -> bool {
    files.retain(|path, _| !path.ends_with("seals.toml"));
    seal(files)
}

fn edit(text: &str, from: usize, chance: &mut Chance) -> String {
    let place = from + chance.place(&text[from..]);
    let Some(old) = text[place..].chars().next() else { return format!("{text}x") };
    let new = chance.of(&["a", "e", "0", "7", " ", "é", "\u{430}", "\u{200b}", "\u{301}", "-", "\"", "\n"]);
    format!("{}{new}{}", &text[..place], &text[place + old.len_utf8()..])
}

fn insert(text: &str, from: usize, chance: &mut Chance) -> String {
    let place = from + chance.place(&text[from..]);
    let new = chance.of(&["a", "not ", "\u{200b}", "\u{ad}", " ", "\n", "\u{202e}", "\u{2060}", "1", "# ", "\n\n"]);
    format!("{}{new}{}", &text[..place], &text[place..])
}

fn cut(text: &str, from: usize, chance: &mut Chance) -> String {
    let (one, other) = (from + chance.place(&text[from..]), from + chance.place(&text[from..]));
    format!("{}{}", &text[..one.min(other)], &text[one.max(other)..])
}

fn reorder(text: &str, between: &str, chance: &mut Chance) -> String {
    let mut parts: Vec<&str> = text.split(between).collect();
    let (one, other) = (chance.below(parts.len()), chance.below(parts.len()));
    parts.swap(one, other);
    parts.join(between)
}

fn redate(text: &str, chance: &mut Chance) -> String {
    let new = format!("date = 20{}-0{}-1{}", 19 + chance.below(3), 1 + chance.below(9), chance.below(10));
    text.lines().map(|line| if line.starts_with("date") { new.as_str() } else { line }).collect::<Vec<_>>().join("\n")
        + "\n"
}

fn reauthor(text: &str, chance: &mut Chance) -> String {
    let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("authors")).collect();
    let authors = chance.of(&[
        "",
        "authors = []\n",
        "authors = [\"contributor\"]\n",
        "authors = [\"jo-doe\", \"contributor\"]\n",
        "authors = [\"kim\", \"kim\"]\n",
    ]);
    without.join("\n").replacen("+++\n", &format!("+++\n{authors}"), 1) + "\n"
}

/// Swaps what stands behind `=` in two lines with the same key.
fn swap_values(text: &str, chance: &mut Chance) -> String {
    let key = chance.of(&["digest", "seal", "number", "link"]);
    let mut lines: Vec<&str> = text.lines().collect();
    let places: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].starts_with(&format!("{key} ="))).collect();
    if let (Some(&one), Some(&other)) = (places.get(chance.below(places.len())), places.get(chance.below(places.len())))
    {
        lines.swap(one, other);
    }
    lines.join("\n") + "\n"
}
