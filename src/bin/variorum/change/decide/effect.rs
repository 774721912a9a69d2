//! When what is accepted was decided and takes effect, and what follows from that for the other iterations.

use std::fmt::Write as _;

use anyhow::bail;
use jiff::civil::Date;
use variorum::base::language::english;
use variorum::base::names::IterationNumber;
use variorum::content::knowledge::{Definition, Iteration, Standing};
use variorum::content::scaffold::{Days, revision};
use variorum::history::text::wording::long_date;

use super::Decision;
use crate::common::terminal::Terminal;

/// What merging does, in a sentence behind "When this is merged, ", and what to do after the check.
pub(super) struct Consequence {
    pub(super) sentence: String,
    pub(super) then: &'static str,
}

/// The day of a decision: the one that was asked for, or today; none before others, and none that has not come.
pub(super) fn decided(asked: Option<Date>, today: Date, earliest: Date, whose: &str) -> anyhow::Result<Date> {
    if earliest > today {
        bail!("{earliest}, the day {whose}, is later than today, {today}: correct that date first");
    }
    match asked {
        Some(asked) if asked < earliest => {
            bail!("`--date {asked}` is before {earliest}, the day {whose}; name that day or a later one")
        }
        Some(asked) if asked > today => bail!(
            "`--date {asked}` is later than today, {today}, and an iteration is dated on the day of its decision; for a text that takes \
             effect later, write `--effective {asked}` instead"
        ),
        Some(asked) => Ok(asked),
        None => Ok(today),
    }
}

/// The day of effect that was asked for, unless that is the day of the decision.
pub(super) fn asked_effect(asked: Option<Date>, decided: Date) -> anyhow::Result<Option<Date>> {
    match asked {
        Some(day) if day < decided => bail!(
            "`--effective {day}` is before {decided}, the day of the decision: name that day or a later one, or leave `--effective` out"
        ),
        Some(day) => Ok(Some(day).filter(|day| *day > decided)),
        None => Ok(None),
    }
}

/// Gives an iteration its day of effect. A day that passed before the decision is removed, and that is said.
pub(super) fn set_effect(iteration: &Iteration, days: Days, decision: &mut Decision<'_>) -> anyhow::Result<()> {
    let (id, before) = (iteration.file, iteration.effect.day());
    match (before, days.effective) {
        (before, after) if before == after => Ok(()),
        (_, Some(day)) => {
            let text = revision::effective(decision.text(id), day);
            decision.edit(id, text, format!("takes effect on {day}"))
        }
        (None, None) => Ok(()),
        (Some(passed), None) => {
            let text = revision::effective_at_once(decision.text(id));
            let why = format!("`effective = {passed}` removed, because that is before {}", days.decided);
            decision.edit(id, text, why)
        }
    }
}

/// Says which announced texts never take effect once an iteration is published.
pub(super) fn tell_overtaken(definition: &Definition, number: IterationNumber, days: Days, terminal: &Terminal) {
    let (slug, day) = (&definition.slug, days.effective.unwrap_or(days.decided));
    for iteration in definition.iterations().iter().filter(|iteration| iteration.number < number) {
        let announced = iteration.effect.day().filter(|_| matches!(iteration.standing, Standing::Published(_)));
        let Some(announced) = announced.filter(|announced| day <= *announced) else { continue };
        let overtaken = iteration.number;
        terminal.note(&format!(
            "warning: iteration {overtaken} is published to take effect on {}, and never will, because iteration {number} takes effect \
             on {}. If iteration {number} replaces it, run `variorum withdraw {slug}@{overtaken} --reason \"...\"`; if both are to take \
             effect, write a day after {announced} as `effective` in `{number}.md`.\n",
            long(announced),
            long(day),
        ));
    }
}

/// What merging a published iteration does.
pub(super) fn published(definition: &Definition, number: IterationNumber, days: Days, today: Date) -> Consequence {
    let then = "; once it is published, run `variorum seal`";
    let Some(day) = days.effective.filter(|day| *day > today) else {
        return Consequence { sentence: format!("iteration {number} is the current text on the site."), then };
    };
    let mut until = definition.current().map_or_else(
        || "until then the definition has no current text".to_owned(),
        |current| format!("until then iteration {} stays current", current.number),
    );
    for (other, from) in definition.coming().filter(|(other, from)| other.number < number && *from < day) {
        let _ = write!(until, ", iteration {} from {} on", other.number, long(from));
    }
    let day = long(day);
    Consequence { sentence: format!("iteration {number} is published and takes effect on {day}; {until}."), then }
}

/// What merging a proposed iteration does.
pub(super) fn proposed(definition: &Definition, number: IterationNumber) -> Consequence {
    let sentence = format!(
        "iteration {number} is shown as a proposal, and nothing that is published changes. To publish it, run `variorum accept {}@{number}`.",
        definition.slug
    );
    Consequence { sentence, then: "" }
}

fn long(day: Date) -> String {
    long_date(day, &english().date)
}
