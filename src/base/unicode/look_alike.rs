//! Letters of another script that look like those around them.

use std::sync::LazyLock;

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

/// The first look-alike of each word of a text that has one. What looks alike follows UTS #39.
///
/// A word of two scripts is in disguise if all of it can be read in one of them, or if it goes back and forth between
/// them with a look-alike on the way. A word that changes its script once, with letters of its own on both sides, is an
/// honest mixture, such as `SMMщик` or `mailάκι`; so is an abbreviation with an ending that has a letter of its own, and a
/// Greek letter beside one other, as in a formula. A word that is written in look-alikes throughout is none: nothing in it
/// tells a disguise from a language. Scripts that are written together anyway, such as those of Japanese, are not compared.
pub fn look_alikes(text: &str) -> Vec<LookAlike<'_>> {
    if text.is_ascii() {
        return Vec::new();
    }
    words(text).filter(|(_, word)| !word.is_ascii()).filter_map(|(offset, word)| look_alike(offset, word)).collect()
}

/// Runs of letters and marks, each with its offset.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Most letters are of ASCII, and Unicode's tables are slow for them.
    let is_letter = |character: char| {
        let group = |character: char| character.general_category_group();
        character.is_ascii_alphabetic()
            || !character.is_ascii()
                && matches!(group(character), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark)
    };
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_letter)?;
        let end = text[start..].find(|character| !is_letter(character)).map_or(text.len(), |end| start + end);
        rest = end;
        Some((start, &text[start..end]))
    })
}

/// A letter of a word.
struct Letter {
    offset: usize,
    sign: char,
    script: Script,
}

fn look_alike(offset: usize, word: &str) -> Option<LookAlike<'_>> {
    let letters: Vec<Letter> = word
        .char_indices()
        .map(|(inside, letter)| Letter { offset: offset + inside, sign: letter, script: letter.script() })
        .filter(|letter| !matches!(letter.script, Script::Common | Script::Inherited))
        .collect();
    let first = letters.first()?.script;
    if letters.iter().all(|letter| letter.script == first || (is_east_asian(letter.script) && is_east_asian(first))) {
        return None;
    }
    let disguised = |main: Script| {
        letters.iter().filter(move |letter| letter.script != main).map(move |letter| resembled(letter.sign, main))
    };
    let scripts = by_frequency(&letters);
    // Latin comes first: what is meant to be read is most often that. Another script is if most letters are of it.
    let (most, most_letters) = scripts[0];
    let readable = std::iter::once(Script::Latin)
        .chain(scripts.iter().filter(|(_, count)| *count == most_letters).map(|(script, _)| *script))
        .filter(|main| scripts.iter().any(|(script, _)| script == main))
        .find(|&main| disguised(main).all(|shape| shape.is_some()));
    let turns = letters.windows(2).filter(|pair| pair[0].script != pair[1].script).count();
    let main = match readable {
        Some(main) if !is_formula(&letters) && !is_declined(&letters, main, turns) => main,
        None if turns > 1 => most,
        _ => return None,
    };
    let (found, looks_like) = letters
        .iter()
        .filter(|letter| letter.script != main)
        .find_map(|letter| Some((letter, resembled(letter.sign, main)?)))?;
    let script = found.script.full_name();
    Some(LookAlike { offset: found.offset, letter: found.sign, script, looks_like, word })
}

