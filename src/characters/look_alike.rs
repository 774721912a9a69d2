//! Letters of another script that look like those around them.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};
use unicode_script::{Script, UnicodeScript as _};
use unicode_security::skeleton;

/// A letter that looks like one of the script that the rest of its word is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookAlike<'text> {
    /// Where the letter stands, in bytes.
    pub offset: usize,
    /// The letter.
    pub letter: char,
    /// The script it belongs to.
    pub script: &'static str,
    /// The letter it looks like.
    pub looks_like: char,
    /// The word.
    pub word: &'text str,
}

/// The first look-alike of each word of a text that has one. A word that is written in look-alikes throughout is none:
/// nothing in it tells a disguise from a language. What looks alike follows UTS #39; scripts that are written together
/// anyway, such as those of Japanese, are not compared.
pub fn look_alikes(text: &str) -> Vec<LookAlike<'_>> {
    if text.is_ascii() {
        return Vec::new();
    }
    words(text).filter_map(|(offset, word)| look_alike(offset, word)).collect()
}

/// Runs of letters and marks, each with its offset.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_letter = |character: char| {
        matches!(character.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark)
    };
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_letter)?;
        let end = text[start..].find(|character| !is_letter(character)).map_or(text.len(), |end| start + end);
        rest = end;
        Some((start, &text[start..end]))
    })
}

fn look_alike(offset: usize, word: &str) -> Option<LookAlike<'_>> {
    let scripts: Vec<(usize, char, Script)> = word
        .char_indices()
        .map(|(inside, letter)| (inside, letter, letter.script()))
        .filter(|(_, _, script)| !matches!(script, Script::Common | Script::Inherited))
        .collect();
    let first = scripts.first()?.2;
    if scripts.iter().all(|(_, _, script)| *script == first || (is_east_asian(*script) && is_east_asian(first))) {
        return None;
    }
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for (_, _, script) in &scripts {
        match counts.iter_mut().find(|(known, _)| known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((*script, 1)),
        }
    }
    // The script of most letters; of two that are equally frequent, the one that comes first.
    let (main, _) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    scripts.iter().filter(|(_, _, script)| *script != main).find_map(|&(inside, letter, script)| {
        let mut shape = skeleton(letter.encode_utf8(&mut [0; 4])).collect::<Vec<char>>().into_iter();
        let looks_like = shape.next().filter(|shape| shape.script() == main && *shape != letter)?;
        let script = script.full_name();
        shape.next().is_none().then_some(LookAlike { offset: offset + inside, letter, script, looks_like, word })
    })
}

/// Scripts that stand in one word in Chinese, Japanese and Korean.
fn is_east_asian(script: Script) -> bool {
    matches!(script, Script::Bopomofo | Script::Han | Script::Hangul | Script::Hiragana | Script::Katakana)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_disguise_is_found() {
        let found = look_alikes("Product P\u{430}ypal and pаy, ΡrodOps");
        let told: Vec<_> = found.iter().map(|found| (found.word, found.looks_like, found.script)).collect();
        assert_eq!(told, [("P\u{430}ypal", 'a', "Cyrillic"), ("pаy", 'a', "Cyrillic"), ("ΡrodOps", 'P', "Greek")]);
    }

    #[test]
    fn honest_mixtures_are_none() {
        for text in [
            "日本語のテスト、漢字とカナ",
            "한국어와 漢字",
            "µm, kΩ, Δt, λ-Kalkül",
            "naïve café Ærø",
            "Москва и Paris",
            "соса",
            "e\u{301}",
        ] {
            assert_eq!(look_alikes(text), [], "{text}");
        }
    }
}
