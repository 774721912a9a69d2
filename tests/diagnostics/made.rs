//! What neither git nor every checkout can hold is made here, file by file: broken bytes, links, pipes, large files.

use std::fs;
use std::path::Path;

/// Adds something to the knowledge base at a root.
type Maker = fn(&Path);

/// The cases that are made, by name, where the system can make them.
static MADE: &[(&str, Maker)] = &[
    ("file-too-large/document", |root| {
        let text = practice("Onboarding", &"Words. ".repeat(160_000));
        write(root, "content/practices/onboarding.md", text.as_bytes());
    }),
    ("file-too-large/picture", |root| {
        write(root, "content/practices/map.png", &vec![0; (20 << 20) + 1]);
    }),
    ("front-matter-too-long/long-note", |root| {
        let text = format!("+++\ndate = 2019-10-18\nnote = \"{}\"\n+++\n\nThe text.\n", "word ".repeat(14_000));
        write(root, "content/definitions/prodops/1.md", text.as_bytes());
    }),
    ("nesting-too-deep/lists", |root| {
        let text = practice("Onboarding", &format!("{}deep", "- ".repeat(200)));
        write(root, "content/practices/onboarding.md", text.as_bytes());
    }),
    ("not-utf8/latin-1", |root| {
        let text = practice("Onboarding", "Caf\u{e9} talks with customers.");
        let latin: Vec<u8> = text.chars().map(|character| u8::try_from(character).expect("Latin 1")).collect();
        write(root, "content/practices/onboarding.md", &latin);
    }),
    ("not-utf8/utf-16", |root| {
        let text = practice("Onboarding", "The text.");
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        write(root, "content/practices/onboarding.md", &wide);
    }),
    ("not-utf8/replacement-character-before", |root| {
        let mut bytes = practice("Onboarding", "An honest \u{FFFD} stands here.").into_bytes();
        bytes.extend(b"\nAnd here is a Caf\xE9.\n");
        write(root, "content/practices/onboarding.md", &bytes);
    }),
    ("nul-byte/in-the-text", |root| {
        write(root, "content/practices/onboarding.md", practice("Onboarding", "A text with a \0 in it.").as_bytes());
    }),
    ("file-too-large/configuration", |root| {
        write(root, "variorum.toml", "# A remark.\n".repeat(6_000).as_bytes());
    }),
    #[cfg(target_os = "linux")]
    ("name-collision/pictures", |root| {
        write(root, "content/practices/map.png", PICTURE);
        write(root, "content/practices/Map.png", PICTURE);
    }),
    ("name-collision/folder-and-page", |root| {
        write(root, "content/pages/about.html/map.png", PICTURE);
        write(root, "content/pages/about.html/deep/map.png", PICTURE);
        write(root, "content/definitions/prodops/feed.xml/map.png", PICTURE);
        write(root, "themes/broadside/static/theme.css/fonts.css", b"a {}");
    }),
    ("name-collision/card", |root| {
        for name in
            ["card.png", "Card-12.PNG", "card-one.png", "card-.png", "cards.png", "drafts/card.png", "card-3.png/a.png"]
        {
            write(root, &format!("content/definitions/prodops/{name}"), PICTURE);
        }
        write(root, "content/pages/card.png", PICTURE);
    }),
    #[cfg(target_os = "linux")]
    ("name-collision/folders", |root| {
        write(root, "content/pages/Maps/a.png", PICTURE);
        write(root, "content/pages/Maps/b.png", PICTURE);
        write(root, "content/pages/maps/c.png", PICTURE);
        write(root, "content/pages/maps/d.png", PICTURE);
    }),
    #[cfg(target_os = "linux")]
    ("name-collision/accents-in-a-theme", |root| {
        write(root, "themes/broadside/templates/caf\u{e9}.html", b"one");
        write(root, "themes/broadside/templates/cafe\u{301}.html", b"two");
        write(root, "themes/broadside/templates/stra\u{df}e.html", b"one");
        write(root, "themes/broadside/templates/STRASSE.html", b"two");
    }),
    #[cfg(target_os = "linux")]
    ("name-collision/text-and-font-of-a-theme", |root| {
        write(root, "themes/broadside/static/plain.css", b"one");
        write(root, "themes/broadside/static/Plain.css", b"two");
        write(root, "themes/broadside/static/Plain.CSS/plain.woff2", b"three");
    }),
    #[cfg(target_os = "linux")]
    ("bad-name/not-utf8", |root| {
        for name in [&b"a\xFF.md"[..], b"a\xFE.md", b"b\xFF.png"] {
            write_named(&root.join("content/practices"), name, practice("Onboarding", "The text.").as_bytes());
        }
        write_named(&root.join("content/pages/\u{e9}"), b"caf\xE9", b"no text");
        write_named(&root.join("themes/broadside/static"), b"\xFF.css", b"no text");
        let folder = root.join("content/pages").join(named(b"caf\xE9"));
        write_named(&folder, b"in\xFE.md", b"no text");
    }),
    #[cfg(unix)]
    ("bad-name/device", |root| {
        write(root, "content/practices/con.md", practice("Constancy", "The text, with a <b>.").as_bytes());
        write(root, "content/pages/aux/Nul.png", PICTURE);
        write(root, "themes/broadside/templates/lpt1.html", b"a template");
    }),
    #[cfg(unix)]
    ("bad-name/dot-or-space-at-the-end", |root| {
        write(root, "content/practices/onboarding.md ", practice("Onboarding", "The text.").as_bytes());
        write(root, "content/practices/map.png.", b"a picture");
        write(root, "themes/broadside/templates /a.html", b"a template");
        write(root, "themes/broadside/templates /b.html", b"a template");
    }),
    ("bad-name/file-of-a-theme", |root| {
        write(root, "themes/broadside/static/My Font[wght].woff2", b"a font");
        write(root, "themes/broadside/static/50%/a.css", b"a { }");
        write(root, "themes/broadside/static/50%/b.css", b"a { }");
        write(root, "themes/broadside/Read me.txt", b"What is not published may be named as it likes.");
    }),
    #[cfg(unix)]
    ("unreadable-file/closed", |root| {
        write(root, "content/practices/onboarding.md", practice("Onboarding", "The text.").as_bytes());
        close(root, "content/practices/onboarding.md");
        close(root, "content/definitions/prodops/1.md");
    }),
    #[cfg(unix)]
    ("bad-name/picture-that-is-a-script", |root| {
        write(root, "content/pages/javascript:alert(1);x.png", PICTURE);
    }),
    #[cfg(unix)]
    ("bad-name/picture-with-a-line-end", |root| {
        write(root, "content/pages/a\nb  CNAME\nc.png", PICTURE);
    }),
    #[cfg(unix)]
    ("bad-name/escape-sequence", |root| {
        write(root, "content/practices/a\u{1b}[31m\u{202e}b.md", practice("Onboarding", "The text.").as_bytes());
    }),
    #[cfg(unix)]
    ("not-a-regular-file/link", |root| link(root, "/etc/hosts", "content/practices/onboarding.md")),
    #[cfg(unix)]
    ("not-a-regular-file/linked-folder", |root| link(root, "/etc", "content/practices")),
    #[cfg(unix)]
    ("not-a-regular-file/linked-content", |root| {
        fs::rename(root.join("content"), root.join("elsewhere")).expect("the base has content");
        link(root, "elsewhere", "content");
    }),
    #[cfg(unix)]
    ("not-a-regular-file/linked-configuration", |root| {
        fs::rename(root.join("variorum.toml"), root.join("elsewhere.toml")).expect("the base has a configuration");
        link(root, "elsewhere.toml", "variorum.toml");
    }),
    #[cfg(unix)]
    ("not-a-regular-file/pipe", |root| pipe(root, "content/practices/onboarding.md")),
    #[cfg(unix)]
    ("not-a-regular-file/pipe-as-configuration", |root| pipe(root, "variorum.toml")),
    #[cfg(unix)]
    ("not-a-regular-file/pipe-in-a-theme", |root| {
        pipe(root, "themes/broadside/templates/base.html");
        pipe(root, "themes/broadside/static/theme.css");
    }),
    ("made/fault-in-every-page", |root| {
        write(
            root,
            "themes/broadside/templates/base.html",
            b"<p>{{ frame.lang }}</p>{% block main %}{% endblock main %}\n",
        );
    }),
    ("made/theme-without-parts", |root| {
        write(root, "themes/broadside/templates/parts.html", b"{# Nothing is left of the parts. #}\n");
    }),
    ("made/hostile-markdown", |root| {
        for (number, text) in HOSTILE.iter().enumerate() {
            write(root, &format!("content/practices/a{number}.md"), practice("A practice", text).as_bytes());
        }
    }),
];

