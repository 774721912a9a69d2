//! What is said of pictures of each kind, and what is left of them without their place.

use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Reader, Tag, Value};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF as _, ImageICC as _};
use proptest::prelude::*;

use super::*;
use crate::base::text::SourceId;

const PNG: &[u8] = include_bytes!("../../../../tests/sites/ladder/input/content/practices/dot.png");
/// One dot, in each of the other containers.
const JPEG: &[u8] = include_bytes!("../../../../tests/pictures/dot.jpg");
const WEBP: &[u8] = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";
const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
const AVIF: &[u8] = b"\0\0\0\x18ftypavif\0\0\0\0avifmif1\0\0\0\x09mdat\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"52,31.2N\" exif:GPSLongitude=\"13,24.6E\"/>";

/// What a telephone writes: which side is up, whose picture it is, the maker, and maybe where it was.
fn exif(place: bool) -> Bytes {
    let field = |tag, value| Field { tag, ifd_num: In::PRIMARY, value };
    let degrees = || {
        Value::Rational(vec![
            Rational { num: 52, denom: 1 },
            Rational { num: 31, denom: 1 },
            Rational { num: 12, denom: 1 },
        ])
    };
    let text = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let mut fields = vec![
        field(Tag::Orientation, Value::Short(vec![6])),
        field(Tag::Copyright, text("Jo Doe")),
        field(Tag::Make, text("A telephone")),
    ];
    if place {
        fields.push(field(Tag::GPSLatitudeRef, text("N")));
        fields.push(field(Tag::GPSLatitude, degrees()));
        fields.push(field(Tag::GPSLongitudeRef, text("E")));
        fields.push(field(Tag::GPSLongitude, degrees()));
    }
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut block = Cursor::new(Vec::new());
    writer.write(&mut block, true).expect("a block is written");
    block.into_inner().into()
}

fn jpeg(place: bool) -> Jpeg {
    let mut jpeg = Jpeg::from_bytes(Bytes::from_static(JPEG)).expect("a picture");
    jpeg.set_icc_profile(Some(Bytes::from_static(b"which colours are meant")));
    jpeg.set_exif(Some(exif(place)));
    jpeg
}

fn png(place: bool) -> Png {
    let mut png = Png::from_bytes(Bytes::from_static(PNG)).expect("a picture");
    png.set_exif(Some(exif(place)));
    png
}

fn webp(place: bool) -> WebP {
    let mut webp = WebP::from_bytes(Bytes::from_static(WEBP)).expect("a picture");
    webp.set_exif(Some(exif(place)));
    webp
}

fn codes(path: &str, bytes: &[u8]) -> Vec<&'static str> {
    report(path, bytes, Span::file(SourceId::FIRST)).iter().map(|found| found.code.name).collect()
}

/// What is left of a block: the side that is up, whose it is, and nothing else.
fn check_kept(block: Option<Bytes>) {
    let exif = Reader::new().read_raw(block.expect("a part is kept").to_vec()).expect("it can be read");
    let value = |tag| exif.get_field(tag, In::PRIMARY).map(|field| field.display_value().to_string());
    assert_eq!(exif.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0)), Some(6));
    assert_eq!(value(Tag::Copyright).as_deref(), Some("\"Jo Doe\""));
    assert_eq!(exif.fields().count(), 2);
}

#[test]
fn whole_pictures_without_a_place_are_as_they_should_be() {
    for (path, bytes) in [
        ("a.png", PNG),
        ("a.PNG", PNG),
        ("a.jpg", JPEG),
        ("a.jpeg", JPEG),
        ("a.webp", WEBP),
        ("a.gif", GIF),
        ("a.avif", AVIF),
        ("a.jpg", &jpeg(false).encoder().bytes()),
        ("a.png", &png(false).encoder().bytes()),
        ("a.webp", &webp(false).encoder().bytes()),
        ("font.woff2", b"no picture"),
    ] {
        assert_eq!(codes(path, bytes), [""; 0], "{path}");
        assert_eq!(without_place(bytes), None, "{path}");
    }
}

