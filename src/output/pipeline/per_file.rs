//! What a stage made of each file, for as long as the file says the same.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostics;
use crate::base::text::{Source, SourceId, Sources};

/// The last thing that was made of each of some files. The three stand in the order of the files.
#[derive(Debug)]
pub(super) struct PerFile<T> {
    files: Vec<SourceId>,
    made: Vec<Made>,
    values: Vec<Arc<T>>,
}

/// From what a value was made, and what was found then.
#[derive(Debug)]
struct Made {
    from: Arc<Source>,
    /// None if nothing was found, as in most files.
    found: Option<Box<Diagnostics>>,
}

impl<T> Default for PerFile<T> {
    fn default() -> Self {
        Self { files: Vec::new(), made: Vec::new(), values: Vec::new() }
    }
}

impl<T: Send + Sync> PerFile<T> {
    /// Makes something of every file, in parallel, unless it was made of the same file before, and forgets what was made of
    /// files that are not among these. `make` is a pure function of its file.
    pub(super) fn each(
        &mut self,
        files: &[SourceId],
        sources: &Sources,
        diagnostics: &mut Diagnostics,
        make: impl Fn(SourceId, &Source, &mut Diagnostics) -> T + Sync,
    ) -> &[Arc<T>] {
        if self.files == files {
            let all = files.iter().zip(&self.made).enumerate();
            let is_other = |(id, made): (&SourceId, &Made)| !Arc::ptr_eq(&made.from, sources.shared(*id));
            let others: Vec<usize> = all.filter(|(_, file)| is_other(*file)).map(|(position, _)| position).collect();
            let fresh: Vec<(usize, (Made, Arc<T>))> =
                others.into_par_iter().map(|position| (position, one(files[position], sources, &make))).collect();
            for (position, (made, value)) in fresh {
                self.made[position] = made;
                self.values[position] = value;
            }
        } else {
            let known = self.files.drain(..).zip(self.made.drain(..).zip(self.values.drain(..)));
            let mut known: HashMap<SourceId, (Made, Arc<T>)> = known.collect();
            let recalled: Vec<Option<(Made, Arc<T>)>> = files.iter().map(|id| known.remove(id)).collect();
            let all: Vec<(Made, Arc<T>)> = recalled
                .into_par_iter()
                .zip(files)
                .map(|(recalled, id)| {
                    let same = recalled.filter(|(made, _)| Arc::ptr_eq(&made.from, sources.shared(*id)));
                    same.unwrap_or_else(|| one(*id, sources, &make))
                })
                .collect();
            self.files = files.to_vec();
            (self.made, self.values) = all.into_iter().unzip();
        }
        for found in self.made.iter().filter_map(|made| made.found.as_deref()) {
            diagnostics.append(found.clone());
        }
        &self.values
    }
}

/// Makes something of one file.
fn one<T>(id: SourceId, sources: &Sources, make: &impl Fn(SourceId, &Source, &mut Diagnostics) -> T) -> (Made, Arc<T>) {
    let source = sources.shared(id);
    let mut found = Diagnostics::default();
    let value = Arc::new(make(id, source, &mut found));
    let found = (!found.is_empty()).then(|| Box::new(found));
    (Made { from: Arc::clone(source), found }, value)
}
