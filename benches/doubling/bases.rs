//! Front matter, configurations and whole knowledge bases that are slow to read where an algorithm is not careful.

use std::fmt::Write as _;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::text::Sources;
use variorum::content::knowledge::Standing;
use variorum::content::read;
use variorum::content::scaffold;
use variorum::content::seal::{Chain, Step};
use variorum::output::pipeline;

use crate::texts::numbered;
use crate::{Files, Shape};

const SITE: &str = "[site]\ntitle = \"A site\"\ndescription = \"A site.\"\n";
const DEFINITION: &str = "term = \"A term\"\nsummary = \"A term.\"\n";
/// How many bytes of front matter there may be, halved.
const HALF: usize = 30_000;

fn file(path: impl Into<String>, front_matter: &str, body: &str) -> (String, String) {
    (path.into(), format!("+++\n{front_matter}+++\n\n{body}\n"))
}

/// The smallest knowledge base that is sound, with two pages to link to.
fn base() -> Files {
    vec![
        ("variorum.toml".to_owned(), SITE.to_owned()),
        file("content/definitions/term/1.md", "date = 2020-01-01\n", "A term has some words."),
        file("content/definitions/term/definition.md", DEFINITION, ""),
        file("content/pages/b.md", "title = \"B\"\n", "B."),
    ]
}

fn with(others: impl IntoIterator<Item = (String, String)>) -> Files {
    let mut files = base();
    for (path, text) in others {
        files.retain(|(other, _)| *other != path);
        files.push((path, text));
    }
    files
}

/// The same with one more page.
pub(crate) fn page(body: &str) -> Files {
    with([file("content/pages/a.md", "title = \"A\"\n", body)])
}

/// The definition with more front matter.
fn definition(more: &str) -> Files {
    with([file("content/definitions/term/definition.md", &format!("{DEFINITION}{more}"), "")])
}

/// The configuration with more lines.
fn configuration(more: &str) -> Files {
    with([("variorum.toml".to_owned(), format!("{SITE}{more}"))])
}

/// A knowledge base with numbered files of a kind.
fn many(count: usize, file: impl Fn(usize) -> (String, String)) -> Files {
    with((0..count).map(file))
}

/// Iterations that each say something else, and the same again and again.
fn iterations(count: usize, text: impl Fn(usize) -> String) -> Files {
    many(count, |number| {
        file(format!("content/definitions/term/{}.md", number + 1), "date = 2020-01-01\n", &text(number))
    })
}

fn one_sentence(number: usize) -> String {
    format!("A term has some words, of which the {number}th differs in every iteration, and many others that stay.")
}

/// The same with their seals.
fn sealed(count: usize) -> Files {
    let mut files = iterations(count, one_sentence);
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    for (path, text) in &files {
        read::add_text(path, text.clone().into_bytes(), &mut sources, &mut diagnostics);
    }
    let knowledge = pipeline::check_texts(&sources, &mut diagnostics).expect("these texts are sound");
    for (_, definition) in knowledge.definitions() {
        let mut chain = Chain::new(definition.slug.clone());
        for iteration in definition.iterations() {
            if matches!(iteration.standing, Standing::Published(_)) {
                let digest = knowledge.record(iteration, &sources).expect("it has a text").digest();
                chain.add(Step::Seal { number: iteration.number, digest });
            }
        }
        let written = scaffold::seals(&chain);
        files.push((written.path, written.text));
    }
    files
}

/// A file of seals whose links are all wrong.
fn wrong_seals(count: usize) -> Files {
    let mut text = "format = 1\n".to_owned();
    for number in 1..=count {
        let digest = format!("{number:064x}");
        let _ = write!(
            text,
            "\n[[seal]]\nlink = {number}\nnumber = {number}\ndigest = \"{digest}\"\nseal = \"{digest}\"\n"
        );
    }
    with([("content/definitions/term/seals.toml".to_owned(), text)])
}

fn person(number: usize) -> (String, String) {
    file(format!("content/people/p{number}.md"), &format!("name = \"Person {number}\"\n"), "")
}

fn contribution(number: usize, more: &str, body: &str) -> (String, String) {
    let fields = format!("title = \"Title {number}\"\nkind = \"comment\"\ndate = 2020-01-01\n{more}");
    file(format!("content/contributions/2020-01-01-c{number}.md"), &fields, body)
}

fn contributions_by_people(count: usize) -> Files {
    let of = |number: usize| contribution(number, &format!("on = \"term@1\"\nauthors = [\"p{number}\"]\n"), "Words.");
    with((0..count).flat_map(|number| [person(number), of(number)]))
}

