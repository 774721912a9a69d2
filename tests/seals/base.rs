//! A sealed knowledge base in memory, what is sealed of it, and what is found wrong with it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::{self, Format};
use variorum::base::names::IterationNumber;
use variorum::base::text::Sources;
use variorum::content::knowledge::{KnowledgeBase, Standing};
use variorum::content::scaffold;
use variorum::content::seal::{Chain, Reseal, Step};
use variorum::output::pipeline;

/// The texts of a knowledge base by their paths.
pub(crate) type Files = BTreeMap<String, String>;

/// What came of a check.
pub(crate) struct Checked {
    pub(crate) has_errors: bool,
    pub(crate) codes: Vec<&'static str>,
    pub(crate) report: String,
}

/// As the reader would have it; files lie in the order of their paths.
fn sources(files: &Files) -> Sources {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    sources.add("variorum.toml", files["variorum.toml"].clone());
    for (path, text) in files.iter().filter(|(path, _)| *path != "variorum.toml") {
        variorum::content::read::add_text(path, text.clone().into_bytes(), &mut sources, &mut diagnostics);
    }
    assert!(diagnostics.is_empty(), "mutations are texts");
    sources
}

pub(crate) fn checked(files: &Files) -> Checked {
    let sources = sources(files);
    let mut diagnostics = Diagnostics::default();
    let knowledge = pipeline::check(&sources, None, &mut diagnostics);
    assert_eq!(knowledge.is_none(), diagnostics.has_errors());
    let codes = diagnostics.sorted(&sources).iter().map(|diagnostic| diagnostic.code.name).collect();
    let report = report::write(&diagnostics, &sources, Format::Short).to_string();
    Checked { has_errors: diagnostics.has_errors(), codes, report }
}

fn knowledge(files: &Files) -> Option<KnowledgeBase> {
    pipeline::check(&sources(files), None, &mut Diagnostics::default())
}

/// The head of each definition, as somebody would have saved it.
pub(crate) fn heads(files: &Files) -> Vec<variorum::content::seal::Digest> {
    let knowledge = knowledge(files).expect("a sound knowledge base");
    knowledge.definitions().map(|(_, definition)| definition.seals().head()).collect()
}

/// Whether `verify --head` with one of the saved heads finds that it is on record no more.
pub(crate) fn found_by_head(files: &Files, saved: &[variorum::content::seal::Digest]) -> bool {
    let knowledge = knowledge(files).expect("a sound knowledge base");
    saved
        .iter()
        .any(|head| knowledge.definitions().all(|(_, definition)| definition.seals().position_of(*head).is_none()))
}

/// Whether nothing was done to the seals but to take some from their ends, which looks like never having sealed them.
pub(crate) fn is_only_shorter(before: &Files, after: &Files) -> bool {
    let seals = |files: &Files| -> Vec<Vec<variorum::content::seal::Digest>> {
        let knowledge = knowledge(files).expect("a sound knowledge base");
        let chains = knowledge.definitions().map(|(_, definition)| definition.seals());
        chains.map(|chain| chain.links().iter().map(|link| link.seal).collect()).collect()
    };
    seals(before).iter().zip(seals(after)).all(|(before, after)| before.starts_with(&after))
}

/// Seals everything that is published, as the program does. False if the texts are not sound.
pub(crate) fn seal(files: &mut Files) -> bool {
    let sources = sources(files);
    let mut diagnostics = Diagnostics::default();
    let known = pipeline::seals(&sources, &mut diagnostics);
    let Some(knowledge) = pipeline::check_texts(&sources, &mut diagnostics) else { return false };
    for (_, definition) in knowledge.definitions() {
        let chain = known.iter().find(|file| *file.chain.definition() == definition.slug);
        let mut chain = chain.map_or_else(|| Chain::new(definition.slug.clone()), |file| file.chain.clone());
        for iteration in definition.iterations() {
            let is_published = matches!(iteration.standing, Standing::Published(_));
            if is_published && !chain.sealed().contains_key(&iteration.number) {
                let digest = knowledge.record(iteration, &sources).expect("it has a text").digest();
                chain.add(Step::Seal { number: iteration.number, digest });
            }
        }
        if !chain.is_empty() {
            let file = scaffold::seals(&chain);
            files.insert(file.path, file.text);
        }
    }
    true
}

