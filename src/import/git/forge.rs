//! Addresses of commits and files on well-known forges.

use crate::address::Address;
use crate::text::percent_encode;

/// A repository on a forge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forge {
    kind: Kind,
    /// `https://host/owner/name`, without an end such as `.git`.
    address: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    GitHub,
    GitLab,
    Bitbucket,
    /// Forgejo and Gitea.
    Codeberg,
    Sourcehut,
}

impl Forge {
    /// The repository that the address of a remote names: `https://host/owner/name.git`, `git@host:owner/name`. None if
    /// its host is none of github.com, gitlab.com, bitbucket.org, codeberg.org, gitea.com and git.sr.ht. A name or a
    /// password before the host is never kept.
    pub fn of_remote(url: &str) -> Option<Self> {
        let url = url.trim();
        let (authority, path) = match url.split_once("://") {
            Some((scheme, rest)) => {
                if !matches!(scheme, "https" | "http" | "ssh" | "git" | "git+ssh") {
                    return None;
                }
                rest.split_once('/')?
            }
            None => url.split_once(':')?,
        };
        let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
        let kind = match host.trim_start_matches("www.") {
            "github.com" => Kind::GitHub,
            "gitlab.com" => Kind::GitLab,
            "bitbucket.org" => Kind::Bitbucket,
            "codeberg.org" | "gitea.com" => Kind::Codeberg,
            "git.sr.ht" => Kind::Sourcehut,
            _ => return None,
        };
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        let is_name = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~'))
        };
        let is_sound =
            parts.iter().all(|part| is_name(part)) && (parts.len() == 2 || kind == Kind::GitLab && parts.len() > 2);
        let address = format!("https://{}/{path}", host.trim_start_matches("www."));
        (is_sound && Address::whole(&address).is_ok()).then_some(Self { kind, address })
    }

    /// The address of a commit.
    pub fn commit(&self, id: &str) -> String {
        let way = match self.kind {
            Kind::GitHub | Kind::Codeberg | Kind::Sourcehut => "commit",
            Kind::GitLab => "-/commit",
            Kind::Bitbucket => "commits",
        };
        format!("{}/{way}/{id}", self.address)
    }

    /// The address of a file as it was at a commit.
    pub fn file(&self, id: &str, path: &str) -> String {
        let path = percent_encode(path, "/-._~");
        match self.kind {
            Kind::GitHub => format!("{}/blob/{id}/{path}", self.address),
            Kind::GitLab => format!("{}/-/blob/{id}/{path}", self.address),
            Kind::Bitbucket => format!("{}/src/{id}/{path}", self.address),
            Kind::Codeberg => format!("{}/src/commit/{id}/{path}", self.address),
            Kind::Sourcehut => format!("{}/tree/{id}/item/{path}", self.address),
        }
    }
}

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
    for part in crate::text::percent_decode(path).split('/') {
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
    fn remotes_of_well_known_forges_are_read() {
        for (url, commit) in [
            ("https://github.com/team/terms.git", "https://github.com/team/terms/commit/1"),
            ("git@github.com:team/terms.git", "https://github.com/team/terms/commit/1"),
            ("ssh://git@github.com:22/team/terms", "https://github.com/team/terms/commit/1"),
            ("https://name:secret@gitlab.com/a/b/c.git/", "https://gitlab.com/a/b/c/-/commit/1"),
            ("https://bitbucket.org/a/b", "https://bitbucket.org/a/b/commits/1"),
            ("https://codeberg.org/a/b", "https://codeberg.org/a/b/commit/1"),
            ("https://git.sr.ht/~a/b", "https://git.sr.ht/~a/b/commit/1"),
        ] {
            let forge = Forge::of_remote(url).unwrap_or_else(|| panic!("{url}"));
            assert_eq!(forge.commit("1"), commit);
        }
        for other in [
            "",
            "../terms",
            "/srv/git/terms.git",
            "https://example.org/a/b",
            "https://github.com/a",
            "file://github.com/a/b",
            "https://github.com/a/b\"onload=x",
            "https://github.com.evil.example/a/b",
            "ext::sh -c x",
        ] {
            assert_eq!(Forge::of_remote(other), None, "{other}");
        }
    }

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
