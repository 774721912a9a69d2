//! How a site takes the place of the one before: whole, only if something changed, and with what others put there.

use std::fs;
use std::path::Path;
use std::thread;

use super::support::{Place, everything, finish};

/// The names in the knowledge base, without what it is made of.
fn beside(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.path("")).expect("the folder is there");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !["content", "variorum.toml", "themes"].contains(&name.as_str()));
    names.sort_unstable();
    names
}

/// Changes a text that three pages and some lists show.
fn change(place: &Place, words: &str) {
    let practice = "+++\ntitle = \"Sweeping\"\nsummary = \"Every evening.\"\ndate = 2020-04-01\non = \"tidy@3\"\n+++\n";
    place.write("content/practices/sweeping.md", format!("{practice}\n## How to begin\n\n{words}\n"));
}

#[test]
fn nothing_but_notes_is_left_beside_the_site() {
    let place = Place::new();
    for words in ["One.", "Two.", "Two."] {
        change(&place, words);
        place.run(["build"]).ended(0);
        assert_eq!(beside(&place), [".public.variorum-lock", "public"]);
    }
}

#[test]
fn a_page_that_somebody_edited_is_mended() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    let before = place.read("public/timeline.html");
    for edited in ["other", &before.replace("Tidy", "Tydi")] {
        place.write("public/timeline.html", edited);
        let run = place.run(["build"]).ended(0);
        assert!(run.out.contains(": 1 written, "), "{}", run.out);
        assert_eq!(place.read("public/timeline.html"), before);
    }
}

#[test]
fn whatever_is_edited_the_site_is_the_one_that_a_new_folder_gets() {
    let place = Place::new();
    let css = "body { color: black }\n";
    let configuration = place.read("variorum.toml");
    let renamed = configuration.replacen("title = \"", "title = \"New ", 1);
    assert_ne!(renamed, configuration);
    let themed = configuration.replacen("title = ", "theme = \"own\"\ntitle = ", 1);
    let edits: [(&str, &dyn Fn()); 7] = [
        ("a text", &|| change(&place, "One.")),
        ("the configuration", &|| place.write("variorum.toml", &renamed)),
        ("the configuration back", &|| place.write("variorum.toml", &configuration)),
        ("a theme", &|| {
            place.write("themes/own/static/theme.css", css);
            place.write("variorum.toml", &themed);
        }),
        ("a file of the theme", &|| place.write("themes/own/static/theme.css", format!("{css}\n"))),
        ("a text away", &|| {
            fs::remove_file(place.path("content/contributions/2020-05-01-too-strict.md")).expect("it can be removed");
        }),
        ("a page of the site", &|| place.write("public/index.html", "mine")),
    ];
    for (round, (what, edit)) in edits.into_iter().enumerate() {
        edit();
        for base in [None, Some("--base-url=https://example.org/tidy/"), None] {
            let fresh = format!("fresh-{round}-{}", base.is_some());
            place.run(["build"].into_iter().chain(base)).ended(0);
            place.run(["build", "-o", &fresh].into_iter().chain(base)).ended(0);
            assert!(bytes(&place.path("public")) == bytes(&place.path(&fresh)), "{what}, {base:?}");
        }
    }
}

#[test]
fn without_the_notes_the_bytes_are_compared() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    let before = everything(&place.path("public"));
    for notes in ["", "variorum, notes on the folder beside this file; may be removed when no build runs\n12 3"] {
        place.write(".public.variorum-lock", notes);
        let run = place.run(["build"]).ended(0);
        assert!(run.out.contains(": 0 written, "), "{}", run.out);
    }
    fs::remove_file(place.path(".public.variorum-lock")).expect("the notes can be removed");
    let run = place.run(["build"]).ended(0);
    assert!(run.out.contains(": 0 written, "), "{}", run.out);
    assert_eq!(before, everything(&place.path("public")));
}

#[test]
fn a_file_with_the_name_of_the_notes_is_left_alone() {
    let place = Place::new();
    place.write(".public.variorum-lock", "mine");
    place.run(["build"]).ended(2).says(&[".public.variorum-lock", "Move it away"]);
    assert_eq!(place.read(".public.variorum-lock"), "mine");
    assert!(!place.path("public").exists());
}

