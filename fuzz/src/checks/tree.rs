//! Any bytes as several files: checked and, if sound, planned and rendered in memory, every route of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Mutex;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::text::Sources;
use variorum::base::web::address::Address;
use variorum::content::read;
use variorum::output::pipeline;

use super::html::{page_is_sound, xml_is_sound};
use super::reports_are_sound;
use crate::links::{broken, is_html};

/// What stands before the path of a file, at the beginning of a line.
const MARK: &[u8] = b"=== ";
const LONGEST: usize = 32 << 10;
const CONFIGURATION: &[u8] = b"[site]\ntitle = \"A base\"\ndescription = \"A base.\"\n";

pub(crate) fn check(data: &[u8]) {
    if data.len() > LONGEST {
        return;
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    lay(data, &mut sources, &mut diagnostics);
    let knowledge = pipeline::check(&sources, None, &mut diagnostics);
    assert_eq!(knowledge.is_none(), diagnostics.has_errors(), "what is sound has no error, and what is not has one");
    reports_are_sound(&diagnostics, &sources);
    let Some(knowledge) = knowledge else { return };
    let base_url = knowledge.config().base_url.clone();
    let planned = pipeline::plan(knowledge, &sources, &mut diagnostics);
    reports_are_sound(&diagnostics, &sources);
    let Some((site, theme)) = planned else { return };
    let rendered = Mutex::new(BTreeMap::new());
    let take = |file: variorum::edition::theme::OutputFile<'_>| {
        let route = file.route.as_str().to_owned();
        rendered.lock().expect("no check runs in here").insert(route, Cow::into_owned(file.bytes));
        Ok(())
    };
    let is_whole = pipeline::render(&site, &theme, &take, &mut diagnostics).expect("a map takes every file");
    reports_are_sound(&diagnostics, &sources);
    let files = rendered.into_inner().expect("no check ran in there");
    if is_whole {
        assert_eq!(files.len(), site.routes().len(), "every route is rendered");
        are_sound(&files, base_url.as_ref().map(Address::as_str));
    }
}

fn are_sound(files: &BTreeMap<String, Vec<u8>>, base_url: Option<&str>) {
    for (route, bytes) in files {
        let text = || std::str::from_utf8(bytes).expect("what is written is UTF-8");
        match route.rsplit_once('.').map(|(_, suffix)| suffix) {
            _ if is_html(route) => page_is_sound(text(), route),
            Some("xml") => xml_is_sound(text(), base_url),
            Some("json") => {
                assert!(serde_json::from_str::<serde_json::Value>(text()).is_ok(), "{route} is no JSON");
            }
            _ => {}
        }
    }
    let (broken, _) = broken(files, base_url);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Adds the files of an input as the reader would: the configuration first, then the others in the order of their paths.
fn lay(data: &[u8], sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let mut files = split(data);
    let configuration = files.remove("variorum.toml").unwrap_or(CONFIGURATION.to_vec());
    read::add_text("variorum.toml", configuration, sources, diagnostics);
    for (path, bytes) in files {
        if path.rsplit_once('.').is_some_and(|(_, suffix)| matches!(suffix, "png" | "jpg")) {
            sources.add_asset(path, bytes);
        } else {
            read::add_text(&path, bytes, sources, diagnostics);
        }
    }
}

/// The files of an input. Paths are those that a reader of a folder can meet.
fn split(data: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut path: Option<String> = None;
    for line in data.split_inclusive(|&byte| byte == b'\n') {
        if let Some(name) = line.strip_prefix(MARK) {
            path = std::str::from_utf8(name).ok().map(str::trim).filter(|path| is_met(path)).map(str::to_owned);
            if let Some(path) = &path {
                files.entry(path.clone()).or_default();
            }
        } else if let Some(file) = path.as_ref().and_then(|path| files.get_mut(path)) {
            file.extend_from_slice(line);
        }
    }
    files
}

fn is_met(path: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && part.len() < 200 && !part.starts_with('.') && !part.contains('\0');
    let suffix = path.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    let is_known = (path.starts_with("content/") && matches!(suffix, "md" | "toml" | "png" | "jpg"))
        || (path.starts_with("themes/") && matches!(suffix, "html" | "css" | "toml" | "txt" | "xml"));
    path == "variorum.toml" || (is_known && path.split('/').all(is_name))
}
