//! What is in a picture besides what one sees of it: whether the file is what its name says, whether it is whole, and whether it
//! contains the place where it was taken.
//!
//! Only what is around the picture is read: the first bytes, the segments of the container, and what cameras and programs
//! wrote into it (Exif, XMP). Nothing is decoded, so a hostile picture can do no more than be reported.

mod kind;
mod place;
mod xmp;

#[cfg(test)]
mod tests;

pub use self::place::without_place;

use crate::base::diagnostic::{Diagnostic, Rewrite, codes};
use crate::base::text::Span;
use crate::content::read::pictures::kind::{Kind, is_picture_name};

/// What is wrong with a picture. `path` is its path as it is shown. A file whose name is not that of a picture is not looked at.
pub fn report(path: &str, bytes: &[u8], file: Span) -> Vec<Diagnostic> {
    if !is_picture_name(path) {
        return Vec::new();
    }
    if bytes.is_empty() {
        let empty = Diagnostic::new(&codes::EMPTY_PICTURE, file, format!("`{path}` is empty"));
        return vec![empty.help("save the picture again, or remove the file")];
    }
    let named = Kind::of_name(path);
    let mut found = Vec::new();
    match Kind::of_bytes(bytes) {
        Some(kind) if named.is_none_or(|named| named == kind) => {
            if !kind.is_whole(bytes) {
                found.push(
                    Diagnostic::new(
                        &codes::CUT_OFF_PICTURE,
                        file,
                        format!("`{path}` is cut off: the file ends before the picture does"),
                    )
                    .help("copy or export the picture again, and look at it before you send it"),
                );
            }
        }
        Some(kind) => found.push(mismatch(path, kind.called(), file).help(renamed(path, kind))),
        // What a theme publishes may be of kinds that are not looked into.
        None if named.is_none() => {}
        None => {
            let (called, help) = kind::other(bytes);
            found.push(mismatch(path, called, file).help(help));
        }
    }
    if place::has_place(bytes) {
        found.push(with_place(path, bytes, file));
    }
    found
}

fn mismatch(path: &str, called: &str, file: Span) -> Diagnostic {
    Diagnostic::new(&codes::PICTURE_MISMATCH, file, format!("`{path}` is {called}"))
}

fn renamed(path: &str, kind: Kind) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("rename it to `{stem}.{}`, and change the name where texts show it", kind.suffix())
}

fn with_place(path: &str, bytes: &[u8], file: Span) -> Diagnostic {
    let found = Diagnostic::new(
        &codes::PICTURE_LOCATION,
        file,
        format!("`{path}` contains the place where it was taken, which readers could look up"),
    );
    if without_place(bytes).is_some() {
        found
            .help("remove the place with `variorum check --fix`: the picture stays as it is")
            .rewrite(file, Rewrite::WithoutPlace)
    } else {
        found.help("remove the place in a program for photos (“remove location”), or export the picture without it")
    }
}
