//! Files that editors and systems make for themselves beside those of people.

/// Whether a file or a folder of a name is no text of anybody: hidden, a copy that an editor keeps, a lock, a file that is
/// being written, or what a system notes about a folder. Nothing reads such a file, watches it or reports it, with all that
/// is in it.
pub fn is_left_alone(name: &str) -> bool {
    name.starts_with('.') || is_of_an_editor(name) || is_of_a_system(name)
}

/// Whether [`is_left_alone`] says so of a name in a path with `/` between folders.
pub fn is_path_left_alone(path: &str) -> bool {
    path.split('/').any(is_left_alone)
}

/// Whether a system puts a file or a folder of this name into folders that it shows.
pub fn is_of_a_system(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        // macOS, and what it leaves in archives and on other disks.
        ".ds_store" | ".localized" | "icon\r" | "__macosx" | ".spotlight-v100" | ".trashes" | ".fseventsd"
        // Windows.
        | "thumbs.db" | "thumbs.db:encryptable" | "ehthumbs.db" | "ehthumbs_vista.db" | "desktop.ini" | "$recycle.bin"
        | "system volume information"
        // Unix and storage on a network.
        | ".directory" | "lost+found" | "@eadir" | "#recycle"
    ) || name.starts_with("._")
}

fn is_of_an_editor(name: &str) -> bool {
    let begins = |signs: &str| name.starts_with(signs);
    let is_between = |sign: char| name.len() > 1 && name.starts_with(sign) && name.ends_with(sign);
    // Backups of most editors, numbered ones of Emacs, what Emacs saves by itself, and the locks of office programs.
    name.ends_with('~')
        || is_between('#')
        || begins("~$")
        || is_probe(name)
        || is_part(name)
        || name.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && is_ending(stem, ending))
}

/// The endings by which editors and browsers tell a file of their own from the one that they write.
fn is_ending(stem: &str, ending: &str) -> bool {
    let lower = ending.to_ascii_lowercase();
    // Vim goes from `.swp` back to `.swa` when there are several, and writes `.swx` to try whether it may.
    let is_swap = ending.len() == 3 && ending.starts_with("sw") && is_lower(ending);
    is_swap
        || matches!(lower.as_str(), "tmp" | "bak" | "orig" | "save" | "swpx" | "kate-swp" | "crswap" | "crdownload" | "part")
        // The second and further files that nano saves when it is stopped: `a.md.save.1`.
        || stem.rsplit_once('.').is_some_and(|(_, ending)| ending == "save") && ending.bytes().all(|byte| byte.is_ascii_digit())
        // JetBrains: `a.md___jb_tmp___`.
        || ending.ends_with("___") && ending.contains("___jb_")
}

/// The file by which Vim tries whether it may write in a folder: `4913`, and 123 more as long as one is there.
fn is_probe(name: &str) -> bool {
    const FIRST: u32 = 4913;
    const STEP: u32 = 123;
    let number = name.parse::<u32>().ok().filter(|_| name.bytes().all(|byte| byte.is_ascii_digit()));
    number.is_some_and(|number| (FIRST..FIRST + 100 * STEP).contains(&number) && (number - FIRST).is_multiple_of(STEP))
}

/// A file that is renamed when it is written: `a.md.Xy12Zk` of KDE and Qt, `sedAbC123` of sed.
fn is_part(name: &str) -> bool {
    let is_random = |word: &str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_written =
        |stem: &str| [".md", ".toml"].iter().any(|ending| stem.len() > ending.len() && stem.ends_with(ending));
    name.rsplit_once('.').is_some_and(|(stem, word)| is_written(stem) && is_random(word))
        || name.strip_prefix("sed").is_some_and(is_random)
}

fn is_lower(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_editors_and_systems_are_left_alone() {
        for name in [
            "#a.md#",
            ".#a.md",
            "4913",
            "5036",
            "a.md~",
            "a.md.~1~",
            ".a.md.swp",
            "a.md.swp",
            "a.swp",
            "a.md.swo",
            "a.md.swn",
            "~$a.docx",
            "~$a.md",
            ".~lock.a.md#",
            "a.md.tmp",
            "A.TMP",
            "a.md~RF1a2b3c.TMP",
            "~WRL0001.tmp",
            "a.md.bak",
            "a.md.orig",
            "a.md.save",
            "a.md.save.1",
            "a.md___jb_tmp___",
            "a.md___jb_old___",
            "a.md.crswap",
            "map.png.crdownload",
            "map.png.part",
            ".goutputstream-AB12CD",
            ".nfs0001",
            "a.md.Xy12Zk",
            "sedAbC123",
            "Icon\r",
            ".DS_Store",
            "._a.md",
            "Thumbs.db",
            "thumbs.db",
            "Desktop.ini",
            "desktop.ini",
            "$RECYCLE.BIN",
            "__MACOSX",
            "@eaDir",
            "lost+found",
            "System Volume Information",
            ".git",
            ".vscode",
        ] {
            assert!(is_left_alone(name), "{name:?}");
        }
    }

    #[test]
    fn texts_and_mistyped_names_are_not() {
        for name in [
            "a.md",
            "1.md",
            "4913.md",
            "4914",
            "49130",
            "definition.md",
            "map.png",
            "README",
            "#a.md",
            "a.md#",
            "#",
            "~a.md",
            "$a.md",
            "a.docx",
            "a.tmp.md",
            "save.md",
            "a.1",
            "a.md.txt",
            "a.md.backup1",
            "sedative",
            "sed",
            "icon",
            "Icon.png",
            "thumbs.png",
            "a.sw",
            "a.swift",
            "a.svg",
            "a.SVG",
            "first",
            "onboarding",
            "a.rej",
            "a.toml",
            "swp",
            "tmp",
            "part",
        ] {
            assert!(!is_left_alone(name), "{name:?}");
        }
    }

    #[test]
    fn a_folder_is_left_alone_with_all_that_is_in_it() {
        assert!(is_path_left_alone("content/__MACOSX/a.md"));
        assert!(is_path_left_alone("content/pages/#a.md#"));
        assert!(!is_path_left_alone("content/pages/a.md"));
    }
}