/// Texts that panicked, hung or overflowed parsers of Markdown.
const HOSTILE: [&str; 6] = [
    "* [ ] \\\n\t-",
    "- [x] \\\n\t1.",
    "|a|\n|-|\n|`|`|\\",
    "[^a]: [^a]: [^a]\n\n[^a]",
    "[[a|[[b|[[c]]]]]]",
    "~~~ \u{a0}\u{2028}\n```\n> ~~~\n- ```",
];

/// Adds what a case needs and no folder can hold.
pub(crate) fn make(name: &str, root: &Path) {
    if let Some((_, maker)) = MADE.iter().find(|(made, _)| *made == name) {
        maker(root);
    }
}

/// Whether a case is made on this system, by whoever runs the tests.
pub(crate) fn is_made(name: &str) -> bool {
    names().any(|made| made == name) && (!name.starts_with("unreadable-file/") || can_be_closed_out())
}

/// Whether a file can be closed to whoever runs the tests, as it cannot be to root.
/// A picture of one dot.
const PICTURE: &[u8] = include_bytes!("../sites/ladder/input/content/practices/dot.png");

fn can_be_closed_out() -> bool {
    #[cfg(unix)]
    {
        let root = tempfile::tempdir().expect("a temporary folder");
        write(root.path(), "closed", b"");
        close(root.path(), "closed");
        fs::read(root.path().join("closed")).is_err()
    }
    #[cfg(not(unix))]
    false
}

