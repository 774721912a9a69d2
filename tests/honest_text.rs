//! Honest text in many languages passes clean: nothing in it is called invisible or a look-alike, and it becomes a page as
//! it was written.

use variorum::base::unicode::{hidden, look_alikes, piles, styled_words};
use variorum::content::document;
use variorum::history::text::{Lexicon, Text};

/// "A definition belongs to all who use the word." and a little more, with the joiners, marks and signs that the
/// languages need.
const SENTENCES: [(&str, &str); 52] = [
    ("Afrikaans", "ʼn Definisie behoort aan almal wat die woord gebruik."),
    ("Albanian", "Përkufizimi u përket të gjithëve që e përdorin fjalën."),
    ("Amharic", "ትርጓሜው ቃሉን ለሚጠቀሙ ሁሉ ነው።"),
    ("Arabic", "التعريف مِلكٌ لكلِّ من يستعمل الكلمة؛ انظر C++\u{200F} و‏ProdOps."),
    ("Armenian", "Սահմանումը պատկանում է բոլորին, ովքեր օգտագործում են բառը։"),
    ("Assamese", "সংজ্ঞাটো শব্দটো ব্যৱহাৰ কৰা সকলোৰে।"),
    ("Basque", "Definizioa hitza erabiltzen duten guztiena da."),
    ("Bengali", "সংজ্ঞাটি তাদের সবার, যারা শব্দটি ব্যবহার করে; র‍্যাপ।"),
    ("Bulgarian", "Определението принадлежи на всички, които използват думата."),
    ("Burmese", "အဓိပ္ပာယ်ဖွင့်ဆိုချက်သည်\u{200B}စကားလုံးကို\u{200B}သုံးသူအားလုံး\u{200B}ပိုင်သည်။"),
    ("Catalan", "La definició pertany a tothom qui fa servir la paraula; col·lecció."),
    ("Chinese", "定义属于每一个使用这个词的人。“产品运营”不是头衔。"),
    ("Croatian", "Definicija pripada svima koji rabe tu riječ."),
    ("Czech", "Definice patří všem, kdo to slovo používají."),
    ("Danish", "Definitionen tilhører alle, der bruger ordet."),
    ("Dutch", "De definitie is van iedereen die het woord gebruikt; zo’n ’s avonds."),
    ("English", "A definition belongs to all who use the word — “care’n’feeding” included…"),
    ("Estonian", "Määratlus kuulub kõigile, kes seda sõna kasutavad."),
    ("Finnish", "Määritelmä kuuluu kaikille, jotka sanaa käyttävät."),
    ("French", "La définition appartient à tous\u{A0}: «\u{A0}quiconque\u{A0}» emploie le mot\u{202F}!"),
    ("Georgian", "განმარტება ეკუთვნის ყველას, ვინც სიტყვას იყენებს."),
    ("German", "Die Definition gehört allen, die das Wort gebrauchen – auch „groß“ und 10\u{202F}%."),
    ("Greek", "Ο ορισμός ανήκει σε όλους όσοι χρησιμοποιούν τη λέξη."),
    ("Gujarati", "વ્યાખ્યા શબ્દ વાપરનારા સૌની છે."),
    ("Hebrew", "ההגדרה שייכת לכל מי שמשתמש במילה; ראו C#\u{200E} ו־ProdOps."),
    ("Hindi", "परिभाषा उन सबकी है जो शब्द का प्रयोग करते हैं; क्‍षमा, श्‍याम।"),
    ("Hungarian", "A meghatározás mindenkié, aki a szót használja."),
    ("Icelandic", "Skilgreiningin er allra sem nota orðið."),
    ("Indonesian", "Definisi adalah milik semua orang yang memakai kata itu."),
    ("Irish", "Is le gach duine a úsáideann an focal an sainmhíniú."),
    ("Italian", "La definizione è di tutti quelli che usano la parola."),
    ("Japanese", "定義は、その言葉を使うすべての人のものです。プロダクトのオペレーション、葛\u{E0100}。"),
    ("Kannada", "ವ್ಯಾಖ್ಯಾನವು ಪದವನ್ನು ಬಳಸುವ ಎಲ್ಲರದು; ರ‍್ಯಾಲಿ."),
    ("Khmer", "និយមន័យ\u{200B}ជា\u{200B}របស់\u{200B}អ្នក\u{200B}ទាំង\u{200B}អស់។"),
    ("Korean", "정의는 그 말을 쓰는 모두의 것이다. 제품(製品) 운영."),
    ("Lao", "ຄໍານິຍາມ\u{200B}ເປັນ\u{200B}ຂອງ\u{200B}ທຸກ\u{200B}ຄົນ."),
    ("Malayalam", "നിർവചനം വാക്ക് ഉപയോഗിക്കുന്ന എല്ലാവരുടേതുമാണ്; അവന്‍റെ."),
    ("Marathi", "व्याख्या शब्द वापरणाऱ्या सर्वांची आहे; दर्‍या."),
    ("Mongolian", "ᠲᠣᠳᠣᠷᠬᠠᠶᠢᠯᠠᠯᠲᠠ ᠪᠣᠯ ᠪᠦᠭᠦᠳᠡ ᠶᠢᠨ ᠦᠭᠡ᠎ᠶᠢ."),
    ("Nepali", "परिभाषा शब्द प्रयोग गर्ने सबैको हो; गर्‍यो।"),
    ("Persian", "تعریف از آنِ همهٔ کسانی است که واژه را به‌کار می‌برند؛ PDF‌ها."),
    ("Polish", "Definicja należy do wszystkich, którzy używają tego słowa."),
    ("Russian", "Определение принадлежит всем, кто употребляет слово «продукт»."),
    ("Sinhala", "නිර්වචනය වචනය භාවිත කරන සැමට අයත් ය; ශ්‍රී."),
    ("Tamil", "வரையறை சொல்லைப் பயன்படுத்தும் அனைவருக்கும் உரியது."),
    ("Telugu", "నిర్వచనం పదాన్ని వాడే అందరిదీ; సాఫ్ట్‌వేర్."),
    ("Thai", "นิยามเป็นของทุกคน\u{200B}ที่ใช้คำนี้"),
    ("Tibetan", "མིང་ཚིག་འདི་སུ་ཡིས་བཀོལ་ཡང་དེའི་ཡིན།"),
    ("Vietnamese", "Định nghĩa thuộc về tất cả những ai dùng từ ấy."),
    ("Mixed Russian", "SMMщик пишет SMSки и PDFки, IT-специалист чинит 3D-принтер."),
    ("Mixed Greek", "Ένα e-mailάκι και ένα SMSάκι, ΔT και μTorrent."),
    ("Emoji", "👩‍🔬 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 👍🏽 1️⃣ ✔️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇺🇦 ☎︎"),
];

#[test]
fn honest_text_is_clean() {
    for (language, sentence) in SENTENCES {
        assert_eq!(hidden(sentence), [], "{language}");
        assert_eq!(look_alikes(sentence), [], "{language}");
        assert_eq!(piles(sentence), [], "{language}");
        assert_eq!(styled_words(sentence), [], "{language}");
    }
}

#[test]
fn honest_text_is_cut_into_words_without_loss() {
    for (language, sentence) in SENTENCES {
        let (body, source) = document::loose(sentence);
        let text = Text::new(&body, &source, &mut Lexicon::default());
        let words: String = (0..text.tokens.len()).map(|word| text.word(word)).collect();
        assert_eq!(words, sentence.split_whitespace().collect::<String>(), "{language}");
    }
}
