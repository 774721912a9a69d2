//! The stages, one after another, each with what it remembers.

mod addresses;
mod per_file;
mod theme_memory;
mod trial;

pub use self::trial::trial;

pub use self::addresses::{Kept, addresses};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::base::diagnostic::codes;
use crate::base::diagnostic::error::Error;
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::names::{IterationNumber, Slug, is_in_folder};
use crate::base::text::{SourceId, Sources, Span};
use crate::base::web::address::Address;
use crate::content::change::Edition;
use crate::content::config::Config;
use crate::content::document::{self, Parsed, Place};
use crate::content::knowledge::{self, Filed, KnowledgeBase};
use crate::content::read::{self, CONFIGURATION, CONTENT};
use crate::content::scaffold;
use crate::content::seal::{self, SealsFile};
use crate::edition::batch::Run;
use crate::edition::plan::{self, Site};
use crate::edition::theme::{self, OutputFile, Theme};
use crate::history;
use crate::history::text::wording::counted;
use crate::output::pipeline::per_file::PerFile;
use crate::output::pipeline::theme_memory::ThemeMemory;
use crate::output::publish::{News, Outcome, Publication, Request};

/// What a run is given besides the files.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The address that replaces the one of the configuration.
    pub base_url: Option<Address>,
    /// A day that has come, such as today: what is effective by then is in effect, and what is dated later is hinted at. Without
    /// it only what is dated proves that a day has come.
    pub today: Option<Date>,
}

/// What the stages made before. Each is a pure function, and remembers what it made of the same input; so all that this
/// changes is how long a run takes. A run that starts with nothing remembered is a fresh one.
///
/// Sources that are handed to one of these one after the other come from one reader, or are later forms of one another: a
/// number means one path in all of them.
#[derive(Default)]
pub struct Stages {
    content: Content,
    documents: PerFile<Parsed>,
    seals: PerFile<Option<Arc<SealsFile>>>,
    knowledge: knowledge::Memory,
    history: history::Memory,
    site: plan::Memory,
    theme: ThemeMemory,
}

impl Stages {
    /// Parses and assembles what was read, and holds against each other where its pages would be published. None if an error
    /// was found; all that were found are in `diagnostics`.
    pub fn check(&mut self, sources: &Sources, given: Given, diagnostics: &mut Diagnostics) -> Option<KnowledgeBase> {
        let seals = self.seals(sources, diagnostics);
        let knowledge = self.assemble(sources, given, &seals, diagnostics)?;
        let theme_files = Theme::published(&knowledge.config().theme, sources);
        self.site.check(&knowledge, &theme_files, sources, diagnostics).then_some(knowledge)
    }

    /// Derives and plans the site, and loads its theme. None if there is an error in the theme or among what was found
    /// before: a site is made only of what is right as a whole.
    pub fn plan(
        &mut self,
        knowledge: KnowledgeBase,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Site, Theme)> {
        let config = knowledge.config();
        let theme = self.theme.load(&config.theme, &config.language, sources, diagnostics)?;
        if diagnostics.has_errors() {
            return None;
        }
        let language = theme.language();
        let history = Arc::new(self.history.derive(&knowledge, sources, language));
        let site = self.site.plan(Arc::new(knowledge), history, sources, &theme.file_names(), Arc::clone(language));
        Some((site, theme))
    }

