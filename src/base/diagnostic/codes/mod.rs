//! The one table of codes: every kind of mistake that variorum reports, with the words of `variorum explain`.

mod content;
mod family;
mod front_matter;
mod seals;
mod structure;

pub use self::content::*;
pub use self::front_matter::*;
pub use self::seals::*;
pub use self::structure::*;

use crate::base::diagnostic::Code;

/// All codes, family by family.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [FRONT_MATTER, CONTENT, STRUCTURE, SEALS].into_iter().flatten().copied()
}

/// The code with this name.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_named_once_and_explained() {
        let mut names: Vec<&str> = all().map(|code| code.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "a name is used twice");
        for code in all() {
            assert!(!code.title.ends_with('.'), "{}: a title is no sentence", code.name);
            assert!(code.explanation.len() > 80, "{}: an explanation explains", code.name);
            assert_eq!(find(code.name), Some(code));
        }
    }
}
