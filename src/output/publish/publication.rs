//! One publication from its beginning to its end.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::base::diagnostic::error::Error;
use crate::content::seal::Digest;
use crate::edition::theme::OutputFile;
use crate::output::publish::generation::{self, Generation, Nest, in_folder};
use crate::output::publish::in_place::Change;
use crate::output::publish::manifest::{self, MANIFEST, write_new};
use crate::output::publish::notes::Notes;
use crate::output::publish::platform::{self, Stamp};
use crate::output::publish::standing::Standing;
use crate::output::publish::target::{self, Target};
use crate::output::publish::{Durability, News, Origin, Outcome, Request};

/// A site that is being published. If it is dropped before its end, the output folder is as it was.
pub struct Publication<'site> {
    target: Target,
    durability: Durability,
    origin: Option<Origin>,
    is_stopped: fn() -> bool,
    news: &'site (dyn Fn(News<'_>) + Sync),
    /// Why the folder is not exchanged, if it is not.
    obstacle: Option<String>,
    routes: Vec<&'site str>,
    standing: Standing,
    written: Vec<OnceLock<Written>>,
    nest: Nest,
    generation: Mutex<Option<Arc<Generation>>>,
    /// Dropped last, so that no other build begins before this one has cleaned up.
    notes: Notes,
}

/// A file that was handed over.
#[derive(Clone, Copy, Debug)]
struct Written {
    digest: Digest,
    size: u64,
    stamp: Stamp,
    /// Whether it was not in the output folder before.
    is_changed: bool,
}

