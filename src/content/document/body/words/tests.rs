//! How texts are cut into passages and words.

use proptest::prelude::*;

use super::*;

fn words(text: &str) -> Vec<&str> {
    split(text, &[]).into_iter().map(|range| &text[range.start as usize..range.end as usize]).collect()
}

#[test]
fn words_that_belong_together_stay_together() {
    assert_eq!(
        words("early adopter care’n’feeding, customer onboarding , & ROI"),
        ["early", "adopter", "care’n’feeding", ",", "customer", "onboarding", ",", "&", "ROI"]
    );
    assert_eq!(
        words("“#ProdOps is CI/CD, a.k.a. 1.5 data-informed."),
        ["“", "#ProdOps", "is", "CI/CD", ",", "a.k.a", ".", "1.5", "data-informed", "."]
    );
    assert_eq!(
        words("Since 18Oct2019 the ‘man behind’ it"),
        ["Since", "18Oct2019", "the", "‘", "man", "behind", "’", "it"]
    );
    assert_eq!(words("mot\u{202f}! 10\u{202f}000\u{202f}€"), ["mot", "!", "10\u{202f}000", "€"]);
    assert_eq!(words("mot\u{202f}_\u{202f}mot mot\u{202f}/mot"), ["mot", "_", "mot", "mot", "/", "mot"]);
}

#[test]
fn text_without_spaces_is_split_by_character() {
    assert_eq!(words("产品运营。"), ["产", "品", "运", "营", "。"]);
}

#[test]
fn code_is_one_word() {
    let text = "run a b c now";
    let whole = split(text, std::slice::from_ref(&(4..9)));
    let texts: Vec<&str> = whole.iter().map(|range| &text[range.start as usize..range.end as usize]).collect();
    assert_eq!(texts, ["run", "a b c", "now"]);
}

#[test]
fn bare_addresses_are_one_word() {
    let (body, _) =
        crate::content::document::loose("Ask a-b@c.example at www.d.example/e?f=g, or see https://h.example/i_j.");
    let passage = &passages(&body)[0];
    let words: Vec<&str> = (0..passage.words.len()).map(|index| passage.word(index)).collect();
    let expected =
        ["Ask", "a-b@c.example", "at", "www.d.example/e?f=g", ",", "or", "see", "https://h.example/i_j", "."];
    assert_eq!(words, expected);
}

proptest! {
    #[test]
    fn words_cover_everything_but_white_space(text in "\\PC{0,80}", cut in 0_usize..80, length in 0_usize..20) {
        let start = text.floor_char_boundary(cut);
        let end = text.floor_char_boundary(start + length).max(start);
        let mut covered = 0;
        for range in split(&text, std::slice::from_ref(&(start..end))) {
            let range = range.start as usize..range.end as usize;
            prop_assert!(range.start >= covered && range.start < range.end);
            prop_assert!(text[covered..range.start].chars().all(char::is_whitespace));
            covered = range.end;
        }
        prop_assert!(text[covered..].chars().all(char::is_whitespace));
    }
}