#[test]
fn files_and_folders_of_others_are_the_same_files_in_the_new_site() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    let others = ["CNAME", ".nojekyll", "practices/notes.txt", "files/a plan.txt"];
    for name in others {
        place.write(&format!("public/{name}"), name);
    }
    fs::create_dir(place.path("public/drafts")).expect("a new folder");
    let times = |place: &Place| {
        others.map(|name| fs::metadata(place.path("public").join(name)).expect("there").modified().expect("a time"))
    };
    let before = times(&place);
    change(&place, "With two brooms.");
    place.run(["build"]).ended(0);
    assert!(place.read("public/practices/sweeping.html").contains("two brooms"));
    for name in others {
        assert_eq!(place.read(&format!("public/{name}")), name);
    }
    assert_eq!(before, times(&place));
    assert!(place.path("public/drafts").is_dir());
    assert_eq!(beside(&place), [".public.variorum-lock", "public"]);
}

#[test]
fn several_builds_at_once_all_give_the_site() {
    let place = Place::new();
    place.run(["build", "-o", "expected"]).ended(0);
    let runs: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..6).map(|_| scope.spawn(|| place.run(["build"]))).collect();
        threads.into_iter().map(|thread| thread.join().expect("the thread ends")).collect()
    });
    for run in runs {
        run.ended(0);
    }
    assert_eq!(bytes(&place.path("expected")), bytes(&place.path("public")));
}

/// The bytes of every file below a folder, with its path.
fn bytes(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let inner = |path: &Path| path.strip_prefix(folder).expect("a path below").to_owned();
    everything(folder).into_iter().map(|(path, (bytes, _))| (inner(&path), bytes)).collect()
}

#[test]
fn a_build_that_another_one_keeps_waiting_says_so_and_gives_up() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    let before = everything(&place.path("public"));
    change(&place, "With two brooms.");
    let notes = fs::File::open(place.path(".public.variorum-lock")).expect("the notes are there");
    notes.lock().expect("a lock");
    let run = place.run(["build"]).ended(2);
    run.says(&["another build", "waiting", "ten seconds", "--output"]);
    assert_eq!(before, everything(&place.path("public")));
    drop(notes);
    place.run(["build"]).ended(0);
}

#[test]
fn without_sync_the_site_is_the_same() {
    let place = Place::new();
    place.run(["build", "-o", "one"]).ended(0);
    place.run(["build", "-o", "two", "--no-sync"]).ended(0);
    assert_eq!(bytes(&place.path("one")), bytes(&place.path("two")));
}

#[test]
fn a_folder_with_the_name_of_a_leftover_but_no_mark_is_left_alone() {
    let place = Place::new();
    place.write(".public.variorum-7/thesis.txt", "mine");
    place.write(".public.variorum-new/thesis.txt", "mine");
    place.write(".public.variorum-mine/thesis.txt", "mine");
    // The folder that is about to get its number has this name, so nothing can be built as long as it is taken.
    place.run(["build"]).ended(2).says(&[".public.variorum-new"]);
    fs::rename(place.path(".public.variorum-new"), place.path("moved")).expect("it can be moved");
    place.run(["build"]).ended(0).says(&[".public.variorum-7", "no mark"]);
    for folder in [".public.variorum-7", ".public.variorum-mine", "moved"] {
        assert_eq!(place.read(&format!("{folder}/thesis.txt")), "mine");
    }
}

