//! What the search needs, as scripts that hold nothing but data: browsers forbid a page that lies on a disk to read any
//! other file. Each hands its data to the function that the script of the search page defines.

use foldhash::HashMap;
use serde::Serialize;

use crate::base::names::IterationNumber;
use crate::base::web::address::Address;
use crate::base::web::markup::DataScript;
use crate::content::knowledge::Entry;
use crate::edition::batch::SearchBatch;
use crate::edition::links::Linker;
use crate::edition::plan::SearchFile;
use crate::edition::search::Runs;
use crate::edition::search::texts::{self, Place};

/// The function that takes data.
const TAKE: &str = "variorumRecord";

/// Where everything else is.
#[derive(Serialize)]
struct Index<'site> {
    /// Of the format of all these files.
    version: u32,
    /// A digest of the words, so that no browser puts old files and new ones together.
    digest: &'site str,
    /// The first word of each file of words.
    words: Vec<&'site str>,
    /// The number of the first entry of each file of entries.
    entries: &'site [usize],
}

/// What is shown of an entry that was found.
#[derive(Serialize)]
struct Found<'site> {
    title: &'site str,
    kind: &'site str,
    /// The way from the search page.
    href: Address,
    /// What stands on its page, one line each, first the sentence that stands for it.
    texts: Vec<String>,
    #[serde(flatten)]
    definition: Option<OfDefinition>,
}

/// The same of a definition, besides.
#[derive(Serialize)]
struct OfDefinition {
    /// The iteration that counts.
    current: Option<u32>,
    /// The texts of all iterations, each with those that have it.
    iterations: Vec<(String, String)>,
    /// What is told about iterations, each with those that it is told about.
    told: Vec<(String, String)>,
}

pub(super) fn script(batch: &SearchBatch<'_>, links: &Linker<'_>, file: SearchFile) -> String {
    let mut script = DataScript::default();
    let mut add = |file: SearchFile| match file {
        SearchFile::Index => add_index(batch, &mut script),
        SearchFile::Words(number) => script.call(TAKE, &file.name(), &batch.words().shards[number].lines),
        SearchFile::Entries(number) => {
            let entries = &batch.entries()[batch.site.layout().entries_in(number)];
            let found: Vec<Found<'_>> = entries.iter().map(|entry| found(links, *entry)).collect();
            script.call(TAKE, &file.name(), &found);
        }
    };
    add(file);
    if file == SearchFile::Index && batch.site.layout().is_one_file() {
        add(SearchFile::Words(0));
        add(SearchFile::Entries(0));
    }
    script.into_text()
}

fn add_index(batch: &SearchBatch<'_>, script: &mut DataScript) {
    let words = batch.words();
    let index = Index {
        version: 1,
        digest: &words.version,
        words: words.shards.iter().map(|shard| shard.first.as_str()).collect(),
        entries: &batch.site.layout().starts,
    };
    script.call(TAKE, &SearchFile::Index.name(), &index);
}

fn found<'site>(links: &Linker<'site>, entry: Entry) -> Found<'site> {
    let knowledge = links.knowledge;
    let (mut texts, mut iterations, mut told) = (Vec::new(), Wordings::default(), Wordings::default());
    texts::each_text(knowledge, entry, &mut |place, _, text| match (texts::line(text), place) {
        (None, _) => {}
        (Some(line), Place::Entry) => texts.push(line),
        (Some(line), Place::Iteration(number)) => iterations.add(line, number),
        (Some(line), Place::About(number)) => told.add(line, number),
    });
    let definition = match entry {
        Entry::Definition(id) => {
            let current = knowledge.definition(id).current();
            Some(OfDefinition {
                current: current.map(|current| current.number.get()),
                iterations: iterations.written(),
                told: told.written(),
            })
        }
        _ => None,
    };
    Found {
        title: texts::title(knowledge, entry),
        kind: links.kind(entry),
        href: links.entry(entry),
        texts,
        definition,
    }
}

/// The texts of iterations, each once, however many have it.
#[derive(Default)]
struct Wordings {
    known: HashMap<String, usize>,
    runs: Vec<Runs>,
}

impl Wordings {
    fn add(&mut self, line: String, number: IterationNumber) {
        let index = *self.known.entry(line).or_insert(self.runs.len());
        if index == self.runs.len() {
            self.runs.push(Runs::default());
        }
        self.runs[index].add(number.get());
    }

    /// The iterations of each with the text, in the order in which the texts came.
    fn written(self) -> Vec<(String, String)> {
        let mut written: Vec<(String, String)> =
            self.runs.iter().map(|runs| (runs.to_string(), String::new())).collect();
        self.known.into_iter().for_each(|(line, index)| written[index].1 = line);
        written
    }
}