#[test]
fn a_file_is_what_its_name_says() {
    let said = |path: &str, bytes: &[u8]| {
        let found = report(path, bytes, Span::file(SourceId::FIRST));
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        assert_eq!(found[0].code.name, "picture-mismatch");
        format!("{}; {}", found[0].message, found[0].helps[0])
    };
    assert_eq!(
        said("content/a.png", JPEG),
        "`content/a.png` is a JPEG picture; rename it to `a.jpg`, and change the name where texts show it"
    );
    assert!(said("a.jpg", WEBP).contains("a WebP picture"));
    assert!(said("a.webp", AVIF).contains("an AVIF picture"));
    assert!(said("a.avif", GIF).contains("a GIF picture"));
    assert!(said("a.png", b"<!DOCTYPE html><html><body>404</body></html>").contains("a web page and not a picture"));
    assert!(said("a.png", b"\n  <svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>").contains("an SVG picture"));
    assert!(said("a.png", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n").contains("Git LFS"));
    assert!(said("a.png", b"a note").contains("a text"));
    assert!(said("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1\0\0\0\x09mdat\0").contains("a HEIC picture"));
    assert!(said("a.jpg", b"II*\0\x08\0\0\0\0\0\0\0\0\0").contains("a TIFF picture"));
    assert!(said("a.jpg", b"%PDF-1.7\n\xff\xfe").contains("a PDF document"));
    assert!(said("a.png", &[0xff; 40]).contains("not a picture"));
}

#[test]
fn empty_and_cut_off_pictures_are_told() {
    assert_eq!(codes("a.png", b""), ["empty-picture"]);
    for (path, bytes) in [("a.png", PNG), ("a.jpg", JPEG), ("a.webp", WEBP), ("a.gif", GIF), ("a.avif", AVIF)] {
        assert_eq!(codes(path, &bytes[..bytes.len() - 1]), ["cut-off-picture"], "{path}");
    }
}

#[test]
fn a_place_is_removed_and_the_picture_stays_as_it_is() {
    let (with, without) = (jpeg(true), jpeg(false));
    let bytes = with.clone().encoder().bytes();
    assert_eq!(codes("a.jpg", &bytes), ["picture-location"]);
    let clean = without_place(&bytes).expect("it can be removed");
    assert_eq!(codes("a.jpg", &clean), [""; 0]);
    let clean = Jpeg::from_bytes(clean.into()).expect("a picture");
    check_kept(clean.exif());
    assert_eq!(clean.icc_profile(), without.icc_profile());
    let rest = |jpeg: &Jpeg| {
        jpeg.segments().iter().filter(|segment| segment.marker() != markers::APP1).cloned().collect::<Vec<_>>()
    };
    assert_eq!(rest(&clean), rest(&with), "tables and compressed dots are as they were");

    let bytes = png(true).encoder().bytes();
    assert_eq!(codes("a.png", &bytes), ["picture-location"]);
    let clean = Png::from_bytes(without_place(&bytes).expect("it can be removed").into()).expect("a picture");
    check_kept(clean.exif());
    let rest = |png: &Png| png.chunks().iter().filter(|chunk| chunk.kind() != *b"eXIf").cloned().collect::<Vec<_>>();
    assert_eq!(rest(&clean), rest(&png(true)));

    let bytes = webp(true).encoder().bytes();
    assert_eq!(codes("a.webp", &bytes), ["picture-location"]);
    let clean = WebP::from_bytes(without_place(&bytes).expect("it can be removed").into()).expect("a picture");
    check_kept(clean.exif());
    let dots = |webp: &WebP| webp.chunks().iter().filter(|chunk| chunk.id() == *b"VP8L").cloned().collect::<Vec<_>>();
    assert_eq!(dots(&clean), dots(&webp(true)));
}

#[test]
fn a_place_in_xmp_is_removed_as_well() {
    let mut picture = jpeg(false);
    picture.segments_mut().insert(0, JpegSegment::new_with_contents(markers::APP1, Bytes::from_static(XMP)));
    let bytes = picture.clone().encoder().bytes();
    assert_eq!(codes("a.jpg", &bytes), ["picture-location"]);
    let clean = without_place(&bytes).expect("it can be removed");
    assert_eq!(clean.len(), bytes.len(), "what is behind stays where it is");
    assert_eq!(Jpeg::from_bytes(clean.into()).expect("a picture").segments()[1..], picture.segments()[1..]);

    let mut picture = png(false);
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0", &XMP[29..]].concat();
    picture.chunks_mut().insert(1, PngChunk::new(*b"iTXt", text.into()));
    let bytes = picture.clone().encoder().bytes();
    assert_eq!(codes("a.png", &bytes), ["picture-location"]);
    let clean = Png::from_bytes(without_place(&bytes).expect("it can be removed").into()).expect("a picture");
    assert_eq!(clean.chunks()[2..], picture.chunks()[2..]);
    assert!(clean.chunks()[1].contents().ends_with(b" />"), "{:?}", clean.chunks()[1].contents());

    let gif = [&GIF[..GIF.len() - 1], b"!\xff\x0bXMP DataXMP", &XMP[29..], b"\0;"].concat();
    assert!(codes("a.gif", &gif).contains(&"picture-location"));

    let avif = [AVIF, b"\0\0\0\x40mime", XMP].concat();
    assert!(codes("a.avif", &avif).contains(&"picture-location"), "{:?}", codes("a.avif", &avif));
    assert_eq!(without_place(&avif), None, "this kind is only told");
}

/// As `ImageMagick` writes what it cannot place otherwise.
#[test]
fn a_place_in_hexadecimal_digits_is_found() {
    let block = |exif: &Bytes| {
        let digits: Vec<String> = exif.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("Raw profile type APP1\0\ngeneric profile\n{:8}\n{}\n", exif.len(), digits.join("\n"))
    };
    let with = |text: String| {
        let mut picture = Png::from_bytes(Bytes::from_static(PNG)).expect("a picture");
        picture.chunks_mut().insert(1, PngChunk::new(*b"tEXt", text.into()));
        picture.encoder().bytes()
    };
    assert_eq!(codes("a.png", &with(block(&exif(false)))), [""; 0]);
    let turned = with(block(&exif(true)));
    assert_eq!(codes("a.png", &turned), ["picture-location"]);
    assert_eq!(without_place(&turned), None, "it says which side is up");
    let mut upright = exif(true).to_vec();
    let at = upright.windows(4).position(|entry| entry == [0x12, 1, 3, 0]).expect("the side that is up");
    upright[at + 8] = 1;
    assert_eq!(without_place(&with(block(&upright.into()))).as_deref(), Some(PNG));
}

proptest! {
    #[test]
    fn nothing_that_a_file_holds_stops_the_program(
        which in 0usize..6,
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        tail in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let pictures = [
            jpeg(true).encoder().bytes(), png(true).encoder().bytes(), webp(true).encoder().bytes(),
            Bytes::from_static(GIF), Bytes::from_static(AVIF), exif(true),
        ];
        let mut bytes = pictures[which].to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(cut.index(bytes.len() + 1));
        bytes.extend(tail);
        for path in ["a.jpg", "a.png", "a.webp", "a.gif", "a.avif", "a.tif"] {
            codes(path, &bytes);
        }
        if let Some(clean) = without_place(&bytes) {
            prop_assert!(!codes("a.jpg", &clean).contains(&"picture-location"));
            prop_assert_eq!(without_place(&clean), None);
        }
    }
}
