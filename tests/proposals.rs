//! What is only proposed changes nothing that is published: no sentence, no number, no picture of what was published speaks
//! of a proposal, whatever else is proposed before or behind it.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;
use variorum::base::diagnostic::Diagnostics;
use variorum::base::diagnostic::report::{self, Format};
use variorum::base::text::Sources;
use variorum::edition::plan::Site;
use variorum::edition::theme::Theme;
use variorum::output::pipeline;

use crate::generated::words;

/// What becomes of one iteration: its status, and whether its text meets the one criterion.
type Step = (&'static str, bool);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let status = prop::sample::select(vec!["published", "published", "withdrawn", "proposed", "tba"]);
    prop::collection::vec((status, any::<bool>()), 1..9)
}

/// The knowledge base of a definition with these iterations; where it is asked for, without any text that was never published.
fn site(texts: &[String], steps: &[Step], only_published: bool) -> (Site, Arc<Theme>) {
    let mut sources = Sources::default();
    sources.add(
        "variorum.toml",
        "[site]\ntitle = \"Commons\"\ndescription = \"A commons.\"\nbase_url = \"https://example.org\"\n",
    );
    let criterion = "[[criteria]]\nid = \"free\"\nstatement = \"It says that nobody pays.\"\n";
    sources.add(
        "content/definitions/commons/definition.md",
        format!("+++\nterm = \"commons\"\nsummary = \"What is kept together.\"\n\n{criterion}+++\n\nA word.\n"),
    );
    let last = steps.iter().rposition(|(status, _)| *status != "proposed").unwrap_or(0);
    for (number, (text, (status, meets))) in (1..).zip(texts.iter().zip(steps)) {
        let is_out = only_published && *status == "proposed";
        // Where a number is not the last one it has to be taken by something.
        if is_out && number > last + 1 {
            break;
        }
        let status = if is_out { "tba" } else { status };
        let mut file = format!("+++\ndate = 2020-01-{number:02}\nstatus = \"{status}\"\n");
        if status == "tba" {
            file.push_str("note = \"Announced.\"\n");
        } else if *meets {
            let _ = write!(file, "\n[[meets]]\ncriterion = \"free\"\nphrase = \"Nobody pays.\"\n");
        }
        file.push_str("+++\n");
        if status != "tba" {
            let _ = write!(file, "\n{text}\n\nNobody pays.\n");
        }
        sources.add(format!("content/definitions/commons/{number}.md"), file);
    }
    let mut diagnostics = Diagnostics::default();
    let knowledge = pipeline::check(&sources, None, &mut diagnostics);
    let report = report::write(&diagnostics, &sources, Format::Human);
    let knowledge = knowledge.unwrap_or_else(|| panic!("a sound knowledge base:\n{}", report.as_str()));
    let (site, theme) = pipeline::plan(knowledge, &sources, &mut diagnostics).expect("a theme");
    (site, Arc::new(theme))
}

fn page(site: &Site, theme: &Theme, path: &str) -> String {
    let page = site.find(path).unwrap_or_else(|| panic!("there is {path}"));
    let file = variorum::edition::theme::render_one(site, page, theme);
    let file = file.unwrap_or_else(|diagnostic| panic!("{}", diagnostic.message));
    String::from_utf8(file.bytes.into_owned()).expect("text")
}

/// A page without the parts that name proposals because they list all iterations, or lead to the next number.
fn without_lists(page: &str) -> String {
    let mut kept = page.to_owned();
    for (start, end) in
        [("<ol class=\"ladder\"", "</ol>"), ("<dl class=\"versions\"", "</dl>"), ("<div class=\"nav", "</div>")]
    {
        while let Some(from) = kept.find(start) {
            let to = from + kept[from..].find(end).expect("it is closed") + end.len();
            kept.replace_range(from..to, "");
        }
    }
    kept.lines().filter(|line| !line.contains("Propose iteration")).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_proposal_changes_no_word_about_what_was_published(texts in prop::collection::vec(words(), 9), steps in steps()) {
        prop_assume!(steps.iter().any(|(status, _)| ["published", "withdrawn"].contains(status)));
        let ((with, theme), (without, _)) = (site(&texts, &steps, false), site(&texts, &steps, true));
        let history = |site: &Site| -> Value {
            serde_json::from_str(&page(site, &theme, "definitions/commons/history.json")).expect("JSON")
        };
        let published = |history: &Value| -> Vec<Value> {
            let all = history["iterations"].as_array().expect("a list").iter();
            all.filter(|iteration| ["published", "withdrawn"].contains(&iteration["standing"].as_str().expect("text"))).cloned().collect()
        };
        let (all, some) = (history(&with), history(&without));
        prop_assert_eq!(published(&all), published(&some));
        prop_assert_eq!(&all["current"], &some["current"]);
        let variorum = "definitions/commons/variorum.html";
        prop_assert_eq!(page(&with, &theme, variorum), page(&without, &theme, variorum));
        for file in ["timemap", "citations.bib", "citations.ris", "citations.csl.json"] {
            let path = format!("definitions/commons/{file}");
            prop_assert_eq!(page(&with, &theme, &path), page(&without, &theme, &path));
        }
        // A number between two others is announced here and proposed there, and both are said.
        let is_behind = |(status, _): &Step| *status == "proposed";
        let ends = steps.iter().position(is_behind).is_none_or(|first| steps[first..].iter().all(is_behind));
        let numbers = published(&all).into_iter().map(|iteration| format!("definitions/commons/{}.html", iteration["number"]));
        for path in numbers.chain(["index.html".to_owned(), "definitions/commons/index.html".to_owned()]).filter(|_| ends) {
            let (one, other) = (page(&with, &theme, &path), page(&without, &theme, &path));
            prop_assert_eq!(without_lists(&one), without_lists(&other), "{}", path);
        }
    }

    #[test]
    fn a_proposal_that_is_published_or_withdrawn_takes_no_comparison_back(steps in prop::collection::vec(any::<bool>(), 14..18), chosen in any::<prop::sample::Index>()) {
        // At the end of a definition lie proposals, of which the first is published.
        let texts: Vec<String> = (0..steps.len()).map(|number| format!("Text number {number}.")).collect();
        let first = 10 + chosen.index(steps.len() - 10);
        let standing = |index: usize| if index < first { if steps[index] { "published" } else { "withdrawn" } } else { "proposed" };
        let before: Vec<Step> = (0..steps.len()).map(|index| (standing(index), false)).collect();
        for status in ["published", "withdrawn"] {
            let mut after = before.clone();
            after[first].0 = status;
            let routes = |steps: &[Step]| -> Vec<String> {
                let (site, _) = site(&texts, steps, false);
                site.routes().iter().map(|(route, _)| route.as_str().to_owned()).filter(|path| path.contains("compare-")).collect()
            };
            let after = routes(&after);
            for route in routes(&before) {
                prop_assert!(after.contains(&route), "{} went", route);
            }
        }
    }
}
