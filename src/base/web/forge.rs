//! Addresses on forges, the websites that keep repositories: of commits and files, and of the editors in which whoever has an
//! account changes a file or writes a new one.

use crate::base::text::percent_encode;
use crate::base::web::address::Address;

/// The longest address of an editor, in bytes. Hosts answer 414 to one that is much longer.
const LONGEST: usize = 6_000;

/// A repository on a forge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forge {
    kind: Kind,
    /// `https://host/owner/name`, without an end such as `.git`.
    address: String,
}

/// What a forge is run with, by which its addresses are built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
    /// Forgejo, which Codeberg runs, and Gitea.
    Forgejo,
    /// Bitbucket.
    Bitbucket,
    /// Sourcehut.
    Sourcehut,
}

impl Kind {
    /// Those on which a file can be edited in a browser, with the word that `variorum.toml` uses.
    pub const WITH_EDITOR: [(&'static str, Self); 3] =
        [("github", Self::GitHub), ("gitlab", Self::GitLab), ("forgejo", Self::Forgejo)];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::GitHub => "GitHub",
            Self::GitLab => "GitLab",
            Self::Forgejo => "Forgejo",
            Self::Bitbucket => "Bitbucket",
            Self::Sourcehut => "Sourcehut",
        }
    }

    fn of_host(host: &str) -> Option<Self> {
        match host {
            "github.com" => Some(Self::GitHub),
            "gitlab.com" => Some(Self::GitLab),
            "bitbucket.org" => Some(Self::Bitbucket),
            "codeberg.org" | "gitea.com" => Some(Self::Forgejo),
            "git.sr.ht" => Some(Self::Sourcehut),
            _ => None,
        }
    }
}

/// An editor on a forge in which a new file can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFileEditor {
    /// Its address.
    pub address: Address,
    /// Whether the text of the file stands in it already; otherwise it has to be copied there.
    pub has_text: bool,
    /// How many bytes `&value=` with a text may add to the address without one; none if the forge takes no text.
    pub room: usize,
}

/// Where a knowledge base is kept: a branch and a folder of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The repository.
    pub forge: Forge,
    /// The branch that changes are proposed for.
    pub branch: String,
    /// The folder that holds `variorum.toml`, with `/` between folders; empty for the whole repository.
    pub folder: String,
}

impl Place {
    /// The editor of a file, by its path below the root of the knowledge base.
    pub fn edit(&self, path: &str) -> Address {
        self.forge.edit(&self.branch, &self.path(path))
    }

    /// The editor of a new file with a text.
    pub fn new_file(&self, path: &str, text: &str) -> NewFileEditor {
        self.forge.new_file(&self.branch, &self.path(path), text)
    }

    /// The list of the changes of a file.
    pub fn history(&self, path: &str) -> Address {
        self.forge.history(&self.branch, &self.path(path))
    }

    fn path(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }
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
        let kind = Kind::of_host(host.trim_start_matches("www."))?;
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

    /// The repository with a page at an address. None if `kind` is not given and the host is none of those that
    /// [`Self::of_remote`] knows.
    pub fn at(page: &Address, kind: Option<Kind>) -> Option<Self> {
        let address = page.as_str().trim_end_matches('/');
        let address = address.strip_suffix(".git").unwrap_or(address);
        match kind {
            Some(kind) => Some(Self { kind, address: address.to_owned() }),
            None => Self::of_remote(address),
        }
    }

    /// What it is run with.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The editor of a file on a branch.
    pub fn edit(&self, branch: &str, path: &str) -> Address {
        let (branch, path) = (percent_encode(branch, "/-._~"), percent_encode(path, "/-._~"));
        self.page(&match self.kind {
            Kind::GitHub => format!("edit/{branch}/{path}"),
            Kind::GitLab => format!("-/edit/{branch}/{path}"),
            Kind::Forgejo => format!("_edit/{branch}/{path}"),
            // These have no editor that could be linked to.
            Kind::Bitbucket => format!("src/{branch}/{path}"),
            Kind::Sourcehut => format!("tree/{branch}/item/{path}"),
        })
    }