/// Three definitions; `alpha` has a placeholder, a withdrawn iteration and one that was resealed, and a proposal at the end.
pub(crate) fn sealed() -> Files {
    let mut files = Files::new();
    let mut add = |path: &str, text: String| files.insert(path.to_owned(), text);
    add("variorum.toml", "[site]\ntitle = \"A base\"\ndescription = \"A base.\"\n".into());
    for person in ["contributor", "jo-doe", "kim"] {
        add(&format!("content/people/{person}.md"), format!("+++\nname = \"{person}\"\n+++\n\nA person.\n"));
    }
    for (slug, count) in [("alpha", 6), ("beta", 4), ("gamma", 1)] {
        add(
            &format!("content/definitions/{slug}/definition.md"),
            format!("+++\nterm = \"{slug}\"\nsummary = \"What {slug} is.\"\n+++\n\nAround the term.\n"),
        );
        for number in 1..=count {
            let authors = match number % 3 {
                0 => "authors = [\"contributor\", \"jo-doe\"]\n",
                1 => "authors = [\"kim\"]\n",
                _ => "",
            };
            let (status, text) = match (slug, number) {
                ("alpha", 2) => ("status = \"tba\"\nnote = \"Promised.\"\n", String::new()),
                _ => (
                    "",
                    format!(
                        "\nThe {slug} of the {number}. day is work that *nobody* sees, and that everybody needs.\n\nIt has two parts:  \n- care, `{number}` times\n- patience, by [the book](https://example.org/{number})\n"
                    ),
                ),
            };
            add(
                &format!("content/definitions/{slug}/{number}.md"),
                format!("+++\ndate = 2020-0{number}-1{number}\n{authors}{status}+++\n{text}"),
            );
        }
    }
    assert!(seal(&mut files), "the base is sound");
    // Iteration 3 of `alpha` is resealed, 4 is withdrawn, and a proposal follows.
    let path = "content/definitions/alpha/3.md".to_owned();
    files.get_mut(&path).expect("it is there").push_str("\nWith one sentence more.\n");
    reseal(&mut files, 3);
    let withdrawn = files.get_mut("content/definitions/alpha/4.md").expect("it is there");
    *withdrawn = withdrawn.replacen("+++\n", "+++\nstatus = \"withdrawn\"\n", 1);
    files.insert(
        "content/definitions/alpha/6.md".into(),
        "+++\ndate = 2020-06-16\nauthors = [\"contributor\"]\nstatus = \"proposed\"\n+++\n\nA proposal for alpha.\n"
            .into(),
    );
    // The last of `alpha` was sealed above as published, so its chain is made anew with everything else.
    files.remove("content/definitions/alpha/seals.toml");
    assert!(seal_with_reseal(&mut files));
    let now = checked(&files);
    assert_eq!(now.report, "", "the sealed base is sound");
    files
}

/// Seals as [`seal`] does, and records a resealing of iteration 3 of `alpha`.
fn seal_with_reseal(files: &mut Files) -> bool {
    let withdrawn = "content/definitions/alpha/4.md";
    let text = files[withdrawn].clone();
    files.insert(withdrawn.into(), text.replace("status = \"withdrawn\"\n", ""));
    let mended = files["content/definitions/alpha/3.md"].clone();
    files.insert("content/definitions/alpha/3.md".into(), mended.replace("\nWith one sentence more.\n", ""));
    let is_sound = seal(files);
    files.insert(withdrawn.into(), text);
    files.insert("content/definitions/alpha/3.md".into(), mended);
    reseal(files, 3);
    is_sound
}

fn reseal(files: &mut Files, number: u32) {
    let sources = sources(files);
    let mut diagnostics = Diagnostics::default();
    let known = pipeline::seals(&sources, &mut diagnostics);
    let knowledge = pipeline::check_texts(&sources, &mut diagnostics).expect("the texts are sound");
    let number = IterationNumber::new(number).expect("a number");
    let (_, definition) = knowledge.definitions().next().expect("`alpha` comes first");
    let iteration = definition.iteration(number).expect("it is there");
    let mut chain = known[0].chain.clone();
    let (old, new) =
        (chain.sealed()[&number].digest, knowledge.record(iteration, &sources).expect("it has a text").digest());
    let (reason, date) = ("A sentence was missing.".to_owned(), Date::constant(2020, 12, 8));
    chain.add(Step::Reseal(Reseal { number, old, new, reason, date }));
    let file = scaffold::seals(&chain);
    files.insert(file.path, file.text);
}

/// Whether a path is that of an iteration.
pub(crate) fn is_iteration(path: &str) -> bool {
    let name = path.strip_prefix("content/definitions/").and_then(|path| path.split_once('/'));
    name.and_then(|(_, name)| name.strip_suffix(".md")).is_some_and(|number| number.parse::<u32>().is_ok())
}

/// Whether something that is sealed in one state of the files is another in the other. Both are read by means of their own:
/// definition and number by the path, date, authors and status by another parser of TOML, the text between the lines.
pub(crate) fn is_changed(before: &Files, after: &Files) -> bool {
    before.iter().filter(|(path, _)| is_iteration(path)).any(|(path, text)| {
        let sealed = facts(text).filter(|facts| facts.is_sealed);
        sealed.is_some() && after.get(path).and_then(|text| facts(text)) != sealed
    })
}

/// What is sealed of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Facts {
    is_sealed: bool,
    date: String,
    authors: Vec<String>,
    text: String,
}

fn facts(text: &str) -> Option<Facts> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let rest = text.strip_prefix("+++\n")?;
    let mut at = 0;
    let end = rest.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        (line.trim_end() == "+++").then_some(start)
    })?;
    let (front, body) = rest.split_at(end);
    let body = body.split_once('\n').map_or("", |(_, body)| body);
    let table: toml::Table = front.parse().ok()?;
    let authors = match table.get("authors") {
        Some(list) => list.as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect::<Option<_>>()?,
        None => Vec::new(),
    };
    let status = table.get("status").map_or(Some("published"), |status| status.as_str())?;
    let start = body.bytes().take_while(|byte| *byte == b'\n').count();
    let end = body.bytes().rev().take_while(|byte| b" \t\n".contains(byte)).count();
    Some(Facts {
        is_sealed: matches!(status, "published" | "withdrawn"),
        date: table.get("date")?.as_datetime()?.to_string(),
        authors,
        text: body.get(start..body.len() - end).unwrap_or_default().to_owned(),
    })
}
