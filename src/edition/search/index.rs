//! The words of all entries.

use std::ops::Range;

use foldhash::HashMap;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::content::knowledge::{Entry, KnowledgeBase};
use crate::edition::search::layout::Layout;
use crate::edition::search::postings::{Postings, write_number};
use crate::edition::search::texts::{self, Place, Weight};
use crate::edition::search::words::Cutter;

/// Every word of every entry, with where it stands, cut into shards.
#[derive(Debug)]
pub struct Words {
    /// In the order of the words, as many as the layout has files of them.
    pub shards: Vec<Shard>,
    /// A digest of all of it.
    pub version: String,
}

/// Words that follow each other.
#[derive(Debug)]
pub struct Shard {
    /// The first of them; empty if there is none.
    pub first: String,
    /// A line for each word: the word, a space, where it stands.
    pub lines: String,
}

/// How many pieces the entries are cut into for each thread, so that none of them waits long for another.
const PIECES: usize = 4;

impl Words {
    /// The words of a knowledge base.
    pub fn of(knowledge: &KnowledgeBase, layout: &Layout) -> Self {
        let entries: Vec<Entry> = knowledge.entries().collect();
        // The pieces follow each other, so what is put together from them is the same however many there are.
        let length = entries.len().div_ceil(rayon::current_num_threads() * PIECES).max(1);
        let pieces = entries.par_chunks(length).enumerate();
        let pieces: Vec<Piece> =
            pieces.map(|(number, entries)| Piece::of(knowledge, entries, number * length)).collect();
        let mut found: Vec<Found<'_>> = Vec::new();
        for (number, piece) in pieces.iter().enumerate() {
            found.extend(piece.known.iter().map(|(word, id)| (&**word, number, &piece.postings[*id as usize])));
        }
        found.par_sort_unstable_by_key(|(word, number, _)| (*word, *number));
        let shards = cut(&found, layout.words);
        let write = |range: Range<usize>| Shard::of(&found[range]);
        let shards: Vec<Shard> = shards.into_par_iter().map(write).collect();
        let mut digest = Sha256::new();
        for shard in &shards {
            digest.update(&shard.lines);
        }
        let half: [u8; 8] = *digest.finalize().first_chunk().expect("a digest has 32 bytes");
        Self { shards, version: format!("{:016x}", u64::from_be_bytes(half)) }
    }
}

/// A word, the number of the piece that it was found in, and where it stands there.
type Found<'pieces> = (&'pieces str, usize, &'pieces Postings);

/// The words of entries that follow each other.
#[derive(Default)]
struct Piece {
    known: HashMap<Box<str>, u32>,
    postings: Vec<Postings>,
}

impl Piece {
    fn of(knowledge: &KnowledgeBase, entries: &[Entry], start: usize) -> Self {
        let (mut piece, mut cutter, mut touched) = (Self::default(), Cutter::default(), Vec::new());
        for (entry, number) in entries.iter().zip(start..) {
            let number = u32::try_from(number).expect("fewer than 2^32 files");
            let shown = match entry {
                Entry::Definition(id) => knowledge.definition(*id).shown().map(|iteration| iteration.number.get()),
                _ => None,
            };
            let mut take = |place: Place, weight: Weight, text: &str| {
                cutter.each(text, &mut |word| {
                    let id = piece.id(word, number, &mut touched);
                    piece.postings[id as usize].add(place, weight, shown);
                });
            };
            take(Place::Entry, Weight::Title, texts::title(knowledge, *entry));
            texts::each_text(knowledge, *entry, &mut take);
            touched.drain(..).for_each(|id: u32| piece.postings[id as usize].finish());
        }
        piece
    }

    /// The number of a word, which is marked as one of the entry that is read.
    fn id(&mut self, word: &str, entry: u32, touched: &mut Vec<u32>) -> u32 {
        if let Some(id) = self.known.get(word).copied() {
            if self.postings[id as usize].begin(entry) {
                touched.push(id);
            }
            return id;
        }
        let id = u32::try_from(self.postings.len()).expect("fewer than 2^32 words");
        self.known.insert(word.into(), id);
        self.postings.push(Postings::new(entry));
        touched.push(id);
        id
    }
}

/// Cuts the words into ranges that are written about as long as each other. What was found of one word stays together.
fn cut(found: &[Found<'_>], shards: usize) -> Vec<Range<usize>> {
    let length = |(word, _, postings): &Found<'_>| word.len() + postings.written.len() + 2;
    let whole: usize = found.iter().map(length).sum();
    let (mut ranges, mut start, mut end, mut written) = (Vec::with_capacity(shards), 0, 0, 0);
    for word in found.chunk_by(|one, other| one.0 == other.0) {
        while ranges.len() + 1 < shards && written * shards >= whole * (ranges.len() + 1) {
            ranges.push(start..end);
            start = end;
        }
        written += word.iter().map(length).sum::<usize>();
        end += word.len();
    }
    ranges.push(start..end);
    ranges.resize(shards, end..end);
    ranges
}

impl Shard {
    fn of(found: &[Found<'_>]) -> Self {
        let mut lines = String::new();
        for word in found.chunk_by(|one, other| one.0 == other.0) {
            lines.push_str(word[0].0);
            lines.push(' ');
            let mut last = 0;
            for (_, _, postings) in word {
                write_number(postings.first - last, &mut lines);
                lines.push_str(&postings.written);
                last = postings.last;
            }
            lines.push('\n');
        }
        Self { first: found.first().map_or_else(String::new, |first| first.0.to_owned()), lines }
    }
}
