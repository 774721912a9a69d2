//! The place where a picture was taken, in XMP: RDF written as XML, in UTF-8.

use std::ops::Range;

use memchr::memmem::find;

/// What a place is called in XMP, as the end of a name.
const PLACES: [&[u8]; 4] = [b"GPSLatitude", b"GPSLongitude", b"GPSDestLatitude", b"GPSDestLongitude"];

/// Whether XMP names a place, as an attribute or as an element.
pub(super) fn names_place(xmp: &[u8]) -> bool {
    PLACES.iter().any(|name| find(xmp, name).is_some())
}

/// The same XMP with blanks for all that it says about the place: as long as before, so that nothing behind it moves. None if it
/// cannot be done that way.
pub(super) fn without_place(xmp: &[u8]) -> Option<Vec<u8>> {
    let mut blanked = xmp.to_vec();
    let mut from = 0;
    while let Some(at) = find(&blanked[from..], b":GPS").map(|at| from + at) {
        match statement(&blanked, at) {
            Some(range) => {
                from = range.end;
                blanked[range].fill(b' ');
            }
            None => from = at + 1,
        }
    }
    Some(blanked).filter(|blanked| !names_place(blanked))
}

/// Where the attribute or the element is that has the colon of its name at `colon`.
fn statement(xmp: &[u8], colon: usize) -> Option<Range<usize>> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b":_-.".contains(byte);
    let begin = colon - xmp[..colon].iter().rev().take_while(|byte| is_part(byte)).count();
    let end = colon + xmp[colon..].iter().take_while(|byte| is_part(byte)).count();
    if begin > 0 && xmp[begin - 1] == b'<' {
        let close = end + xmp[end..].iter().position(|byte| *byte == b'>')?;
        if xmp[close - 1] == b'/' {
            return Some(begin - 1..close + 1);
        }
        let ending = [b"</", &xmp[begin..end], b">"].concat();
        let at = close + find(&xmp[close..], &ending)?;
        return Some(begin - 1..at + ending.len());
    }
    let mut at = end + spaces(&xmp[end..]);
    if *xmp.get(at)? != b'=' {
        return None;
    }
    at += 1;
    at += spaces(&xmp[at..]);
    let quote = xmp.get(at).filter(|byte| b"\"'".contains(byte))?;
    let length = xmp[at + 1..].iter().position(|byte| byte == quote)?;
    Some(begin..at + length + 2)
}

fn spaces(xmp: &[u8]) -> usize {
    xmp.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_where_goes_and_the_rest_stays_where_it_was() {
        let blank = |text: &str| " ".repeat(text.len());
        for said in [
            "exif:GPSLatitude=\"52,31.2N\"",
            "e:GPSLongitude = '13,24.6E'",
            "x:GPSDestLatitude='>'",
            "exif:GPSLatitude=\"1\" exif:GPSTimeStamp=\"2020\"",
        ] {
            let around = |inside: &str| format!("<rdf:Description {inside} dc:rights=\"Jo: a GPS\"/>");
            let gaps: String = said.split(' ').map(blank).collect::<Vec<_>>().join(" ");
            assert_eq!(without_place(around(said).as_bytes()), Some(around(&gaps).into_bytes()), "{said}");
        }
        for said in ["<exif:GPSLatitude>52,31.2N</exif:GPSLatitude>", "<exif:GPSLongitude rdf:resource=\"x\"/>"] {
            let around = |inside: &str| format!("<d>{inside}<dc:rights>Jo</dc:rights></d>");
            assert_eq!(without_place(around(said).as_bytes()), Some(around(&blank(said)).into_bytes()), "{said}");
        }
    }

    #[test]
    fn what_cannot_be_understood_is_left_alone() {
        for said in ["<exif:GPSLatitude>52", "exif:GPSLatitude=\"52", "exif:GPSLatitude", "GPSLongitude=\"1\""] {
            assert!(names_place(said.as_bytes()));
            assert_eq!(without_place(said.as_bytes()), None, "{said}");
        }
    }
}
