//! Where `variorum build` refuses to write: everything that is not plainly an output folder.

use std::fs;
use std::path::Path;

use super::support::Place;

/// Runs a build into a folder and expects that it is refused and nothing at all was written.
#[track_caller]
fn refused(place: &Place, output: &Path) {
    let before = place.everything();
    let run = place.run(["build".as_ref(), "-o".as_ref(), output.as_os_str()]).ended(2);
    run.says(&["refusing", "--output"]);
    assert_eq!(run.out, "");
    assert_eq!(before, place.everything(), "something was written or removed");
}

#[test]
fn the_knowledge_base_and_what_lies_around_it() {
    let place = Place::new();
    for output in [".", "..", "../..", "./", "content/..", "public/..", "nowhere/../..", "../base"] {
        refused(&place, Path::new(output));
    }
    refused(&place, &place.path(""));
}

#[test]
fn the_folders_of_the_knowledge_base() {
    let place = Place::new();
    fs::create_dir_all(place.path(".git/refs")).expect("a new folder");
    fs::create_dir_all(place.path("themes")).expect("a new folder");
    for output in
        ["content", "content/definitions/new", "themes", "themes/mine", ".git", ".git/refs", "public/../content"]
    {
        refused(&place, Path::new(output));
    }
}

#[test]
fn the_home_folder_and_what_lies_above_it() {
    let place = Place::new();
    refused(&place, &place.folder().join("home"));
    let inner = place.folder().join("home/inner");
    fs::create_dir(&inner).expect("a new folder");
    place.run_in(&inner, ["build", "--root", "../../base", "-o", "."]).ended(0);
    assert!(inner.join("index.html").is_file(), "an empty folder below home is no danger");
}

#[test]
fn a_folder_with_files_of_others() {
    let place = Place::new();
    place.write("public/thesis.txt", "mine");
    refused(&place, Path::new("public"));
    place.write("hidden/.keep", "");
    refused(&place, Path::new("hidden"));
    place.write("other/variorum.toml", "");
    place.write("other/.variorum-manifest", "variorum output, version 1\n");
    refused(&place, Path::new("other"));
}

#[test]
fn the_texts_of_another_knowledge_base() {
    let place = Place::new();
    let other = place.folder().join("home/other");
    fs::create_dir_all(other.join("content/pages")).expect("a new folder");
    fs::create_dir_all(other.join("themes")).expect("a new folder");
    fs::write(other.join("variorum.toml"), "").expect("a new file");
    for output in ["", "content", "content/pages", "content/new/deep", "themes", "themes/mine"] {
        refused(&place, &other.join(output));
    }
    // A knowledge base may lie in another one; then the outer texts are in danger.
    for text in ["definitions/tidy/definition.md", "definitions/tidy/1.md", "people/contributor.md"] {
        place.write(&format!("content/inner/content/{text}"), place.read(&format!("content/{text}")));
    }
    place.write("content/inner/variorum.toml", "[site]\ntitle = \"Inner\"\ndescription = \"Inside.\"\n");
    let before = place.everything();
    let run = place.run(["build", "--root", "content/inner", "-o", "content/site"]).ended(2);
    run.says(&["another knowledge base"]);
    assert_eq!(before, place.everything());
}

#[test]
fn a_folder_inside_of_another_site() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    refused(&place, Path::new("public/inner"));
    refused(&place, Path::new("public/definitions"));
}

#[test]
fn a_file() {
    let place = Place::new();
    place.write("site", "mine");
    refused(&place, Path::new("site"));
}

#[test]
fn a_folder_below_a_file() {
    let place = Place::new();
    place.write("site", "mine");
    let before = place.everything();
    place.run(["build", "-o", "site/below"]).ended(2);
    assert_eq!(before, place.everything());
}

#[test]
fn a_manifest_that_names_files_elsewhere_removes_nothing_there() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    let secret = place.folder().join("home/secret");
    fs::write(&secret, "mine").expect("the file can be written");
    let manifest = place.read("public/.variorum-manifest");
    place.write(
        "public/.variorum-manifest",
        format!("{manifest}00  ../../home/secret\n00  {}\n00  ./../variorum.toml\n", secret.display()),
    );
    place.run(["build"]).ended(0);
    assert!(secret.is_file());
    assert!(place.path("variorum.toml").is_file());
}

