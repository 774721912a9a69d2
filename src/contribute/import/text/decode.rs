//! Bytes to text, where it is known how.

use crate::contribute::import::text::changes::Changes;

/// What stands in Windows-1252 for the bytes 80 to 9F; U+FFFD for the five that mean nothing.
const WINDOWS: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž', '\u{FFFD}', '\u{FFFD}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}', 'ž', 'Ÿ',
];

/// The text that some bytes are: UTF-8, UTF-16 with its mark, or else what `encoding` names, as far as it is a form of
/// Latin. Other bytes become U+FFFD. Line ends become `\n`, and a byte order mark goes; that is told as well.
pub fn decode(bytes: &[u8], encoding: &str, changes: &mut Changes) -> String {
    let mut text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, changes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, changes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => match encoding.to_ascii_lowercase().replace(['-', '_'], "").as_str() {
                "iso88591" | "latin1" | "windows1252" | "cp1252" => {
                    changes.add("bytes that are no UTF-8 were read as Windows-1252, as the commit says");
                    bytes.iter().map(|byte| latin(*byte)).collect()
                }
                _ => {
                    changes.add("bytes that are no UTF-8 became U+FFFD, because nothing says what they are");
                    String::from_utf8_lossy(bytes).into_owned()
                }
            },
        },
    };
    if let Some(rest) = text.strip_prefix('\u{FEFF}') {
        text = rest.to_owned();
        changes.add("the byte order mark was taken out");
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
        changes.add("line ends became those of Unix");
    }
    text
}

fn latin(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16, changes: &mut Changes) -> String {
    changes.add("the text was read as UTF-16");
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| read(*pair)).chain((!rest.is_empty()).then_some(0xDC00));
    char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_by_what_says_what_they_are() {
        let read = |bytes: &[u8], encoding| decode(bytes, encoding, &mut Changes::default());
        assert_eq!(read("é".as_bytes(), "ISO-8859-1"), "é");
        assert_eq!(read(b"caf\xe9 \x93x\x94", "ISO-8859-1"), "café “x”");
        assert_eq!(read(b"caf\xe9", ""), "caf\u{FFFD}");
        assert_eq!(read(b"\xff\xfea\0b\0", ""), "ab");
        assert_eq!(read(b"\xfe\xff\0a\0", ""), "a\u{FFFD}");
        assert_eq!(read(b"\xef\xbb\xbfa\r\nb\rc", ""), "a\nb\nc");
    }
}
