//! The same knowledge base as each other program reads it, with a small theme, because none brings one.
//!
//! The themes of the others show what ours shows of an entry, without what only ours can tell: a page for each definition
//! with its iterations, each iteration, practice and contribution, a list of each kind, a page for each tag, a sitemap and
//! a feed. Files lie flat (`name.html`), which is quicker for everyone than a folder for each page.

use std::fmt::Write as _;
use std::path::Path;

use crate::corpus::{Corpus, Entry};
use crate::ours::{Folder, about, list};

/// The frame around a page, in HTML that Go's and Liquid's templates share but for the places that `main` fills.
fn frame(title: &str, css: &str, main: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
<title>{title}</title>\n<link rel=\"stylesheet\" href=\"{css}\">\n</head>\n<body>\n<header><a href=\"/index.html\">A knowledge base</a>\n\
<nav><ul><li><a href=\"/definitions.html\">Definitions</a></li><li><a href=\"/practices.html\">Practices</a></li>\
<li><a href=\"/contributions.html\">Contributions</a></li></ul></nav></header>\n<main>\n{main}\n</main>\n<footer><p>Made up.</p></footer>\n</body>\n</html>\n"
    )
}

/// As Hugo reads it.
pub(crate) fn hugo(corpus: &Corpus, root: &Path) {
    let folder = Folder(root);
    folder.write(
        "hugo.toml",
        "baseURL = \"https://example.org/\"\ntitle = \"A knowledge base\"\nuglyURLs = true\ndisableKinds = [\"404\"]\n[taxonomies]\ntag = \"tags\"\n[outputs]\nhome = [\"html\", \"rss\"]\nsection = [\"html\"]\ntaxonomy = [\"html\"]\nterm = [\"html\"]\n",
    );
    let framed = |main: &str| frame("{{ .Title }}", "/style.css", main);
    let links = "<ul>{{ range .Pages.ByDate.Reverse }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> <time>{{ .Date.Format \"2006-01-02\" }}</time> {{ .Params.summary }}</li>{{ end }}</ul>";
    folder.write("layouts/_default/list.html", &framed(&format!("<h1>{{{{ .Title }}}}</h1>{{{{ .Content }}}}{links}")));
    folder.write("layouts/index.html", &framed("<h1>{{ .Title }}</h1><ul>{{ range first 20 .Site.RegularPages.ByDate.Reverse }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>"));
    folder.write(
        "layouts/_default/single.html",
        &framed("<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p><p><time>{{ .Date.Format \"2006-01-02\" }}</time> {{ range .Params.authors }}{{ . }} {{ end }}{{ range .Params.tags }}<a href=\"/tags/{{ . }}.html\">{{ . }}</a> {{ end }}</p>{{ .Content }}"),
    );
    folder.write("static/style.css", STYLE);
    for definition in &corpus.definitions {
        let path = format!("content/definitions/{}", definition.slug);
        folder.write(
            &format!("{path}/_index.md"),
            &format!("+++\ntitle = \"{}\"\nsummary = \"{}\"\n+++\n", definition.term, definition.summary),
        );
        for iteration in &definition.iterations {
            let text = format!("+++\n{}+++\n\n{}", about(iteration), iteration.text);
            folder.write(&format!("{path}/{}.md", iteration.slug), &text);
        }
    }
    for (kind, entries) in [("practices", &corpus.practices), ("contributions", &corpus.contributions)] {
        folder.write(&format!("content/{kind}/_index.md"), &format!("+++\ntitle = \"{kind}\"\n+++\n"));
        for entry in entries {
            let text = format!("+++\n{}+++\n\n{}", about(entry), entry.text);
            folder.write(&format!("content/{kind}/{}.md", entry.slug), &text);
        }
    }
}

