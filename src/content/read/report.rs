//! What the reader says about a file that it does not take.

use std::fs::FileType;
use std::io;

use crate::base::diagnostic::error::mend;
use crate::base::diagnostic::{Diagnostic, codes};
use crate::base::text::Span;
use crate::content::read::layout::{CONFIGURATION, Kind, PICTURES};

pub(super) fn not_utf8(place: Span) -> Diagnostic {
    Diagnostic::new(&codes::NOT_UTF8, place, "this file is not UTF-8 text")
        .label("here is a byte that no UTF-8 text has")
        .help("save it again with the encoding UTF-8")
}

pub(super) fn nul_byte(place: Span) -> Diagnostic {
    Diagnostic::new(&codes::NUL_BYTE, place, "there is a NUL byte in this text")
        .help("take it out; if this is a document of a word processor, save it as plain text")
}

pub(super) fn name_not_utf8(path: &str, span: Span) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    Diagnostic::new(
        &codes::BAD_NAME,
        span,
        format!("the name `{name}` is not UTF-8: each `\\x` with two digits stands for a byte"),
    )
    .help("give it another name, of the letters a to z, digits and hyphens")
}

pub(super) fn neither(path: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISPLACED_FILE, span, format!("`{path}` is neither Markdown nor a picture"))
        .help(format!("a text ends in `.md`; a picture in one of `.{}`", PICTURES.join("`, `.")))
}

pub(super) fn not_regular(path: &str, kind: FileType, span: Span) -> Diagnostic {
    let kind =
        if kind.is_symlink() { "a symbolic link" } else { "no regular file (a pipe, a socket, a device or a folder)" };
    Diagnostic::new(&codes::NOT_A_REGULAR_FILE, span, format!("`{path}` is {kind}"))
        .help("put the file itself here; links and special files are never followed")
}

pub(super) fn too_large(path: &str, kind: Kind, size: u64, limit: u64, span: Span) -> Diagnostic {
    let unit = if limit < 1 << 20 { format!("{} KiB", limit >> 10) } else { format!("{} MiB", limit >> 20) };
    let message = format!("`{path}` has {size} bytes; at most {limit} ({unit}) are allowed");
    Diagnostic::new(&codes::FILE_TOO_LARGE, span, message).help(match kind {
        Kind::Text if path == CONFIGURATION => "a configuration has a few lines",
        Kind::Text => "split the text into several",
        Kind::Asset | Kind::Neither => "make the picture smaller",
    })
}

pub(super) fn unreadable_file(path: &str, cause: &io::Error, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNREADABLE_FILE, span, format!("the file `{path}` cannot be read: {cause}"))
        .help(mend(cause))
}

pub(super) fn unreadable_folder(path: &str, cause: &io::Error, span: Span) -> Diagnostic {
    Diagnostic::new(&codes::UNREADABLE_FILE, span, format!("the folder `{path}` cannot be read: {cause}"))
        .help(mend(cause))
}
