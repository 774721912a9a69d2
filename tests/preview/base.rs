//! A small knowledge base with everything that one can have, in several forms of each file.

use std::fs;
use std::path::Path;

use variorum::base::diagnostic::Diagnostics;
use variorum::base::names::Slug;
use variorum::base::text::Sources;
use variorum::content::read;
use variorum::content::scaffold;
use variorum::content::seal::{Chain, Step};
use variorum::output::pipeline;

/// The files of the base, each with the forms that it can take. The first are sound together; of the others some are
/// sound, and some are not.
pub(crate) const FILES: &[(&str, &[&str])] = &[
    (
        "variorum.toml",
        &[
            "[site]\ntitle = \"A base\"\ndescription = \"To be edited.\"\nfeatured = \"alpha\"\nmenu = [\"about\"]\n",
            "[site]\ntitle = \"Another name\"\ndescription = \"To be edited.\"\nbase_url = \"https://example.org/a\"\n",
            "# A theme of its own.\n[site]\ntitle = \"A base\"\ndescription = \"To be edited.\"\ntheme = \"own\"\n",
            "[site]\ntitle = \"A base\"\ndescription = \"To be edited.\"\nfeatured = \"alpha\"\nlanguage = \"de\"\n",
            "[site]\ntitle = \"A base\"\ndescription = \"To be edited.\"\nfeatured = \"beta\"\nmenu = [\"gone\"]\n",
            "[site]\ntitel = \"A base\"\n",
        ],
    ),
    (
        "content/definitions/alpha/definition.md",
        &[
            "+++\nterm = \"Alpha\"\nsummary = \"The first.\"\nrelated = [\"alpha-b\"]\n[[criteria]]\nid = \"clear\"\nstatement = \"It is clear.\"\nfrom = \"elder\"\n+++\n\nAround it.\n\n# A heading\n",
            "+++\nterm = \"Alpha, renamed\"\nsummary = \"The first.\"\n[[criteria]]\nid = \"clear\"\nstatement = \"It is clear.\"\n+++\n\nAround it.\n",
            "+++\nterm = \"Alpha\"\nsummary = \"The first.\"\n+++\n",
            "+++\nterm = \"Alpha\"\n",
        ],
    ),
    (
        "content/definitions/alpha/1.md",
        &["+++\ndate = 2019-01-01\nauthors = [\"ann\"]\n+++\n\nAlpha is the first of words.\n"],
    ),
    (
        "content/definitions/alpha/2.md",
        &[
            "+++\ndate = 2020-01-01\nauthors = [\"ann\", \"bea\"]\ncontributions = [\"2019-05-05-better\"]\n[[meets]]\ncriterion = \"clear\"\nphrase = \"the first of all\"\n+++\n\nAlpha is the first of all words.\n",
            "+++\ndate = 2020-01-01\nauthors = [\"ann\", \"bea\"]\nnote = \"What is not sealed.\"\ncontributions = [\"2019-05-05-better\"]\n+++\n\nAlpha is the first of all words.\n",
        ],
    ),
    (
        "content/definitions/alpha/3.md",
        &[
            "+++\ndate = 2021-01-01\nstatus = \"proposed\"\n+++\n\nAlpha may be the first of all words.\n",
            "+++\ndate = 2021-01-01\n+++\n\nAlpha may be the *very* first of words.\n",
            "+++\ndate = 2021-01-01\nstatus = \"tba\"\nnote = \"Soon.\"\n+++\n",
            "+++\ndate = 1999-01-01\n+++\n\nToo early.\n",
        ],
    ),
    (
        "content/definitions/alpha-b/definition.md",
        &[
            "+++\nterm = \"Alpha beside\"\nsummary = \"Not the first.\"\n+++\n\nSee [[alpha]] and [[alpha@2|this]].\n",
            "+++\nterm = \"Alpha beside\"\nsummary = \"Not the first.\"\nrelated = [\"alpha\"]\n+++\n\nSee [[alpha@3]].\n",
        ],
    ),
    (
        "content/definitions/alpha-b/1.md",
        &[
            "+++\ndate = 2020-06-06\n+++\n\nAlpha beside stands beside alpha.\n",
            "+++\ndate = 2020-06-06\nauthors = [\"abe\"]\n[[people]]\nid = \"abe\"\nname = \"Abe\"\n+++\n\nAlpha beside stands by alpha.\n",
            "+++\ndate = 2020-06-06\nauthors = [\"nobody\"]\n+++\n\nAlpha beside stands behind alpha.\n",
        ],
    ),
    (
        "content/practices/a.md",
        &[
            "+++\ntitle = \"A\"\nsummary = \"How to.\"\ndate = 2020-01-02\nauthors = [\"bea\"]\non = \"alpha@2\"\ntags = [\"one\"]\n+++\n\nDo [this](a-b.md#steps). ![A dot](dot.png)\n",
            "+++\ntitle = \"A, another way\"\nsummary = \"How else.\"\ndate = 2020-01-02\n+++\r\n\r\nDo [that](../definitions/alpha/definition.md).\r\n",
            "+++\ntitle = \"A\"\nsummary = \"How to.\"\ndate = 2020-01-02\non = \"alpha@9\"\n+++\n\nDo [this](gone.md).\n",
        ],
    ),
    (
        "content/practices/a-b.md",
        &[
            "+++\ntitle = \"B\"\nsummary = \"How to.\"\ndate = 2020-01-02\non = \"alpha-b\"\n+++\n\n## Steps\n\nOne.\n",
            "+++\ntitle = \"B\"\nsummary = \"How to.\"\ndate = 2020-01-02\nauthors = [\"zoe\", \"abe\"]\n[[people]]\nid = \"zoe\"\nname = \"Zoe\"\n[[people]]\nid = \"abe\"\nname = \"Abel\"\n+++\n\n## Steps\n\nOne.\n",
            "+++\ntitle = \"B\"\nsummary = \"How to.\"\ndate = 2020-01-02\nauthors = [\"abe\"]\n[[people]]\nid = \"abe\"\nname = \"Abe\"\n+++\n\n## Steps\n\nOne.\n",
            "+++\ntitle = \"B\"\nsummary = \"How to.\"\ndate = 2020-01-02\n+++\n\n## Other steps\n\nOne.\n",
        ],
    ),
    (
        "content/contributions/2019-05-05-better.md",
        &[
            "+++\ntitle = \"Better\"\nkind = \"proposal\"\ndate = 2019-05-05\nauthors = [\"bea\"]\non = \"alpha@1\"\nstatus = \"accepted\"\naccepted_in = 2\n+++\n\nAlpha is the first of all words.\n",
            "+++\ntitle = \"Better\"\nkind = \"comment\"\ndate = 2019-05-05\non = \"alpha\"\nstatus = \"declined\"\nreason = \"No.\"\n+++\n\nNo.\n",
        ],
    ),
    ("content/influences/elder.md", &["+++\ntitle = \"The elder\"\nyear = 1900\n+++\n\nIt teaches.\n"]),
    (
        "content/people/ann.md",
        &["+++\nname = \"A contributor\"\n+++\n", "+++\nname = \"One contributor\"\n+++\n\nHello.\n"],
    ),
    (
        "content/people/bea.md",
        &["+++\nname = \"A maintainer\"\nurl = \"https://example.org/\"\n+++\n", "+++\nname = 1\n+++\n"],
    ),
    (
        "content/pages/about.md",
        &[
            "+++\ntitle = \"About\"\n+++\n\n[Us](../people/ann.md)\n",
            "+++\ntitle = \"About\"\n+++\n\n[All](../practices)\n",
        ],
    ),
    (
        "themes/broadside/templates/not-found.html",
        &[
            "{% extends \"base.html\" %}{% block main %}<p>Nothing is here.</p>{% endblock %}\n",
            "{% extends \"base.html\" %}{% block main %}<p>Nothing at all.</p>{% endblock %}\n",
            "{% extends \"base.html\" %}{% block main %}{{ page.no.such.thing }}{% endblock %}\n",
            "{% extends \"base.html\" %}{% block main %}\n",
        ],
    ),
    (
        "themes/broadside/words/en.toml",
        &[
            "[summary]\nreplaced = \"{number} changed\"\n",
            "[summary]\nreplaced = \"{number} swapped\"\n\n[date]\nlong = \"{year} {month} {day}\"\n",
            "[summary]\nreplaced = \"{times} changed\"\n",
        ],
    ),
    ("themes/broadside/static/more.css", &["p { color: red }\n", "p { color: green }\n"]),
];

