//! The place where a picture was taken, as cameras and programs write it: in Exif and in XMP.

use std::borrow::Cow;
use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Context, Exif, Field, In, Reader, Tag, Value};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;
use img_parts::{Bytes, DynImage, ImageEXIF as _};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::xmp::{self, names_place};

/// How a segment with Exif begins in a JPEG.
const EXIF: &[u8] = b"Exif\0\0";
/// How a segment with XMP begins in a JPEG, and one with the rest of a long XMP.
const XMP: [&[u8]; 2] = [b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"];
/// The keyword of XMP in a text of a PNG.
const PNG_XMP: &[u8] = b"XML:com.adobe.xmp";
/// The largest compressed text of a PNG that is looked into, in bytes.
const LARGEST_TEXT: usize = 1 << 20;

/// What is kept of an Exif from which a place is removed: which side is up, which colours are meant, how large it is to be shown,
/// what it shows and whose picture it is.
const KEPT: [Tag; 10] = [
    Tag::Orientation,
    Tag::ColorSpace,
    Tag::XResolution,
    Tag::YResolution,
    Tag::ResolutionUnit,
    Tag::PixelXDimension,
    Tag::PixelYDimension,
    Tag::ImageDescription,
    Tag::Artist,
    Tag::Copyright,
];
/// Numbers in the part of Exif about places that say where something is.
const PLACES: [Tag; 5] =
    [Tag::GPSLatitude, Tag::GPSLongitude, Tag::GPSDestLatitude, Tag::GPSDestLongitude, Tag::GPSAreaInformation];

/// Whether a picture of any kind contains a place.
pub(super) fn has_place(bytes: &[u8]) -> bool {
    let parts = DynImage::from_bytes(Bytes::copy_from_slice(bytes)).ok().flatten();
    match parts {
        Some(DynImage::Jpeg(jpeg)) => {
            let places = |segment: &Bytes| exif_of_segment(segment).is_some_and(|exif| tells_place(&exif));
            jpeg.segments_by_marker(markers::APP1).any(|segment| {
                places(segment.contents()) || is_xmp_segment(segment.contents()) && names_place(segment.contents())
            })
        }
        Some(DynImage::Png(png)) => png.chunks().iter().any(|chunk| chunk_has_place(chunk.kind(), chunk.contents())),
        Some(DynImage::WebP(webp)) => webp.chunks().iter().any(|chunk| {
            let Some(content) = chunk.content().data() else { return false };
            match &chunk.id() {
                b"EXIF" => exif_in(content).is_some_and(|exif| tells_place(&exif)),
                b"XMP " => names_place(content),
                _ => false,
            }
        }),
        None => {
            let exif = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes));
            // XMP is in all of them as it is.
            partial(exif).is_some_and(|exif| tells_place(&exif)) || infer::is_image(bytes) && names_place(bytes)
        }
    }
}

fn chunk_has_place(kind: [u8; 4], contents: &Bytes) -> bool {
    match &kind {
        b"eXIf" => exif_in(contents).is_some_and(|exif| tells_place(&exif)),
        b"iTXt" | b"zTXt" | b"tEXt" => png_text(kind, contents).is_some_and(|(keyword, text)| match keyword {
            PNG_XMP => names_place(&text),
            _ => profile(keyword, &text)
                .is_some_and(|block| exif_in(&block).is_some_and(|exif| tells_place(&exif)) || names_place(&block)),
        }),
        _ => false,
    }
}

/// The keyword and the text of a chunk of text in a PNG.
fn png_text(kind: [u8; 4], contents: &[u8]) -> Option<(&[u8], Cow<'_, [u8]>)> {
    let end = contents.iter().position(|byte| *byte == 0)?;
    let (keyword, rest) = (&contents[..end], &contents[end + 1..]);
    let unpacked = |text| decompress_to_vec_zlib_with_limit(text, LARGEST_TEXT).ok().map(Cow::Owned);
    let text = match &kind {
        b"tEXt" => Cow::Borrowed(rest),
        b"zTXt" => unpacked(rest.get(1..)?)?,
        _ => {
            // Whether it is compressed and how, its language, and the keyword in that language.
            let text = rest.get(2..)?.splitn(3, |byte| *byte == 0).nth(2)?;
            if rest[0] == 0 { Cow::Borrowed(text) } else { unpacked(text)? }
        }
    };
    Some((keyword, text))
}

