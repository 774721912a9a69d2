//! Bytes to texts.

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::screening::merges;
use crate::base::text::{Source, SourceId, Sources, Span};
use crate::content::read::layout::Kind;
use crate::content::read::report;

/// Adds a text without byte order mark and carriage returns. What is no UTF-8 text, or two texts that a merge left in one
/// file, is reported and not read further.
pub fn add_text(path: &str, bytes: Vec<u8>, sources: &mut Sources, diagnostics: &mut Diagnostics) -> SourceId {
    let id = sources.reserve();
    let (source, faults) = text(id, path, bytes);
    sources.put(id, source, None);
    for fault in faults {
        diagnostics.push(fault);
    }
    id
}

/// Adds a file as what its path tells: a text, or a picture that is published as it is. Anything else is left out.
pub fn add(path: &str, bytes: Vec<u8>, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    match Kind::of(path) {
        Kind::Text => {
            add_text(path, bytes, sources, diagnostics);
        }
        Kind::Asset => {
            sources.add_asset(path, bytes);
        }
        Kind::Neither => {}
    }
}

/// The text that a file holds, and what is wrong with it if it is none.
pub(super) fn text(id: SourceId, path: &str, bytes: Vec<u8>) -> (Source, Vec<Diagnostic>) {
    let path = path.to_owned();
    let text = match String::from_utf8(bytes) {
        Ok(text) => plain(text),
        Err(error) => {
            let sound = error.utf8_error().valid_up_to();
            let before = plain(String::from_utf8_lossy(&error.as_bytes()[..sound]).into_owned());
            let text = plain(String::from_utf8_lossy(error.as_bytes()).into_owned());
            let place = Span::new(id, before.len()..before.len() + '\u{FFFD}'.len_utf8());
            return (Source { path, text, is_read: false }, vec![report::not_utf8(place)]);
        }
    };
    let nul = text.find('\0').map(|place| report::nul_byte(Span::new(id, place..place + 1)));
    // What else is wrong in a text that contains two versions of itself would only bury that.
    let faults: Vec<Diagnostic> = nul.into_iter().chain(merges::faults(id, &path, &text)).collect();
    (Source { path, text, is_read: faults.is_empty() }, faults)
}

/// A text without byte order mark, and with `\n` at the end of its lines.
pub fn plain(mut text: String) -> String {
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
