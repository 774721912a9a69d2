//! A theme: the default one inside the program, overlaid file by file by the folder of the same or another name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::base::diagnostic::codes;
use crate::base::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::base::language::{self, Language};
use crate::base::names::{Spellings, is_path_left_alone};
use crate::base::text::{SourceId, Sources, Span};
use crate::base::toml_reader::{Table, Value};
use crate::content::config::{DEFAULT_THEME, ThemeChoice};
use crate::content::read::{STATIC, THEMES};
use crate::edition::plan::{Route, ThemeFiles};
use crate::edition::theme::engine::{Engine, Fault, Place};
use crate::edition::views::Leaf;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/broadside");

/// The folder of a theme with its templates.
const TEMPLATES: &str = "templates";
/// The file of a theme with its parameters.
const PARAMETERS: &str = "theme.toml";

/// A theme that is ready to write pages. Copies share everything.
#[derive(Clone)]
pub struct Theme {
    engine: Arc<Engine>,
    files: Arc<BTreeMap<String, Vec<u8>>>,
    overlay: Arc<BTreeMap<String, (SourceId, String)>>,
    language: Arc<Language>,
    named: Span,
}

impl Theme {
    /// Loads the theme that the configuration names, with its words in a language. None if it is unknown, one of its
    /// templates or its words cannot be used or a file of it is nearly named as one of the default theme; that has been
    /// reported.
    pub fn load(
        choice: &ThemeChoice,
        language: &str,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let name = &choice.name;
        let folder = format!("{THEMES}/{}/", name.value);
        let is_known = name.value.as_str() == DEFAULT_THEME
            || sources.iter().any(|(_, source)| source.path.starts_with(&folder))
            || sources.assets().iter().any(|asset| asset.path.starts_with(&folder));
        if !is_known {
            let mut known: Vec<&str> = sources
                .iter()
                .filter_map(|(_, source)| source.path.strip_prefix(THEMES)?.strip_prefix('/')?.split('/').next())
                .collect();
            known.push(DEFAULT_THEME);
            known.sort_unstable();
            known.dedup();
            diagnostics.push(
                Diagnostic::new(&codes::UNKNOWN_THEME, name.span, format!("there is no theme `{}`", name.value))
                    .help(did_you_mean(name.value.as_str(), known))
                    .help(format!("or make the folder `{folder}` with the files that differ from `{DEFAULT_THEME}`")),
            );
            return None;
        }
        let mut templates: BTreeMap<String, Cow<'_, str>> = BTreeMap::new();
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut overlay = BTreeMap::new();
        let mut spellings = Spellings::new();
        let mut is_sound = true;
        embedded(&EMBEDDED, &mut |path, bytes| {
            spellings.add(path, None);
            if let Some(template) = below(TEMPLATES, path) {
                templates.insert(template.to_owned(), String::from_utf8_lossy(bytes));
            } else if let Some(file) = below(STATIC, path) {
                files.insert(file.to_owned(), bytes.to_vec());
            }
        });
        for (id, source) in sources.iter() {
            let Some(path) = source.path.strip_prefix(&folder) else { continue };
            if let Some((here, other, None)) = spellings.add(path, Some(id)) {
                is_sound = false;
                diagnostics.push(nearly_the_same(&folder, here, other, id));
            }
            if let Some(template) = below(TEMPLATES, path) {
                templates.insert(template.to_owned(), Cow::Borrowed(&source.text));
                overlay.insert(template.to_owned(), (id, source.text.clone()));
            } else if let Some(file) = below(STATIC, path) {
                files.insert(file.to_owned(), source.text.clone().into_bytes());
            }
        }
        for asset in sources.assets() {
            if let Some(file) = asset.path.strip_prefix(&folder).and_then(|path| below(STATIC, path)) {
                files.insert(file.to_owned(), asset.bytes.to_vec());
            }
        }
        let language = language::load(language, &folder, sources, diagnostics);
        let parameters = parameters(choice, &folder, sources, diagnostics)?;
        let language = language?;
        let templates = templates.iter().map(|(name, text)| (name.as_str(), text.as_ref()));
        match Engine::new(templates, &language, &parameters) {
            Ok(engine) => is_sound.then(|| Self {
                engine: Arc::new(engine),
                files: Arc::new(files),
                overlay: Arc::new(overlay),
                language,
                named: name.span,
            }),
            Err(faults) => {
                for fault in faults {
                    diagnostics.push(report(&fault, &overlay, name.span).help("the template's language is Tera 2"));
                }
                None
            }
        }
    }

    /// The files that the theme which the configuration names publishes as they are, whether it can be used or not.
    pub fn published(choice: &ThemeChoice, sources: &Sources) -> ThemeFiles {
        let folder = format!("{THEMES}/{}/", choice.name.value);
        let mut files = ThemeFiles::new();
        embedded(&EMBEDDED, &mut |path, _| {
            files.extend(below(STATIC, path).map(|file| (file.to_owned(), None)));
        });
        for (id, source) in sources.below(folder.trim_end_matches('/')) {
            let file = source.path.strip_prefix(&folder).and_then(|path| below(STATIC, path));
            files.extend(file.map(|file| (file.to_owned(), Some(id))));
        }
        files
    }

