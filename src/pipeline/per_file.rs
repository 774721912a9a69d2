//! What a stage made of each file, for as long as the file says the same.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::text::{Source, SourceId};

/// The last thing that was made of each file, by the number of the file.
#[derive(Debug)]
pub(super) struct PerFile<T> {
    made: Vec<Option<Made<T>>>,
}

#[derive(Debug)]
struct Made<T> {
    from: Arc<Source>,
    value: Arc<T>,
    /// What was found; none if nothing was, as of most files.
    found: Option<Box<Diagnostics>>,
}

impl<T> Default for PerFile<T> {
    fn default() -> Self {
        Self { made: Vec::new() }
    }
}

impl<T: Send + Sync> PerFile<T> {
    /// Makes something of every file, in parallel, unless it was made of the same file before, and forgets what was made of
    /// files that are not among these. `make` is a pure function of its file.
    pub(super) fn each<'files>(
        &mut self,
        files: impl Iterator<Item = (SourceId, &'files Arc<Source>)>,
        diagnostics: &mut Diagnostics,
        make: impl Fn(SourceId, &Source, &mut Diagnostics) -> T + Sync,
    ) -> Vec<Arc<T>> {
        let files: Vec<(SourceId, &Arc<Source>)> = files.collect();
        let is_made = |id: SourceId, source: &Arc<Source>| {
            let made = self.made.get(id.index()).and_then(Option::as_ref);
            made.is_some_and(|made| Arc::ptr_eq(&made.from, source))
        };
        let new: Vec<(SourceId, &Arc<Source>)> =
            files.iter().copied().filter(|(id, source)| !is_made(*id, source)).collect();
        let new: Vec<(SourceId, Made<T>)> = new
            .into_par_iter()
            .map(|(id, source)| {
                let mut found = Diagnostics::default();
                let value = Arc::new(make(id, source, &mut found));
                let found = (!found.is_empty()).then(|| Box::new(found));
                (id, Made { from: Arc::clone(source), value, found })
            })
            .collect();
        let length = files.iter().map(|(id, _)| id.index() + 1).max().unwrap_or_default();
        let known = self.made.iter().flatten().count();
        self.made.resize_with(length.max(self.made.len()), || None);
        let replaced = new.iter().filter(|(id, _)| self.made[id.index()].is_some()).count();
        let all = known + new.len() - replaced;
        for (id, made) in new {
            self.made[id.index()] = Some(made);
        }
        if all > files.len() {
            self.keep(&files);
        }
        let mut values = Vec::with_capacity(files.len());
        for (id, _) in files {
            let made = self.made[id.index()].as_ref().expect("it was made before or just now");
            if let Some(found) = &made.found {
                diagnostics.append(found.as_ref().clone());
            }
            values.push(Arc::clone(&made.value));
        }
        values
    }

    /// Forgets what was made of all but these files.
    fn keep(&mut self, files: &[(SourceId, &Arc<Source>)]) {
        let mut made = std::mem::take(&mut self.made);
        self.made.resize_with(made.len(), || None);
        for (id, _) in files {
            self.made[id.index()] = made[id.index()].take();
        }
    }
}