    fn seals(&mut self, sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<(Slug, Option<Arc<SealsFile>>)> {
        self.content.update(sources);
        let read = self.seals.each(&self.content.seals, sources, diagnostics, |id, source, found| {
            let definition = seal::folder_of(&source.path).filter(|_| source.is_read)?;
            seal::read(id, source, definition, found).map(Arc::new)
        });
        let definitions = self.content.sealed.iter().cloned();
        definitions.zip(read.iter().map(|file| file.as_ref().clone())).collect()
    }

    fn assemble(
        &mut self,
        sources: &Sources,
        given: Given,
        seals: &[(Slug, Option<Arc<SealsFile>>)],
        diagnostics: &mut Diagnostics,
    ) -> Option<KnowledgeBase> {
        let configuration = sources.find(CONFIGURATION).expect("the reader reads the configuration first");
        let source = sources.get(configuration);
        let mut config = if source.is_read { Config::parse(configuration, source, diagnostics) } else { None };
        if let (Some(config), Some(base_url)) = (&mut config, given.base_url) {
            config.base_url = Some(base_url);
        }
        let pictures = sources.assets().iter().filter(|asset| is_in_folder(&asset.path, CONTENT)).cloned().collect();
        self.content.update(sources);
        self.content.report_surplus(diagnostics);
        let parsed = self.documents.each(&self.content.documents, sources, diagnostics, document::parse);
        knowledge::assemble((config, given.today), parsed, seals, pictures, sources, &mut self.knowledge, diagnostics)
    }
}

/// The files of the content by what they are, which their paths tell.
#[derive(Default)]
struct Content {
    /// The order of the sources that all this was made from.
    order: Option<Arc<Vec<SourceId>>>,
    documents: Vec<SourceId>,
    seals: Vec<SourceId>,
    /// The definition of each of the seals.
    sealed: Vec<Slug>,
    /// By folder, the first iteration beyond those that a definition may have, and how many there are.
    surplus: BTreeMap<String, (SourceId, usize)>,
}

impl Content {
    fn update(&mut self, sources: &Sources) {
        if self.order.as_ref().is_some_and(|order| Arc::ptr_eq(order, sources.order())) {
            return;
        }
        *self = Self { order: Some(Arc::clone(sources.order())), ..Self::default() };
        // A folder of this name that cannot be read stands for its files.
        let folder = sources.find(CONTENT).map(|id| (id, sources.shared(id)));
        for (id, source) in folder.into_iter().chain(sources.below(CONTENT)) {
            if let Some(folder) = Place::surplus(&source.path) {
                self.surplus.entry(folder.to_owned()).or_insert((id, 0)).1 += 1;
            } else if let Some(definition) = seal::folder_of(&source.path) {
                self.seals.push(id);
                self.sealed.push(definition);
            } else {
                self.documents.push(id);
            }
        }
    }

