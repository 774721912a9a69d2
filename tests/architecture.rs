//! The walls of the house: which module may use which, who may read and write, how long a file may be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every Rust file below a folder with its text.
fn rust_files(folder: &str) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("sources are text");
                files.insert(path, text);
            }
        }
    }
    assert!(!files.is_empty(), "nothing was found below {folder}");
    files
}

/// The part of a file before its tests, without comments.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("//")).collect()
}

/// The top module of the library that a file belongs to.
fn module(path: &Path) -> String {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let relative = path.strip_prefix(source).expect("a file of the library");
    let first = relative.iter().next().expect("a file has a name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn library() -> BTreeMap<PathBuf, String> {
    let mut files = rust_files("src");
    files.retain(|path, _| !path.components().any(|part| part.as_os_str() == "bin"));
    files
}

/// The modules as `lib.rs` lists them.
fn order() -> Vec<String> {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).expect("lib.rs");
    text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

/// The modules that a piece of code names after `crate::`, one by one or in braces.
fn used(code: &str) -> Vec<&str> {
    code.match_indices("crate::")
        .flat_map(|(index, found)| {
            let rest = &code[index + found.len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let end = group.find('}').unwrap_or(group.len());
                group[..end].split(',').filter_map(|item| item.trim().split("::").next()).collect::<Vec<_>>()
            } else {
                let end =
                    rest.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(rest.len());
                vec![&rest[..end]]
            }
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn a_module_uses_only_those_above_it() {
    let order = order();
    let place = |name: &str| order.iter().position(|module| module == name);
    assert_eq!(order.len(), 6, "lib.rs lists the rooms of the library");
    let mut wrong = Vec::new();
    for (path, text) in library() {
        let module = module(&path);
        let Some(own) = place(&module) else {
            assert_eq!(module, "lib", "{} is not listed in lib.rs", path.display());
            continue;
        };
        for name in used(&code(&text)) {
            if place(name).is_some_and(|other| other > own) {
                wrong.push(format!("{} uses `{name}`, which lib.rs lists below `{module}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_check_of_directions_can_fail() {
    assert_eq!(used("use crate::base::text::Span;\nlet x = crate::edition::plan();"), ["base", "edition"]);
    assert_eq!(used("use crate::{content, output::Outcome};"), ["content", "output"]);
}

/// Fails for every file that names something which only some modules may name.
fn only_in(what: &[&str], rooms: &[&str]) {
    let mut wrong = Vec::new();
    for (path, text) in library() {
        let code = code(&text);
        let shown = path
            .strip_prefix(env!("CARGO_MANIFEST_DIR"))
            .expect("inside the project")
            .to_string_lossy()
            .replace('\\', "/");
        for name in what {
            if code.contains(name) && !rooms.iter().any(|room| shown.starts_with(room)) {
                wrong.push(format!("{shown} names `{name}`, which belongs to {}", rooms.join(" and ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let somewhere = library().into_iter().any(|(_, text)| what.iter().any(|name| code(&text).contains(name)));
    assert!(somewhere, "{what:?} is named nowhere: the wall guards nothing");
}

#[test]
fn only_the_reader_and_the_publisher_touch_the_disk() {
    only_in(&["std::fs", "fs::"], &["src/content/read/", "src/output/publish/"]);
    only_in(&["walkdir"], &["src/content/read/"]);
    only_in(&["rustix"], &["src/content/read/open.rs", "src/output/publish/platform.rs"]);
}

#[test]
fn every_library_has_one_door() {
    only_in(&["pulldown_cmark"], &["src/content/document/markdown/"]);
    only_in(&["tera::"], &["src/edition/theme/", "src/edition/links/prepared.rs"]);
    only_in(&["swash"], &["src/edition/card/face.rs"]);
    only_in(&["unicode_bidi"], &["src/edition/card/paragraph.rs"]);
    // The parts of a PNG are a module of img-parts as well.
    only_in(&["png::"], &["src/edition/card/sheet.rs", "src/content/read/pictures/"]);
    only_in(&["img_parts", "infer::", "exif::", "memchr::", "miniz_oxide"], &["src/content/read/pictures/"]);
    only_in(&["imara_diff"], &["src/history/comparison/engine/matches.rs"]);
    only_in(&["annotate_snippets"], &["src/base/diagnostic/report/human.rs"]);
    only_in(&["intl_pluralrules"], &["src/base/language/message.rs"]);
    only_in(&["unicode_segmentation"], &["src/base/unicode/graphemes.rs"]);
    only_in(
        &["toml::"],
        &[
            "src/base/toml_reader/",
            "src/content/document/front_matter/mod.rs",
            "src/content/document/front_matter/yaml.rs",
            "src/content/scaffold/",
        ],
    );
    only_in(&["saphyr_parser"], &["src/content/document/front_matter/yaml.rs"]);
}

#[test]
fn an_address_comes_from_the_filter_of_links_or_from_a_route() {
    only_in(&["Address::way("], &["src/base/web/address.rs", "src/edition/plan/route.rs"]);
    for (path, text) in library() {
        let code = code(&text);
        for name in ["href", "src", "action", "formaction", "poster", "cite"] {
            assert!(
                !code.contains(&format!(".attribute(\"{name}\"")),
                "{} writes `{name}` as a text, not as an address",
                path.display()
            );
        }
    }
}

#[test]
fn every_library_of_the_program_has_one_door() {
    for (name, room) in [("hyper", "serve/http.rs"), ("tokio", "serve/http.rs"), ("notify", "serve/watch/mod.rs")] {
        let files = rust_files("src/bin");
        let names = |path: &Path| code(&files[path]).contains(&format!("{name}::"));
        let rooms: Vec<&PathBuf> = files.keys().filter(|path| names(path)).collect();
        assert!(rooms.len() == 1 && rooms[0].ends_with(room), "{name} belongs to {room}: {rooms:?}");
    }
}

#[test]
fn only_one_door_of_the_program_writes_into_a_knowledge_base() {
    for (path, text) in rust_files("src/bin") {
        let code = code(&text);
        let writes =
            ["fs::write(", "fs::rename(", "File::create", "OpenOptions", "fs::remove", "create_dir", "tempfile::"];
        let is_door = path.parent().is_some_and(|folder| folder.ends_with("variorum/files"));
        let named: Vec<&str> = writes.into_iter().filter(|name| code.contains(name)).collect();
        assert!(is_door || named.is_empty(), "{} names {named:?}, which belongs to files/", path.display());
    }
}

#[test]
fn other_programs_have_one_door() {
    let files = rust_files("src");
    let starts = |path: &Path| code(&files[path]).contains("Command::new(");
    let rooms: Vec<&PathBuf> = files.keys().filter(|path| starts(path)).collect();
    assert!(rooms.len() == 1 && rooms[0].ends_with("repository/mod.rs"), "git has one door: {rooms:?}");
}

#[test]
fn no_clock_and_no_printing_in_the_library() {
    for (path, text) in library() {
        let code = code(&text);
        for name in ["SystemTime", "Instant::now", "Zoned::now", "println!", "eprintln!", "process::exit", "env::args"]
        {
            assert!(!code.contains(name), "{} names `{name}`", path.display());
        }
    }
}

#[test]
fn the_ground_names_no_tenant() {
    for (path, text) in library() {
        let ground = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/base/diagnostic");
        if !path.starts_with(&ground) || path.starts_with(ground.join("codes")) {
            continue;
        }
        let code = code(&text).to_lowercase();
        for tenant in ["iteration", "definition", "practice", "contribution", "front matter"] {
            assert!(!code.contains(tenant), "{} names a {tenant}", path.display());
        }
    }
}

#[test]
fn files_are_short_and_say_what_lives_there() {
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")).chain(rust_files("benches")) {
        let lines = text.lines().count();
        assert!(lines <= 500, "{} has {lines} lines; more than 500 are too many", path.display());
        assert!(text.starts_with("//! "), "{} does not say what lives there", path.display());
    }
}
