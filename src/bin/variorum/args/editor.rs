//! The address that opens a file in an editor.

use std::path::{MAIN_SEPARATOR, Path};

use variorum::base::diagnostic::nearest;
use variorum::base::text::percent_encode;

/// Editors that register a scheme of their own for links.
const KNOWN: [(&str, &str); 5] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
];
/// The word for no links.
const NONE: &str = "none";

/// How a place in a file becomes a link. A page that shows such a link knows where the files lie on this machine; no
/// request can ask the server to open anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Editor {
    /// With `{path}`, `{line}` and `{column}` in it; none if there are to be no links.
    template: Option<String>,
}

impl Editor {
    /// Reads what stands behind `--editor`.
    pub(crate) fn parse(word: &str) -> Result<Self, String> {
        if word == NONE {
            return Ok(Self { template: None });
        }
        if let Some((_, template)) = KNOWN.iter().find(|(name, _)| *name == word) {
            return Ok(Self { template: Some((*template).to_owned()) });
        }
        let names = || KNOWN.iter().map(|(name, _)| *name).chain([NONE]);
        let Some((scheme, _)) = word.split_once(':') else {
            let near = nearest(word, names()).first().map_or(String::new(), |near| format!("did you mean `{near}`? "));
            let known = names().collect::<Vec<_>>().join(", ");
            return Err(format!(
                "{near}known are {known}, and addresses such as `my-editor://open?file={{path}}:{{line}}`"
            ));
        };
        let is_scheme = scheme.starts_with(|first: char| first.is_ascii_lowercase())
            && scheme.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+-.".contains(&byte));
        if !is_scheme || ["javascript", "data", "vbscript", "blob"].contains(&scheme) {
            return Err(
                "it must begin with the scheme of an editor, in small letters, such as `my-editor://`".to_owned()
            );
        }
        if !word.contains("{path}") {
            return Err("`{path}` must stand in it, where the path of the file belongs".to_owned());
        }
        Ok(Self { template: Some(word.to_owned()) })
    }

    /// The link to a place in a file below the root, which is an absolute path.
    pub(crate) fn link(&self, root: &Path, path: &str, line: usize, column: usize) -> Option<String> {
        let template = self.template.as_ref()?;
        let root = root.to_string_lossy().replace(MAIN_SEPARATOR, "/");
        // Windows marks whole paths so, and no editor wants the mark.
        let root = root.trim_start_matches("//?/").trim_matches('/');
        let path = percent_encode(&format!("/{root}/{path}"), "/:-._~");
        let filled = template.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        // Last, because a path may hold braces only as escapes.
        Some(filled.replace("{path}", &path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(word: &str, path: &str) -> Option<String> {
        Editor::parse(word).expect("it is an editor").link(Path::new("/home/me/base"), path, 3, 7)
    }

    #[test]
    fn a_place_becomes_a_link() {
        assert_eq!(link("vscode", "content/a.md").as_deref(), Some("vscode://file/home/me/base/content/a.md:3:7"));
        assert_eq!(
            link("x-y://o?f={path}&l={line}", "content/a b&{line}.md").as_deref(),
            Some("x-y://o?f=/home/me/base/content/a%20b%26%7Bline%7D.md&l=3")
        );
        assert_eq!(link("none", "content/a.md"), None);
    }

    #[test]
    fn what_is_no_editor_is_refused_with_a_mend() {
        assert!(Editor::parse("vscod").expect_err("a slip").contains("did you mean `vscode`"));
        assert!(Editor::parse("javascript:{path}").expect_err("a script").contains("scheme"));
        assert!(Editor::parse("Java script:{path}").expect_err("no scheme").contains("scheme"));
        assert!(Editor::parse("my://file").expect_err("no path").contains("{path}"));
    }
}
