//! The way to publish where folders cannot be exchanged: file by file, in an order in which no page is seen before what
//! it shows and links to.
//!
//! Each file is renamed into its place, so there is the old one or the new one and never half of one. A build that is
//! killed on the way leaves some files new and some old; the next one finds that out and does the rest.

use std::fs;
use std::io;
use std::path::Path;

use crate::base::diagnostic::error::Error;
use crate::content::seal::Digest;
use crate::output::publish::generation::{Generation, Nest, in_folder};
use crate::output::publish::manifest::{self, MANIFEST, is_absence, write_new};
use crate::output::publish::{Durability, platform};

/// A site that is to be published file by file.
pub(super) struct Change<'site> {
    /// The output folder.
    pub(super) folder: &'site Path,
    /// Files that differ from what stands there, by route; they lie in `staged`.
    pub(super) changed: Vec<&'site str>,
    /// Routes of an earlier build that are no more.
    pub(super) removed: Vec<&'site str>,
    /// Every route of the old and the new site in order, with a digest if its file stays as it is.
    pub(super) on_the_way: Vec<(&'site str, Option<Digest>)>,
    /// The manifest of the new site.
    pub(super) manifest: &'site str,
}

impl Change<'_> {
    /// Brings the staged files to their places and removes what is no more.
    ///
    /// # Errors
    /// Fails if the disk does. Then some files are new and some old, and the next build does the rest.
    pub(super) fn publish(mut self, staged: Option<&Generation>, durability: Durability) -> Result<(), Error> {
        // Manifests are written beside their place, on the same file system, before they take it.
        let nest = Nest::inside(self.folder);
        let desk = Generation::make(&nest)?;
        if let Some(staged) = staged {
            durable(staged.folder(), &self.changed, durability)?;
        }
        // From here on every file that may be in the folder is known as ours, also to a build after one that was killed.
        let text = manifest::text(self.on_the_way.iter().copied());
        self.put_manifest(&desk, &text)?;
        self.changed.sort_by_key(|route| turn(route));
        for route in &self.changed {
            let staged = staged.expect("files that changed were staged").folder().join(route);
            put(&staged, &self.folder.join(route), &desk)?;
        }
        for route in &self.removed {
            remove(self.folder, route)?;
        }
        durable(self.folder, &self.changed, durability)?;
        self.put_manifest(&desk, self.manifest)?;
        match durability {
            Durability::Durable => platform::sync_folder(self.folder)
                .map_err(|cause| Error::io("cannot make this folder durable", self.folder, cause)),
            Durability::Lazy => Ok(()),
        }
    }

    fn put_manifest(&self, desk: &Generation, text: &str) -> Result<(), Error> {
        let draft = desk.folder().join(MANIFEST);
        write_new(&draft, text.as_bytes()).map_err(|cause| Error::io("cannot write this file", &draft, cause))?;
        put(&draft, &self.folder.join(MANIFEST), desk)
    }
}

fn durable(folder: &Path, files: &[&str], durability: Durability) -> Result<(), Error> {
    match durability {
        Durability::Durable => platform::make_durable(folder, files)
            .map_err(|cause| Error::io("cannot make this folder durable", folder, cause)),
        Durability::Lazy => Ok(()),
    }
}

/// When a file is brought to its place: what pages show, then pages, then lists of pages, then what tells the world of
/// them, and the home page last.
fn turn(route: &str) -> (u8, std::cmp::Reverse<usize>) {
    let depth = route.matches('/').count();
    let is_page = Path::new(route).extension().is_some_and(|extension| extension == "html");
    let is_feed = Path::new(route).extension().is_some_and(|extension| extension == "xml");
    let turn = match route.rsplit('/').next() {
        Some("index.html") if depth == 0 => 4,
        Some("index.html") => 2,
        _ if is_feed => 3,
        _ if is_page => 1,
        _ => 0,
    };
    (turn, std::cmp::Reverse(depth))
}

/// Brings a file to its place, over an older one.
fn put(staged: &Path, path: &Path, desk: &Generation) -> Result<(), Error> {
    let failed = |cause| Error::io("cannot write this file", path, cause);
    match in_folder(path, |path| fs::rename(staged, path)) {
        // The output folder is a file system of its own: the file is copied there before it takes its place.
        Err(cause) if cause.kind() == io::ErrorKind::CrossesDevices => {
            let copy = desk.folder().join("copy");
            fs::copy(staged, &copy).and_then(|_| in_folder(path, |path| fs::rename(&copy, path))).map_err(failed)
        }
        other => other.map_err(failed),
    }
}

/// Removes a file of an earlier build, and the folders above it that are empty then.
fn remove(folder: &Path, route: &str) -> Result<(), Error> {
    let path = folder.join(route);
    match fs::remove_file(&path) {
        Err(cause) if !is_absence(&cause) => {
            return Err(Error::io("cannot remove this file of an earlier build", &path, cause));
        }
        _ => {}
    }
    for above in path.ancestors().skip(1).take_while(|above| *above != folder) {
        if fs::remove_dir(above).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_comes_before_what_it_shows_and_links_to() {
        let mut routes = [
            "index.html",
            "feed.xml",
            "practices/index.html",
            "practices/a.html",
            "definitions/a/index.html",
            "definitions/a/1.html",
            "assets/site.css",
            "picture.png",
        ];
        routes.sort_by_key(|route| turn(route));
        assert_eq!(
            routes,
            [
                "assets/site.css",
                "picture.png",
                "definitions/a/1.html",
                "practices/a.html",
                "definitions/a/index.html",
                "practices/index.html",
                "feed.xml",
                "index.html",
            ]
        );
    }
}
