//! Whatever passes the check and is accepted, declined or taken back passes the check as well, and is published.

use proptest::prelude::*;
use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::{self, Format};
use variorum::base::text::Sources;
use variorum::content::document::Target;
use variorum::content::knowledge::KnowledgeBase;
use variorum::content::scaffold::{self, Authors, Day, Days, NewFile, Taking, revision};
use variorum::content::seal::fault_of_reason;
use variorum::edition::theme::render_one;
use variorum::output::pipeline;

const PROPOSAL: &str = "content/contributions/2020-02-03-shorter.md";

/// A knowledge base with a proposal of this front matter and this text.
fn base(lines: &str, body: &str) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in [
        ("variorum.toml", "[site]\ntitle = \"Tidy\"\ndescription = \"A word.\"\n"),
        (
            "content/definitions/tidy/definition.md",
            "+++\nterm = \"tidy\"\nsummary = \"A word.\"\n\n[[criteria]]\nid = \"short\"\nstatement = \"It is short.\"\n+++\n\n## Around\n\nA word.\n",
        ),
        (
            "content/definitions/tidy/1.md",
            "+++\ndate = 2020-01-01\n\n[[meets]]\ncriterion = \"short\"\nphrase = \"Tidy\"\n+++\n\nTidy is a word. See [the sweepers](../../practices/sweep.md#how).\n",
        ),
        (
            "content/practices/sweep.md",
            "+++\ntitle = \"Sweep\"\nsummary = \"How.\"\ndate = 2020-01-01\n+++\n\n## How\n\nWith a broom.\n",
        ),
    ] {
        sources.add(path, text);
    }
    for path in ["content/contributions/a-broom.png", "content/contributions/p.png", "content/definitions/tidy/p.png"] {
        // The least picture: a PNG of one dot.
        sources.add_asset(path, dot());
    }
    sources.add(
        PROPOSAL,
        format!(
            "+++\ntitle = \"Shorter\"\nkind = \"proposal\"\ndate = 2020-02-03\non = \"tidy@1\"\n{lines}+++\n\n{body}\n"
        ),
    );
    sources
}

fn dot() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&[0])).expect("a picture");
    bytes
}

fn check(sources: &Sources) -> Option<KnowledgeBase> {
    pipeline::check(sources, None, &mut Diagnostics::default())
}

#[test]
fn the_base_passes_without_more() {
    let (sources, mut diagnostics) = (base("", "Tidy is short."), Diagnostics::default());
    let knowledge = pipeline::check(&sources, None, &mut diagnostics);
    assert!(knowledge.is_some(), "{}", report::write(&diagnostics, &sources, Format::Human).as_str());
}

/// The files in the base, which passes the check, and all pages of it.
fn published(base: &Sources, files: &[NewFile]) -> Sources {
    let (sources, found) = pipeline::trial(base, files);
    let told = report::write(&found, &sources, Format::Human);
    assert!(!found.has_errors(), "{}\n{:#?}", told.as_str(), files);
    let knowledge = check(&sources).unwrap_or_else(|| panic!("it passes the check: {files:#?}"));
    let mut diagnostics = Diagnostics::default();
    let (site, theme) = pipeline::plan(knowledge, &sources, &mut diagnostics).expect("a theme");
    for page in site.routes().iter().filter(|(route, _)| route.as_str().contains("tidy/")) {
        assert!(render_one(&site, page, &theme).is_ok(), "{}", page.0.as_str());
    }
    sources
}

/// Where the links and pictures of a text lead; none for the text itself and for the proposal that it was.
fn targets(sources: &Sources, path: &str) -> Vec<Option<Target>> {
    let parsed = variorum::content::document::parse(
        sources.find(path).expect("a file"),
        sources.get(sources.find(path).expect("a file")),
        &mut Diagnostics::default(),
    );
    let body = parsed.body().expect("a text");
    let target = |target: &Target| match target {
        Target::File { path: to, .. } if to == path || to == PROPOSAL => None,
        other => Some(other.clone()),
    };
    body.aims().into_iter().map(|(_, aim)| target(&aim.value)).collect()
}

/// A proposal, accepted.
fn accepted(sources: &Sources, taking: Taking) -> Result<(), TestCaseError> {
    let Some(knowledge) = check(sources) else { return Err(TestCaseError::reject("no sound base")) };
    let (_, proposal) = knowledge.contributions().next().expect("the proposal");
    let (_, definition) = knowledge.definitions().next().expect("a definition");
    let day = scaffold::earliest(definition, proposal);
    let Ok(file) = scaffold::accepted(&knowledge, proposal, sources, Days { decided: day, effective: None }, taking)
    else {
        return Err(TestCaseError::reject("refused"));
    };
    let mut files = vec![file.clone()];
    if taking == Taking::Published {
        let text = &sources.get(proposal.file).text;
        let marked = revision::accepted(text, definition.iterations()[0].number.next()).expect("front matter");
        files.push(NewFile { path: PROPOSAL.to_owned(), text: marked });
    }
    let after = published(sources, &files);
    prop_assert_eq!(targets(sources, PROPOSAL), targets(&after, &file.path));
    if taking == Taking::Proposed {
        let text = revision::published(&file.text, day).expect("front matter");
        let marked = revision::accepted(&sources.get(proposal.file).text, definition.iterations()[0].number.next());
        let both = [
            NewFile { path: file.path, text },
            NewFile { path: PROPOSAL.to_owned(), text: marked.expect("front matter") },
        ];
        published(&after, &both);
    }
    Ok(())
}