    /// What the site speaks.
    pub fn language(&self) -> &Arc<Language> {
        &self.language
    }

    /// The names of the files that are published as they are.
    pub fn file_names(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// A file that is published as it is.
    pub(super) fn file(&self, name: &str) -> &[u8] {
        &self.files[name]
    }

    /// Writes a page.
    pub(super) fn write(&self, leaf: Leaf, route: &Route) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Leaf { template, view, frame } = leaf;
        self.engine.write(&template, view, frame).map_err(|faults| {
            let diagnostic = report(&faults[0], &self.overlay, self.named);
            Box::new(
                diagnostic
                    .help(format!("the page that could not be written is `{route}`, from the template `{template}`")),
            )
        })
    }
}

/// The parameters of a theme: those of the default theme, over them those of the overlay, over them what is wanted. None if
/// something is wanted that the theme does not know; that has been reported.
fn parameters(
    choice: &ThemeChoice,
    folder: &str,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<BTreeMap<String, Value>> {
    let read = |text: &str, span: Span, diagnostics: &mut Diagnostics| {
        let mut table = Table::parse(text, 0, "a theme", span, diagnostics);
        table.values(diagnostics).into_iter().map(|(key, value)| (key.value, value)).collect::<BTreeMap<_, _>>()
    };
    let own = EMBEDDED.get_file(PARAMETERS).and_then(|file| file.contents_utf8()).unwrap_or_default();
    let mut parameters = read(own, choice.name.span, &mut Diagnostics::default());
    if let Some(id) = sources.find(&format!("{folder}{PARAMETERS}")) {
        parameters.extend(read(&sources.get(id).text, Span::file(id), diagnostics));
    }
    let mut is_sound = true;
    for (key, value) in &choice.parameters {
        let fault = match parameters.get(&key.value) {
            Some(known) if known.kind() == value.kind() => {
                parameters.insert(key.value.clone(), value.clone());
                continue;
            }
            Some(known) => {
                let (kind, example) = known.kind();
                Diagnostic::new(&codes::WRONG_TYPE, key.span, format!("`{}` must be {kind}", key.value))
                    .label(format!("this is {}", value.kind().0))
                    .help(format!("write it like this: `{} = {example}`", key.value))
            }
            None => {
                let message = format!("the theme `{}` has no parameter `{}`", choice.name.value, key.value);
                Diagnostic::new(&codes::UNKNOWN_KEY, key.span, message)
                    .help(did_you_mean(&key.value, parameters.keys().map(String::as_str)))
            }
        };
        is_sound = false;
        diagnostics.push(fault);
    }
    is_sound.then_some(parameters)
}

/// A path below a folder, if it lies there.
fn below<'path>(folder: &str, path: &'path str) -> Option<&'path str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// A file or a folder of a theme that would replace one of the default theme on some systems only.
fn nearly_the_same(folder: &str, here: &str, other: &str, id: SourceId) -> Diagnostic {
    let message = format!("`{folder}{here}` and `{other}` of the theme inside the program are one on many systems");
    Diagnostic::new(&codes::NAME_COLLISION, Span::file(id), message)
        .help(format!("rename it to `{folder}{other}` if it should replace that, or give it another name"))
}

/// A fault as a diagnostic that points into the template, if it is one of the overlay; a fault inside the default theme
/// was caused by the overlay, which is named by the configuration.
fn report(fault: &Fault, overlay: &BTreeMap<String, (SourceId, String)>, named: Span) -> Diagnostic {
    let place = fault.place.as_ref().and_then(|(template, place)| {
        let (id, text) = overlay.get(template)?;
        let range = match place {
            Place::Bytes(range) => range.clone(),
            Place::Position(line, column) => {
                let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
                let column: usize = text[line_start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
                let start = line_start + column;
                start..start + text[start..].find('\n').unwrap_or(text.len() - start)
            }
        };
        let end = text.len().min(range.end);
        Some(Span::new(*id, range.start.min(end)..end))
    });
    let message = match (&fault.place, place) {
        (Some((template, _)), None) => format!("the template `{template}` cannot be used: {}", fault.message),
        _ => format!("this template cannot be used: {}", fault.message),
    };
    Diagnostic::new(&codes::TEMPLATE_ERROR, place.unwrap_or(named), message)
}

fn embedded(folder: &'static Dir<'static>, visit: &mut impl FnMut(&'static str, &'static [u8])) {
    for file in folder.files().filter(|file| !is_path_left_alone(&file.path().to_string_lossy())) {
        visit(file.path().to_str().expect("the default theme's paths are UTF-8"), file.contents());
    }
    for inner in folder.dirs() {
        embedded(inner, visit);
    }
}