/// The scripts of a word with the number of their letters, that of most letters first; of two that are equally frequent, the one that comes first.
fn by_frequency(letters: &[Letter]) -> Vec<(Script, usize)> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for letter in letters {
        match counts.iter_mut().find(|(known, _)| *known == letter.script) {
            Some((_, count)) => *count += 1,
            None => counts.push((letter.script, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// Whether a word is a Greek letter and one other, such as `ΔT`.
fn is_formula(letters: &[Letter]) -> bool {
    letters.len() == 2 && letters.iter().any(|letter| letter.script == Script::Greek)
}

/// Whether a word is an abbreviation in capitals with an ending of the other script that has a letter of its own: the
/// letters of `API` all look like Cyrillic ones, and `APIшка` is honest nevertheless.
fn is_declined(letters: &[Letter], main: Script, turns: usize) -> bool {
    let stem = letters.iter().take_while(|letter| letter.script == letters[0].script).count();
    let (stem, ending) = letters.split_at(stem);
    turns == 1
        && stem.len() > 1
        && stem[0].script != main
        && stem.iter().all(|letter| letter.sign.is_uppercase())
        && ending.iter().all(|letter| letter.sign.is_lowercase())
        && ending.iter().any(|letter| resembled(letter.sign, stem[0].script).is_none())
}

/// The letter of a script that a letter of another one looks like.
fn resembled(letter: char, script: Script) -> Option<char> {
    let (shape, _) = shape(letter)?;
    let from = SHAPES.partition_point(|known| known.looks_like < shape);
    let alike =
        || SHAPES[from..].iter().take_while(|known| known.looks_like == shape).filter(|known| known.script == script);
    let same_case = alike().find(|known| known.letter.is_uppercase() == letter.is_uppercase());
    // Scripts without capitals have letters that look like Latin ones.
    same_case.or_else(|| alike().next().filter(|_| script == Script::Latin)).map(|known| known.letter)
}

/// The letters that texts of the scripts are written with, by what they look like. Letters of small or dead languages are
/// left out: nobody would take `к` for a letter of Greenland.
static SHAPES: LazyLock<Vec<Shape>> = LazyLock::new(|| {
    let letters = [('A', 'Z'), ('a', 'z'), ('Α', 'ώ'), ('Ѐ', 'џ'), ('Ґ', 'ґ'), ('Ա', 'և')];
    let letters = letters.into_iter().flat_map(|(first, last)| first..=last);
    let known = |letter: char| {
        shape(letter).map(|(looks_like, marks)| Shape { looks_like, marks, script: letter.script(), letter })
    };
    let mut shapes: Vec<Shape> = letters.filter_map(known).collect();
    // Where several letters look like one sign, the one without marks is meant.
    shapes.sort_by_key(|known| (known.looks_like, known.marks, known.letter));
    shapes
});

/// What a letter looks like.
struct Shape {
    looks_like: char,
    /// How many marks it has.
    marks: usize,
    script: Script,
    letter: char,
}

/// What a letter looks like without its accents, if that is one sign, and how many accents it has. A stroke through a sign is
/// none: nobody takes `θ` for an `O`.
fn shape(letter: char) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    let is_mark = |sign: &char| {
        sign.general_category_group() == GeneralCategoryGroup::Mark && !matches!(sign, '\u{334}'..='\u{338}')
    };
    let (marks, signs): (Vec<char>, Vec<char>) = skeleton(letter.encode_utf8(&mut bytes)).partition(is_mark);
    if let [sign] = signs[..] { Some((sign, marks.len())) } else { None }
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
    fn every_disguise_is_found() {
        for word in [
            "раyраl",
            "раураl",
            "\u{430}pple",
            "аррlе",
            "micrоsoft",
            "ехаmple",
            "ѕcope",
            "APIѕ",
            "АI",
            "ІT",
            "ргоduct",
            "naїve",
            "cаfé",
            "Gооgle",
            "оf",
            // Latin letters among others.
            "Mосква",
            "Aвтор",
            "Украiна",
            "oт",
            "iменник",
            "cловo",
            "Kαλημέρα",
            "λόγoς",
            "Օsօ",
            // Greek among Latin.
            "prοduct",
            "νalue",
            "Αdmin",
            // Letters between which a word goes back and forth.
            "Продyктoвый",
        ] {
            assert!(!look_alikes(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn honest_mixtures_are_none() {
        for text in [
            "日本語のテスト、漢字とカナ",
            "/θɪŋk/ βɪt χaɪ ʃʒŋ",
            "한국어와 漢字",
            "µm, kΩ, Δt, λ-Kalkül, ΔT, αT, βHCG, μTorrent, Ωmega",
            "naïve café Ærø",
            "Москва и Paris",
            "соса",
            "e\u{301}",
            "卡拉OK T恤 K팝 Ｔシャツ",
            // Russian
            "SMMщик, CMMщик, IT-специалист, SMSка, SMSки, PDFки, 3D-принтер, COVID-ом, HRы, DevOpsом, PRовский",
            "Googleить, Facebookом, Skypeом, iPhoneом, APIшка, IPшник, MMOшка, QAшник, BMWшка, TOPовый, VIPка, ITшник",
            // Ukrainian
            "SMSка, PDFки, ITшний, APIшний, Excelівський, Telegramом, об’єкт",
            // Bulgarian
            "SMSът, PDFът, APIто, SEOто, USBто, DVDта",
            // Serbian
            "SMSови, PDFови, USBом, QRкод, CDови, Facebookом, PDF-а",
            // Greek
            "e-mailάκι, mailάκι, blogάρω, SMSάκι, PDFάκι, chatάρω, likeάρω",
        ] {
            assert_eq!(look_alikes(text), [], "{text}");
        }
    }
}
