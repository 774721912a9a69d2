//! What characters that nobody sees are called.

/// A character by its code point, with a name if it is one that nobody sees: `U+200B zero width space`.
pub fn name(character: char) -> String {
    let code = u32::from(character);
    let words = match character {
        '\u{A0}' => "no-break space",
        '\u{AD}' => "soft hyphen",
        '\u{34F}' => "combining grapheme joiner",
        '\u{61C}' => "Arabic letter mark",
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "Hangul filler",
        '\u{180E}' => "Mongolian vowel separator",
        '\u{200B}' => "zero width space",
        '\u{200C}' => "zero width non-joiner",
        '\u{200D}' => "zero width joiner",
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202A}' => "left-to-right embedding",
        '\u{202B}' => "right-to-left embedding",
        '\u{202C}' => "pop directional formatting",
        '\u{202D}' => "left-to-right override",
        '\u{202E}' => "right-to-left override",
        '\u{202F}' => "narrow no-break space",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "pop directional isolate",
        '\u{2800}' => "blank Braille pattern",
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180F}' => "variation selector",
        '\u{FFF9}'..='\u{FFFB}' => "interlinear annotation",
        '\u{13430}'..='\u{13446}' => "format control of hieroglyphs",
        '\u{16FE4}' => "filler of the small Khitan script",
        '\u{1BCA0}'..='\u{1BCA3}' => "format control of shorthand",
        '\u{1D159}' => "null note head",
        '\u{1D173}'..='\u{1D17A}' => "format control of music",
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => "private use",
        '\u{FEFF}' => "byte order mark",
        '\u{E0000}'..='\u{E007F}' => "tag",
        '\u{1B}' => "escape",
        control if control.is_control() => "control character",
        _ => "",
    };
    if words.is_empty() { format!("U+{code:04X}") } else { format!("U+{code:04X} {words}") }
}
