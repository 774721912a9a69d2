//! What a site has by its configuration, whatever its texts say.

use crate::content::knowledge::KnowledgeBase;

/// Which kinds of pages there are.
#[allow(clippy::struct_excessive_bools)] // Each is there or not, whatever the others are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::edition) struct Extent {
    /// The address of the site is known, and so what holds whole addresses.
    pub(in crate::edition) has_address: bool,
    /// Cards are drawn.
    pub(in crate::edition) has_cards: bool,
    /// The repository is known, and so how to propose something.
    pub(in crate::edition) has_repository: bool,
    /// Something is sealed.
    pub(in crate::edition) is_sealed: bool,
}

impl Extent {
    /// Everything that there can be: an address is a promise, and the configuration may change.
    pub(in crate::edition) const WHOLE: Self =
        Self { has_address: true, has_cards: true, has_repository: true, is_sealed: true };

    /// What a knowledge base has. Nobody could link to a card without a whole address.
    pub(in crate::edition) fn of(knowledge: &KnowledgeBase) -> Self {
        let config = knowledge.config();
        let has_address = config.base_url.is_some();
        Self {
            has_address,
            has_cards: cfg!(feature = "cards") && config.cards && has_address,
            has_repository: knowledge.repository().is_some(),
            is_sealed: knowledge.definitions().any(|(_, definition)| !definition.seals().is_empty()),
        }
    }
}
