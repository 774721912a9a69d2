//! What cards hold: whole files, read back, and what was left out of them.

use proptest::prelude::*;

use crate::render::card::face::{EM, Face};
use crate::render::card::paragraph::{Extent, Paragraph, Room, leading};
use crate::render::card::{MARGIN, MEASURE, SIZES, TEXT_ENDS, draw, text};
use crate::site::views::CardView;

fn card(text: &str) -> CardView {
    CardView {
        term: "ProdOps".to_owned(),
        text: text.to_owned(),
        number: "Iteration 5".to_owned(),
        date: "8 December 2020".to_owned(),
        authors: "Dean Peters".to_owned(),
        site: "A living definition".to_owned(),
    }
}

/// The dots of a card, each as the number of its colour.
fn dots(file: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a picture");
    assert_eq!((reader.info().width, reader.info().height), (1200, 630));
    assert_eq!(reader.info().palette.as_ref().map(|palette| palette.len()), Some(48), "sixteen colours");
    let mut rows = vec![0; reader.output_buffer_size().expect("a small picture")];
    reader.next_frame(&mut rows).expect("a whole picture");
    rows.iter().flat_map(|pair| [pair >> 4, pair & 15]).collect()
}

fn set(text: &str) -> (Paragraph, Vec<i32>, i32) {
    let mut face = Face::new();
    let (text, extent) = text::printable(text, &face);
    let mut paragraph = Paragraph::new(&mut face, &text, extent, MEASURE * EM / 36);
    let setting = paragraph.fit(Room { width: MEASURE, height: 392 }, &SIZES);
    let widths = setting.lines.iter().map(|line| line.width * setting.size / EM).collect();
    (paragraph, widths, setting.size)
}

#[test]
fn a_short_text_is_large_and_a_long_one_small() {
    let sentence = "Product operations is what keeps product work working. ";
    let sizes: Vec<i32> = [1, 2, 3, 6, 20].map(|times| set(&sentence.repeat(times)).2).into();
    assert!(sizes.is_sorted_by(|a, b| a > b), "{sizes:?}");
    assert_eq!((sizes[0], sizes[4]), (102, 36));
}

#[test]
fn lines_are_as_wide_as_the_measure_at_most_and_end_with_words() {
    for times in [1, 2, 5, 12, 80] {
        let (paragraph, widths, size) = set(&"A word, another and a longer-one. ".repeat(times));
        assert!(widths.iter().all(|width| (1..=MEASURE).contains(width)), "{widths:?}");
        assert!(i32::try_from(widths.len()).expect("few") * leading(size) <= 392);
        assert_eq!(paragraph.is_whole(), times < 80, "{times}");
    }
}

#[test]
fn what_is_too_long_is_cut_behind_a_word_and_has_an_ellipsis() {
    let mut face = Face::new();
    let mut words = |text: &str, width: i32| {
        let mut paragraph = Paragraph::new(&mut face, text, Extent::Whole, 1_000_000);
        let setting = paragraph.fit(Room { width, height: 1 }, &[100]);
        (setting.lines.len(), setting.lines[0].width, paragraph.is_whole())
    };
    let (_, cut, _) = words("One two…", 9_999);
    assert_eq!(words("One two, three", 500), (1, cut, false), "the comma goes with what it led to");
    assert_eq!(words("One two", 500), (1, words("One two", 9_999).1, true));
}

#[test]
fn a_text_ends_before_the_first_word_that_cannot_be_set() {
    let is_drawn_as = |text: &str, other: &str| assert!(draw(&card(text)) == draw(&card(other)), "{text} {other}");
    is_drawn_as("What we call 製品 here.", "What we call…");
    is_drawn_as("What we call pre-製品 here.", "What we call…");
    is_drawn_as("What 🚀 we call it.", "What we call it.");
    is_drawn_as("What\u{200b} we\u{202e} call\u{7}\n it. ", "What we call it.");
    is_drawn_as("Cafe\u{301}", "Café");
    is_drawn_as(&format!("a{}", "\u{301}".repeat(90)), &format!("a{}", "\u{301}".repeat(5)));
}

#[test]
fn what_cannot_be_set_at_all_gives_its_place_to_the_term_and_that_to_the_number() {
    let with = |change: fn(&mut CardView)| {
        let mut card = card("製品 is what we call it.");
        change(&mut card);
        draw(&card)
    };
    let only_term = with(|_| {});
    assert!(only_term == with(|card| card.text = String::new()));
    assert!(only_term != with(|card| card.term = "製品".to_owned()));
    let only_number = with(|card| card.term = "製品".to_owned());
    assert!(only_number == with(|card| card.term = "ProdOps 製品".to_owned()), "half a term is none");
    assert!(
        with(|card| card.authors = "山田".to_owned()) == with(|card| card.authors = String::new()),
        "there is no `by` without a name"
    );
    assert!(with(|card| card.site = "製品".to_owned()) == with(|card| card.site = String::new()));
    assert!(dots(&only_number).iter().any(|dot| *dot > 10), "the number is there");
}

#[test]
fn a_card_is_the_same_whatever_was_drawn_before() {
    let views: Vec<CardView> = ["One.", "שלום ProdOps 2020.", &"Words and words. ".repeat(60)].map(card).into();
    let alone = |view: CardView| std::thread::spawn(move || draw(&view)).join().expect("a card");
    let alone: Vec<Vec<u8>> = views.iter().cloned().map(alone).collect();
    for (view, expected) in views.iter().chain(views.iter().rev()).zip(alone.iter().chain(alone.iter().rev())) {
        assert!(draw(view) == *expected, "{view:?}");
    }
}

#[test]
fn what_is_heaped_up_stays_small_and_quick() {
    for text in [
        "w".repeat(200_000),
        "W ".repeat(100_000),
        "\u{301}".repeat(100_000),
        format!("a{}", "\u{20dd}\u{301}".repeat(100_000)),
        "\u{202e}א1".repeat(50_000),
        "\u{200d}".repeat(200_000),
        "()[]{}<>".repeat(25_000),
        "ffi".repeat(70_000),
        "-".repeat(200_000),
        "\u{a0}".repeat(100_000),
    ] {
        let view = CardView { term: text.clone(), authors: text.clone(), site: text.clone(), ..card(&text) };
        let file = draw(&view);
        assert!(file.len() < 200_000, "{} bytes for {:?}", file.len(), text.chars().take(5).collect::<String>());
        dots(&file);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_makes_a_card(
        text in prop_oneof![any::<String>(), "(\\PC| |\u{301}|\u{202e}|[א-ת]|[a-z]{1,80}|[а-я]|[α-ω]|-|\u{a0}){0,300}"],
        term in any::<String>(),
    ) {
        let view = CardView { term, authors: text.clone(), ..card(&text) };
        let dots = dots(&draw(&view));
        let margin = usize::try_from(MARGIN).expect("a length") / 4;
        let outside = dots.chunks(1200).take(usize::try_from(TEXT_ENDS).expect("a length"));
        prop_assert!(outside.clone().all(|row| row[..margin].iter().chain(&row[1200 - margin..]).all(|dot| *dot == 0)));
    }
}
