//! Words in the letters of another alphabet that only means the look of a letter: mathematical, full-width, circled or raised ones.
//! Searches do not find them, and screen readers spell them out or pass over them.

use unicode_normalization::UnicodeNormalization as _;

use crate::base::unicode::is_without_spaces;

/// The letters that a word needs at least to be called one: a formula has single ones, or two.
const LEAST: usize = 3;

/// A word in letters that stand for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Styled<'text> {
    /// Where it begins, in bytes.
    pub offset: usize,
    /// The word.
    pub word: &'text str,
    /// Of which alphabet it is.
    pub alphabet: Alphabet,
    /// What it says, in letters as everybody types them.
    pub plain: String,
}

/// An alphabet whose letters are compatible with others (NFKC) and differ in their look alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Letters of formulas.
    Mathematical,
    /// Latin letters as wide as Chinese ones.
    FullWidth,
    /// Letters in circles and squares.
    Enclosed,
    /// Letters above or below the line.
    Raised,
}

impl Alphabet {
    /// What its letters are called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mathematical => "mathematical",
            Self::FullWidth => "full-width",
            Self::Enclosed => "circled or squared",
            Self::Raised => "raised or lowered",
        }
    }
}

/// The alphabet of a letter, with the Latin or Greek letter that it stands for.
fn styled(character: char) -> Option<(Alphabet, char)> {
    let code = u32::from(character);
    let alphabet = match code {
        0x1D400..=0x1D7CB | 0x2102..=0x2149 => Alphabet::Mathematical,
        0xFF21..=0xFF5A => Alphabet::FullWidth,
        0x24B6..=0x24E9 | 0x1F130..=0x1F149 => Alphabet::Enclosed,
        // Letters in black circles and squares have no other letter in Unicode's tables, but they follow the alphabet.
        0x1F150..=0x1F169 => return Some((Alphabet::Enclosed, letter(code - 0x1F150))),
        0x1F170..=0x1F189 => return Some((Alphabet::Enclosed, letter(code - 0x1F170))),
        0x02B0..=0x02B8 | 0x02E0..=0x02E4 | 0x1D2C..=0x1D6A | 0x2071 | 0x207F | 0x2090..=0x209C => Alphabet::Raised,
        _ => return None,
    };
    let mut plain = std::iter::once(character).nfkc();
    let (first, more) = (plain.next()?, plain.next());
    let is_letter = first != character && first.is_alphabetic() && more.is_none();
    is_letter.then_some((alphabet, first))
}

fn letter(number: u32) -> char {
    char::from_u32(u32::from('A') + number).unwrap_or('A')
}

/// The words of a text that are written in one of these alphabets, or have a letter of one in their middle.
///
/// Single letters of formulas, raised letters behind others (`Mᵐᵉ`, `1ˢᵗ`, `kʷʰ`), `ª` and `º`, and full-width letters in a line of Chinese,
/// Japanese or Korean are as they should be.
pub fn styled_words(text: &str) -> Vec<Styled<'_>> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.chars().any(|character| !character.is_ascii() && styled(character).is_some()) {
            let is_wide = line.chars().any(|character| is_without_spaces(character) || is_hangul(character));
            of_line(line, start, is_wide, &mut found);
        }
        start += line.len();
    }
    found
}

fn is_hangul(character: char) -> bool {
    matches!(u32::from(character), 0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF)
}

fn of_line<'text>(line: &'text str, start: usize, is_wide: bool, found: &mut Vec<Styled<'text>>) {
    let is_of_word =
        |character: char| character.is_alphabetic() && !is_without_spaces(character) || styled(character).is_some();
    let mut run: Vec<Styled<'text>> = Vec::new();
    let mut rest = 0;
    while let Some(begin) = line[rest..].find(is_of_word).map(|length| rest + length) {
        let end = line[begin..].find(|character| !is_of_word(character)).map_or(line.len(), |length| begin + length);
        if line[rest..begin].contains(|between: char| between != ' ') {
            settle(&mut run, found);
        }
        let word = &line[begin..end];
        match whole(word) {
            Some((alphabet, plain)) if !(alphabet == Alphabet::FullWidth && is_wide) => {
                run.push(Styled { offset: start + begin, word, alphabet, plain });
            }
            _ => {
                settle(&mut run, found);
                if let Some((alphabet, plain)) = mixed(word) {
                    found.push(Styled { offset: start + begin, word, alphabet, plain });
                }
            }
        }
        rest = end;
    }
    settle(&mut run, found);
}

