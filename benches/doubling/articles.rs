//! Articles that are imported: one file, in shapes that take long to take apart where somebody is not careful.

use super::{Files, Shape};

fn html(text: &str) -> Files {
    let head = "<h1>The Definition of Sweeping</h1><h2>1st Iteration 2020-12-08</h2><p>";
    vec![("article.html".to_owned(), format!("{head}{text}</p>"))]
}

fn markdown(text: &str) -> Files {
    let head = "# The Definition of Sweeping\n\n## 1st Iteration 2020-12-08\n\n";
    vec![("article.md".to_owned(), format!("{head}{text}\n"))]
}

fn numbered(count: usize, part: fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

/// Every shape. The file may have 4 MiB, and what an iteration becomes 1 MiB.
pub(crate) const ALL: &[Shape] = &[
    Shape { name: "article: less-than signs", least: 2000, most: 400_000, make: |n| html(&"<".repeat(n)) },
    Shape { name: "article: tags without an end", least: 2000, most: 200_000, make: |n| html(&"<a ".repeat(n)) },
    Shape { name: "article: quotes without an end", least: 2000, most: 200_000, make: |n| html(&"<a '".repeat(n)) },
    Shape { name: "article: line ends of HTML", least: 2000, most: 100_000, make: |n| html(&"a<br>".repeat(n)) },
    Shape { name: "article: tags in one line", least: 500, most: 60_000, make: |n| markdown(&"a <b> ".repeat(n)) },
    Shape {
        name: "article: tags of many names",
        least: 500,
        most: 60_000,
        make: |n| markdown(&numbered(n, |number| format!("<t{number}>"))),
    },
    Shape { name: "article: pictures", least: 500, most: 40_000, make: |n| markdown(&"![a](b.png) ".repeat(n)) },
    Shape {
        name: "article: links by reference",
        least: 500,
        most: 20_000,
        make: |n| markdown(&numbered(n, |number| format!("[a][b{number}]\n\n[b{number}]: c.md\n\n"))),
    },
];
