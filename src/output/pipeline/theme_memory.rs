//! The theme that was loaded last.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostics;
use crate::base::names::is_in_folder;
use crate::base::text::{Asset, Source, Sources};
use crate::content::config::ThemeChoice;
use crate::content::read::THEMES;
use crate::edition::theme::Theme;

/// A theme that could be used without a remark, and all that it was made from.
#[derive(Default)]
pub(super) struct ThemeMemory {
    loaded: Option<(From, Theme)>,
}

struct From {
    choice: ThemeChoice,
    language: String,
    texts: Vec<Arc<Source>>,
    assets: Vec<Asset>,
}

impl From {
    fn new(choice: &ThemeChoice, language: &str, sources: &Sources) -> Self {
        Self {
            choice: choice.clone(),
            language: language.to_owned(),
            texts: sources.below(THEMES).map(|(_, source)| Arc::clone(source)).collect(),
            assets: sources.assets().iter().filter(|asset| is_in_folder(&asset.path, THEMES)).cloned().collect(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        let is_one_text = |(one, other)| Arc::ptr_eq(one, other);
        let is_one_asset =
            |(one, other): (&Asset, &Asset)| Arc::ptr_eq(&one.bytes, &other.bytes) && one.path == other.path;
        self.choice == other.choice
            && self.language == other.language
            && self.texts.len() == other.texts.len()
            && self.texts.iter().zip(&other.texts).all(is_one_text)
            && self.assets.len() == other.assets.len()
            && self.assets.iter().zip(&other.assets).all(is_one_asset)
    }
}

impl ThemeMemory {
    /// Loads the theme that the configuration names, unless it is the one that was loaded last.
    pub(super) fn load(
        &mut self,
        choice: &ThemeChoice,
        language: &str,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Theme> {
        let from = From::new(choice, language, sources);
        if let Some((known, theme)) = &self.loaded
            && known.is(&from)
        {
            return Some(theme.clone());
        }
        let mut found = Diagnostics::default();
        let theme = Theme::load(choice, language, sources, &mut found);
        self.loaded = theme.clone().filter(|_| found.is_empty()).map(|theme| (from, theme));
        diagnostics.append(found);
        theme
    }
}