fn contributions_by_one(count: usize) -> Files {
    let of = |number| contribution(number, "on = \"term\"\nauthors = [\"p0\"]\n", "Words.");
    with((0..count).map(of).chain([person(0)]))
}

fn contributions_in_a_ring(count: usize) -> Files {
    many(count, |number| {
        let (before, after) = ((number + count - 1) % count, (number + 1) % count);
        contribution(number, "", &format!("[a](2020-01-01-c{before}.md) [b](2020-01-01-c{after}.md)"))
    })
}

fn one_page_of_links(count: usize) -> Files {
    let links = numbered(count, |number| format!("[a](x{number}.md) "));
    let other = |number| file(format!("content/pages/x{number}.md"), &format!("title = \"{number}\"\n"), "Words.");
    with((0..count).map(other).chain([file("content/pages/a.md", "title = \"A\"\n", &links)]))
}

fn definitions(count: usize) -> Files {
    let of = |number: usize| {
        let fields = format!("{DEFINITION}related = [\"t{}\"]\n", (number + 1) % count);
        [
            file(format!("content/definitions/t{number}/1.md"), "date = 2020-01-01\n", &one_sentence(number)),
            file(format!("content/definitions/t{number}/definition.md"), &fields, ""),
        ]
    };
    with((0..count).flat_map(of))
}

/// Iterations, each with a contribution, a practice and an author of its own.
fn everything_about_each_iteration(count: usize) -> Files {
    let of = |number: usize| {
        let on = format!("on = \"term@{}\"\nauthors = [\"p{number}\"]\n", number + 1);
        let practice = format!("title = \"{number}\"\nsummary = \"Why.\"\ndate = 2020-01-01\n{on}");
        let iteration = format!("date = 2020-01-01\nauthors = [\"p{number}\"]\n");
        [
            file(format!("content/definitions/term/{}.md", number + 1), &iteration, &one_sentence(number)),
            file(format!("content/practices/x{number}.md"), &practice, "Words."),
            contribution(number, &on, "Words."),
            person(number),
        ]
    };
    with((0..count).flat_map(of))
}

/// Definitions, each with a practice, a criterion and an influence of its own.
fn everything_about_each_definition(count: usize) -> Files {
    let of = |number: usize| {
        let criterion = format!("[[criteria]]\nid = \"a\"\nstatement = \"It says so.\"\nfrom = \"i{number}\"\n");
        let practice = format!("title = \"{number}\"\nsummary = \"Why.\"\ndate = 2020-01-01\non = \"t{number}\"\n");
        [
            file(format!("content/definitions/t{number}/1.md"), "date = 2020-01-01\n", &one_sentence(number)),
            file(format!("content/definitions/t{number}/definition.md"), &format!("{DEFINITION}{criterion}"), ""),
            file(format!("content/practices/x{number}.md"), &practice, "Words."),
            file(format!("content/influences/i{number}.md"), "title = \"An influence\"\n", ""),
        ]
    };
    with((0..count).flat_map(of))
}

/// An iteration that meets a criterion in many phrases, or many criteria.
fn phrases(count: usize, criteria: usize) -> Files {
    let statement = |number| format!("[[criteria]]\nid = \"c{number}\"\nstatement = \"It says so.\"\n");
    let phrase = |number| format!("[[meets]]\ncriterion = \"c{}\"\nphrase = \"phrase {number}\"\n", number % criteria);
    let words = numbered(count, |number| format!("The phrase {number} stands here. "));
    let meets = numbered(count, phrase);
    with([
        file("content/definitions/term/definition.md", &format!("{DEFINITION}{}", numbered(criteria, statement)), ""),
        file("content/definitions/term/1.md", &format!("date = 2020-01-01\n{meets}"), &words),
    ])
}

