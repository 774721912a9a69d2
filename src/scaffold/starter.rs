//! A whole new knowledge base for any term.

use jiff::civil::Date;

use crate::names::Slug;
use crate::scaffold::{NewFile, definition, escape_markdown, toml_text};

/// The files of a knowledge base that builds and looks finished at once: configuration, a definition with its first
/// iteration, a practice, the pages about it and how to contribute, a README and a `.gitignore`.
pub fn starter(slug: &Slug, term: &str, today: Date) -> Vec<NewFile> {
    let fill = |template: &str| {
        template
            .replace("{slug}", slug.as_str())
            .replace("{today}", &today.to_string())
            .replace("{toml:title}", &toml_text(&format!("{term}, a living definition")))
            .replace(
                "{toml:about}",
                &toml_text(&format!(
                    "The community's definition of {term}: every iteration, what changed, when, why and by whom."
                )),
            )
            .replace("{term}", &escape_markdown(term))
    };
    let new_file = |path: &str, template: &str| NewFile { path: path.to_owned(), text: fill(template) };
    let mut files = vec![
        new_file("variorum.toml", include_str!("starter/variorum.toml")),
        new_file("README.md", include_str!("starter/README.md")),
        new_file(".gitignore", "/public\n"),
        new_file("content/pages/about.md", include_str!("starter/about.md")),
        new_file("content/pages/contribute.md", include_str!("starter/contribute.md")),
        new_file("content/practices/first-practice.md", include_str!("starter/first-practice.md")),
    ];
    files.extend(definition(slug, term, today).into_iter().map(|mut file| {
        // The first iteration of a new base is rough and published, so that the home page has a text to show.
        file.text =
            file.text.replace("# Take the next line out to publish this iteration.\nstatus = \"proposed\"\n", "");
        file
    }));
    files
}
