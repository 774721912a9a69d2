//! How a family of codes is written down.

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
pub(super) use codes;