/// A block that some programs write into a text of a PNG: a line with its kind, one with its length, and hexadecimal digits.
fn profile(keyword: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    if !keyword.starts_with(b"Raw profile type ") {
        return None;
    }
    let digits = text.trim_ascii_start().splitn(3, |byte| *byte == b'\n').nth(2)?;
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = digits.iter().filter_map(digit).collect();
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

fn is_xmp_segment(contents: &Bytes) -> bool {
    XMP.iter().any(|begin| contents.starts_with(begin))
}

fn exif_of_segment(contents: &Bytes) -> Option<Exif> {
    exif_in(contents.strip_prefix(EXIF)?)
}

fn exif_in(block: &[u8]) -> Option<Exif> {
    // Some programs write into PNG and WebP what begins a segment of a JPEG.
    let block = block.strip_prefix(EXIF).unwrap_or(block);
    partial(Reader::new().continue_on_error(true).read_raw(block.to_vec()))
}

/// What could be read, if only a part could be.
fn partial(read: Result<Exif, exif::Error>) -> Option<Exif> {
    read.or_else(|error| error.distill_partial_result(|_| ())).ok()
}

fn tells_place(exif: &Exif) -> bool {
    let is_told = |field: &&Field| match &field.value {
        Value::Rational(numbers) => numbers.iter().any(|number| number.denom != 0),
        Value::SRational(numbers) => numbers.iter().any(|number| number.denom != 0),
        Value::Ascii(texts) => texts.iter().any(|text| !text.is_empty()),
        Value::Undefined(bytes, _) | Value::Byte(bytes) => !bytes.is_empty(),
        _ => true,
    };
    exif.fields()
        .filter(|field| field.tag.context() == Context::Gps && PLACES.contains(&field.tag))
        .any(|field| is_told(&field))
}

/// The picture without its place, and with everything else that one sees as it was: what is compressed, its colours, and which
/// side is up. None if it has no place, or if it cannot be removed without touching the rest.
pub fn without_place(bytes: &[u8]) -> Option<Vec<u8>> {
    let whole = Bytes::copy_from_slice(bytes);
    let parts = DynImage::from_bytes(whole.clone()).ok()??;
    // What the parts do not give again would be lost.
    if parts.clone_bytes() != whole || !has_place(bytes) {
        return None;
    }
    let rewritten = match parts {
        DynImage::Jpeg(jpeg) => jpeg_without_place(jpeg)?,
        DynImage::Png(png) => png_without_place(png)?,
        DynImage::WebP(webp) => webp_without_place(webp)?,
    };
    Some(rewritten).filter(|rewritten| !has_place(rewritten))
}

/// The bytes that parts stand for.
trait CloneBytes {
    fn clone_bytes(&self) -> Bytes;
}

impl CloneBytes for DynImage {
    fn clone_bytes(&self) -> Bytes {
        match self {
            Self::Jpeg(jpeg) => jpeg.clone().encoder().bytes(),
            Self::Png(png) => png.clone().encoder().bytes(),
            Self::WebP(webp) => webp.clone().encoder().bytes(),
        }
    }
}

fn jpeg_without_place(mut jpeg: Jpeg) -> Option<Vec<u8>> {
    for segment in jpeg.segments_mut().iter_mut().filter(|segment| segment.marker() == markers::APP1) {
        if is_xmp_segment(segment.contents()) && names_place(segment.contents()) {
            *segment = JpegSegment::new_with_contents(markers::APP1, xmp::without_place(segment.contents())?.into());
        }
    }
    let exif = jpeg.segments_by_marker(markers::APP1).find_map(|segment| exif_of_segment(segment.contents()));
    if let Some(exif) = exif.filter(tells_place) {
        jpeg.set_exif(kept(&exif)?);
    }
    Some(jpeg.encoder().bytes().to_vec())
}

fn png_without_place(mut png: Png) -> Option<Vec<u8>> {
    let mut chunks = Vec::new();
    for chunk in png.chunks() {
        if chunk.kind() == *b"eXIf" || !chunk_has_place(chunk.kind(), chunk.contents()) {
            chunks.push(chunk.clone());
        } else if let Some(text) = png_text_without_place(chunk.kind(), chunk.contents())? {
            chunks.push(PngChunk::new(chunk.kind(), text.into()));
        }
    }
    *png.chunks_mut() = chunks;
    let exif = png.exif().and_then(|exif| exif_in(&exif));
    if let Some(exif) = exif.filter(tells_place) {
        png.set_exif(kept(&exif)?);
    }
    Some(png.encoder().bytes().to_vec())
}

/// A chunk of text without the place that it names. Browsers do not look into a block in hexadecimal digits, so it goes as a whole
/// (an inner none), unless it says which side is up for others (an outer one).
#[allow(clippy::option_option)]
fn png_text_without_place(kind: [u8; 4], contents: &Bytes) -> Option<Option<Vec<u8>>> {
    let (keyword, text) = png_text(kind, contents)?;
    if keyword != PNG_XMP {
        let exif = exif_in(&profile(keyword, &text)?);
        let side = exif.as_ref().and_then(|exif| exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0));
        return side.is_none_or(|side| side == 1).then_some(None);
    }
    let text = xmp::without_place(&text)?;
    Some(Some(match &kind {
        b"iTXt" => [PNG_XMP, b"\0\0\0\0\0", &text].concat(),
        _ => return None,
    }))
}

fn webp_without_place(mut webp: WebP) -> Option<Vec<u8>> {
    for chunk in webp.chunks_mut().iter_mut().filter(|chunk| chunk.id() == *b"XMP ") {
        let content = chunk.content().data()?;
        if names_place(content) {
            *chunk = RiffChunk::new(*b"XMP ", RiffContent::Data(xmp::without_place(content)?.into()));
        }
    }
    let exif = webp.exif().and_then(|exif| exif_in(&exif));
    if let Some(exif) = exif.filter(tells_place) {
        webp.set_exif(kept(&exif)?);
    }
    Some(webp.encoder().bytes().to_vec())
}

/// What is kept of an Exif; an inner none if nothing is, an outer one if it cannot be written.
#[allow(clippy::option_option)]
fn kept(exif: &Exif) -> Option<Option<Bytes>> {
    let fields: Vec<&Field> = KEPT.iter().filter_map(|tag| exif.get_field(*tag, In::PRIMARY)).collect();
    if fields.is_empty() {
        return Some(None);
    }
    let mut writer = Writer::new();
    for field in fields {
        writer.push_field(field);
    }
    let mut block = Cursor::new(Vec::new());
    writer.write(&mut block, exif.little_endian()).ok()?;
    Some(Some(block.into_inner().into()))
}
