//! Kinds of pictures, by their names and by what is in them.

use std::ffi::OsStr;
use std::path::Path;

use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::riff::RiffChunk;

/// A kind of picture that texts may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Avif,
    Gif,
    Jpeg,
    Png,
    WebP,
}

/// Suffixes of pictures that only a theme may publish; they may contain a place as well.
const OTHERS: [&str; 6] = ["heic", "heif", "jxl", "tif", "tiff", "jfif"];

/// Whether a file is called like a picture.
pub(super) fn is_picture_name(path: &str) -> bool {
    Kind::of_name(path).is_some() || OTHERS.contains(&suffix(path).as_str())
}

fn suffix(path: &str) -> String {
    Path::new(path).extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase()
}

impl Kind {
    const ALL: [Self; 5] = [Self::Avif, Self::Gif, Self::Jpeg, Self::Png, Self::WebP];

    /// What a name says; none if it is not that of a picture which texts may show.
    pub(super) fn of_name(path: &str) -> Option<Self> {
        let suffix = suffix(path);
        match suffix.as_str() {
            "jpeg" => Some(Self::Jpeg),
            suffix => Self::ALL.into_iter().find(|kind| kind.suffix() == suffix),
        }
    }

    /// What the first bytes say.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let found = infer::get(bytes)?;
        Self::ALL.into_iter().find(|kind| kind.media_type() == found.mime_type())
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Gif => "image/gif",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    /// How the name of such a file ends.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Gif => "gif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }

    /// What to call it in a message.
    pub(super) fn called(self) -> &'static str {
        match self {
            Self::Avif => "an AVIF picture",
            Self::Gif => "a GIF picture",
            Self::Jpeg => "a JPEG picture",
            Self::Png => "a PNG picture",
            Self::WebP => "a WebP picture",
        }
    }

    /// Whether the container of the picture goes to its end.
    pub(super) fn is_whole(self, bytes: &[u8]) -> bool {
        match self {
            Self::Avif => are_boxes_whole(bytes),
            Self::Gif => is_gif_whole(bytes).is_some(),
            Self::Jpeg => is_jpeg_whole(bytes),
            Self::Png => Png::from_bytes(Bytes::copy_from_slice(bytes))
                .is_ok_and(|png| png.chunks().last().is_some_and(|chunk| chunk.kind() == *b"IEND")),
            Self::WebP => RiffChunk::from_bytes(Bytes::copy_from_slice(bytes)).is_ok(),
        }
    }
}

fn is_jpeg_whole(bytes: &[u8]) -> bool {
    let Ok(jpeg) = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)) else { return false };
    jpeg.segments().iter().any(|segment| segment.marker() == markers::SOS)
        && bytes.windows(2).rev().any(|pair| pair == [markers::P, markers::EOI])
}

/// Walks the blocks of a GIF to the one that ends it.
fn is_gif_whole(bytes: &[u8]) -> Option<()> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    loop {
        at += match bytes.get(at)? {
            0x3B => return Some(()),
            0x21 => 2,
            0x2C => 11 + table(*bytes.get(at + 9)?),
            _ => return None,
        };
        // Pieces of at most 255 bytes, and an empty one.
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
    }
}

/// Whether the outermost boxes of an AVIF (ISO/IEC 14496-12) end with the file.
fn are_boxes_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while !rest.is_empty() {
        let Some(short) = rest.first_chunk::<4>() else { return false };
        let size = match u32::from_be_bytes(*short) {
            0 => return true,
            1 => {
                let long = rest.get(8..16).and_then(|long| long.first_chunk::<8>());
                long.map(|long| u64::from_be_bytes(*long)).filter(|size| *size >= 16)
            }
            size => Some(u64::from(size)).filter(|size| *size >= 8),
        };
        let Some(after) = size.and_then(|size| rest.get(usize::try_from(size).ok()?..)) else { return false };
        rest = after;
    }
    true
}

/// What a file is that is not a picture which texts may show, and what to do about it.
pub(super) fn other(bytes: &[u8]) -> (&'static str, &'static str) {
    const EXPORT: &str = "export it as JPEG, PNG, WebP, GIF or AVIF, with that suffix";
    const SAVE: &str = "save the picture itself: open it alone in the browser, and save it from there";
    let begin = &bytes[..bytes.len().min(4096)];
    let text = std::str::from_utf8(begin).ok().or_else(|| {
        // A character may be cut in two where the look ends.
        (bytes.len() > begin.len()).then(|| &begin[..begin.len() - 3]).and_then(|begin| std::str::from_utf8(begin).ok())
    });
    if let Some(text) = text.filter(|text| !text.contains('\0')) {
        if text.starts_with("version https://git-lfs.github.com/") {
            return (
                "a pointer of Git LFS and not the picture itself",
                "fetch the picture with `git lfs pull`, or add it to git itself",
            );
        }
        let lower = text.to_ascii_lowercase();
        if lower.contains("<svg") {
            return ("an SVG picture, which is code", "export it as PNG");
        }
        if lower.contains("<html") || lower.contains("<!doctype html") {
            return ("a web page and not a picture", SAVE);
        }
        return ("a text and not a picture", SAVE);
    }
    match infer::get(bytes).map(|found| found.mime_type()) {
        Some("image/heif") => ("a HEIC picture, which many browsers do not show", EXPORT),
        Some("image/tiff") => ("a TIFF picture, which browsers do not show", EXPORT),
        Some("application/pdf") => ("a PDF document and not a picture", EXPORT),
        Some(media) if media.starts_with("image/") => ("a picture of another kind, which browsers do not show", EXPORT),
        Some(media) if media.starts_with("video/") => ("a video and not a picture", EXPORT),
        _ => ("not a picture that browsers show", EXPORT),
    }
}