/// The cases that are made on this system and have a folder with an expected report.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    MADE.iter().map(|(name, _)| *name).filter(|name| !name.starts_with("made/"))
}

fn write(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a new folder");
    fs::write(path, bytes).expect("a new file");
}

#[cfg(target_os = "linux")]
fn named(name: &[u8]) -> &std::ffi::OsStr {
    std::os::unix::ffi::OsStrExt::from_bytes(name)
}

#[cfg(target_os = "linux")]
fn write_named(folder: &Path, name: &[u8], bytes: &[u8]) {
    fs::create_dir_all(folder).expect("a new folder");
    fs::write(folder.join(named(name)), bytes).expect("a new file");
}

/// Takes the right to read a file from everybody.
#[cfg(unix)]
fn close(root: &Path, name: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(root.join(name), fs::Permissions::from_mode(0o000)).expect("a closed file");
}

/// Puts a pipe where a file may be.
#[cfg(unix)]
fn pipe(root: &Path, name: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a pipe lies in a folder")).expect("a new folder");
    let _ = fs::remove_file(&path);
    let made = std::process::Command::new("mkfifo").arg(&path).status().expect("`mkfifo` is there");
    assert!(made.success(), "a pipe can be made");
}

#[cfg(unix)]
fn link(root: &Path, to: &str, name: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a link lies in a folder")).expect("a new folder");
    std::os::unix::fs::symlink(to, path).expect("a new link");
}

fn practice(title: &str, text: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nsummary = \"A summary.\"\ndate = 2020-12-08\n+++\n\n{text}\n")
}