#[test]
fn a_page_that_somebody_wrote_is_never_overwritten() {
    let place = Place::new();
    place.run(["build"]).ended(0);
    // Nothing in the manifest says that this file is ours.
    place.write("public/pages/licence.html", "mine");
    place.write("content/pages/licence.md", "+++\ntitle = \"Licence\"\nsummary = \"Free.\"\n+++\n\nFree.\n");
    let run = place.run(["build"]);
    assert_eq!(place.read("public/pages/licence.html"), "mine", "{run:?}");
    run.ended(2).says(&["public/pages/licence.html"]);
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Command;

    use super::super::support::{Place, finish};
    use super::refused;

    #[test]
    fn a_symbolic_link_to_anything() {
        let place = Place::new();
        let empty = place.folder().join("home/empty");
        fs::create_dir(&empty).expect("a new folder");
        for (name, target) in [("one", empty.as_path()), ("two", Path::new("content")), ("three", Path::new("gone"))] {
            symlink(target, place.path(name)).expect("a link");
            refused(&place, Path::new(name));
        }
    }

    #[test]
    fn a_path_with_a_symbolic_link_in_the_middle() {
        let place = Place::new();
        fs::create_dir_all(place.folder().join("home/real/inner")).expect("a new folder");
        symlink(place.folder().join("home/real"), place.path("door")).expect("a link");
        for output in ["door/site", "door/inner", "door/inner/site", "door/a/b/c"] {
            refused(&place, Path::new(output));
        }
        // Where the knowledge base itself is reached by a link, that is how the machine is laid out.
        symlink(place.path(""), place.folder().join("house")).expect("a link");
        let house = place.folder().join("house");
        place.run_in(place.folder(), ["build".as_ref(), "--root".as_ref(), house.as_os_str()]).ended(0);
        assert!(place.path("public/index.html").is_file());
    }

    #[test]
    fn a_path_that_leads_into_the_knowledge_base_by_a_link() {
        let place = Place::new();
        symlink(place.path("content"), place.folder().join("door")).expect("a link");
        refused(&place, &place.folder().join("door/site"));
        symlink(place.path(""), place.folder().join("house")).expect("a link");
        refused(&place, &place.folder().join("house/themes"));
    }

    #[test]
    fn a_link_inside_the_output_folder_leads_no_page_out() {
        let place = Place::new();
        let outside = place.folder().join("home/outside");
        fs::create_dir(&outside).expect("a new folder");
        fs::create_dir(place.path("public")).expect("a new folder");
        place.write("public/.variorum-manifest", "variorum output, version 1\n");
        symlink(&outside, place.path("public/practices")).expect("a link");
        let run = place.run(["build"]);
        let written = fs::read_dir(&outside).expect("the folder is there").count();
        assert_eq!(written, 0, "pages were written outside of the output folder: {run:?}");
        run.ended(2).says(&["public/practices"]);
    }

    #[test]
    fn a_link_inside_the_output_folder_leads_no_removal_out() {
        let place = Place::new();
        place.run(["build"]).ended(0);
        let outside = place.folder().join("home/outside");
        fs::rename(place.path("public/contributions"), &outside).expect("the folder can be moved");
        symlink(&outside, place.path("public/contributions")).expect("a link");
        fs::remove_file(place.path("content/contributions/2020-05-01-too-strict.md")).expect("the source goes");
        let run = place.run(["build"]);
        assert!(outside.join("2020-05-01-too-strict.html").is_file(), "a file outside was removed: {run:?}");
        run.ended(2).says(&["public/contributions"]);
    }

    #[test]
    fn a_first_build_that_a_full_disk_stopped_can_be_done_again() {
        let place = Place::new();
        // A limit for the size of files fails a write as a full disk does.
        let mut limited = Command::new("sh");
        limited.current_dir(place.path("")).env("HOME", place.folder().join("home"));
        limited.args(["-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" build", env!("CARGO_BIN_EXE_variorum")]);
        finish(&mut limited).ended(2).says(&["public/"]);
        place.run(["build"]).ended(0);
        assert!(place.path("public/index.html").is_file());
    }
}

#[test]
fn what_no_shell_replaced() {
    let place = Place::new();
    for word in
        ["~", "~/site", "~jo", "$HOME", "$HOME/site", "${HOME}/site", "%USERPROFILE%\\site", "$(pwd)", "./$SITE"]
    {
        let before = place.everything();
        for arguments in [
            &["build", "--output", word][..],
            &["build", "-o", word],
            &["build", "--root", word],
            &["init", word],
            &["import", "article", "variorum.toml", "--into", word],
        ] {
            let run = place.run(arguments).ended(2);
            run.says(&["refusing", "a folder called `"]);
            assert_eq!(run.out, "");
        }
        assert_eq!(before, place.everything(), "something was written or removed");
    }
    place.run(["build", "-o", "./~"]).ended(0);
    assert!(place.path("~/index.html").is_file(), "a folder may be called that");
    fs::create_dir(place.path("$5 and $more")).expect("a new folder");
    place.run(["build", "-o", "$5 and $more"]).ended(0);
}
