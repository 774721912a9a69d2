//! The walls of the house: which module may use which, who may read and write, how long a file may be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

mod graph;

use self::graph::Graph;

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

fn library() -> BTreeMap<PathBuf, String> {
    let mut files = rust_files("src");
    files.retain(|path, _| !path.components().any(|part| part.as_os_str() == "bin"));
    files
}

/// The files of the library or of the program as a graph.
fn graph(folder: &str, files: &BTreeMap<PathBuf, String>) -> Graph {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let below =
        |path: &Path| path.strip_prefix(&root).expect("a file of the folder").to_string_lossy().replace('\\', "/");
    Graph::new(&files.iter().map(|(path, text)| (below(path), text.clone())).collect())
}

#[test]
fn no_files_use_one_another_in_a_circle() {
    for (folder, files) in [("src", library()), ("src/bin/variorum", rust_files("src/bin/variorum"))] {
        let graph = graph(folder, &files);
        let (files, arrows) = graph.count();
        let circles: Vec<String> = graph.circles().iter().map(|circle| circle.join(", ")).collect();
        println!("{folder}: {files} files, {arrows} arrows, {} circles", circles.len());
        assert!(circles.is_empty(), "{folder} has circles of files:\n{}", circles.join("\n"));
    }
}

/// The modules that a file lists, in its order.
fn listed(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| line.strip_suffix(';')?.split_once("mod "))
        .filter(|(before, _)| before.is_empty() || before.starts_with("pub"))
        .map(|(_, name)| name)
        .collect()
}

/// The entry of a folder that a path below it leads through, without its ending.
fn entry<'path>(path: &'path str, folder: &str) -> Option<&'path str> {
    let entry = path.strip_prefix(folder)?.split('/').next()?.trim_end_matches(".rs");
    (!matches!(entry, "lib" | "main" | "mod")).then_some(entry)
}

#[test]
fn rooms_and_what_is_at_their_doors_use_only_what_is_above_them() {
    let library = library();
    let graph = graph("src", &library);
    let door = |path: &str| &library[&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path)];
    let rooms = listed(door("lib.rs"));
    assert!(rooms.len() <= 7, "{rooms:?} are more rooms than anybody sees at a glance");
    let doors = rooms.iter().map(|room| (format!("{room}/"), listed(door(&format!("{room}/mod.rs")))));
    let mut wrong = Vec::new();
    for (folder, order) in [(String::new(), rooms.clone())].into_iter().chain(doors) {
        let place = |path| order.iter().position(|listed| Some(*listed) == entry(path, &folder));
        for (from, to) in graph.arrows() {
            if let (Some(own), Some(other)) = (place(from), place(to))
                && other > own
            {
                wrong.push(format!("{from} uses {to}, which is listed below it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What lives in a folder beside its door.
const MOST_ENTRIES: usize = 9;

#[test]
fn no_folder_has_more_entries_than_anybody_sees_at_a_glance() {
    let mut folders: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in rust_files("src").into_keys() {
        let below: Vec<_> = path.strip_prefix(&root).expect("below src").iter().collect();
        for depth in 0..below.len() {
            let name = below[depth].to_string_lossy().trim_end_matches(".rs").to_owned();
            if !matches!(name.as_str(), "mod" | "lib" | "main" | "bin" | "tests") {
                folders.entry(below[..depth].iter().collect()).or_default().insert(name);
            }
        }
    }
    let is_full = |entries: &BTreeSet<String>| entries.len() > MOST_ENTRIES;
    let full: Vec<_> = folders.iter().filter(|(_, entries)| is_full(entries)).collect();
    assert!(full.is_empty(), "more than {MOST_ENTRIES} entries: {full:#?}");
}

#[test]
fn the_graph_sees_circles_and_what_is_behind_a_re_export() {
    let texts = [
        ("lib.rs", "pub mod a; pub mod b;"),
        ("a/mod.rs", "mod one; mod two; pub use self::one::One; pub(in crate::a) fn door() {}"),
        ("a/one.rs", "pub struct One; #[cfg(test)] mod tests { use crate::b::Other; }"),
        ("a/two.rs", "use crate::{a::{One as Same}, b}; /// crate::b::nothing\nfn f() { g(\"crate::a::door\") }"),
        ("b.rs", "fn f() { print!(\"{}\", super::a::two::f()); }"),
    ];
    let graph = Graph::new(&texts.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
    let arrows: Vec<_> = graph.arrows().collect();
    assert_eq!(arrows, [("a/two.rs", "a/one.rs"), ("a/two.rs", "b.rs"), ("b.rs", "a/two.rs")]);
    assert_eq!(graph.circles(), [["a/two.rs", "b.rs"]]);
    assert_eq!(graph.count(), (5, 3));
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