/// Takes words that follow one another, if they are long enough together and not only letters of a formula.
fn settle<'text>(run: &mut Vec<Styled<'text>>, found: &mut Vec<Styled<'text>>) {
    let length = |styled: &Styled<'_>| styled.plain.chars().count();
    let letters: usize = run.iter().map(length).sum();
    if letters >= LEAST && run.iter().any(|styled| length(styled) >= 2) {
        found.append(run);
    }
    run.clear();
}

/// The alphabet of a word of which every letter is of it.
fn whole(word: &str) -> Option<(Alphabet, String)> {
    let mut alphabet = None;
    let mut plain = String::new();
    for character in word.chars() {
        let (own, letter) = styled(character)?;
        alphabet = Some(own).filter(|own| alphabet.is_none_or(|before| before == *own));
        alphabet?;
        plain.push(letter);
    }
    Some((alphabet?, plain))
}

/// The alphabet of a letter that is of another than those on both sides of it, or is a full-width one among others.
fn mixed(word: &str) -> Option<(Alphabet, String)> {
    let characters: Vec<char> = word.chars().collect();
    let is_plain = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_alphabetic);
    let is_disguised = |(at, character): (usize, &char)| {
        let (alphabet, _) = styled(*character)?;
        let sides = (is_plain(at.checked_sub(1)), is_plain(Some(at + 1)));
        let is_meant = match alphabet {
            Alphabet::FullWidth => sides.0 || sides.1,
            Alphabet::Mathematical | Alphabet::Enclosed => sides.0 && sides.1,
            Alphabet::Raised => false,
        };
        is_meant.then_some(alphabet)
    };
    let alphabet = characters.iter().enumerate().find_map(is_disguised)?;
    Some((
        alphabet,
        characters.iter().map(|character| styled(*character).map_or(*character, |(_, plain)| plain)).collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_only_look_like_others_are_found() {
        for (text, plain) in [
            ("𝐏𝐫𝐨𝐝𝐎𝐩𝐬 is", "ProdOps"),
            ("a 𝘥𝘦𝘧𝘪𝘯𝘪𝘵𝘪𝘰𝘯,", "definition"),
            ("𝓱𝓮𝓵𝓵𝓸", "hello"),
            ("𝕎𝕖 𝕕𝕠", "We do"),
            ("𝖋𝖗𝖆𝖐𝖙𝖚𝖗 ℌℨℭ", "fraktur HZC"),
            ("Ｐｒｏｄｕｃｔ", "Product"),
            ("ｐroduct", "product"),
            ("製品のｐroduct", "product"),
            ("ⓟⓡⓞⓓ", "prod"),
            ("🅿🆁🅾🅳 🅟🅡🅞🅓", "PROD PROD"),
            ("ᵗʰⁱˢ", "this"),
            ("h𝐞llo", "hello"),
            ("λ is 𝛌𝛐𝛄𝛐𝛓", "λογος"),
        ] {
            let found: Vec<String> = styled_words(text).into_iter().map(|styled| styled.plain).collect();
            assert_eq!(found.join(" "), plain, "{text}");
        }
    }

    #[test]
    fn letters_that_are_meant_are_left_alone() {
        for text in [
            "x² + y², ™, ℠, №, ﬁ and ﬂ, ½, 1ª and nº, Mᵐᵉ, 1ˢᵗ, nᵗʰ, CO₂, H₂O, kʷʰ, aⁿ, eᵢ",
            "ℝⁿ, 𝔼[X], 𝑥 + 𝑦 = 𝑧, 𝑎𝑏, d𝑥, sin𝑥, log𝑛, 𝒪(𝑛), ℓ, ℏ, Å, K",
            "ＡＰＩは製品のＫＰＩです。",
            "ｶﾀｶﾅ ㅋㅋㅋ ＰＲ 팀",
            "Ⓐ Ⓑ, ⓐ ⓑ ⓒ, 🅰 🅱 🆎, 🇩🇪 🇫🇷",
            "Ⅷ. Ⅰ Ⅱ Ⅲ, ſ and Wachſtube, ﷺ",
            "ʀ ɴ ʟ, tʰ, ⁿd, ˈsʌm.θɪŋ",
        ] {
            assert_eq!(styled_words(text), [], "{text}");
        }
    }
}