/// Every shape of more than a body.
pub(crate) const ALL: &[Shape] = &[
    Shape {
        name: "front matter: a long text",
        least: 1_000,
        most: HALF,
        make: |size| definition(&format!("also_known_as = [\"{}\"]\n", "a ".repeat(size / 2))),
    },
    Shape {
        name: "front matter: escapes",
        least: 1_000,
        most: HALF,
        make: |size| definition(&format!("also_known_as = [\"{}\"]\n", "\\u0061".repeat(size / 6))),
    },
    Shape {
        name: "front matter: a long list",
        least: 200,
        most: HALF / 4,
        make: |size| definition(&format!("also_known_as = [{}]\n", "\"a\",".repeat(size))),
    },
    Shape {
        name: "front matter: tables in a line",
        least: 50,
        most: HALF / 25,
        make: |size| {
            definition(&format!("not_to_be_confused_with = [{}]\n", "{ term = \"a\", note = \"b\" },".repeat(size)))
        },
    },
    Shape {
        name: "front matter: tables in a list",
        least: 50,
        most: 500,
        make: |size| {
            definition(&numbered(size, |number| format!("[[criteria]]\nid = \"c{number}\"\nstatement = \"a\"\n")))
        },
    },
    Shape {
        name: "front matter: tables with one name",
        least: 50,
        most: 500,
        make: |size| definition(&"[[criteria]]\nid = \"c\"\nstatement = \"a\"\n".repeat(size)),
    },
    Shape {
        name: "front matter: lists in lists",
        least: 100,
        most: HALF / 2,
        make: |size| definition(&format!("x = {}{}\n", "[".repeat(size), "]".repeat(size))),
    },
    Shape {
        name: "front matter: tables in tables",
        least: 100,
        most: HALF / 4,
        make: |size| definition(&format!("x = {}{}\n", "{a=".repeat(size), "}".repeat(size))),
    },
    Shape {
        name: "front matter: one long dotted key",
        least: 100,
        most: HALF / 2,
        make: |size| definition(&format!("x{} = 1\n", ".a".repeat(size))),
    },
    Shape {
        name: "front matter: dotted keys",
        least: 100,
        most: 2_000,
        make: |size| definition(&numbered(size, |number| format!("x.a{number} = 1\n"))),
    },
    Shape {
        name: "front matter: a long unknown key",
        least: 1_000,
        most: HALF,
        make: |size| definition(&format!("{} = 1\n", "k".repeat(size))),
    },
    Shape {
        name: "front matter: a phrase that nearly is there",
        least: 1_000,
        most: HALF,
        make: |size| {
            let meets = format!("[[meets]]\ncriterion = \"a\"\nphrase = \"{}b\"\n", "a".repeat(size));
            let iteration = format!("date = 2020-01-01\n{meets}");
            with([file("content/definitions/term/1.md", &iteration, &"a".repeat(16 * size))])
        },
    },
    Shape {
        name: "front matter: unknown keys",
        least: 100,
        most: 2_500,
        make: |size| definition(&numbered(size, |number| format!("k{number} = 1\n"))),
    },
    Shape {
        name: "front matter: one key again and again",
        least: 100,
        most: 2_000,
        make: |size| definition(&"summary = 1\n".repeat(size)),
    },
    Shape {
        name: "front matter: lines that are none",
        least: 100,
        most: 6_000,
        make: |size| definition(&"= =\n".repeat(size)),
    },
    Shape {
        name: "front matter: quotes that do not close",
        least: 100,
        most: 6_000,
        make: |size| definition(&"a = \"\n".repeat(size)),
    },
    Shape { name: "front matter: phrases of one criterion", least: 50, most: 500, make: |size| phrases(size, 1) },
    Shape { name: "front matter: phrases of many criteria", least: 50, most: 400, make: |size| phrases(size, size) },
    Shape {
        name: "front matter written as YAML",
        least: 100,
        most: 40_000,
        make: |size| with([("content/pages/a.md".to_owned(), format!("---\n{}---\n", "title: a\n".repeat(size)))]),
    },
    Shape {
        name: "front matter that does not end",
        least: 100,
        most: 40_000,
        make: |size| with([("content/pages/a.md".to_owned(), format!("+++\n{}", "title: a\n".repeat(size)))]),
    },
    Shape {
        name: "configuration: unknown keys",
        least: 100,
        most: 30_000,
        make: |size| configuration(&numbered(size, |number| format!("k{number} = 1\n"))),
    },
    Shape {
        name: "configuration: tables",
        least: 100,
        most: 30_000,
        make: |size| configuration(&numbered(size, |number| format!("[k{number}]\n"))),
    },
    Shape {
        name: "configuration: lists of tables",
        least: 100,
        most: 30_000,
        make: |size| configuration(&"[[k]]\na = 1\n".repeat(size)),
    },
    Shape {
        name: "configuration: lines that are none",
        least: 100,
        most: 100_000,
        make: |size| configuration(&"= =\n".repeat(size)),
    },
    Shape {
        name: "configuration: dotted keys",
        least: 100,
        most: 30_000,
        make: |size| configuration(&numbered(size, |number| format!("a.b.c{number} = 1\n"))),
    },
    Shape {
        name: "configuration: pages that are not there",
        least: 100,
        most: 30_000,
        make: |size| configuration(&format!("menu = [{}]\n", numbered(size, |number| format!("\"x{number}\",")))),
    },
    Shape { name: "seals", least: 10, most: 5_000, make: sealed },
    Shape { name: "seals that are wrong", least: 50, most: 8_000, make: wrong_seals },
    Shape { name: "iterations", least: 10, most: 5_000, make: |count| iterations(count, one_sentence) },
    Shape {
        name: "iterations that say the same",
        least: 10,
        most: 5_000,
        make: |count| iterations(count, |_| one_sentence(1)),
    },
    Shape {
        name: "iterations that share nothing",
        least: 10,
        most: 5_000,
        make: |count| iterations(count, |number| numbered(12, |word| format!("w{number}x{word} "))),
    },
    Shape {
        // The size is how many sentences there are in all of them.
        name: "iterations that are longer each time",
        least: 200,
        most: 100_000,
        make: |size| iterations((2 * size).isqrt(), |number| numbered(number + 1, |word| format!("Sentence {word}. "))),
    },
    Shape {
        name: "two iterations, each third word another",
        least: 500,
        most: 40_000,
        make: |count| {
            iterations(2, |text| {
                numbered(count, |word| if word % 3 == 0 { format!("w{text}x{word} ") } else { format!("w{word} ") })
            })
        },
    },
    Shape { name: "definitions in a ring", least: 10, most: 20_000, make: definitions },
    Shape {
        name: "pages",
        least: 10,
        most: 50_000,
        make: |count| {
            many(count, |number| {
                file(format!("content/pages/x{number}.md"), &format!("title = \"{number}\"\n"), "Words.")
            })
        },
    },
    Shape {
        name: "pages with one title",
        least: 10,
        most: 50_000,
        make: |count| many(count, |number| file(format!("content/pages/x{number}.md"), "title = \"A\"\n", "Words.")),
    },
    Shape {
        name: "pages that are wrong",
        least: 600,
        most: 50_000,
        make: |count| {
            many(count, |number| file(format!("content/pages/x{number}.md"), "tittle = \"A\"\n", "<b> [a](gone.md)"))
        },
    },
    Shape { name: "a page with links to all pages", least: 10, most: 50_000, make: one_page_of_links },
    Shape { name: "people", least: 10, most: 50_000, make: |count| many(count, person) },
    Shape {
        name: "practices",
        least: 10,
        most: 50_000,
        make: |count| {
            many(count, |number| {
                file(
                    format!("content/practices/x{number}.md"),
                    &format!(
                        "title = \"{number}\"\nsummary = \"Why.\"\ndate = 2020-01-01\non = \"term@1\"\ntags = [\"a\", \"t{number}\"]\n"
                    ),
                    "Words.",
                )
            })
        },
    },
    Shape {
        name: "influences",
        least: 10,
        most: 50_000,
        make: |count| {
            many(count, |number| {
                file(format!("content/influences/x{number}.md"), &format!("title = \"{number}\"\n"), "Words.")
            })
        },
    },
    Shape {
        name: "iterations with everything about each",
        least: 10,
        most: 5_000,
        make: everything_about_each_iteration,
    },
    Shape {
        name: "definitions with everything about each",
        least: 10,
        most: 5_000,
        make: everything_about_each_definition,
    },
    Shape { name: "contributions, each by another", least: 10, most: 20_000, make: contributions_by_people },
    Shape { name: "contributions by one person", least: 10, most: 20_000, make: contributions_by_one },
    Shape { name: "contributions that link to each other", least: 10, most: 20_000, make: contributions_in_a_ring },
    Shape {
        name: "contributions on what is not there",
        least: 10,
        most: 20_000,
        make: |count| {
            many(count, |number| {
                contribution(number, &format!("on = \"gone{number}\"\nauthors = [\"gone{number}\"]\n"), "Words.")
            })
        },
    },
    Shape {
        name: "files where none belongs",
        least: 10,
        most: 50_000,
        make: |count| many(count, |number| (format!("content/x{number}.md"), "Words.".to_owned())),
    },
    Shape {
        name: "names that differ in capitals",
        least: 10,
        most: 20_000,
        make: |count| {
            many(count, |number| {
                file(
                    format!("content/pages/{}{number}.md", if number % 2 == 0 { 'x' } else { 'X' }),
                    "title = \"A\"\n",
                    "",
                )
            })
        },
    },
];
