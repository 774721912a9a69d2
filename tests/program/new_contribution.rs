//! `variorum new contribution`: each kind of it.

use variorum::content::document::ContributionKind;

use super::new::{refused, today_around, written};
use super::support::Place;

#[test]
fn each_kind_is_sound_at_once() {
    let place = Place::new();
    for (kind, _) in ContributionKind::ALL {
        let (days, path) =
            today_around(|| written(&place, &["contribution", "Hear me", "--kind", kind, "--slug", kind]));
        let day = days.iter().find(|day| path == format!("content/contributions/{day}-{kind}.md"));
        let day = day.unwrap_or_else(|| panic!("{path} begins with another day"));
        let text = place.read(&path);
        for line in [format!("kind = \"{kind}\""), format!("date = {day}"), "on = \"tidy@3\"".to_owned()] {
            assert!(text.contains(&format!("\n{line}\n")), "{line} is not in:\n{text}");
        }
    }
}

#[test]
fn a_proposal_begins_from_the_current_text() {
    let place = Place::new();
    let path = written(&place, &["contribution", "Shorter", "--kind", "proposal"]);
    assert!(place.read(&path).contains("Tidy is when everything lies in its own place, and nothing twice."));
}

#[test]
fn a_comment_is_what_it_is_by_itself() {
    let place = Place::new();
    let path = written(&place, &["contribution", "Hm"]);
    assert!(place.read(&path).contains("kind = \"comment\""));
}

#[test]
fn an_iteration_that_is_named_is_the_one_it_is_about() {
    let place = Place::new();
    let path = written(&place, &["contribution", "I sign the old one", "--kind", "endorsement", "--on", "tidy@1"]);
    let text = place.read(&path);
    assert!(text.contains("on = \"tidy@1\""), "{text}");
    let path = written(&place, &["contribution", "I would change the old one", "--kind", "proposal", "--on", "tidy@1"]);
    let text = place.read(&path);
    assert!(text.contains("in its old place"), "{text}");
}

#[test]
fn an_unknown_kind_is_answered_with_the_nearest() {
    let place = Place::new();
    refused(&place, &["contribution", "Hm", "--kind", "coment"]).says(&["coment", "comment"]);
    refused(&place, &["contribution", "Hm", "--kind", ""]).says(&["comment"]);
}

#[test]
fn every_kind_can_be_looked_up_in_the_help() {
    let run = Place::empty().run(["new", "contribution", "--help"]).ended(0);
    for (kind, _) in ContributionKind::ALL {
        assert!(run.out.contains(kind), "`{kind}` is not in:\n{}", run.out);
    }
}
