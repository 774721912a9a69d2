//! Relative links of a file in a repository.

use crate::base::text::percent_decode;

/// The path in its repository that a relative link in a file means, with what stands behind `#`. None if it leaves the
/// repository.
pub(super) fn resolved(from: &str, link: &str) -> Option<(String, String)> {
    let (path, fragment) = link.split_at(link.find('#').unwrap_or(link.len()));
    let path = path.split('?').next().unwrap_or_default();
    let mut parts: Vec<String> =
        if path.starts_with('/') { Vec::new() } else { from.split('/').map(str::to_owned).collect() };
    if path.is_empty() {
        return Some((from.to_owned(), fragment.to_owned()));
    }
    parts.pop();
    for part in percent_decode(path).split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name.to_owned()),
        }
    }
    Some((parts.join("/"), fragment.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links_are_resolved_in_the_repository() {
        let of = |link| resolved("docs/term.md", link).map(|(path, fragment)| path + &fragment);
        assert_eq!(of("../README.md#a").as_deref(), Some("README.md#a"));
        assert_eq!(of("b%20c.md").as_deref(), Some("docs/b c.md"));
        assert_eq!(of("/x.md").as_deref(), Some("x.md"));
        assert_eq!(of("#here").as_deref(), Some("docs/term.md#here"));
        assert_eq!(of("../../x"), None);
    }
}
