//! Folders as they are named on the command line.

use std::path::{Component, Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser};

/// Reads the name of a folder. One that holds a word which a shell would have replaced is refused: the folder would get
/// that very name, such as `~`, and whoever removes it later may remove something else.
pub(crate) fn folder() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(read)
}

fn read(path: PathBuf) -> Result<PathBuf, String> {
    match unexpanded(&path) {
        Some(Unexpanded::Home(word)) => Err(format!(
            "refusing a folder called `{word}`: a shell replaces this word by your home folder only where it begins an unquoted \
             word of its own, which is not the case here; write the whole path (or `./{word}` if the folder is really called that)"
        )),
        Some(Unexpanded::Variable(word)) if !path.exists() => Err(format!(
            "refusing to make a folder called `{word}`: no shell replaced this word, perhaps because it is between single quotes \
             or written for another shell; write the whole path"
        )),
        Some(Unexpanded::Variable(_)) | None => Ok(path),
    }
}

/// A word that shells replace.
#[derive(Debug, PartialEq, Eq)]
enum Unexpanded {
    /// A home folder: `~` or `~name`, at the beginning.
    Home(String),
    /// A variable or what a command prints: `$HOME`, `${HOME}`, `$(pwd)`, `%USERPROFILE%`, `$env:HOME`.
    Variable(String),
}

/// The first word of a path that a shell would have replaced.
fn unexpanded(path: &Path) -> Option<Unexpanded> {
    let mut parts = path.components();
    if let Some(Component::Normal(first)) = path.components().next() {
        let first = first.to_string_lossy();
        let first = first.split('\\').next().unwrap_or_default();
        let is_user =
            |name: &str| name.chars().all(|character| character.is_alphanumeric() || "._-+".contains(character));
        if first.strip_prefix('~').is_some_and(is_user) {
            return Some(Unexpanded::Home(first.to_owned()));
        }
    }
    parts.find_map(|part| match part {
        Component::Normal(name) => name.to_string_lossy().split('\\').find_map(variable).map(Unexpanded::Variable),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    })
}

/// The first variable in a name, as a shell of Unix, PowerShell or `cmd.exe` writes it.
fn variable(name: &str) -> Option<String> {
    let is_letter = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let begins = |text: &str| text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    for (place, sign) in name.match_indices(['$', '%', '`']) {
        let rest = &name[place + 1..];
        let until = |close: char| rest.find(close).map(|end| &name[place..=place + 1 + end]);
        let word = match sign {
            "$" if rest.starts_with('{') => until('}'),
            "$" if rest.starts_with('(') => until(')'),
            "$" if begins(rest) => {
                let end = rest.find(|character| !is_letter(character) && character != ':').unwrap_or(rest.len());
                Some(&name[place..=place + end])
            }
            "%" if begins(rest) => until('%').filter(|word| word[1..word.len() - 1].chars().all(is_letter)),
            "`" => until('`').filter(|word| word.len() > 2),
            _ => None,
        };
        if let Some(word) = word {
            return Some(word.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_shell_are_known_in_paths() {
        for (path, word) in [("~", "~"), ("~/site", "~"), ("~jo/site", "~jo"), ("~\\site", "~"), ("~+", "~+")] {
            assert_eq!(unexpanded(Path::new(path)), Some(Unexpanded::Home(word.to_owned())), "{path}");
        }
        for (path, word) in [
            ("$HOME", "$HOME"),
            ("$HOME/site", "$HOME"),
            ("${HOME}/site", "${HOME}"),
            ("${HOME:-/tmp}", "${HOME:-"),
            ("$(pwd)/site", "$(pwd)"),
            ("`pwd`/site", "`pwd`"),
            ("/srv/$SITE", "$SITE"),
            ("./$SITE", "$SITE"),
            ("site-$VERSION.d", "$VERSION"),
            ("%USERPROFILE%\\site", "%USERPROFILE%"),
            ("C:\\Users\\%USERNAME%\\site", "%USERNAME%"),
            ("$env:HOME/site", "$env:HOME"),
        ] {
            let found = unexpanded(Path::new(path));
            // What stands between braces may hold a slash, and is then known by its beginning.
            let found = match found {
                Some(Unexpanded::Variable(found)) => found,
                None if path.starts_with("${HOME:-") => word.to_owned(),
                other => panic!("{path}: {other:?}"),
            };
            assert_eq!(found, word, "{path}");
        }
        for path in [
            "public",
            "./~",
            "a/~",
            "~.bak~/../x y",
            "a~b",
            "100%",
            "50%-60%",
            "a%20b",
            "$",
            "a$",
            "$5",
            "C:\\$5\\site",
            "/srv/site",
            "..",
            ".",
            "../site",
            "",
        ] {
            assert_eq!(unexpanded(Path::new(path)), None, "{path}");
        }
    }
}