    /// Reports what no definition may have, which is not read further.
    fn report_surplus(&self, diagnostics: &mut Diagnostics) {
        for (folder, (first, count)) in &self.surplus {
            let most = IterationNumber::MOST;
            let files = counted(*count, "file");
            let message = format!("a definition has at most {most} iterations; beyond that, `{folder}/` has {files}");
            let help = format!("number iterations from 1 to {most}, without a gap; what goes on is another definition");
            diagnostics.push(Diagnostic::new(&codes::MISPLACED_FILE, Span::file(*first), message).help(help));
        }
    }
}

/// Parses and assembles what was read, with nothing remembered; see [`Stages::check`].
pub fn check(sources: &Sources, base_url: Option<Address>, diagnostics: &mut Diagnostics) -> Option<KnowledgeBase> {
    check_given(sources, Given { base_url, today: None }, diagnostics)
}

/// The same, with everything that a run may be given.
pub fn check_given(sources: &Sources, given: Given, diagnostics: &mut Diagnostics) -> Option<KnowledgeBase> {
    Stages::default().check(sources, given, diagnostics)
}

/// The same as if nothing had been sealed: for whoever is about to seal.
pub fn check_texts(sources: &Sources, diagnostics: &mut Diagnostics) -> Option<KnowledgeBase> {
    Stages::default().assemble(sources, Given::default(), &[], diagnostics)
}

/// Looks at the workflows of a knowledge base: which program they run.
pub fn check_workflows(root: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    for id in read::workflows(root, sources) {
        scaffold::check_workflow(id, sources.get(id), diagnostics);
    }
}

/// Reads the seals of every definition, in the order of the slugs. What does not hold in them is reported.
pub fn seals(sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Arc<SealsFile>> {
    Stages::default().seals(sources, diagnostics).into_iter().filter_map(|(_, file)| file).collect()
}

/// What is sealed, or would be, of every iteration, whether the rest of the knowledge base is sound or not.
pub fn records(sources: &Sources) -> Vec<Filed> {
    let mut stages = Stages::default();
    stages.content.update(sources);
    let mut ignored = Diagnostics::default();
    let parsed = stages.documents.each(&stages.content.documents, sources, &mut ignored, document::parse);
    knowledge::records(parsed.iter().map(AsRef::as_ref))
}

/// The content on one side of a change, whether it is sound or not. What is wrong with it is not said.
pub fn edition(sources: &Sources) -> Edition<'_> {
    let mut stages = Stages::default();
    let mut ignored = Diagnostics::default();
    let seals = stages.seals(sources, &mut ignored).into_iter().filter_map(|(_, file)| file).collect();
    let parsed = stages.documents.each(&stages.content.documents, sources, &mut ignored, document::parse);
    Edition::new(sources, parsed, seals)
}

/// Derives and plans the site with nothing remembered, and loads its theme; see [`Stages::plan`].
pub fn plan(knowledge: KnowledgeBase, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<(Site, Theme)> {
    Stages::default().plan(knowledge, sources, diagnostics)
}

/// Renders every route, in parallel, and hands each file over as soon as it is there. False if a template failed; that has
/// been reported, each fault once however many pages share it. After a fault no further file is handed over.
///
/// # Errors
/// Fails if a file cannot be taken.
pub fn render<'site>(
    site: &'site Site,
    theme: &'site Theme,
    take: &(impl Fn(OutputFile<'site>) -> Result<(), Error> + Sync),
    diagnostics: &mut Diagnostics,
) -> Result<bool, Error> {
    let is_whole = AtomicBool::new(true);
    let write = |run: Run<'site>| {
        let mut faults = Vec::new();
        for file in theme::render(run, theme) {
            match file {
                Ok(file) if is_whole.load(Ordering::Relaxed) => take(file)?,
                Ok(_) => {}
                Err(fault) => {
                    is_whole.store(false, Ordering::Relaxed);
                    faults.push(fault);
                }
            }
        }
        Ok(faults)
    };
    let faults: Vec<Vec<Box<Diagnostic>>> = Run::all(site).into_par_iter().map(write).collect::<Result<_, Error>>()?;
    let mut failed: Vec<(Diagnostic, usize)> = Vec::new();
    for fault in faults.into_iter().flatten() {
        match failed
            .iter_mut()
            .find(|(known, _)| known.primary.span == fault.primary.span && known.message == fault.message)
        {
            Some((_, more)) => *more += 1,
            None => failed.push((*fault, 0)),
        }
    }
    for (diagnostic, more) in failed {
        diagnostics.push(if more > 0 {
            diagnostic.help(format!("{more} more pages fail in the same way"))
        } else {
            diagnostic
        });
    }
    Ok(is_whole.into_inner())
}

/// Renders every route and publishes the site into a folder, both in parallel, unless it is there already. None if a
/// template failed; that has been reported, and nothing was published. `news` is called with the number of files that are
/// done and with what the user should know.
///
/// # Errors
/// Fails if the folder must not be written to, or if the disk fails.
pub fn publish(
    site: &Site,
    theme: &Theme,
    request: Request<'_>,
    news: &(dyn Fn(News<'_>) + Sync),
    diagnostics: &mut Diagnostics,
) -> Result<Option<Outcome>, Error> {
    let routes = site.routes().iter().map(|(route, _)| route.as_str()).collect();
    let publication = Publication::open(request, routes, news)?;
    if let Some(outcome) = publication.is_there_already() {
        return Ok(Some(outcome));
    }
    let done = AtomicUsize::new(0);
    let take = |file: OutputFile<'_>| {
        publication.write(&file)?;
        news(News::Done(done.fetch_add(1, Ordering::Relaxed) + 1));
        Ok(())
    };
    if render(site, theme, &take, diagnostics)? { publication.finish().map(Some) } else { Ok(None) }
}