/// Pieces of Markdown with every way to write a link or a picture, and what only looks like one.
fn body() -> impl Strategy<Value = String> {
    let address = prop::sample::select(vec![
        "../practices/sweep.md",
        "../practices/sweep.md#how",
        "./../practices",
        "p.png",
        "<a-broom.png>",
        "a%2Dbroom.png",
        "../definitions/tidy/1.md",
        "../definitions/tidy/definition.md#around",
        "#below",
        "https://example.org/a_(b)",
        "2020-02-03-shorter.md",
    ]);
    let shape = prop::sample::select(vec![
        "[words](@)",
        "![a broom](@)",
        "[*a* `]` b]( @ \"title (x)\")",
        "[![dot](p.png)](@)",
        "[a][ref-@n]\n\n[ref-@n]: @ 'title'\n\n",
        "- [in a list](@)\n",
        "> [quoted](@)\n",
        "| [cell](@) |\n|---|\n| a |\n\n",
        "`[code](@)`",
        "\\[no link](b)",
        "[[tidy@1]]",
        "<https://example.org>",
        "*word*",
        "## Below\n\n",
        "words and words.",
        "\n\n",
        "[]",
        "](",
        "[^n]",
    ]);
    prop::collection::vec((shape, address), 1..7).prop_map(|pieces| {
        let piece = |(number, (shape, address)): (usize, (&str, &str))| {
            shape
                .replace("@n", &number.to_string())
                .replace("](@)", &format!("]({address})"))
                .replace(" @ ", &format!(" {address} "))
        };
        pieces.into_iter().enumerate().map(piece).collect::<Vec<_>>().join(" ")
    })
}

/// Words as people type or paste them.
fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec![
            "a", " ", "\n", "+++", "\n+++\n", "\"", "'", "\"\"\"", "'''", "\\", "\\u", "#", "=", "[x]", "é", "\t", "…",
        ]),
        0..9,
    )
    .prop_map(|pieces| pieces.concat())
}

/// A value as TOML writes it, on one line.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_proposal_that_passes_the_check_is_accepted_into_a_base_that_passes(body in body(), note in words(), proposed in any::<bool>()) {
        let note = if note.trim().is_empty() { String::new() } else { format!("note = {}\n", quoted(&note)) };
        accepted(&base(&note, &body), if proposed { Taking::Proposed } else { Taking::Published })?;
    }

    #[test]
    fn a_reason_that_is_taken_is_one_that_passes(reason in words()) {
        prop_assume!(fault_of_reason(&reason).is_none());
        let sources = base("", "Tidy is short.");
        let text = &sources.get(sources.find(PROPOSAL).expect("a file")).text;
        let iteration = "content/definitions/tidy/1.md";
        let first = &sources.get(sources.find(iteration).expect("a file")).text;
        for (path, text) in [
            (PROPOSAL, revision::declined(text, &reason)),
            (PROPOSAL, revision::withdrawn(text, Some(&reason))),
            (iteration, revision::withdrawn(first, Some(&reason))),
            (iteration, revision::not_taken_up(first, Some(&reason))),
        ] {
            published(&sources, &[NewFile { path: path.to_owned(), text: text.expect("front matter") }]);
        }
    }
}

#[test]
fn links_and_pictures_move_with_the_text_in_both_directions() {
    let sources =
        base("", "[Sweep](../practices/sweep.md#how), see ![a broom](p.png) and [more][m].\n\n[m]: <a-broom.png>");
    accepted(&sources, Taking::Published).expect("accepted");
    let knowledge = check(&sources).expect("a sound base");
    let (_, definition) = knowledge.definitions().next().expect("a definition");
    let slug = variorum::base::names::Slug::parse("again").expect("a slug");
    let kind = variorum::content::document::ContributionKind::Proposal;
    let day = Day::On(jiff::civil::date(2020, 3, 4));
    let new = scaffold::contribution(
        (&slug, "Again"),
        kind,
        definition,
        definition.current(),
        &sources,
        &Authors::default(),
        day,
    );
    assert!(new.text.contains("[the sweepers](../practices/sweep.md#how)"), "{}", new.text);
    published(&sources, &[new]);
}