/// A picture, which is no text.
pub(crate) const PICTURE: &str = "content/practices/dot.png";

/// What is in it: one dot, or another one.
pub(crate) const DOTS: [&[u8]; 2] = [
    include_bytes!("../sites/ladder/input/content/practices/dot.png"),
    b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82",
];
/// The seals of one definition.
pub(crate) const SEALS: &str = "content/definitions/alpha/seals.toml";

/// Writes every file of the base in its first form.
pub(crate) fn lay(root: &Path) {
    for (path, forms) in FILES {
        write(root, path, forms[0].as_bytes());
    }
    write(root, PICTURE, DOTS[0]);
    write(root, SEALS, seals().as_bytes());
}

/// Writes a file and the folders that it lies in.
pub(crate) fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    // Where a file stands in the way of a folder nothing is written, as an editor would refuse.
    if fs::create_dir_all(path.parent().expect("a file lies in a folder")).is_ok() {
        let _ = fs::write(path, bytes);
    }
}

/// The seals of the first two iterations.
pub(crate) fn seals() -> String {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    for (path, forms) in FILES {
        read::add_text(path, forms[0].into(), &mut sources, &mut diagnostics);
    }
    let mut chain = Chain::new(Slug::parse("alpha").expect("a slug"));
    for filed in pipeline::records(&sources).into_iter().filter(|filed| filed.definition.as_str() == "alpha").take(2) {
        chain.add(Step::Seal { number: filed.number, digest: filed.digest });
    }
    scaffold::seals(&chain).text
}