    /// The editor of a new file on a branch, with its name, and with its text if the forge takes one and it is not too long.
    pub fn new_file(&self, branch: &str, path: &str, text: &str) -> NewFileEditor {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let [folder, name, whole, text] = [(folder, "/-._~"), (name, "-._~"), (path, "/-._~"), (text, "-._~")]
            .map(|(part, kept)| percent_encode(part, kept));
        let branch = percent_encode(branch, "/-._~");
        let alone = match self.kind {
            Kind::GitHub => format!("new/{branch}?filename={whole}"),
            Kind::GitLab => format!("-/new/{branch}?file_name={whole}"),
            Kind::Forgejo => format!("_new/{branch}/{folder}?filename={name}"),
            Kind::Bitbucket => format!("src/{branch}/"),
            Kind::Sourcehut => format!("tree/{branch}"),
        };
        let blank = self.page(&alone);
        let takes_text = matches!(self.kind, Kind::GitHub | Kind::Forgejo);
        let room = if takes_text { LONGEST.saturating_sub(blank.as_str().len()) } else { 0 };
        let value = format!("&value={text}");
        let has_text = value.len() <= room;
        let address = if has_text { self.page(&(alone + &value)) } else { blank };
        NewFileEditor { address, has_text, room }
    }

    /// The list of the changes of a file on a branch.
    pub fn history(&self, branch: &str, path: &str) -> Address {
        let (branch, path) = (percent_encode(branch, "/-._~"), percent_encode(path, "/-._~"));
        self.page(&match self.kind {
            Kind::GitHub | Kind::Bitbucket => format!("commits/{branch}/{path}"),
            Kind::GitLab => format!("-/commits/{branch}/{path}"),
            Kind::Forgejo => format!("commits/branch/{branch}/{path}"),
            Kind::Sourcehut => format!("log/{branch}/item/{path}"),
        })
    }

    fn page(&self, way: &str) -> Address {
        Address::whole(&format!("{}/{way}", self.address)).expect("what follows a sound address is encoded")
    }

    /// The address of a commit.
    pub fn commit(&self, id: &str) -> String {
        let way = match self.kind {
            Kind::GitHub | Kind::Forgejo | Kind::Sourcehut => "commit",
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
            Kind::Forgejo => format!("{}/src/commit/{id}/{path}", self.address),
            Kind::Sourcehut => format!("{}/tree/{id}/item/{path}", self.address),
        }
    }
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
    fn editors_open_with_name_and_text_where_the_forge_takes_them() {
        let path = "content/definitions/prodops/6.md";
        let text = "+++\ndate = 2020-12-08\n+++\n\nA & B = C? 100 %\n";
        let encoded = "%2B%2B%2B%0Adate%20%3D%202020-12-08%0A%2B%2B%2B%0A%0AA%20%26%20B%20%3D%20C%3F%20100%20%25%0A";
        for (page, kind, edit, new, has_text, history) in [
            (
                "https://github.com/team/terms",
                None,
                format!("https://github.com/team/terms/edit/main/{path}"),
                format!("https://github.com/team/terms/new/main?filename={path}&value={encoded}"),
                true,
                format!("https://github.com/team/terms/commits/main/{path}"),
            ),
            (
                "https://git.example.org/a/b/c/",
                Some(Kind::GitLab),
                format!("https://git.example.org/a/b/c/-/edit/main/{path}"),
                format!("https://git.example.org/a/b/c/-/new/main?file_name={path}"),
                false,
                format!("https://git.example.org/a/b/c/-/commits/main/{path}"),
            ),
            (
                "https://codeberg.org/team/terms.git",
                None,
                format!("https://codeberg.org/team/terms/_edit/main/{path}"),
                format!(
                    "https://codeberg.org/team/terms/_new/main/content/definitions/prodops?filename=6.md&value={encoded}"
                ),
                true,
                format!("https://codeberg.org/team/terms/commits/branch/main/{path}"),
            ),
        ] {
            let forge = Forge::at(&Address::whole(page).expect("an address"), kind).expect("a forge");
            assert_eq!(forge.edit("main", path).as_str(), edit);
            let editor = forge.new_file("main", path, text);
            assert_eq!((editor.address.as_str(), editor.has_text), (new.as_str(), has_text));
            assert_eq!(forge.history("main", path).as_str(), history);
            let blank = new.split("&value=").next().expect("a beginning");
            assert_eq!(editor.room, if has_text { LONGEST - blank.len() } else { 0 });
            let long = forge.new_file("main", path, &"word ".repeat(2_000));
            assert!(!long.has_text && long.address.as_str().len() < 200, "{}", long.address);
        }
        let elsewhere = Address::whole("https://git.example.org/a/b").expect("an address");
        assert_eq!(Forge::at(&elsewhere, None), None);
    }
}
