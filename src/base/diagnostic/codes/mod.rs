//! The one table of codes: every kind of mistake that variorum reports, with the words of `variorum explain`.

mod content;
mod front_matter;
mod seals;
mod structure;

pub use self::content::*;
pub use self::front_matter::*;
pub use self::seals::*;
pub use self::structure::*;

use crate::base::diagnostic::Code;

/// Defines codes as statics and the list of them.
macro_rules! codes {
    ($list:ident: $($(#[$doc:meta])* $constant:ident = $severity:ident $name:literal, $title:literal, $explanation:literal;)*) => {
        $(
            #[doc = $title]
            pub static $constant: $crate::base::diagnostic::Code = $crate::base::diagnostic::Code {
                name: $name,
                severity: $crate::base::diagnostic::Severity::$severity,
                title: $title,
                explanation: $explanation,
            };
        )*
        /// The codes of this family, in the order of the table.
        pub static $list: &[&$crate::base::diagnostic::Code] = &[$(&$constant),*];
    };
}
use codes;

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