impl<'site> Publication<'site> {
    /// Opens an output folder, once no other build writes to it, and removes what a build left that was killed. `routes` are
    /// those of all files that will be handed over, in order.
    ///
    /// # Errors
    /// Fails if the folder is one that must not be written to, if something stands in it where a page belongs, if another
    /// build does not end, or if the disk fails.
    pub fn open(
        request: Request<'_>,
        routes: Vec<&'site str>,
        news: &'site (dyn Fn(News<'_>) + Sync),
    ) -> Result<Self, Error> {
        debug_assert!(routes.is_sorted(), "routes are in order");
        let Request { folder, root, durability, origin, is_stopped } = request;
        let target = target::find(folder, root)?;
        let parent = &target.beside.folder;
        fs::create_dir_all(parent).map_err(|cause| Error::io("cannot make this folder", parent, cause))?;
        let mut notes = Notes::open(&target, news)?;
        // Another build may have written the folder while this one waited for it.
        let target = target::find(&target.folder, root)?;
        let beside = target.beside.clone();
        let inside = Nest::inside(&target.folder);
        for nest in [&beside, &inside] {
            generation::clean(nest, &target.folder, news)?;
        }
        let standing = Standing::look(&target.folder, &routes, &mut notes)?;
        let obstacle = obstacle(&target, &standing, &notes);
        Ok(Self {
            nest: if obstacle.is_some() { inside } else { beside },
            target,
            durability,
            origin,
            is_stopped,
            news,
            obstacle,
            written: routes.iter().map(|_| OnceLock::new()).collect(),
            routes,
            standing,
            generation: Mutex::default(),
            notes,
        })
    }

    /// What this publication would come to if it is clear that it would change nothing: the site that stands here is of the
    /// same origin, and every file of it looks as it did when it was written. No file need be handed over then.
    pub fn is_there_already(&self) -> Option<Outcome> {
        let Standing { ours, is_unnoted, origin, .. } = &self.standing;
        let is_same = self.origin.is_some() && self.origin == *origin && !is_unnoted;
        let bytes = ours.values().map(|ours| ours.found.map(|found| found.size)).sum::<Option<u64>>()?;
        let outcome = Outcome { files: ours.len(), changed: 0, removed: 0, bytes };
        (is_same && ours.keys().eq(self.routes.iter())).then_some(outcome)
    }

    /// Takes a file of the site. May be called from several threads, and in any order; the bytes are not needed after.
    ///
    /// # Errors
    /// Fails if the disk does.
    pub fn write(&self, file: &OutputFile<'_>) -> Result<(), Error> {
        self.go_on()?;
        let route = file.route.as_str();
        let index = self.routes.binary_search(&route).expect("the route was named at the beginning");
        let digest = Digest::of(&file.bytes);
        let standing = self.standing.ours.get(route);
        let path = self.target.folder.join(route);
        let as_before = standing.filter(|ours| ours.holds(&path, digest, &file.bytes));
        let (stamp, is_changed) = if let Some(stamp) = as_before.and_then(|ours| ours.found) {
            (stamp, false)
        } else {
            let stamp = self.generation()?.write(route, &file.bytes);
            // The generation is gone when this is read, so the file is named by the place it was meant for.
            (stamp.map_err(|cause| Error::io("cannot write this file", &path, cause))?, true)
        };
        let written = Written { digest, size: file.bytes.len() as u64, stamp, is_changed };
        self.written[index].set(written).expect("a file is handed over once");
        Ok(())
    }

    /// Puts the site into its place, if anything changed, and removes the old one.
    ///
    /// # Errors
    /// Fails if the disk does. The output folder is then as it was, or if it was exchanged already, the new site.
    pub fn finish(mut self) -> Result<Outcome, Error> {
        let written: Vec<Written> = self
            .written
            .iter()
            .map(|written| *written.get().expect("every file that was named was handed over"))
            .collect();
        let is_no_more = |route: &str| self.routes.binary_search(&route).is_err();
        let found = self.standing.ours.iter().filter(|(_, ours)| ours.found.is_some());
        let removed: Vec<&str> = found.map(|(route, _)| route.as_str()).filter(|route| is_no_more(route)).collect();
        let outcome = Outcome {
            files: written.len(),
            changed: written.iter().filter(|written| written.is_changed).count(),
            removed: removed.len(),
            bytes: written.iter().map(|written| written.size).sum(),
        };
        let digests = written.iter().map(|written| Some(written.digest));
        let manifest = manifest::text(self.routes.iter().copied().zip(digests));
        let digest = Digest::of(manifest.as_bytes());
        let is_same = outcome.changed == 0 && self.standing.manifest == Some(digest);
        self.go_on()?;
        let stamps = if is_same {
            written.iter().map(|written| written.stamp).collect()
        } else {
            self.publish(&written, &removed, &manifest)?
        };
        if !is_same || self.standing.is_unnoted || self.standing.origin != self.origin {
            self.notes.write(digest, self.origin, &stamps);
        }
        Ok(outcome)
    }

    /// Fails if somebody asked the program to end.
    fn go_on(&self) -> Result<(), Error> {
        if !(self.is_stopped)() {
            return Ok(());
        }
        let why = "nothing was published, because a signal asked the program to end";
        Err(Error::refusal(why, &self.target.folder, "The site there is as it was; build it again when you like."))
    }

    /// Puts the site into its place in the best way that is open, and tells how its files look then.
    fn publish(&self, written: &[Written], removed: &[&str], manifest: &str) -> Result<Vec<Stamp>, Error> {
        let obstacle = match &self.obstacle {
            Some(obstacle) => obstacle.clone(),
            None => match self.exchange(written, manifest)? {
                Exchanged::Done(stamps) => return Ok(stamps),
                Exchanged::Impossible(obstacle) => obstacle,
            },
        };
        (self.news)(News::Note(&format!(
            "{obstacle}; the site is written file by file, so a reader may see some pages new and some old for a moment"
        )));
        let changed = written.iter().zip(&self.routes).filter(|(written, _)| written.is_changed);
        let known = written.iter().map(|written| (!written.is_changed).then_some(written.digest));
        let mut on_the_way: Vec<(&str, Option<Digest>)> = self.routes.iter().copied().zip(known).collect();
        on_the_way.extend(
            self.standing
                .ours
                .iter()
                .map(|(route, ours)| (route.as_str(), ours.digest))
                .filter(|(route, _)| self.routes.binary_search(route).is_err()),
        );
        on_the_way.sort_unstable_by_key(|(route, _)| *route);
        let change = Change {
            folder: &self.target.folder,
            changed: changed.map(|(_, route)| *route).collect(),
            removed: removed.to_vec(),
            on_the_way,
            manifest,
        };
        let staged = self.generation.lock().unwrap_or_else(PoisonError::into_inner);
        change.publish(staged.as_deref(), self.durability)?;
        Ok(written.iter().map(|written| written.stamp).collect())
    }

    /// Completes the generation and exchanges it with the output folder.
    fn exchange(&self, written: &[Written], manifest: &str) -> Result<Exchanged, Error> {
        let folder = &self.target.folder;
        let generation = self.generation()?;
        let new = generation.folder();
        let stamps: Vec<Stamp> = written
            .par_iter()
            .zip(&self.routes)
            .map(|(written, route)| {
                if written.is_changed {
                    return Ok(written.stamp);
                }
                generation.take_over(&folder.join(route), route, written.digest, written.stamp)
            })
            .collect::<Result<_, Error>>()?;
        if let Err((path, cause)) = self.carry_over(new) {
            if platform::is_beyond_it(&cause) {
                let obstacle = format!("{} cannot be carried over into a new folder ({cause})", path.display());
                return Ok(Exchanged::Impossible(obstacle));
            }
            return Err(Error::io("cannot carry this over into the new site", &path, cause));
        }
        let path = new.join(MANIFEST);
        write_new(&path, manifest.as_bytes()).map_err(|cause| Error::io("cannot write this file", &path, cause))?;
        if self.durability == Durability::Durable {
            let changed = written.iter().zip(&self.routes).filter(|(written, _)| written.is_changed);
            let changed: Vec<&str> = changed.map(|(_, route)| *route).collect();
            platform::make_durable(new, &changed)
                .map_err(|cause| Error::io("cannot make the new site durable", new, cause))?;
        }
        self.go_on()?;
        let exchanged = if self.standing.exists { platform::exchange(new, folder) } else { fs::rename(new, folder) };
        match exchanged {
            Ok(()) => {}
            Err(cause) if platform::is_beyond_it(&cause) && self.standing.exists => {
                return Ok(Exchanged::Impossible(format!("this folder cannot be exchanged here ({cause})")));
            }
            Err(cause) => return Err(Error::io("cannot put the new site here", folder, cause)),
        }
        // What had the name of the generation is the old site now.
        let old = self.generation.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(generation);
        let old = old.and_then(Arc::into_inner).expect("nobody else writes any more").keep();
        if self.durability == Durability::Durable {
            platform::sync_folder(&self.target.beside.folder)
                .map_err(|cause| Error::io("the new site is there, but may not outlast a power cut", folder, cause))?;
        }
        if self.standing.exists
            && let Err(error) = generation::retire(&old, folder, self.news)
        {
            (self.news)(News::Note(&format!(
                "the new site is there; what the old one left is cleaned by the next build: {error}"
            )));
        }
        Ok(Exchanged::Done(stamps))
    }

    /// Gives what somebody else put into the output folder a second name in the new one.
    fn carry_over(&self, new: &Path) -> Result<(), (std::path::PathBuf, io::Error)> {
        let folder = &self.target.folder;
        if let Ok(metadata) = fs::symlink_metadata(folder) {
            platform::take_after(new, &metadata).map_err(|cause| (folder.clone(), cause))?;
        }
        for foreign in &self.standing.foreign {
            let (from, to) = (folder.join(&foreign.path), new.join(&foreign.path));
            let carried = if foreign.is_folder {
                fs::create_dir_all(&to)
                    .and_then(|()| fs::symlink_metadata(&from))
                    .and_then(|metadata| platform::take_after(&to, &metadata))
            } else {
                in_folder(&to, |to| fs::hard_link(&from, to))
            };
            carried.map_err(|cause| (from, cause))?;
        }
        Ok(())
    }

    /// The generation, which is made when it is first asked for.
    fn generation(&self) -> Result<Arc<Generation>, Error> {
        let mut generation = self.generation.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(generation) = &*generation {
            return Ok(Arc::clone(generation));
        }
        let made = Arc::new(Generation::make(&self.nest)?);
        *generation = Some(Arc::clone(&made));
        Ok(made)
    }
}

/// Whether the output folder could be exchanged.
enum Exchanged {
    /// It was; this is how its files look.
    Done(Vec<Stamp>),
    /// It could not be, for this reason, and is as it was.
    Impossible(String),
}

/// Why a folder is not exchanged but written file by file.
fn obstacle(target: &Target, standing: &Standing, notes: &Notes) -> Option<String> {
    let folder = target.folder.display();
    if !standing.exists {
        return None;
    }
    if standing.is_repository {
        return Some(format!("{folder} is the work tree of a repository"));
    }
    if target.is_stood_in {
        return Some(format!("the program runs in {folder}"));
    }
    if !notes.are_beside() {
        return Some(format!("nothing can be written beside {folder}"));
    }
    let (own, parent) = (fs::symlink_metadata(&target.folder).ok()?, fs::symlink_metadata(&target.beside.folder).ok()?);
    (!platform::is_same_file_system(&own, &parent)).then(|| format!("{folder} is a file system of its own"))
}