#[test]
fn the_folder_in_which_the_program_runs_stays_the_same_folder() {
    let place = Place::new();
    fs::create_dir(place.path("site")).expect("a new folder");
    for words in ["One.", "Two."] {
        change(&place, words);
        let run = place.run_in(&place.path("site"), ["build", "--root", "..", "-o", "."]).ended(0);
        run.says(&["file by file"]);
        assert!(place.read("site/practices/sweeping.html").contains(words));
        assert!(
            fs::read_dir(place.path("site"))
                .expect("there")
                .all(|entry| { !entry.expect("an entry").file_name().to_string_lossy().starts_with(".variorum-1") })
        );
    }
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    use std::path::Path;

    use super::*;

    fn number(path: &Path) -> u64 {
        fs::metadata(path).expect("it is there").ino()
    }

    #[test]
    fn nothing_changed_makes_no_new_folder() {
        let place = Place::new();
        place.run(["build"]).ended(0);
        let look = || {
            let folder = fs::metadata(place.path("public")).expect("it is there");
            (folder.ino(), folder.mtime_nsec(), number(&place.path("public/index.html")), everything(&place.path("")))
        };
        let before = look();
        place.run(["build"]).ended(0);
        assert!(before == look(), "something was written");
    }

    #[test]
    fn what_did_not_change_is_the_same_file_in_the_new_folder() {
        let place = Place::new();
        place.run(["build"]).ended(0);
        let (folder, page) = (place.path("public"), place.path("public/pages/about.html"));
        let before = (number(&folder), number(&page));
        change(&place, "With two brooms.");
        place.run(["build"]).ended(0);
        assert_ne!(number(&folder), before.0, "the folder was not exchanged");
        assert_eq!(number(&page), before.1, "an unchanged page was written again");
        assert_eq!(fs::metadata(&page).expect("it is there").nlink(), 1, "the old site is still somewhere");
    }

    #[test]
    fn the_permissions_of_the_folder_stay() {
        let place = Place::new();
        place.run(["build"]).ended(0);
        fs::set_permissions(place.path("public"), fs::Permissions::from_mode(0o2750)).expect("they can be set");
        change(&place, "With two brooms.");
        place.run(["build"]).ended(0);
        assert_eq!(fs::metadata(place.path("public")).expect("it is there").mode() & 0o7777, 0o2750);
    }

    #[test]
    fn a_repository_is_written_in_place() {
        let place = Place::new();
        place.run(["build"]).ended(0);
        place.write("public/.git/HEAD", "ref: refs/heads/main\n");
        symlink("anything", place.path("public/.git/link")).expect("a link");
        let before = number(&place.path("public"));
        change(&place, "With two brooms.");
        fs::remove_file(place.path("content/contributions/2020-05-01-too-strict.md")).expect("it can be removed");
        place.run(["build"]).ended(0).says(&["public is the work tree of a repository", "file by file"]);
        assert_eq!(number(&place.path("public")), before);
        assert!(place.read("public/practices/sweeping.html").contains("two brooms"));
        assert!(!place.path("public/contributions/2020-05-01-too-strict.html").exists());
        assert_eq!(place.read("public/.git/HEAD"), "ref: refs/heads/main\n");
        place.run(["build", "-o", "expected"]).ended(0);
        let mut site = bytes(&place.path("public"));
        site.retain(|(path, _)| !path.starts_with(".git"));
        assert_eq!(site, bytes(&place.path("expected")));
        let run = place.run(["build"]).ended(0);
        assert!(run.out.contains(": 0 written, ") && !run.err.contains("file by file"), "{run:?}");
    }

    #[test]
    fn a_link_that_somebody_put_into_the_site_is_named() {
        let place = Place::new();
        place.run(["build"]).ended(0);
        symlink("/etc", place.path("public/etc")).expect("a link");
        let before = everything(&place.path("public"));
        change(&place, "With two brooms.");
        place.run(["build"]).ended(2).says(&["public/etc", "symbolic link"]);
        assert_eq!(before, everything(&place.path("public")));
    }

    #[test]
    fn a_killed_build_is_cleaned_up_after() {
        let place = Place::new();
        place.run(["build"]).ended(0);
        for beats in 0..12 {
            change(&place, &format!("With {beats} brooms."));
            let mut child = place.command(&place.path("")).arg("build").spawn().expect("the program starts");
            thread::sleep(std::time::Duration::from_millis(2 * beats));
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
        }
        place.run(["build"]).ended(0);
        assert_eq!(beside(&place), [".public.variorum-lock", "public"]);
        place.run(["build", "-o", "expected"]).ended(0);
        assert_eq!(bytes(&place.path("expected")), bytes(&place.path("public")));
    }

    /// Runs a script as the superuser in a name space of its own, where it may mount. None if that is not allowed here.
    fn with_mounts(place: &Place, script: &str) -> Option<super::super::support::Run> {
        let mut unshare = std::process::Command::new("unshare");
        unshare.args(["--mount", "--map-root-user", "--user"]);
        let allowed =
            unshare.args(["sh", "-c", "mount -t tmpfs none \"$0\""]).arg(place.folder().join("home")).output();
        if !allowed.is_ok_and(|output| output.status.success()) {
            eprintln!("SKIPPED: this machine lets no test mount anything");
            return None;
        }
        let mut unshare = std::process::Command::new("unshare");
        unshare.args(["--mount", "--map-root-user", "--user", "sh", "-euc", script, env!("CARGO_BIN_EXE_variorum")]);
        Some(finish(unshare.current_dir(place.path("")).env("HOME", place.folder().join("home"))))
    }

    #[test]
    fn a_mount_point_is_written_in_place() {
        let place = Place::new();
        fs::create_dir(place.path("public")).expect("a new folder");
        let script = "mount -t tmpfs none public; \"$0\" build; echo x >> content/pages/about.md; \"$0\" build; \
                      grep -q x public/pages/about.html; ls -A public | grep variorum";
        let Some(run) = with_mounts(&place, script) else { return };
        let run = run.ended(0);
        assert!(run.out.ends_with("\n.variorum-manifest\n"), "{}", run.out);
        run.says(&["file system of its own", "file by file"]);
    }

    #[test]
    fn a_folder_bound_elsewhere_is_written_in_place() {
        let place = Place::new();
        place.run(["build"]).ended(0);
        fs::create_dir(place.path("other")).expect("a new folder");
        let script = "mount --bind other public; \"$0\" build; echo x >> content/pages/about.md; \"$0\" build; \
                      grep -q x public/pages/about.html; ls -A public | grep variorum";
        let Some(run) = with_mounts(&place, script) else { return };
        let run = run.ended(0);
        assert!(run.out.ends_with("\n.variorum-manifest\n"), "{}", run.out);
        run.says(&["cannot be exchanged", "file by file"]);
    }

    #[test]
    fn a_parent_that_cannot_be_written_to() {
        let place = Place::new();
        fs::create_dir_all(place.path("shelf/site")).expect("a new folder");
        let script = "mount --bind shelf shelf; mount --bind shelf/site shelf/site; mount -o remount,ro,bind shelf; \
                      \"$0\" build -o shelf/site; echo x >> content/pages/about.md; \"$0\" build -o shelf/site; \
                      grep -q x shelf/site/pages/about.html; ls -A shelf/site | grep variorum; \
                      if \"$0\" build -o shelf/other; then exit 9; fi";
        let Some(run) = with_mounts(&place, script) else { return };
        let run = run.ended(0);
        assert!(run.out.ends_with("\n.variorum-manifest\n"), "{}", run.out);
        run.says(&["file by file", "nothing can be written beside", "shelf/"]);
    }

    #[test]
    fn a_disk_that_runs_full_leaves_the_old_site() {
        let place = Place::new();
        fs::create_dir(place.path("shelf")).expect("a new folder");
        // The second build needs more than there is; the third one has enough again.
        let script = "mount -t tmpfs -o size=600k none shelf; \"$0\" build -o shelf/site; cp -r shelf/site before; \
                      dd if=/dev/zero of=shelf/ballast bs=1k count=2000 2>&- || true; \
                      for n in 1 2 3 4 5 6 7 8 9; do cp content/practices/sweeping.md content/practices/s$n.md; done; \
                      if \"$0\" build -o shelf/site; then exit 9; fi; diff -r before shelf/site; \
                      ls -A shelf; rm shelf/ballast; \"$0\" build -o shelf/site >&2; ls -A shelf";
        let Some(run) = with_mounts(&place, script) else { return };
        let run = run.ended(0);
        assert!(run.out.ends_with("\n.site.variorum-lock\nballast\nsite\n.site.variorum-lock\nsite\n"), "{}", run.out);
        run.says(&["shelf/", "No space left"]);
    }
}