/// As Eleventy reads it.
pub(crate) fn eleventy(corpus: &Corpus, root: &Path) {
    let folder = Folder(root);
    folder.write(
        "eleventy.config.cjs",
        "module.exports = (config) => {\n  config.addPassthroughCopy('style.css');\n  return { dir: { input: '.', includes: '_includes' } };\n};\n",
    );
    folder.write("package.json", "{}\n");
    folder.write(".eleventyignore", "node_modules\n");
    folder.write("style.css", STYLE);
    let framed = |main: &str| frame("{{ title }}", "/style.css", main);
    folder.write(
        "_includes/entry.liquid",
        &framed("<h1>{{ title }}</h1><p>{{ summary }}</p><p><time>{{ date | date: \"%Y-%m-%d\" }}</time> {{ author }} {% for tag in topics %}<a href=\"/tags/{{ tag }}.html\">{{ tag }}</a> {% endfor %}</p>{{ content }}"),
    );
    let listed = |collection: &str| {
        framed(&format!(
            "<h1>{{{{ title }}}}</h1><ul>{{% for entry in collections.{collection} %}}<li><a href=\"{{{{ entry.url }}}}\">{{{{ entry.data.title }}}}</a> <time>{{{{ entry.date | date: \"%Y-%m-%d\" }}}}</time> {{{{ entry.data.summary }}}}</li>{{% endfor %}}</ul>"
        ))
    };
    for kind in ["definitions", "practices", "contributions"] {
        let text = format!("---\ntitle: {kind}\npermalink: /{kind}.html\n---\n{}", listed(kind));
        folder.write(&format!("{kind}.liquid"), &text);
    }
    let tags = "---\npagination:\n  data: collections\n  size: 1\n  alias: tag\npermalink: \"/tags/{{ tag }}.html\"\ntitle: A tag\n---\n";
    folder.write("tags.liquid", &format!("{tags}{}", listed("[tag]").replace("collections.[tag]", "collections[tag]")));
    folder.write(
        "index.liquid",
        &format!("---\ntitle: A knowledge base\npermalink: /index.html\n---\n{}", framed("<h1>{{ title }}</h1>")),
    );
    folder.write(
        "feed.liquid",
        "---\npermalink: /index.xml\n---\n<rss version=\"2.0\"><channel><title>All</title>{% for entry in collections.practices %}<item><title>{{ entry.data.title }}</title><link>https://example.org{{ entry.url }}</link><description>{{ entry.data.summary }}</description></item>{% endfor %}</channel></rss>\n",
    );
    let write = |path: &str, kind: &str, entry: &Entry| {
        let topics = entry.tags.iter().map(|tag| format!("tag-{tag}"));
        let text = format!(
            "---\nlayout: entry.liquid\ntitle: \"{}\"\nsummary: \"{}\"\ndate: {}\nauthor: person-{}\ntopics: {}\ntags: {}\npermalink: \"/{path}.html\"\n---\n\n{}",
            entry.title,
            entry.summary,
            entry.date,
            entry.author,
            list(topics.clone()),
            list(topics.chain([kind.to_owned()])),
            entry.text
        );
        folder.write(&format!("{path}.md"), &text);
    };
    for definition in &corpus.definitions {
        let path = format!("definitions/{}", definition.slug);
        let mut rungs = String::new();
        for iteration in &definition.iterations {
            write(&format!("{path}/{}", iteration.slug), "iterations", iteration);
            let _ = writeln!(rungs, "- [{}]({}.html)", iteration.title, iteration.slug);
        }
        folder.write(
            &format!("{path}/about.md"),
            &format!(
                "---\nlayout: entry.liquid\ntitle: \"{}\"\nsummary: \"{}\"\ntags: [\"definitions\"]\npermalink: \"/{path}/index.html\"\n---\n\n{rungs}",
                definition.term, definition.summary
            ),
        );
    }
    for (kind, entries) in [("practices", &corpus.practices), ("contributions", &corpus.contributions)] {
        for entry in entries {
            write(&format!("{kind}/{}", entry.slug), kind, entry);
        }
    }
}

const STYLE: &str = "body{font:1rem/1.5 serif;max-width:40rem;margin:auto}nav ul{display:flex;gap:1rem}\n";
